// "How many gateways do we need?"
#include "sim/session/size.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "reports/planning.hpp"
#include "sim/cli/interrupt_watch.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/simulation_options.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 17> options = {
    {{"p99", 0, OptionKind::duration, "TIME",
      "What the p99 of every pair must stay below, besides the scenario's own expectations."},
     {"load", 0, OptionKind::text, "FACTOR",
      "Times the scenario's load, as in 1.5; 1 if not given."},
     {"growth", 0, OptionKind::text, "SHARE", "And so much on top, as in 30%; none if not given."},
     {"lose", 0, OptionKind::natural, "N",
      "Replicas that each partition may be without at the same time; 1 if not given."},
     {"workers", 0, OptionKind::count, "N", "Workers of each gateway (default: the scenario's)."},
     {"cpus", 0, OptionKind::text, "LIST",
      "Sizes of a gateway to choose from, partition by partition, as in 500m,1,2,4: a worker for "
      "each core. Without it gateways stay as large as they are."},
     {"most", 0, OptionKind::count, "N", "Try at most so many replicas; 64 if not given."},
     seed_option,
     replications_option,
     duration_option,
     jobs_option,
     progress_option,
     set_option,
     output_option,
     write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 4> examples = {
    {{"size mesh.yaml", "fewest gateways that keep every promise with one of each partition lost"},
     {"size mesh.yaml --p99 120ms --growth 50%", "for a latency of your own, and next year's load"},
     {"size mesh.yaml --cpus 500m,1,2", "how many and how large, for the fewest cores in all"},
     {"size mesh.yaml --lose 0 --workers 4", "without spares, with larger gateways"}}};

constexpr double cores_most = 256;

/// "1.5" or, where `percent` says so, "30%" as 0.3; none for anything else.
std::optional<double> factor_in(std::string_view text, bool percent) {
  if (percent) {
    if (text.empty() || text.back() != '%') return std::nullopt;
    text.remove_suffix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  }
  double number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  if (!(number >= 0 && number < 1e6)) return std::nullopt;
  return percent ? number / 100 : number;
}

/// The load and the growth; complains about what is none.
std::optional<double> load_of(const Arguments& arguments, Io& io) {
  Diagnostics mistakes;
  double load = 1;
  if (const auto text = arguments.text("load")) {
    const auto factor = factor_in(*text, false);
    if (!factor || *factor <= 0) {
      mistakes.push_back(error_at({}, "bad-option-value", "--load " + *text + " is no factor",
                                  "write a number above 0, as in --load 1.5"));
    }
    load = factor.value_or(1);
  }
  if (const auto text = arguments.text("growth")) {
    const auto share = factor_in(*text, true);
    if (!share) {
      mistakes.push_back(error_at({}, "bad-option-value", "--growth " + *text + " is no share",
                                  "write a percentage, as in --growth 30%"));
    }
    load *= 1 + share.value_or(0);
  }
  io.err << diagnostics_text(mistakes, {}, err_style(io, arguments.colour()).colour);
  return mistakes.empty() ? std::optional{load} : std::nullopt;
}

/// The sizes to choose from, in thousandths of cores; complains about what is none.
std::optional<std::vector<std::int64_t>> cpus_of(const Arguments& arguments, Io& io) {
  std::vector<std::int64_t> cpus;
  const auto list = arguments.text("cpus");
  if (!list) return cpus;
  const auto complain = [&](const std::string& problem, const std::string& remedy) {
    io.err << diagnostic_text(error_at({}, "bad-option-value", "--cpus: " + problem, remedy), {},
                              err_style(io, arguments.colour()).colour);
    return std::nullopt;
  };
  if (arguments.has("workers")) {
    return complain("--workers fixes the size that --cpus is to choose", "give one of them");
  }
  std::istringstream words{*list};
  for (std::string word; std::getline(words, word, ',');) {
    const auto read = parse_cpu(word);
    if (const auto* fault = std::get_if<QuantityFault>(&read)) {
      return complain(fault->problem, fault->remedy);
    }
    const double cores = std::get<double>(read);
    if (!(cores >= 0.01 && cores <= cores_most)) {
      return complain(word + " is no size of a gateway", "write something from 10m to 256");
    }
    cpus.push_back(static_cast<std::int64_t>(cores * 1000 + 0.5));
  }
  if (cpus.empty()) return complain("there is nothing to choose from", "write --cpus 500m,1,2");
  std::sort(cpus.begin(), cpus.end());
  cpus.erase(std::unique(cpus.begin(), cpus.end()), cpus.end());
  return cpus;
}

/// Exit    0 found; 1 a file cannot be written; 2 nothing says what has to be met; 3 the scenario
/// is
///         invalid; 4 no number of gateways is enough; 130 interrupted.
Exit size(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  const auto load = load_of(arguments, io);
  auto cpus = cpus_of(arguments, io);
  if (!load || !cpus) return Exit::usage;
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);

  session::SizeTarget target;
  target.load = *load;
  target.p99 = arguments.duration("p99");
  target.lose = arguments.number("lose").value_or(1);
  if (const auto workers = arguments.number("workers")) target.workers = *workers;
  target.cpus = std::move(*cpus);
  target.replicas_most = arguments.number("most").value_or(64);

  const session::Study& study = *opened.study;
  session::SizeResult result;
  {
    const InterruptWatch interrupt;
    ProgressLine progress{io, study.model.name, arguments};
    session::RunOptions run = simulation_options(arguments);
    run.cancel = &interrupt.seen();
    progress.follow(run);
    run.team = io.team;
    result = session::size(study, target, run);
  }
  if (has_errors(result.diagnostics)) {
    io.err << diagnostics_text(result.diagnostics, study.sources,
                               err_style(io, arguments.colour()).colour);
    return result.diagnostics.front().code == "nothing-to-meet" ? Exit::usage : Exit::invalid;
  }
  const Page page{[&] { return reports::size_document(study, result); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_size_text(out, study, result, style);
                  }};
  if (!deliver(page, arguments, io)) return Exit::trouble;
  return exit_of({.refused = !result.answer.found.has_value(), .interrupted = result.interrupted});
}

}  // namespace

const Verb size_verb{
    "size",   "SCENARIO", 1,     1,   "find the fewest gateways that keep a promise",
    examples, options,    &size, true};

}  // namespace isthmus::cli
