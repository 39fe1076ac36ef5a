// isthmus-gui [SCENARIO]: see help_text().
//
// Exit    0; 1 a picture cannot be written or the scenario not be shown; 2 wrong usage.
#include <QApplication>
#include <QSettings>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>

#include "gui/command_line.hpp"
#include "gui/main_window.hpp"
#include "gui/screenshot.hpp"
#include "sim/session/version.hpp"

namespace isthmus::gui {
namespace {

/// Of what the platform without a screen has to say, nothing is of use to who wants a picture.
void only_grave(QtMsgType type, const QMessageLogContext&, const QString& text) {
  if (type == QtCriticalMsg || type == QtFatalMsg) std::cerr << text.toStdString() << '\n';
}

int run(const CommandLine& line) {
  const bool picture = !line.screenshot.isEmpty();
  // A picture shows what was asked for, not what somebody did before.
  auto settings = picture ? nullptr
                          : std::make_unique<QSettings>(QStringLiteral("isthmus"),
                                                        QStringLiteral("isthmus-gui"));
  MainWindow window{line.theme, std::move(settings)};
  if (picture) {
    const QString problem = take_screenshot(window, line);
    if (problem.isEmpty()) return 0;
    std::cerr << "isthmus-gui: " << problem.toStdString() << '\n';
    return 1;
  }
  window.show();
  if (line.scenario.isEmpty()) {
    window.resume();
  } else if (line.at_s || !line.select.isEmpty() || !line.pane.isEmpty()) {
    const QString problem = arrange(window, line);
    if (!problem.isEmpty()) std::cerr << "isthmus-gui: " << problem.toStdString() << '\n';
  } else {
    window.open(line.scenario);
  }
  return QApplication::exec();
}

int start(int argc, char** argv) {
  // A picture needs no screen.
  for (int i = 1; i < argc; ++i) {
    const bool picture = std::strncmp(argv[i], "--screenshot", 12) == 0;
    if (!picture) continue;
    qInstallMessageHandler(only_grave);
    if (std::getenv("QT_QPA_PLATFORM") == nullptr) qputenv("QT_QPA_PLATFORM", "offscreen");
  }
  QApplication application{argc, argv};
  QApplication::setApplicationName(QStringLiteral("isthmus-gui"));
  QApplication::setStyle(QStringLiteral("Fusion"));
  const CommandLine line = command_line_from(QApplication::arguments().mid(1));
  if (!line.problem.isEmpty()) {
    std::cerr << "isthmus-gui: " << line.problem.toStdString() << "\n\n"
              << help_text().toStdString();
    return 2;
  }
  if (line.help) {
    std::cout << help_text().toStdString();
    return 0;
  }
  if (line.version) {
    std::cout << "isthmus-gui " << session::version() << '\n';
    return 0;
  }
  return run(line);
}

}  // namespace
}  // namespace isthmus::gui

int main(int argc, char** argv) { return isthmus::gui::start(argc, argv); }
