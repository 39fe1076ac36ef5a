#include "sim/cli/open_study.hpp"

#include "reports/documents.hpp"
#include "sim/cli/page.hpp"

namespace isthmus::cli {

session::Opened open(const std::string& path, const Arguments& arguments, Io& io) {
  session::OpenOptions options;
  options.settings = arguments.all("set");
  options.standard_input = &io.in;
  return session::open(path, options);
}

Exit refuse(const session::Opened& opened, const Arguments& arguments, Io& io) {
  const std::string format = arguments.text("output").value_or("table");
  if (format == "json" || format == "yaml") {
    // Whoever asked for a document gets one, though it is another: that of check.
    const auto document = [&] {
      return reports::check_document(opened.sources, session::checked(opened.diagnostics));
    };
    const Page page{document, [](std::ostream&, const reports::TextStyle&) {}};
    write_out(page, arguments, io);
  }
  io.err << diagnostics_text(opened.diagnostics, opened.sources,
                             err_style(io, arguments.colour()).colour);
  return opened.unreadable ? Exit::trouble : Exit::invalid;
}

}  // namespace isthmus::cli
