// "Why does a request from here to there go where it goes?"
#include "reports/texts.hpp"
#include "sim/cli/code_page.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/session/explain_upstream.hpp"
#include "sim/session/questions.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 9> options = {
    {{"code", 0, OptionKind::text, "CODE", "Explain a diagnostic's code instead of a path."},
     {"method", 0, OptionKind::text, "METHOD", "The method of the request; GET if not given."},
     {"path", 0, OptionKind::text, "PATH", "Its path; / if not given."},
     {"header",
      0,
      OptionKind::text,
      "NAME=VALUE",
      "One of its headers. May be repeated.",
      {},
      Times::many},
     set_option,
     output_option,
     write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 4> examples = {
    {{"explain mesh.yaml web finance/billing", "the mode, the server name, each hop, each reason"},
     {"explain mesh.yaml web finance/billing -o json", "the same for a program"},
     {"explain mesh.yaml web api --path /admin", "where a service-router sends such a request"},
     {"explain --code unknown-partition", "what a diagnostic means and what to do about it"}}};

void complain(const session::Named& named, const Arguments& arguments, Io& io) {
  io.err << diagnostic_text(error_at({}, "unknown-service", named.problem, named.remedy), {},
                            err_style(io, arguments.colour()).colour);
}

/// The path between two services, or over an upstream that names no service; says on `err` why
/// there is nothing to explain.
std::optional<analysis::Explanation> explained(const session::Study& study,
                                               const Arguments& arguments, Io& io) {
  const std::string& to = arguments.operands()[2];
  const session::Named from = session::find_service(study, arguments.operands()[1]);
  const session::Named named = session::find_service(study, to);
  const mesh::HttpRequest request = session::request_of(
      arguments.text("method"), arguments.text("path"), arguments.all("header"));
  if (from.service.is_some() && named.service.is_some()) {
    return session::explain(study, from.service, named.service, request);
  }
  if (from.service.is_some()) {
    auto found = session::explain_upstream(study, from.service, to, request);
    if (found) return found;
  } else {
    complain(from, arguments, io);
  }
  if (!named.service.is_some()) complain(named, arguments, io);
  return std::nullopt;
}

/// Exit    0 delivered; 2 no such service; 3 the scenario is invalid; 4 it does not arrive.
Exit explain_path(const Arguments& arguments, Io& io) {
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);

  const session::Study& study = *opened.study;
  const std::optional<analysis::Explanation> found = explained(study, arguments, io);
  if (!found) return Exit::usage;
  const Page page{[&] { return reports::explain_document(study, *found); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_explain_text(out, study, *found, style);
                  }};
  if (!deliver(page, arguments, io)) return Exit::trouble;
  return exit_of({.refused = !found->route.delivered()});
}

Exit explain(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  const std::size_t given = arguments.operands().size();
  if (const auto code = arguments.text("code"); code && given == 0) {
    return explain_code(*code, arguments, io);
  }
  if (given == 3 && !arguments.has("code")) return explain_path(arguments, io);
  io.err << diagnostic_text(
      error_at({}, "missing-operand", "explain asks for a scenario and two services, or for --code",
               "usage: isthmus explain SCENARIO FROM TO"),
      {}, err_style(io, arguments.colour()).colour);
  return Exit::usage;
}

}  // namespace

const Verb explain_verb{
    "explain", "SCENARIO FROM TO", 0, 3, "explain why a path is what it is", examples, options,
    &explain};

}  // namespace isthmus::cli
