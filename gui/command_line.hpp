// What the program was started with.
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

#include "gui/look.hpp"

namespace isthmus::gui {

struct CommandLine {
  QString scenario{};
  ThemeChoice theme = ThemeChoice::system;
  QSize size{1440, 900};
  QString screenshot{};          ///< Where to; empty: the window is shown.
  std::optional<double> at_s{};  ///< The moment to show; runs the scenario first.
  QString select{};  ///< "finance/billing", "gateway finance", "web -> finance/billing".
  QString pane{};    ///< A tab by its name.
  bool help = false;
  bool version = false;
  QString problem{};  ///< What is wrong with it; empty: nothing.
};

/// Shape    without the program's own name.
CommandLine command_line_from(const QStringList& arguments);
QString help_text();

}  // namespace isthmus::gui
