// The topology with what steers it: filters, collapsing, positions, and the moment that is shown.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QToolButton>
#include <QWidget>
#include <map>
#include <memory>
#include <string>

#include "gui/canvas.hpp"
#include "gui/figures.hpp"
#include "gui/look.hpp"
#include "gui/query.hpp"
#include "gui/selection.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class TopologyView : public QWidget {
  Q_OBJECT

 public:
  TopologyView(const Look& look, Workspace& workspace, Selection& selection,
               QWidget* parent = nullptr);

  Canvas& canvas() { return canvas_; }
  const Shade& shade() const { return *shade_; }
  const Focus& focus() const { return focus_; }
  const Query& query() const { return query_; }

  void look_for(const QString& text);
  void filter(const Filters& filters);
  /// Draws the way of a route over the picture; null: none.
  void show_route(std::shared_ptr<const route::Route> route);

  void toggle_collapsed(const Thing& partition);
  void collapse_all();
  void expand_all();

  /// Where somebody moved nodes to, by id.
  const std::map<std::string, layout::Point>& pinned() const { return wish_.drawing.pinned; }
  /// Where nodes of the scenario that is being opened were moved to before.
  void start_with(std::map<std::string, layout::Point> places);
  void forget_positions();

  /// Waits until everything that was asked for is painted; for pictures and for tests.
  void settle();
  bool is_drawing() const { return drawer_.is_busy(); }

 signals:
  void drawn();  ///< A new picture is shown.
  void focus_changed();
  void positions_changed();

 private:
  void build_bar();
  QComboBox* choice(const QString& name, const QStringList& words);
  QToolButton* button(int sign, const QString& name, void (Canvas::*action)());
  void redraw(Canvas::Place place);
  void refocus();
  void reshade();
  void fill_partitions();
  void fill_outcomes();
  void read_filters();
  void paint_icons();

  const Look& look_;
  Workspace& workspace_;
  Selection& selection_;
  Canvas canvas_;
  QWidget bar_;
  QComboBox* partition_ = nullptr;
  QComboBox* mode_ = nullptr;
  QComboBox* busy_ = nullptr;
  QComboBox* arrival_ = nullptr;
  std::vector<std::pair<QToolButton*, int>> buttons_;
  PictureWish wish_;
  Query query_;
  Filters filters_;
  Focus focus_;
  std::map<Thing, Figures> figures_;
  std::shared_ptr<const route::Route> route_;
  std::shared_ptr<const Shade> shade_;
  LoadedPtr drawn_of_;
  QString drawn_path_;
  std::map<std::string, layout::Point> moved_before_;
  Engine drawer_;
};

}  // namespace isthmus::gui
