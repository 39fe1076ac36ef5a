// The charts of a run, live while it goes on. They share the selection and the moment.
#pragma once

#include <QSplitter>
#include <QTabWidget>
#include <optional>

#include "gui/bar_pane.hpp"
#include "gui/chart_content.hpp"
#include "gui/chart_pane.hpp"
#include "gui/look.hpp"
#include "gui/selection.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

/// Owns the charts and puts them into the tabs of the window.
class Charts : public QObject {
  Q_OBJECT

 public:
  Charts(const Look& look, Workspace& workspace, Selection& selection, QTabWidget& tabs);
  ~Charts() override;

  ChartPane& latency() { return latency_; }
  BarPane& busy_now() { return busy_now_; }
  ChartPane& utilisation() { return utilisation_; }
  ChartPane& errors() { return errors_; }
  ChartPane& spectrum() { return spectrum_; }
  BarPane& ledger() { return ledger_; }
  /// The pair whose latency is shown; none without traffic.
  std::optional<std::size_t> pair() const { return pair_; }
  /// The points of the chart that can be seen.
  std::string csv_of_shown() const;

 private:
  void choose_pair();
  void refresh();
  void refresh_moment();
  void refresh_spread(const Loaded& loaded, const QString& name);
  QString pair_name() const;
  bool is_shown(const QWidget& widget) const;

  Workspace& workspace_;
  Selection& selection_;
  QTabWidget& tabs_;
  QSplitter overview_;
  ChartPane latency_;
  BarPane busy_now_;
  ChartPane utilisation_;
  ChartPane errors_;
  QSplitter spread_;
  ChartPane spectrum_;
  BarPane ledger_;
  std::optional<std::size_t> pair_;
};

}  // namespace isthmus::gui
