// What the window remembers from one start to the next.
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <algorithm>

#include "gui/main_window.hpp"

namespace isthmus::gui {
namespace {

constexpr qsizetype recent_most = 8;

QString positions_key(const QString& path) {
  return QStringLiteral("positions/") +
         QString::number(qHash(QFileInfo{path}.absoluteFilePath()), 16);
}

}  // namespace

void MainWindow::restore() {
  resize(1440, 900);
  if (!settings_) return;
  restoreGeometry(settings_->value(QStringLiteral("window/geometry")).toByteArray());
  panes_moved_ = settings_->value(QStringLiteral("window/panes_moved")).toBool();
  if (panes_moved_) {
    upper_.restoreState(settings_->value(QStringLiteral("window/upper")).toByteArray());
    left_.restoreState(settings_->value(QStringLiteral("window/left")).toByteArray());
    across_.restoreState(settings_->value(QStringLiteral("window/across")).toByteArray());
  }
  if (const auto theme = theme_choice_from(
          settings_->value(QStringLiteral("window/theme"), text(look_.choice())).toString())) {
    if (look_.choice() == ThemeChoice::system) look_.choose(*theme);
  }
  show_recent();
}

void MainWindow::remember() {
  if (!settings_) return;
  settings_->setValue(QStringLiteral("window/geometry"), saveGeometry());
  settings_->setValue(QStringLiteral("window/panes_moved"), panes_moved_);
  settings_->setValue(QStringLiteral("window/upper"), upper_.saveState());
  settings_->setValue(QStringLiteral("window/left"), left_.saveState());
  settings_->setValue(QStringLiteral("window/across"), across_.saveState());
  settings_->setValue(QStringLiteral("window/theme"), text(look_.choice()));
  settings_->setValue(QStringLiteral("window/last"), workspace_.path());
  for (const auto& [key, tabs] : tab_keys()) settings_->setValue(key, tabs->currentIndex());
  const bool way = selection_.is_way();
  settings_->setValue(QStringLiteral("window/from"),
                      way ? QString::fromStdString(text(selection_.from())) : QString{});
  settings_->setValue(QStringLiteral("window/selected"),
                      QString::fromStdString(text(selection_.thing())));
  settings_->sync();
}

std::vector<std::pair<QString, QTabWidget*>> MainWindow::tab_keys() {
  return {{QStringLiteral("window/tab_centre"), &centre_},
          {QStringLiteral("window/tab_below"), &bottom_},
          {QStringLiteral("window/tab_inspector"), &inspector_.tabs()}};
}

/// Opens what was open when the window was closed, with what was selected in it.
void MainWindow::resume() {
  if (!settings_) return;
  const QString last = settings_->value(QStringLiteral("window/last")).toString();
  if (!QFileInfo{last}.isFile()) return;
  const std::string from = settings_->value(QStringLiteral("window/from")).toString().toStdString();
  const std::string to =
      settings_->value(QStringLiteral("window/selected")).toString().toStdString();
  open(last);
  connect(
      &workspace_, &Workspace::loaded_changed, this,
      [this, from, to] {
        if (!workspace_.loaded() || selection_.thing().is_something()) return;
        const session::Study& study = workspace_.loaded()->study;
        const auto begin = from.empty() ? std::nullopt : thing_named(study, from);
        const auto end = to.empty() ? std::nullopt : thing_named(study, to);
        if (begin && end) return selection_.select_way(*begin, *end);
        if (end) selection_.select(*end);
      },
      Qt::SingleShotConnection);
  for (const auto& [key, tabs] : tab_keys()) {
    tabs->setCurrentIndex(std::clamp(settings_->value(key).toInt(), 0, tabs->count() - 1));
  }
}

void MainWindow::note_recent(const QString& path) {
  if (!settings_) return;
  QStringList paths = settings_->value(QStringLiteral("recent")).toStringList();
  const QString whole = QFileInfo{path}.absoluteFilePath();
  paths.removeAll(whole);
  paths.prepend(whole);
  settings_->setValue(QStringLiteral("recent"), paths.mid(0, recent_most));
  show_recent();
}

void MainWindow::show_recent() {
  const QStringList paths = settings_->value(QStringLiteral("recent")).toStringList();
  recent_menu_->clear();
  recent_menu_->setEnabled(!paths.isEmpty());
  for (const QString& path : paths) {
    QAction* one = recent_menu_->addAction(QFileInfo{path}.fileName());
    one->setToolTip(path);
    connect(one, &QAction::triggered, this, [this, path] { open(path); });
  }
  state_.show_recent(paths);
}

void MainWindow::restore_positions() {
  if (!settings_) return;
  std::map<std::string, layout::Point> places;
  const QVariantMap kept = settings_->value(positions_key(workspace_.path())).toMap();
  for (auto one = kept.begin(); one != kept.end(); ++one) {
    const QPointF at = one.value().toPointF();
    places[one.key().toStdString()] = {at.x(), at.y()};
  }
  topology_.start_with(std::move(places));
}

void MainWindow::remember_positions() {
  if (!settings_) return;
  QVariantMap kept;
  for (const auto& [id, at] : topology_.pinned()) {
    kept.insert(QString::fromStdString(id), QPointF{at.x, at.y});
  }
  settings_->setValue(positions_key(workspace_.path()), kept);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  workspace_.cancel();
  remember();
  QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls()) {
    if (!url.isLocalFile()) continue;
    event->acceptProposedAction();
    return open(url.toLocalFile());
  }
}

}  // namespace isthmus::gui
