// Brings a window into the state that a command line asks for.
#pragma once

#include <QString>

#include "gui/command_line.hpp"
#include "gui/main_window.hpp"

namespace isthmus::gui {

/// Opens, runs where a moment is asked for, selects, and shows the tab.
///
/// Returns  what could not be done; empty: all was.
QString arrange(MainWindow& window, const CommandLine& line);

/// The same, and then a picture of the window into the file.
QString take_screenshot(MainWindow& window, const CommandLine& line);

}  // namespace isthmus::gui
