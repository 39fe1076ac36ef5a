// Menus, tools and keys of the window.
#include <QActionGroup>
#include <QDesktopServices>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>
#include <QToolButton>

#include "gui/main_window.hpp"

namespace isthmus::gui {

QAction* MainWindow::add_action(QMenu* menu, const QString& name, const QString& text,
                                const QKeySequence& keys, std::optional<Sign> sign,
                                std::function<void()> does) {
  auto* made = new QAction{text, this};
  made->setObjectName(name);
  made->setShortcut(keys);
  QString tip = text;
  tip.remove(QLatin1Char{'&'});
  if (!keys.isEmpty()) tip += QStringLiteral(" (%1)").arg(keys.toString(QKeySequence::NativeText));
  made->setToolTip(tip);
  connect(made, &QAction::triggered, this, std::move(does));
  menu->addAction(made);
  entries_.push_back({made, sign});
  return made;
}

QAction* MainWindow::action(const QString& name) const { return findChild<QAction*>(name); }

void MainWindow::build_actions() {
  build_file_menu();
  build_edit_menu();
  build_run_menu();
  build_view_menu();
  QMenu* help = menuBar()->addMenu(tr("&Help"));
  add_action(help, QStringLiteral("keys"), tr("&Keys"), QKeySequence{Qt::Key_F1}, {},
             [this] { show_keys(); });
  build_tools();
}

void MainWindow::build_file_menu() {
  QMenu* menu = menuBar()->addMenu(tr("&File"));
  add_action(menu, QStringLiteral("open"), tr("&Open…"), QKeySequence::Open, Sign::open,
             [this] { ask_for_file(); });
  recent_menu_ = menu->addMenu(tr("Open &recent"));
  add_action(menu, QStringLiteral("reload"), tr("Re&load"), QKeySequence{Qt::Key_F5}, Sign::reload,
             [this] { workspace_.reload(); });
  menu->addSeparator();
  add_action(menu, QStringLiteral("export"), tr("&Export what is in the middle…"),
             QKeySequence{Qt::CTRL | Qt::Key_E}, Sign::save, [this] {
               ask_and_export(tr("Export"), QStringLiteral("topology.png"),
                              tr("PNG (*.png);;SVG (*.svg);;PDF (*.pdf);;CSV (*.csv)"),
                              &MainWindow::export_to);
             });
  add_action(menu, QStringLiteral("export_chart"), tr("Export the &chart…"),
             QKeySequence{Qt::CTRL | Qt::SHIFT | Qt::Key_E}, Sign::save, [this] {
               ask_and_export(tr("Export the chart"), QStringLiteral("chart.png"),
                              tr("PNG (*.png);;SVG (*.svg);;PDF (*.pdf);;CSV (*.csv)"),
                              &MainWindow::export_chart);
             });
  add_action(menu, QStringLiteral("export_patch"), tr("Export the &patch…"), {}, Sign::save,
             [this] {
               ask_and_export(tr("Export what is tried out"), QStringLiteral("what-if.yaml"),
                              tr("YAML (*.yaml)"), &MainWindow::export_patch);
             });
  add_action(menu, QStringLiteral("report"), tr("Open the &HTML report"),
             QKeySequence{Qt::CTRL | Qt::Key_H}, Sign::report, [this] { open_report(); });
  menu->addSeparator();
  add_action(menu, QStringLiteral("quit"), tr("&Quit"), QKeySequence::Quit, {},
             [this] { close(); });
}

void MainWindow::build_edit_menu() {
  QMenu* menu = menuBar()->addMenu(tr("&Edit"));
  QUndoStack& history = what_if_.history();
  QAction* undo = add_action(menu, QStringLiteral("undo"), tr("&Undo"), QKeySequence::Undo,
                             Sign::undo, [&history] { history.undo(); });
  QAction* redo = add_action(menu, QStringLiteral("redo"), tr("&Redo"), QKeySequence::Redo,
                             Sign::redo, [&history] { history.redo(); });
  redo->setShortcuts({QKeySequence::Redo, QKeySequence{Qt::CTRL | Qt::Key_Y}});
  undo->setEnabled(false);
  redo->setEnabled(false);
  connect(&history, &QUndoStack::canUndoChanged, undo, &QAction::setEnabled);
  connect(&history, &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);
  connect(&history, &QUndoStack::undoTextChanged, undo, [undo](const QString& name) {
    undo->setToolTip(name.isEmpty() ? tr("Undo (Ctrl+Z)") : tr("Undo: %1 (Ctrl+Z)").arg(name));
  });
}

void MainWindow::build_run_menu() {
  QMenu* menu = menuBar()->addMenu(tr("&Run"));
  add_action(menu, QStringLiteral("run"), tr("&Run"), QKeySequence{Qt::CTRL | Qt::Key_R}, Sign::run,
             [this] { workspace_.run(); });
  add_action(menu, QStringLiteral("cancel"), tr("&Cancel"), QKeySequence{Qt::CTRL | Qt::Key_Period},
             Sign::stop, [this] { workspace_.cancel(); });
  add_action(menu, QStringLiteral("compare"), tr("Run both and c&ompare"),
             QKeySequence{Qt::CTRL | Qt::SHIFT | Qt::Key_R}, Sign::compare, [this] {
               bottom_.setCurrentWidget(&compare_);
               workspace_.compare();
             });
  menu->addSeparator();
  add_action(menu, QStringLiteral("play"), tr("&Play or pause"),
             QKeySequence{Qt::CTRL | Qt::Key_Space}, Sign::play,
             [this] { timeline_.toggle_play(); });
  add_action(menu, QStringLiteral("next_event"), tr("&Next event"),
             QKeySequence{Qt::CTRL | Qt::Key_Right}, Sign::forward,
             [this] { timeline_.to_next_event(); });
  add_action(menu, QStringLiteral("previous_event"), tr("Event &before"),
             QKeySequence{Qt::CTRL | Qt::Key_Left}, Sign::back,
             [this] { timeline_.to_previous_event(); });
}

void MainWindow::build_view_menu() {
  QMenu* menu = menuBar()->addMenu(tr("&View"));
  add_action(menu, QStringLiteral("find"), tr("&Find"), QKeySequence::Find, Sign::search, [this] {
    find_.setFocus(Qt::ShortcutFocusReason);
    find_.selectAll();
  });
  add_action(menu, QStringLiteral("fit"), tr("F&it"), QKeySequence{Qt::CTRL | Qt::Key_0}, Sign::fit,
             [this] { topology_.canvas().fit(); });
  add_action(menu, QStringLiteral("zoom_in"), tr("Zoom &in"), QKeySequence::ZoomIn, Sign::plus,
             [this] { topology_.canvas().zoom_in(); });
  add_action(menu, QStringLiteral("zoom_out"), tr("Zoom &out"), QKeySequence::ZoomOut, Sign::minus,
             [this] { topology_.canvas().zoom_out(); });
  add_action(menu, QStringLiteral("collapse"), tr("&Collapse or expand all"),
             QKeySequence{Qt::CTRL | Qt::SHIFT | Qt::Key_C}, Sign::collapse, [this] {
               const PicturePtr& picture = topology_.canvas().picture();
               if (!picture) return;
               picture->topology.collapsed ? topology_.expand_all() : topology_.collapse_all();
             });
  add_action(menu, QStringLiteral("positions"), tr("&Forget moved positions"), {}, {},
             [this] { topology_.forget_positions(); });
  menu->addSeparator();
  auto* group = new QActionGroup{this};
  const std::pair<ThemeChoice, QString> choices[] = {
      {ThemeChoice::system, tr("Theme of the &system")},
      {ThemeChoice::light, tr("&Light theme")},
      {ThemeChoice::dark, tr("&Dark theme")}};
  for (const auto& [choice, name] : choices) {
    QAction* one = add_action(menu, text(choice), name, {}, {},
                              [this, chosen = choice] { look_.choose(chosen); });
    one->setCheckable(true);
    one->setChecked(look_.choice() == choice);
    group->addAction(one);
  }
}

void MainWindow::build_tools() {
  QToolBar* bar = addToolBar(tr("Tools"));
  bar->setObjectName(QStringLiteral("tools"));
  bar->setMovable(false);
  bar->setIconSize({16, 16});
  bar->setContextMenuPolicy(Qt::PreventContextMenu);
  const auto add = [&](const char* name, Qt::ToolButtonStyle style) {
    QAction* one = action(QLatin1String{name});
    bar->addAction(one);
    auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(one));
    button->setToolButtonStyle(style);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(one->toolTip());
    return button;
  };
  add("open", Qt::ToolButtonIconOnly);
  bar->addSeparator();
  add("run", Qt::ToolButtonTextBesideIcon)->setObjectName(QStringLiteral("primary"));
  add("cancel", Qt::ToolButtonIconOnly);
  bar->addSeparator();
  add("undo", Qt::ToolButtonIconOnly);
  add("redo", Qt::ToolButtonIconOnly);
  bar->addSeparator();
  add("compare", Qt::ToolButtonIconOnly);
  action(QStringLiteral("export"))->setIconText(tr("Export…"));
  action(QStringLiteral("report"))->setIconText(tr("Report"));
  add("export", Qt::ToolButtonTextBesideIcon);
  add("report", Qt::ToolButtonTextBesideIcon);
  auto* space = new QWidget{bar};
  space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  bar->addWidget(space);
  find_.setPlaceholderText(tr("Find a name, or p99>50ms   Ctrl+F"));
  find_.setAccessibleName(tr("Find"));
  find_.setClearButtonEnabled(true);
  find_.setMinimumWidth(150);
  find_.setMaximumWidth(310);
  find_.setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  bar->addWidget(&find_);
}

void MainWindow::ask_for_file() {
  const QString path = QFileDialog::getOpenFileName(this, tr("Open a scenario"), workspace_.path(),
                                                    tr("Scenarios (*.yaml *.yml);;All files (*)"));
  if (!path.isEmpty()) open(path);
}

void MainWindow::show_keys() {
  QString rows;
  for (const Entry& entry : entries_) {
    if (entry.action->shortcut().isEmpty()) continue;
    QString name = entry.action->text();
    name.remove(QLatin1Char{'&'});
    rows += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>")
                .arg(entry.action->shortcut().toString(QKeySequence::NativeText), name);
  }
  const std::pair<QString, QString> canvas_keys[] = {
      {tr("Arrows"), tr("in the picture: to the next node")},
      {tr("Shift+arrows"), tr("in the picture: move the view")},
      {tr("+  −  0  F"), tr("in the picture: zoom, actual size, fit")},
      {tr("Enter"), tr("inspect; on a partition: collapse or expand")},
      {tr("Ctrl+click"), tr("a second service: explain the way from the first")}};
  for (const auto& [keys, what] : canvas_keys) {
    rows += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(keys, what);
  }
  auto* box =
      new QMessageBox{QMessageBox::NoIcon, tr("Keys"),
                      QStringLiteral("<table>%1</table>").arg(rows), QMessageBox::Close, this};
  box->setObjectName(QStringLiteral("keys_page"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

}  // namespace isthmus::gui
