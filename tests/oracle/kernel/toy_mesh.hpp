// A toy network for tests of the kernel: every process has jobs that wander, send, set deadlines
// and cancel them, all decided by a small hash of their own state so that nothing but the order of
// events can change the story. Times are coarse on purpose: ties everywhere.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/kernel/fingerprint.hpp"
#include "sim/kernel/scheduler.hpp"

namespace isthmus::kernel::toy {

struct Options {
  std::size_t processes = 3;
  std::uint32_t jobs = 20;  ///< Jobs that start in each process.
  std::uint64_t seed = 1;
  std::int64_t grain_ns = 1000;  ///< All times are multiples of it.
  std::int64_t lookahead_grains = 5;
  std::uint32_t remote_percent = 30;
};

inline Duration lookahead(const Options& options) {
  return Duration::nanoseconds(options.grain_ns) * options.lookahead_grains;
}

class Place {
 public:
  struct Message {
    std::uint32_t job;
    std::uint64_t state;
  };
  enum class Kind { hop, tick, deadline };

  Place(std::size_t self, const Options& options) : options_{options}, self_{self} {}

  void start(Scheduler<Message>& out) {
    state_ = scramble(options_.seed * 1000 + self_);
    short_lane_ = out.lane(grains(3), Phase::arrival);
    deadline_lane_ = out.lane(grains(7), Phase::timeout);
    for (std::uint32_t job = 0; job < options_.jobs; ++job) {
      out.at(SimTime::start() + grains(draw() % 8), Phase::arrival, Event::of(Kind::hop, job));
    }
  }

  void happen(Event event, SimTime now, Scheduler<Message>& out) {
    fingerprint.note(now, event.word, 1);
    switch (event.kind<Kind>()) {
      case Kind::hop:
        return hop(event.index(), out);
      case Kind::tick:
        return out.along(short_lane_, Event::of(Kind::hop, event.index()));
      case Kind::deadline: {
        ++deadlines_met;
        return out.at(now, Phase::sample, Event::of(Kind::tick, event.index()));
      }
    }
  }

  void receive(Message& message, SimTime now, Scheduler<Message>& out) {
    fingerprint.note(now, message.job, 2);
    state_ ^= message.state;
    out.at(now, draw() % 2 == 0 ? Phase::departure : Phase::arrival,
           Event::of(Kind::hop, message.job));
  }

  Fingerprint fingerprint;
  std::uint64_t deadlines_met = 0;

 private:
  void hop(std::uint32_t job, Scheduler<Message>& out) {
    const std::uint64_t dice = draw();
    if (dice % 100 < options_.remote_percent) {
      const auto to = ProcessId{(dice >> 8) % options_.processes};
      const auto notice = toy::lookahead(options_) + grains((dice >> 40) % 4);
      out.send(to, out.now() + notice, Phase::arrival, {job, dice});
      return;
    }
    if (dice % 3 == 0 && out.cancel(deadline_)) {
      out.after(grains(1), Phase::arrival, Event::of(Kind::hop, deadline_job_));
    }
    if (dice % 3 == 1) {
      deadline_job_ = job;
      deadline_ = dice % 2 == 0 ? out.timer_along(deadline_lane_, Event::of(Kind::deadline, job))
                                : out.timer_at(out.now() + grains(dice % 9), Phase::timeout,
                                               Event::of(Kind::deadline, job));
      return;
    }
    if (dice % 2 == 0) return out.along(short_lane_, Event::of(Kind::hop, job));
    out.after(grains((dice >> 20) % 6), Phase::departure, Event::of(Kind::tick, job));
  }

  std::uint64_t draw() { return state_ = scramble(state_); }
  static std::uint64_t scramble(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }
  Duration grains(std::uint64_t n) const {
    return Duration::nanoseconds(options_.grain_ns) * static_cast<std::int64_t>(n);
  }

  Options options_;
  std::size_t self_;
  std::uint64_t state_ = 0;
  LaneId short_lane_;
  LaneId deadline_lane_;
  Timer deadline_;
  std::uint32_t deadline_job_ = 0;
};

/// What a run of the toy came to.
struct Story {
  std::uint64_t fingerprint;
  std::uint64_t happened;
  std::uint64_t deadlines_met;

  friend bool operator==(const Story&, const Story&) = default;
};

inline std::vector<Place> places(const Options& options) {
  std::vector<Place> all;
  for (std::size_t i = 0; i < options.processes; ++i) all.emplace_back(i, options);
  return all;
}

/// Runs the toy on an engine, in two legs, to show that a run can be continued.
template <class Run>
Story story(Run& run, std::vector<Place>& all, SimTime end) {
  for (std::size_t i = 0; i < all.size(); ++i) all[i].start(run.scheduler(ProcessId{i}));
  run.run_through(SimTime::start() + end.since_start() / 3);
  run.run_through(end);
  std::vector<std::uint64_t> prints;
  std::uint64_t deadlines = 0;
  for (const Place& place : all) {
    prints.push_back(place.fingerprint.value());
    deadlines += place.deadlines_met;
  }
  return {combined(prints), run.happened(), deadlines};
}

}  // namespace isthmus::kernel::toy
