#include "sim/cli/input_text.hpp"

#include <fstream>
#include <iterator>

namespace isthmus::cli {

std::optional<std::string> input_text(const std::string& path, Io& io) {
  if (path == "-") return std::string{std::istreambuf_iterator<char>{io.in}, {}};
  std::ifstream file{path, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (!file.is_open() || file.bad()) return std::nullopt;
  return text;
}

Exit cannot_read(const std::string& path, const std::string& remedy, const Arguments& arguments,
                 Io& io) {
  io.err << diagnostic_text(error_at({}, "cannot-read", path + " cannot be read", remedy), {},
                            err_style(io, arguments.colour()).colour);
  return Exit::trouble;
}

}  // namespace isthmus::cli
