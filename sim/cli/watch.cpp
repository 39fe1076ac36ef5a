#include "sim/cli/watch.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "reports/diff.hpp"
#include "reports/texts.hpp"
#include "sim/cli/file_watch.hpp"
#include "sim/cli/interrupt_watch.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/session/compare.hpp"
#include "sim/session/price_book.hpp"

namespace isthmus::cli {
namespace {

bool same_precision(const model::Precision& a, const model::Precision& b) {
  return a.statistic == b.statistic && a.share == b.share;
}

/// Whether the scenario says that the experiment is to be conducted in the same way.
bool same_plan(const model::RunPlan& a, const model::RunPlan& b) {
  return a.seed == b.seed && a.replications == b.replications && a.duration == b.duration &&
         a.warmup == b.warmup && a.replications_max == b.replications_max &&
         a.max_time == b.max_time &&
         std::equal(a.until.begin(), a.until.end(), b.until.begin(), b.until.end(), same_precision);
}

class Watcher {
 public:
  Watcher(const RunRequest& request, FileWatch files, session::Study study,
          session::RunResult result, Exit exit)
      : request_{request},
        files_{std::move(files)},
        study_{std::move(study)},
        result_{std::move(result)},
        exit_{exit} {}

  Exit run() {
    for (bool goes_on = true; goes_on;) {
      say("watching " + std::to_string(files_.size()) + (files_.size() == 1 ? " file" : " files") +
          " · Ctrl-C ends");
      const auto changed = next_change();
      if (changed.empty()) return exit_;
      std::string names;
      for (const std::string& name : changed) names += (names.empty() ? "" : ", ") + name;
      say("changed: " + names);

      const Arguments& arguments = request_.arguments;
      session::Opened opened = open(arguments.operands()[0], arguments, request_.io);
      if (!opened) {
        refuse(opened, arguments, request_.io);
        continue;  // The files that it would have read are still those of the last one.
      }
      files_ = watch_of(opened.study->sources);
      goes_on = same_plan(study_.model.run, opened.study->model.run)
                    ? compare(std::move(*opened.study))
                    : begin_again(std::move(*opened.study));
    }
    return exit_;
  }

 private:
  std::vector<std::string> next_change() {
    const InterruptWatch interrupt;
    return files_.wait(interrupt.seen());
  }

  /// With another plan there is nothing to pair with.
  bool begin_again(session::Study changed) {
    session::RunResult result = simulate(request_, changed);
    request_.io.out << '\n';
    exit_ = show(request_, changed, result);
    if (exit_ == Exit::invalid) return true;
    study_ = std::move(changed);
    result_ = std::move(result);
    return exit_ != Exit::trouble && exit_ != Exit::interrupted;
  }

  /// Runs the changed study and shows what moved; false if the watch is over.
  bool compare(session::Study changed) {
    const analysis::RouteDiff routes = session::compare_routes(study_, changed);
    session::RunComparison runs = simulate_beside(changed);
    if (has_errors(runs.after.diagnostics)) {
      exit_ = show(request_, changed, runs.after, Shown::nothing);
      return true;
    }
    if (runs.interrupted()) {
      exit_ = Exit::interrupted;
      return false;
    }
    const analysis::CostDiff cost = session::compare_costs(study_, changed);
    const reports::PriceOrigin prices{"built-in", session::built_in_price_book().as_of};
    const reports::TextStyle style = out_style(request_.io, request_.arguments.colour());
    request_.io.out << '\n';
    reports::write_run_text(request_.io.out, changed, runs.after, {}, reports::Detail::brief,
                            style);
    request_.io.out << '\n';
    reports::write_diff_text(request_.io.out, {study_, changed, routes, &runs, &cost, prices},
                             style);
    request_.io.out << std::flush;
    exit_ = show(request_, changed, runs.after, Shown::nothing);
    study_ = std::move(changed);
    result_ = std::move(runs.after);
    return exit_ != Exit::trouble;
  }

  session::RunComparison simulate_beside(const session::Study& changed) const {
    const InterruptWatch interrupt;
    ProgressLine progress{request_.io, changed.model.name, request_.arguments};
    session::RunOptions run = request_.options;
    run.cancel = &interrupt.seen();
    progress.follow(run);
    return session::compare_with(study_, result_, changed, run);
  }

  void say(const std::string& text) const {
    request_.io.out << std::flush;
    const reports::TextStyle style = err_style(request_.io, request_.arguments.colour());
    request_.io.err << reports::painted(reports::spelled(text, style), reports::Ink::dim, style)
                    << '\n'
                    << std::flush;
  }

  const RunRequest& request_;
  FileWatch files_;
  session::Study study_;
  session::RunResult result_;
  Exit exit_;
};

}  // namespace

FileWatch watch_of(const Sources& sources) {
  std::vector<std::string> files;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string& name = sources[SourceId{i}].name;
    std::error_code trouble;
    if (std::filesystem::exists(name, trouble)) files.push_back(name);  // `--set` is no file.
  }
  return FileWatch{std::move(files)};
}

Exit watch(const RunRequest& request, FileWatch files, session::Study study,
           session::RunResult result, Exit exit) {
  return Watcher{request, std::move(files), std::move(study), std::move(result), exit}.run();
}

}  // namespace isthmus::cli
