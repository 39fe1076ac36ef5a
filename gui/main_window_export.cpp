// What the window writes: pictures, tables, patches and reports.
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStatusBar>
#include <QUrl>
#include <sstream>

#include "gui/exporter.hpp"
#include "gui/main_window.hpp"
#include "reports/documents.hpp"
#include "reports/run_files.hpp"

namespace isthmus::gui {
namespace {

/// The whole report of a run, made on another thread.
std::string report_of(const Ran& ran, const std::string& command) {
  std::ostringstream page;
  reports::write_run_html(page, reports::run_document(ran.loaded->study, ran.result, {command}));
  return page.str();
}

std::string run_csv_of(const Ran& ran) {
  std::ostringstream csv;
  reports::write_run_csv(csv, reports::run_document(ran.loaded->study, ran.result));
  return csv.str();
}

}  // namespace

std::string MainWindow::table_csv() const {
  const QWidget* centre = centre_.currentWidget();
  if (centre == &matrix_ && matrix_.matrix()) return matrix_.matrix()->csv;
  if (bottom_.currentWidget() == &compare_ && workspace_.compared()) return compare_.csv();
  if (workspace_.ran() && !workspace_.ran()->result.records.empty()) {
    return run_csv_of(*workspace_.ran());
  }
  return matrix_.matrix() ? matrix_.matrix()->csv : std::string{};
}

QString MainWindow::export_to(const QString& path) {
  if (path.toLower().endsWith(QStringLiteral(".csv"))) {
    const std::string csv = table_csv();
    return csv.empty()
               ? tr("There is no table to export yet: run the scenario, or open the matrix.")
               : export_text(path, csv);
  }
  Canvas& canvas = topology_.canvas();
  if (centre_.currentWidget() != &matrix_ && canvas.picture()) {
    return export_picture(
        path, canvas.picture()->bounds().size(),
        [&](QPainter& painter, const QRectF& where) { canvas.paint_whole(painter, where); });
  }
  return export_widget(path, *centre_.currentWidget());
}

QString MainWindow::export_chart(const QString& path) {
  if (path.toLower().endsWith(QStringLiteral(".csv"))) {
    const bool compares = bottom_.currentWidget() == &compare_ && workspace_.compared();
    const std::string csv = compares ? compare_.csv() : charts_.csv_of_shown();
    return csv.empty() ? tr("There is no chart below to export: run the scenario first.")
                       : export_text(path, csv);
  }
  return export_widget(path, *bottom_.currentWidget());
}

QString MainWindow::export_patch(const QString& path) {
  return export_text(path, what_if_.patch());
}

void MainWindow::ask_and_export(const QString& title, const QString& name, const QString& filter,
                                QString (MainWindow::*write)(const QString&)) {
  const QDir folder = QFileInfo{workspace_.path()}.absoluteDir();
  const QString path = QFileDialog::getSaveFileName(this, title, folder.filePath(name), filter);
  if (path.isEmpty()) return;
  const QString problem = (this->*write)(path);
  statusBar()->showMessage(
      problem.isEmpty() ? tr("✓ Written: %1").arg(path) : tr("✗ %1").arg(problem), 8000);
}

/// Written beside the pictures of other programs, and opened by whatever opens pages here.
void MainWindow::open_report() {
  const RanPtr ran = workspace_.ran();
  if (!ran || ran->result.records.empty()) return;
  const QString path = QDir::temp().filePath(
      QStringLiteral("isthmus-%1.html").arg(QFileInfo{workspace_.path()}.completeBaseName()));
  const std::string command = "isthmus run " + workspace_.path().toStdString();
  reporter_.ask<std::string>(
      [ran, command](const Engine::Cancel&) { return report_of(*ran, command); },
      [this, path](const std::string& page) {
        const QString problem = export_text(path, page);
        statusBar()->showMessage(problem.isEmpty() ? tr("✓ Report: %1").arg(path) : problem, 8000);
        if (problem.isEmpty()) emit report_written(path);
      });
}

}  // namespace isthmus::gui
