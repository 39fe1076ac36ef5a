// The window: explorer, topology, inspector, charts and timeline around one scenario.
#pragma once

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QProgressBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <memory>
#include <vector>

#include "gui/charts.hpp"
#include "gui/compare_pane.hpp"
#include "gui/explorer.hpp"
#include "gui/icons.hpp"
#include "gui/inspector.hpp"
#include "gui/look.hpp"
#include "gui/matrix_view.hpp"
#include "gui/problems_pane.hpp"
#include "gui/selection.hpp"
#include "gui/source_view.hpp"
#include "gui/state_pane.hpp"
#include "gui/timeline.hpp"
#include "gui/topology_view.hpp"
#include "gui/what_if.hpp"
#include "gui/what_if_pane.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  /// `settings`: where sizes, recent files and positions are kept; null: nowhere.
  explicit MainWindow(ThemeChoice theme, std::unique_ptr<QSettings> settings = nullptr);

  void open(const QString& path);
  /// Opens what was open at the last end, if it is still there.
  void resume();

  Look& look() { return look_; }
  Workspace& workspace() { return workspace_; }
  Selection& selection() { return selection_; }
  TopologyView& topology() { return topology_; }
  Explorer& explorer() { return explorer_; }
  Inspector& inspector() { return inspector_; }
  ProblemsPane& problems() { return problems_; }
  SourceView& source() { return source_; }
  MatrixView& matrix() { return matrix_; }
  Charts& charts() { return charts_; }
  Timeline& timeline() { return timeline_; }
  ComparePane& comparison() { return compare_; }
  WhatIf& what_if() { return what_if_; }
  WhatIfPane& what_if_pane() { return what_if_pane_; }
  StatePane& state_pane() { return state_; }
  QLineEdit& find_field() { return find_; }
  QTabWidget& centre() { return centre_; }
  QTabWidget& bottom() { return bottom_; }
  QString status_text() const { return status_.text(); }
  QString verdict_text() const { return verdict_.text(); }
  /// The action of that name, as in its object name: "open", "run", "undo"; null: there is none.
  QAction* action(const QString& name) const;

  /// Waits until nothing is being read, drawn or explained; for pictures and for tests.
  void settle();

  /// What is seen in the middle, or for .csv the table that belongs to it.
  ///
  /// Returns  what went wrong; empty: nothing.
  QString export_to(const QString& path);
  /// The chart below, or for .csv its points.
  QString export_chart(const QString& path);
  /// What is tried out, for `isthmus --set @patch.yaml`.
  QString export_patch(const QString& path);

 signals:
  void report_written(const QString& path);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  struct Entry {
    QAction* action;
    std::optional<Sign> sign;
  };

  // main_window.cpp: what stands where.
  void build_centre();
  void build_status();
  void connect_parts();
  void refresh_state();
  void refresh_status();
  void refresh_run();
  void look_for(const QString& text);
  void show_place(const SourceSpan& at);
  void apply_look();

  // main_window_actions.cpp: menus, tools and keys.
  void build_actions();
  QAction* add_action(QMenu* menu, const QString& name, const QString& text,
                      const QKeySequence& keys, std::optional<Sign> sign,
                      std::function<void()> does);
  void build_file_menu();
  void build_run_menu();
  void build_edit_menu();
  void build_view_menu();
  void build_tools();
  void ask_for_file();
  void show_keys();

  // main_window_export.cpp: what the window writes.
  std::string table_csv() const;
  void ask_and_export(const QString& title, const QString& name, const QString& filter,
                      QString (MainWindow::*write)(const QString&));
  void open_report();

  // main_window_memory.cpp: what is remembered from one start to the next.
  std::vector<std::pair<QString, QTabWidget*>> tab_keys();
  void restore();
  void remember();
  void note_recent(const QString& path);
  void show_recent();
  void restore_positions();
  void remember_positions();

  Look look_;
  std::unique_ptr<QSettings> settings_;
  Workspace workspace_;
  Selection selection_;
  // Containers before what they contain: so the contents go first.
  QStackedWidget stack_;
  QSplitter across_;  ///< Everything left of the inspector, and it.
  QSplitter left_;    ///< The upper half, and the tabs below.
  QSplitter upper_;   ///< Explorer and topology.
  QTabWidget centre_;
  QTabWidget bottom_;
  TopologyView topology_;
  Explorer explorer_;
  Inspector inspector_;
  WhatIf what_if_;
  WhatIfPane what_if_pane_;
  ComparePane compare_;
  ProblemsPane problems_;
  SourceView source_;
  MatrixView matrix_;
  StatePane state_;
  Charts charts_;
  Timeline timeline_;
  QLineEdit find_;
  QLabel banner_;
  QLabel status_;
  QLabel verdict_;
  QProgressBar progress_;
  QMenu* recent_menu_ = nullptr;
  std::vector<Entry> entries_;
  bool panes_moved_ = false;
  Engine reporter_;
};

}  // namespace isthmus::gui
