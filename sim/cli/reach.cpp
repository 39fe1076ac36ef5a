// "Who can reach whom?"
#include "reports/texts.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

/// Services of which all pairs are told if nothing else is asked for: a million pairs.
constexpr std::size_t services_told_max = 1000;

constexpr std::array<Option, 7> options = {
    {{"upstreams", 0, OptionKind::flag, "", "Only what some upstream names, not every pair."},
     {"summary", 0, OptionKind::flag, "",
      "Count the upstreams of each pair of partitions. So is a mesh of more than 1000 services "
      "told, unless --upstreams is given."},
     set_option,
     output_option,
     write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 3> examples = {
    {{"reach mesh.yaml", "who reaches whom, and over how many network hops"},
     {"reach mesh.yaml --summary", "partition by partition, for a mesh of any size"},
     {"reach mesh.yaml --upstreams -o json", "the configured pairs, for a program"}}};

Exit summarise(const session::Study& study, const Arguments& arguments, Io& io) {
  const analysis::ReachSummary summary = session::reach_summary(study);
  const Page page{[&] { return reports::reach_summary_document(study, summary); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_reach_summary_text(out, study, summary, style);
                  }};
  return deliver(page, arguments, io) ? Exit::fine : Exit::trouble;
}

/// Exit    0, whatever can be reached: a pair without an upstream is no fault.
Exit reach(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);

  const session::Study& study = *opened.study;
  const bool too_many =
      !arguments.has("upstreams") && study.model.services.size() > services_told_max;
  if (arguments.has("summary") || too_many) return summarise(study, arguments, io);
  const auto scope = arguments.has("upstreams") ? analysis::ReachScope::upstreams
                                                : analysis::ReachScope::every_pair;
  const analysis::ReachMatrix matrix = session::reach(study, scope);
  const Page page{[&] { return reports::reach_document(study, matrix); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_reach_text(out, study, matrix, style);
                  }};
  return deliver(page, arguments, io) ? Exit::fine : Exit::trouble;
}

}  // namespace

const Verb reach_verb{"reach",  "SCENARIO", 1,     1, "print who reaches whom, over how many hops",
                      examples, options,    &reach};

}  // namespace isthmus::cli
