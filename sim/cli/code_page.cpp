#include "sim/cli/code_page.hpp"

#include "sim/base/suggest.hpp"
#include "sim/cli/page.hpp"
#include "sim/session/reference.hpp"

namespace isthmus::cli {
namespace {

reports::Value document_of(const session::CodePage& page) {
  reports::Value document = reports::Value::object();
  document.set("schema", "isthmus.code/1").set("code", page.code);
  document.set("meaning", page.meaning).set("remedy", page.remedy);
  return document;
}

void write_text(const session::CodePage& page, std::ostream& out, const reports::TextStyle& style) {
  out << painted(page.code, reports::Ink::strong, style) << "\n\n";
  out << "  " << reports::spelled(page.meaning, style) << '\n';
  if (!page.remedy.empty()) out << "\n  fix: " << reports::spelled(page.remedy, style) << '\n';
}

}  // namespace

Exit explain_code(const std::string& code, const Arguments& arguments, Io& io) {
  std::vector<std::string> known;
  for (const session::CodePage& page : session::code_pages()) {
    known.push_back(page.code);
    if (!session::same_code(page.code, code)) continue;
    const Page shown{
        [&] { return document_of(page); },
        [&](std::ostream& out, const reports::TextStyle& style) { write_text(page, out, style); }};
    return deliver(shown, arguments, io) ? Exit::fine : Exit::trouble;
  }
  io.err << diagnostic_text(
      error_at({}, "unknown-code", "there is no code \"" + code + "\"", suggestion(code, known)),
      {}, err_style(io, arguments.colour()).colour);
  return Exit::usage;
}

}  // namespace isthmus::cli
