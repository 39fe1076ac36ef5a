#include "gui/main_window.hpp"

#include <QApplication>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QEventLoop>
#include <QFileInfo>
#include <QResizeEvent>
#include <QStatusBar>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "sim/session/version.hpp"

namespace isthmus::gui {

MainWindow::MainWindow(ThemeChoice theme, std::unique_ptr<QSettings> settings)
    : look_{theme},
      settings_{std::move(settings)},
      topology_{look_, workspace_, selection_},
      explorer_{look_, workspace_, selection_},
      inspector_{look_, workspace_, selection_},
      what_if_{workspace_},
      what_if_pane_{workspace_, selection_, what_if_},
      compare_{look_, workspace_, selection_},
      problems_{look_, workspace_},
      source_{look_, workspace_},
      matrix_{look_, workspace_, selection_},
      state_{look_, workspace_},
      charts_{look_, workspace_, selection_, bottom_},
      timeline_{look_, workspace_} {
  setWindowTitle(QStringLiteral("isthmus"));
  setAcceptDrops(true);
  build_actions();
  build_centre();
  build_status();
  connect_parts();
  apply_look();
  restore();
  refresh_state();
  refresh_status();
  refresh_run();
}

void MainWindow::build_centre() {
  centre_.setDocumentMode(true);
  centre_.setAccessibleName(tr("Views"));
  auto* topology_page = new QWidget;
  auto* column = new QVBoxLayout{topology_page};
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  banner_.setWordWrap(true);
  banner_.setMargin(7);
  banner_.hide();
  column->addWidget(&banner_);
  column->addWidget(&topology_, 1);
  centre_.addTab(topology_page, tr("Topology"));
  centre_.addTab(&matrix_, tr("Reachability"));
  centre_.addTab(&source_, tr("Source"));

  bottom_.setDocumentMode(true);
  bottom_.setAccessibleName(tr("Charts and problems"));
  bottom_.addTab(&compare_, tr("Compare"));
  bottom_.addTab(&problems_, tr("Problems"));
  inspector_.tabs().addTab(&what_if_pane_, tr("What if"));

  upper_.addWidget(&explorer_);
  upper_.addWidget(&centre_);
  upper_.setStretchFactor(1, 1);
  left_.setOrientation(Qt::Vertical);
  left_.addWidget(&upper_);
  left_.addWidget(&bottom_);
  left_.setStretchFactor(0, 1);
  auto* half = new QWidget;
  auto* half_column = new QVBoxLayout{half};
  half_column->setContentsMargins(0, 0, 0, 0);
  half_column->setSpacing(0);
  half_column->addWidget(&left_, 1);
  half_column->addWidget(&timeline_);
  across_.addWidget(half);
  across_.addWidget(&inspector_);
  across_.setStretchFactor(0, 1);
  for (QSplitter* splitter : {&upper_, &left_, &across_}) {
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
  }
  explorer_.setMinimumWidth(150);
  inspector_.setMinimumWidth(220);
  bottom_.setMinimumHeight(90);
  for (QSplitter* splitter : {&upper_, &left_, &across_}) {
    connect(splitter, &QSplitter::splitterMoved, this, [this] { panes_moved_ = true; });
  }
  stack_.addWidget(&state_);
  stack_.addWidget(&across_);
  setCentralWidget(&stack_);
}

/// Until somebody moves them, panes have their share of the window.
void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  if (panes_moved_) return;
  const int wide = width();
  const int inspector = std::clamp(wide / 4, 276, 380);
  const int explorer = std::clamp(wide * 49 / 200, 200, 300);
  across_.setSizes({wide - inspector, inspector});
  upper_.setSizes({explorer, wide - inspector - explorer});
  const int below = std::clamp(height() * 31 / 100, 190, 330);
  left_.setSizes({height() - below, below});
}

void MainWindow::build_status() {
  progress_.setFixedWidth(150);
  progress_.setAccessibleName(tr("Progress of the run"));
  statusBar()->setSizeGripEnabled(false);
  statusBar()->addWidget(&status_, 1);
  statusBar()->addPermanentWidget(&progress_);
  statusBar()->addPermanentWidget(&verdict_);
}

void MainWindow::connect_parts() {
  connect(&look_, &Look::changed, this, &MainWindow::apply_look);
  connect(&workspace_, &Workspace::state_changed, this, &MainWindow::refresh_state);
  connect(&workspace_, &Workspace::loaded_changed, this, &MainWindow::refresh_status);
  connect(&workspace_, &Workspace::loaded_changed, this, &MainWindow::refresh_run);
  connect(&workspace_, &Workspace::run_changed, this, &MainWindow::refresh_status);
  connect(&workspace_, &Workspace::progressed, this, &MainWindow::refresh_run);
  connect(&workspace_, &Workspace::problems_changed, this, &MainWindow::refresh_status);
  connect(&inspector_, &Inspector::place_asked, this, &MainWindow::show_place);
  connect(&problems_, &ProblemsPane::place_asked, this, &MainWindow::show_place);
  connect(&inspector_.route(), &RoutePane::explained_changed, this, [this] {
    const ExplainedPtr& explained = inspector_.route().explained();
    using RoutePtr = std::shared_ptr<const route::Route>;
    topology_.show_route(explained ? RoutePtr{explained, &explained->answer.route} : nullptr);
  });
  connect(&what_if_pane_, &WhatIfPane::compare_asked, this,
          [this] { action(QStringLiteral("compare"))->trigger(); });
  connect(&what_if_pane_, &WhatIfPane::export_asked, this,
          [this] { action(QStringLiteral("export_patch"))->trigger(); });
  connect(&what_if_, &WhatIf::changed, this, &MainWindow::refresh_run);
  connect(this, &MainWindow::report_written, this,
          [](const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
  connect(&find_, &QLineEdit::textChanged, this, &MainWindow::look_for);
  connect(&state_, &StatePane::open_asked, this, &MainWindow::ask_for_file);
  connect(&state_, &StatePane::recent_asked, this, &MainWindow::open);
  connect(&state_, &StatePane::problems_asked, this, [this] {
    stack_.setCurrentWidget(&across_);
    bottom_.setCurrentWidget(&problems_);
  });
  connect(&topology_.canvas(), &Canvas::activated, this,
          [this] { inspector_.tabs().setCurrentIndex(0); });
  connect(&topology_, &TopologyView::positions_changed, this, &MainWindow::remember_positions);
  connect(&explorer_, &Explorer::activated_thing, this, [this](const Thing& thing) {
    if (thing.kind == Thing::Kind::partition) topology_.toggle_collapsed(thing);
  });
}

void MainWindow::open(const QString& path) {
  selection_.clear();
  find_.clear();
  workspace_.open(path);
  note_recent(path);
  restore_positions();
}

void MainWindow::apply_look() {
  QApplication::setPalette(palette_of(look_.theme()));
  setStyleSheet(style_sheet_of(look_.theme()));
  for (const Entry& entry : entries_) {
    if (entry.sign) entry.action->setIcon(icon_of(*entry.sign, look_.theme().text));
  }
  refresh_status();
}

void MainWindow::refresh_state() {
  const bool something = workspace_.loaded() != nullptr;
  stack_.setCurrentIndex(something ? 1 : 0);
  if (something && !find_.hasFocus()) topology_.canvas().setFocus();
  const bool stale = something && workspace_.state() == Workspace::State::failed;
  banner_.setVisible(stale);
  if (stale) {
    banner_.setText(
        tr("✗ What is written now cannot be used; this is the mesh as it was before. "
           "The problems are below."));
    banner_.setStyleSheet(QStringLiteral("background:%1;color:%2")
                              .arg(look_.theme().bad_back.name(), look_.theme().bad.name()));
  }
  setWindowTitle(workspace_.path().isEmpty()
                     ? QStringLiteral("isthmus")
                     : QFileInfo{workspace_.path()}.fileName() + QStringLiteral(" – isthmus"));
  for (const char* name : {"run", "fit", "reload", "collapse"}) {
    if (QAction* one = action(QLatin1String{name})) one->setEnabled(something);
  }
}

void MainWindow::refresh_status() {
  const LoadedPtr& loaded = workspace_.loaded();
  const Problems& problems = workspace_.problems();
  std::size_t count = problems.count(Severity::error) + problems.count(Severity::warning);
  if (workspace_.ran()) count += workspace_.ran()->result.diagnostics.size();
  const int tab = bottom_.indexOf(&problems_);
  bottom_.setTabText(tab, count == 0 ? tr("Problems") : tr("Problems (%1)").arg(count));
  if (!loaded) {
    status_.setText(QStringLiteral("isthmus ") +
                    QString::fromUtf8(session::version().data(),
                                      static_cast<qsizetype>(session::version().size())));
    return verdict_.clear();
  }
  const model::Model& model = loaded->study.model;
  QStringList parts{tr("seed %1").arg(model.run.seed),
                    QString::fromStdString(reports::counted(model.partitions.size(), "partition")),
                    QString::fromStdString(reports::counted(model.services.size(), "service")),
                    QStringLiteral("hash ") +
                        QString::fromStdString(reports::hexadecimal(loaded->study.hash)).left(8)};
  const RanPtr& ran = workspace_.ran();
  if (ran && !ran->result.records.empty()) {
    const analysis::RunSummary& summary = ran->result.summary;
    parts.insert(1, tr("%1 × %2")
                        .arg(summary.replications)
                        .arg(QString::fromStdString(
                            reports::seconds_text(ran->result.plan.duration.in_seconds()))));
    parts.insert(2, tr("%1 requests")
                        .arg(QString::fromStdString(
                            reports::plain_text(static_cast<double>(summary.requests)))));
    if (ran->loaded != loaded) parts << tr("run of an earlier version");
  }
  status_.setText(parts.join(QStringLiteral(" · ")));
  verdict_.clear();
  if (!ran || ran->result.verdicts.empty()) return;
  std::size_t failed = 0;
  std::size_t unsure = 0;
  for (const analysis::Verdict& verdict : ran->result.verdicts) {
    failed += verdict.status == analysis::Status::fail ? 1 : 0;
    unsure += verdict.status == analysis::Status::unsure ? 1 : 0;
  }
  const Theme& theme = look_.theme();
  const QColor& ink = failed > 0 ? theme.bad : unsure > 0 ? theme.unsure : theme.good;
  const auto all = ran->result.verdicts.size();
  verdict_.setStyleSheet(QStringLiteral("color:%1;font-weight:600").arg(ink.name()));
  verdict_.setText(failed > 0 ? tr("✗ %1 of %2 expectations failed").arg(failed).arg(all)
                   : unsure > 0
                       ? tr("? %1 of %2 expectations unsure").arg(unsure).arg(all)
                       : QStringLiteral("✓ %1 kept")
                             .arg(QString::fromStdString(reports::counted(all, "expectation"))));
}

void MainWindow::refresh_run() {
  const bool busy = workspace_.task() != Workspace::Task::none;
  const session::Progress& progress = workspace_.progress();
  progress_.setVisible(busy);
  progress_.setRange(0, static_cast<int>(progress.total));
  progress_.setValue(static_cast<int>(progress.done));
  progress_.setToolTip(tr("%1 of %2 replications").arg(progress.done).arg(progress.total));
  QAction* run = action(QStringLiteral("run"));
  QAction* cancel = action(QStringLiteral("cancel"));
  run->setEnabled(workspace_.loaded() != nullptr && !busy);
  cancel->setEnabled(busy);
  const bool something = workspace_.loaded() != nullptr;
  const bool has_run = workspace_.ran() && !workspace_.ran()->result.records.empty();
  action(QStringLiteral("compare"))->setEnabled(something && !busy && !what_if_.changes().empty());
  action(QStringLiteral("export_patch"))->setEnabled(!what_if_.changes().empty());
  action(QStringLiteral("report"))->setEnabled(has_run);
  for (const char* name : {"export", "export_chart"}) {
    action(QLatin1String{name})->setEnabled(something);
  }
  if (busy) {
    statusBar()->setToolTip(progress_.toolTip());
    verdict_.setStyleSheet({});
    verdict_.setText(progress.total == 0 ? tr("starting…")
                                         : tr("%1 of %2").arg(progress.done).arg(progress.total));
  } else {
    refresh_status();
  }
}

void MainWindow::look_for(const QString& text) {
  topology_.look_for(text);
  explorer_.look_for(topology_.query());
  const QString problem = QString::fromStdString(topology_.query().problem);
  find_.setToolTip(problem.isEmpty() ? tr("Find: words of a name, busy>70%, p99>50ms, waiting>1")
                                     : problem);
  find_.setStyleSheet(
      problem.isEmpty()
          ? QString{}
          : QStringLiteral("QLineEdit{border-color:%1;color:%1}").arg(look_.theme().bad.name()));
}

void MainWindow::show_place(const SourceSpan& at) {
  source_.show_place(at);
  stack_.setCurrentWidget(&across_);
  centre_.setCurrentWidget(&source_);
}

void MainWindow::settle() {
  const auto busy = [this] {
    return workspace_.is_reading() || workspace_.task() != Workspace::Task::none ||
           topology_.is_drawing() || inspector_.route().is_busy() || matrix_.is_busy();
  };
  QCoreApplication::processEvents();
  while (busy()) {
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
  }
  QCoreApplication::processEvents();
  topology_.settle();
}

}  // namespace isthmus::gui
