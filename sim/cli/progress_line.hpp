// How far a simulation has come, on a terminal or in a log; nothing where nobody wants to know.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "sim/cli/arguments.hpp"
#include "sim/cli/io.hpp"
#include "sim/cli/progress_text.hpp"
#include "sim/session/run.hpp"

namespace isthmus::cli {

/// Shows itself while it lives: on a terminal one line that it draws again and again, in a log a
/// line every ten seconds. Leaves no trace on a terminal.
///
/// Limits   to be made after an InterruptWatch, as its thread must not get the signal.
class ProgressLine {
 public:
  /// `arguments` say how it is wanted (--progress, --quiet).
  ProgressLine(Io& io, std::string name, const Arguments& arguments);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// Lets a run tell this line how far it is; the line outlives the run.
  void follow(session::RunOptions& options);
  void show(const session::Progress& progress);

 private:
  using Clock = std::chrono::steady_clock;  // Of the one who waits, not of any simulation.
  enum class Form { none, bar, plain };

  static Form form_of(const Io& io, const Arguments& arguments);
  void draw_until_the_end();
  void draw();
  ProgressFacts facts(Clock::time_point now);

  Io& io_;
  std::string name_;
  Form form_;
  Clock::time_point begin_ = Clock::now();
  dataplane::Vitals vitals_{};
  std::mutex mutex_;  ///< Of what follows.
  std::optional<session::Progress> progress_{};
  bool over_ = false;
  bool drawn_ = false;
  Clock::time_point counted_at_ = begin_;  ///< When events were last counted, and how many.
  std::uint64_t counted_ = 0;
  std::optional<double> events_per_s_{};
  std::condition_variable end_;
  std::thread drawer_;
};

}  // namespace isthmus::cli
