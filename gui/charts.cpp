#include "gui/charts.hpp"

namespace isthmus::gui {

Charts::Charts(const Look& look, Workspace& workspace, Selection& selection, QTabWidget& tabs)
    : workspace_{workspace},
      selection_{selection},
      tabs_{tabs},
      latency_{look},
      busy_now_{look, BarPane::Scale::share},
      utilisation_{look},
      errors_{look},
      spectrum_{look},
      ledger_{look, BarPane::Scale::sum} {
  overview_.addWidget(&latency_);
  overview_.addWidget(&busy_now_);
  overview_.setSizes({680, 320});
  spread_.addWidget(&spectrum_);
  spread_.addWidget(&ledger_);
  spread_.setSizes({480, 520});
  for (QSplitter* splitter : {&overview_, &spread_}) {
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
  }
  tabs_.addTab(&overview_, tr("Latency"));
  tabs_.addTab(&utilisation_, tr("Utilisation"));
  tabs_.addTab(&errors_, tr("Errors"));
  tabs_.addTab(&spread_, tr("Where time goes"));
  for (ChartPane* pane : {&latency_, &utilisation_, &errors_}) {
    connect(pane, &ChartPane::time_picked, &workspace_, &Workspace::set_time_s);
  }
  connect(&busy_now_, &BarPane::row_picked, this, [this](const QString& name) {
    const LoadedPtr& loaded = workspace_.loaded();
    const auto thing = loaded ? thing_named(loaded->study, name.toStdString()) : std::nullopt;
    if (thing) selection_.select(*thing);
  });
  connect(&workspace_, &Workspace::loaded_changed, this, &Charts::choose_pair);
  connect(&workspace_, &Workspace::frames_changed, this, &Charts::refresh);
  connect(&workspace_, &Workspace::run_changed, this, &Charts::refresh);
  connect(&workspace_, &Workspace::compared_changed, this, &Charts::refresh);
  connect(&workspace_, &Workspace::time_changed, this, &Charts::refresh_moment);
  connect(&selection_, &Selection::changed, this, &Charts::choose_pair);
  connect(&tabs_, &QTabWidget::currentChanged, this, &Charts::refresh);
  refresh();
}

/// Tabs that go away one after another would have the next one drawn.
Charts::~Charts() { tabs_.disconnect(this); }

/// Only what can be seen is drawn: a run brings new figures eight times a second.
bool Charts::is_shown(const QWidget& widget) const {
  const QWidget* page = tabs_.currentWidget();
  return page == &widget || (page != nullptr && page->isAncestorOf(&widget));
}

void Charts::choose_pair() {
  const LoadedPtr& loaded = workspace_.loaded();
  pair_ = loaded ? pair_for(*loaded, selection_.from(), selection_.thing()) : std::nullopt;
  refresh();
}

void Charts::refresh() {
  const LoadedPtr loaded = workspace_.ran() && workspace_.task() != Workspace::Task::running
                               ? workspace_.ran()->loaded
                               : workspace_.loaded();
  const session::Frames* frames = workspace_.frames().get();
  const QString nothing = tr("Run the scenario (Ctrl+R) to see its latencies.");
  if (!loaded || frames == nullptr || frames->replications == 0) {
    latency_.show_chart(tr("Latency"), {}, nothing);
    utilisation_.show_chart(tr("Busy share of servers"), {}, nothing);
    errors_.show_chart(tr("Failed requests"), {}, nothing);
    busy_now_.show_chart(tr("Busy"), {}, nothing);
    if (workspace_.loaded() && is_shown(spread_)) refresh_spread(*workspace_.loaded(), pair_name());
    return;
  }
  const bool has_pair = pair_ && *pair_ < loaded->pairs.size();
  const QString name = pair_name();
  if (is_shown(latency_)) {
    latency_.show_chart(tr("Latency of %1").arg(name),
                        has_pair && !frames->pairs[*pair_].empty()
                            ? latency_chart(*loaded, *frames, *pair_)
                            : reports::LineChart{},
                        tr("This pair was not looked at closely."));
  }
  if (is_shown(utilisation_)) {
    utilisation_.show_chart(tr("Busy share of servers"),
                            utilisation_chart(*loaded, *frames, selection_.thing()),
                            tr("A mesh of so many stations is summed up, not watched over time."));
  }
  if (is_shown(errors_)) {
    errors_.show_chart(tr("Failed requests"), error_chart(*loaded, *frames),
                       tr("✓ No request failed."));
  }
  if (is_shown(spread_)) refresh_spread(*loaded, name);
  refresh_moment();
}

QString Charts::pair_name() const {
  const LoadedPtr& loaded = workspace_.loaded();
  const bool has_pair = loaded && pair_ && *pair_ < loaded->pairs.size();
  return has_pair ? QString::fromStdString(name_of(*loaded, *pair_)) : tr("no traffic");
}

/// What a whole run says of the pair, and a comparison of two.
void Charts::refresh_spread(const Loaded& loaded, const QString& name) {
  spectrum_.show_chart(tr("Percentiles of %1").arg(name),
                       spectrum_chart(spectra_of(workspace_), name.toStdString()),
                       tr("Percentiles come with the end of a run."));
  const RanPtr& ran = workspace_.ran();
  const bool known =
      ran && ran->loaded.get() == &loaded && pair_ && *pair_ < ran->result.summary.pairs.size();
  ledger_.show_chart(tr("Where the time of %1 goes").arg(name),
                     known ? ledger_bars(*ran, *pair_) : reports::BarChart{},
                     tr("Ledgers come with the end of a run."));
}

std::string Charts::csv_of_shown() const {
  std::string rows;
  for (const ChartPane* pane : {&latency_, &utilisation_, &errors_, &spectrum_}) {
    if (is_shown(*pane)) rows += csv_rows(pane->title().toStdString(), pane->chart());
  }
  for (const BarPane* pane : {&busy_now_, &ledger_}) {
    if (is_shown(*pane)) rows += csv_rows(pane->title().toStdString(), pane->chart());
  }
  return rows.empty() ? rows : csv_head + rows;
}

void Charts::refresh_moment() {
  const session::Frames* frames = workspace_.frames().get();
  if (frames == nullptr || frames->replications == 0) return;
  for (ChartPane* pane : {&latency_, &utilisation_, &errors_}) {
    pane->set_cursor_s(workspace_.time_s());
  }
  if (!is_shown(busy_now_) || !workspace_.loaded()) return;
  busy_now_.show_chart(tr("Busy at %1 s").arg(workspace_.time_s(), 0, 'f', 1),
                       utilisation_bars(*workspace_.loaded(), *frames, workspace_.time_s()),
                       tr("This mesh has too many stations to be watched."));
}

}  // namespace isthmus::gui
