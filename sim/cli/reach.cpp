// "Who can reach whom?"
#include "reports/texts.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<std::string_view, 4> formats = {"table", "json", "yaml", "csv"};
constexpr std::array<ExtraFormat, 1> extra_formats = {{{"csv", ".csv"}}};

/// Services of which all pairs are told if nothing else is asked for: a million pairs.
constexpr std::size_t services_told_max = 1000;

constexpr std::array<Option, 9> options = {
    {{"upstreams", 0, OptionKind::flag, "", "Only what some upstream names, not every pair."},
     {"summary", 0, OptionKind::flag, "",
      "Count the upstreams of each pair of partitions. So is a mesh of more than 1000 services "
      "told, unless --upstreams is given."},
     {"from", 0, OptionKind::text, "NAME",
      "Only calls of this service, or of a partition's: finance/*."},
     {"to", 0, OptionKind::text, "NAME", "Only calls to this service, or to a partition's."},
     set_option,
     {"output", 'o', OptionKind::choice, "FORMAT", "table, json, yaml or csv.", formats},
     {"write",
      0,
      OptionKind::text,
      "FILE",
      "Also write the answer to FILE, by its ending: .json, .yaml, .yml, .txt or .csv. May be "
      "repeated.",
      {},
      Times::many},
     colour_option,
     help_option}};

constexpr std::array<Example, 3> examples = {
    {{"reach mesh.yaml", "who reaches whom, and over how many network hops"},
     {"reach mesh.yaml --from web --to 'finance/*'", "what one service reaches in a partition"},
     {"reach mesh.yaml --upstreams -o csv", "the configured pairs, for a spreadsheet"}}};

Exit summarise(const session::Study& study, const Arguments& arguments, Io& io) {
  const analysis::ReachSummary summary = session::reach_summary(study);
  const Page page{[&] { return reports::reach_summary_document(study, summary); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_reach_summary_text(out, study, summary, style);
                  }};
  return deliver(page, arguments, io) ? Exit::fine : Exit::trouble;
}

/// Reads --from or --to into `filter`; complains where it names nothing.
bool read_filter(std::string_view option, const session::Study& study, const Arguments& arguments,
                 Io& io, analysis::ReachFilter& filter) {
  const auto asked = arguments.text(option);
  if (!asked) return true;
  session::Filtered found = session::reach_filter(study, *asked);
  filter = std::move(found.filter);
  if (found.problem.empty()) return true;
  io.err << diagnostic_text(
      error_at({}, "unknown-service", "--" + std::string{option} + ": " + found.problem,
               found.remedy),
      {}, err_style(io, arguments.colour()).colour);
  return false;
}

/// Exit    0, whatever can be reached: a pair without an upstream is no fault; 2 for a name that
///         nothing has.
Exit reach(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io, extra_formats)) return Exit::usage;
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);

  const session::Study& study = *opened.study;
  const bool narrowed = arguments.has("upstreams") || arguments.has("from") || arguments.has("to");
  const bool too_many = !narrowed && study.model.services.size() > services_told_max &&
                        arguments.text("output") != "csv";
  if (arguments.has("summary") || too_many) return summarise(study, arguments, io);
  analysis::ReachQuestion question;
  if (arguments.has("upstreams")) question.scope = analysis::ReachScope::upstreams;
  const bool from_known = read_filter("from", study, arguments, io, question.from);
  const bool to_known = read_filter("to", study, arguments, io, question.to);
  if (!from_known || !to_known) return Exit::usage;

  const analysis::ReachMatrix matrix = session::reach(study, question);
  const Page page{
      [&] { return reports::reach_document(study, matrix); },
      [&](std::ostream& out, const reports::TextStyle& style) {
        reports::write_reach_text(out, study, matrix, style);
      },
      extra_formats,
      [&](std::string_view, std::ostream& out) { reports::write_reach_csv(out, study, matrix); }};
  return deliver(page, arguments, io) ? Exit::fine : Exit::trouble;
}

}  // namespace

const Verb reach_verb{"reach",  "SCENARIO", 1,     1, "print who reaches whom, over how many hops",
                      examples, options,    &reach};

}  // namespace isthmus::cli
