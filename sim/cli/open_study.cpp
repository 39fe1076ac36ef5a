#include "sim/cli/open_study.hpp"

namespace isthmus::cli {

session::Opened open(const std::string& path, const Arguments& arguments, Io& io) {
  session::OpenOptions options;
  options.settings = arguments.all("set");
  options.standard_input = &io.in;
  return session::open(path, options);
}

Exit refuse(const session::Opened& opened, const Arguments& arguments, Io& io) {
  io.err << diagnostics_text(opened.diagnostics, opened.sources,
                             err_style(io, arguments.colour()).colour);
  return opened.unreadable ? Exit::trouble : Exit::invalid;
}

}  // namespace isthmus::cli
