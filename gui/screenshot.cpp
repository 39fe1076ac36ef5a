#include "gui/screenshot.hpp"

#include <QPixmap>

namespace isthmus::gui {
namespace {

QString select(MainWindow& window, const QString& text) {
  const session::Study& study = window.workspace().loaded()->study;
  const QStringList ends = text.split(QStringLiteral("->"));
  std::vector<Thing> things;
  for (const QString& end : ends) {
    const auto thing = thing_named(study, end.trimmed().toStdString());
    if (!thing) return QStringLiteral("there is no \"%1\" to select").arg(end.trimmed());
    things.push_back(*thing);
  }
  things.size() == 2 ? window.selection().select_way(things[0], things[1])
                     : window.selection().select(things[0]);
  return {};
}

bool show_tab(QTabWidget& tabs, const QString& name) {
  for (int i = 0; i < tabs.count(); ++i) {
    QString title = tabs.tabText(i).toLower();
    title.remove(QLatin1Char{'&'});
    if (!title.startsWith(name.toLower())) continue;
    tabs.setCurrentIndex(i);
    return true;
  }
  return false;
}

}  // namespace

QString arrange(MainWindow& window, const CommandLine& line) {
  if (line.scenario.isEmpty()) return {};
  window.open(line.scenario);
  window.settle();
  if (!window.workspace().loaded()) {
    const auto& findings = window.workspace().problems().checked.findings;
    return findings.empty() ? QStringLiteral("%1 cannot be read").arg(line.scenario)
                            : QString::fromStdString(findings.front().complaint.problem);
  }
  if (line.at_s) {
    window.workspace().run();
    window.settle();
    window.workspace().set_time_s(*line.at_s);
  }
  if (!line.select.isEmpty()) {
    const QString problem = select(window, line.select);
    if (!problem.isEmpty()) return problem;
  }
  window.settle();
  const QStringList panes = line.pane.split(QLatin1Char{','}, Qt::SkipEmptyParts);
  for (const QString& pane : panes) {
    const bool found = show_tab(window.bottom(), pane) || show_tab(window.centre(), pane) ||
                       show_tab(window.inspector().tabs(), pane);
    if (!found) return QStringLiteral("there is no tab \"%1\"").arg(pane);
  }
  window.settle();
  return {};
}

QString take_screenshot(MainWindow& window, const CommandLine& line) {
  window.resize(line.size);
  window.show();
  const QString problem = arrange(window, line);
  window.settle();
  if (window.size() != line.size) {
    return QStringLiteral("the window cannot be smaller than %1x%2")
        .arg(window.minimumSizeHint().width())
        .arg(window.minimumSizeHint().height());
  }
  if (!window.grab().save(line.screenshot)) {
    return QStringLiteral("%1 cannot be written").arg(line.screenshot);
  }
  return problem;
}

}  // namespace isthmus::gui
