#include "sim/cli/io.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

namespace isthmus::cli {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value{environment(name)};
    if (value.empty()) continue;
    std::transform(value.begin(), value.end(), value.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
  }
  return false;
}

reports::TextStyle style(const Io& io, bool is_terminal, ColourChoice choice) {
  const bool coloured = choice == ColourChoice::always ||
                        (choice == ColourChoice::automatic && is_terminal && io.colour_is_welcome);
  return {coloured ? Colour::always : Colour::never, io.signs};
}

}  // namespace

reports::TextStyle out_style(const Io& io, ColourChoice choice) {
  return style(io, io.out_is_terminal, choice);
}

reports::TextStyle err_style(const Io& io, ColourChoice choice) {
  return style(io, io.err_is_terminal, choice);
}

Io standard_io(std::istream& in, std::ostream& out, std::ostream& err) {
  Io io{in, out, err};
  io.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  io.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
  io.colour_is_welcome = environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  winsize size{};
  if (io.err_is_terminal && ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    io.err_columns = size.ws_col;
  }
  io.signs = locale_is_utf8() ? reports::Signs::unicode : reports::Signs::ascii;
  return io;
}

}  // namespace isthmus::cli
