#include "sim/cli/progress_line.hpp"

#include <algorithm>
#include <utility>

namespace isthmus::cli {
namespace {

constexpr std::string_view clear_line = "\r\x1b[K";
constexpr auto bar_pause = std::chrono::milliseconds{100};
constexpr auto plain_pause = std::chrono::seconds{10};
constexpr auto counting_pause =
    std::chrono::milliseconds{500};   // Shorter ones make a rate that nobody can read.
constexpr double least_share = 0.02;  // Before that, what is left is a guess.

double seconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace

ProgressLine::ProgressLine(Io& io, std::string name, const Arguments& arguments)
    : io_{io},
      name_{reports::spelled(name, {Colour::never, io.signs})},
      form_{form_of(io, arguments)} {
  if (form_ != Form::none) drawer_ = std::thread{[this] { draw_until_the_end(); }};
}

ProgressLine::~ProgressLine() {
  if (form_ == Form::none) return;
  {
    const std::lock_guard lock{mutex_};
    over_ = true;
  }
  end_.notify_one();
  drawer_.join();
  if (drawn_ && form_ == Form::bar) io_.err << clear_line << std::flush;
}

ProgressLine::Form ProgressLine::form_of(const Io& io, const Arguments& arguments) {
  const std::string asked = arguments.text("progress").value_or("auto");
  if (arguments.has("quiet") || asked == "none") return Form::none;
  if (asked == "plain") return Form::plain;
  return asked == "bar" || io.err_is_terminal ? Form::bar : Form::none;
}

void ProgressLine::follow(session::RunOptions& options) {
  if (form_ == Form::none) return;
  options.progress = [this](const session::Progress& now) { show(now); };
  options.vitals = &vitals_;
}

void ProgressLine::show(const session::Progress& progress) {
  const std::lock_guard lock{mutex_};
  progress_ = progress;
}

void ProgressLine::draw_until_the_end() {
  std::unique_lock lock{mutex_};
  const auto pause = form_ == Form::bar ? Clock::duration{bar_pause} : Clock::duration{plain_pause};
  while (!end_.wait_for(lock, pause, [this] { return over_; })) {
    if (progress_) draw();
  }
}

void ProgressLine::draw() {
  drawn_ = true;
  const ProgressFacts now = facts(Clock::now());
  if (form_ == Form::plain) {
    const std::string line = plain_progress_text(now);
    io_.err << reports::spelled(line, {Colour::never, io_.signs}) << '\n' << std::flush;
    return;
  }
  const std::string line = progress_text(now, io_.err_columns - 1);
  io_.err << clear_line << reports::spelled(line, {Colour::never, io_.signs}) << std::flush;
}

ProgressFacts ProgressLine::facts(Clock::time_point now) {
  ProgressFacts facts;
  facts.name = name_;
  facts.progress = *progress_;
  const auto part = [](auto of, auto all) {
    return all > 0 ? static_cast<double>(of) / static_cast<double>(all) : 0.0;
  };
  // What other processes simulate is not counted here, but its replications are.
  const double of_run =
      std::max(part(vitals_.simulated_ns.load(), progress_->simulated.in_nanoseconds()),
               part(progress_->done, progress_->total));
  facts.share = std::clamp(of_run, 0.0, 1.0);
  if (progress_->runs > 0) {
    facts.share = (static_cast<double>(progress_->runs_done) + facts.share) /
                  static_cast<double>(progress_->runs);
  }
  if (now - counted_at_ >= counting_pause) {
    const std::uint64_t events = vitals_.events.load();
    if (events > counted_) {
      events_per_s_ = static_cast<double>(events - counted_) / seconds(now - counted_at_);
    }
    counted_ = events;
    counted_at_ = now;
  }
  facts.events_per_s = events_per_s_;
  if (progress_->runs > 0 && facts.share >= least_share) {
    facts.seconds_left = seconds(now - begin_) * (1 - facts.share) / facts.share;
  }
  return facts;
}

}  // namespace isthmus::cli
