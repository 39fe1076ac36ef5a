// "Who can reach whom?"
#include "reports/texts.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 6> options = {
    {{"upstreams", 0, OptionKind::flag, "", "Only what some upstream names, not every pair."},
     set_option,
     output_option,
     write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 2> examples = {
    {{"reach mesh.yaml", "who reaches whom, and over how many network hops"},
     {"reach mesh.yaml --upstreams -o json", "the configured pairs, for a program"}}};

/// Exit    0, whatever can be reached: a pair without an upstream is no fault.
Exit reach(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);

  const session::Study& study = *opened.study;
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
