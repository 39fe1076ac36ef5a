#include "sim/session/sweep_ranks.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "sim/results/record_bytes.hpp"

namespace isthmus::session {
namespace {

using results::BytesReader;
using results::BytesWriter;

/// Between two looks for answers: far shorter than a replication.
constexpr std::chrono::microseconds pause{500};

enum class Word : std::uint64_t { simulate, leave, made, other_scenario };

void write_unit(BytesWriter& bytes, const SweepUnit& unit) {
  bytes.number(unit.point);
  bytes.number(unit.pilot ? 1 : 0);
  bytes.number(unit.number);
  bytes.signed_number(unit.warmup.in_nanoseconds());
}

SweepUnit unit_from(BytesReader& bytes) {
  SweepUnit unit;
  unit.point = static_cast<std::size_t>(bytes.number());
  unit.pilot = bytes.number() != 0;
  unit.number = static_cast<std::size_t>(bytes.number());
  unit.warmup = Duration::nanoseconds(bytes.signed_number());
  return unit;
}

std::string spoken(Word word) {
  BytesWriter bytes;
  bytes.number(static_cast<std::uint64_t>(word));
  return bytes.take();
}

/// `everybody`: whether all ranks leave, and can be waited for.
std::string goodbye(bool everybody) {
  BytesWriter bytes;
  bytes.number(static_cast<std::uint64_t>(Word::leave));
  bytes.number(everybody ? 1 : 0);
  return bytes.take();
}

/// What rank 0 knows of the others.
class Director {
 public:
  Director(Ranks& ranks, SweepBoard& board, const SweepWork& work)
      : ranks_{ranks}, board_{board}, work_{work} {
    for (int rank = 1; rank < ranks.size(); ++rank) give(rank);
  }

  /// Takes one answer in. Returns whether there was one.
  bool listen() {
    const std::optional<Ranks::Answer> answer = ranks_.answered();
    if (!answer) return false;
    const auto sent = busy_.find(answer->from);
    if (sent != busy_.end()) {
      longest_ = std::max(longest_, Clock::now() - sent->second);
      busy_.erase(sent);
    }
    BytesReader bytes{answer->bytes};
    const auto word = static_cast<Word>(bytes.number());
    if (word == Word::other_scenario) {
      stranger_ = answer->from;
      return true;
    }
    const SweepUnit unit = unit_from(bytes);
    if (const auto record = results::record_from(bytes.text())) board_.take(unit, *record);
    give(answer->from);
    for (const int rank : std::set<int>{idle_}) give(rank);
    return true;
  }

  std::optional<int> stranger() const { return stranger_; }

  /// Ranks that do nothing get what is out with others: whoever answers first is heard.
  void lend() {
    if (idle_.empty()) return;
    const std::optional<SweepUnit> unit = board_.again();
    if (unit) send(*idle_.begin(), *unit);
  }
  bool somebody_idle() const { return !idle_.empty(); }

  /// Sends everybody away, once those at work have answered or should have long ago. Who does not
  /// answer is dead, and nobody may wait for the dead.
  ///
  /// Returns  whether all have answered.
  bool dismiss_all() {
    const auto end = Clock::now() + grace + 3 * longest_;
    while (!busy_.empty() && Clock::now() < end) {
      const std::optional<Ranks::Answer> answer = ranks_.answered();
      if (answer) {
        busy_.erase(answer->from);
      } else {
        std::this_thread::sleep_for(pause);
      }
    }
    const bool everybody = busy_.empty();
    for (int rank = 1; rank < ranks_.size(); ++rank) ranks_.order(rank, goodbye(everybody));
    return everybody;
  }

 private:
  using Clock = std::chrono::steady_clock;  // Of the machines, not of any simulation.
  static constexpr std::chrono::seconds grace{2};

  void give(int rank) {
    const std::optional<SweepUnit> unit = board_.next();
    if (unit) {
      send(rank, *unit);
    } else {
      idle_.insert(rank);
    }
  }

  void send(int rank, const SweepUnit& unit) {
    BytesWriter bytes;
    bytes.number(static_cast<std::uint64_t>(Word::simulate));
    write_unit(bytes, unit);
    bytes.number(work_.content(unit.point));
    ranks_.order(rank, bytes.take());
    idle_.erase(rank);
    busy_[rank] = Clock::now();
  }

  Ranks& ranks_;
  SweepBoard& board_;
  const SweepWork& work_;
  std::set<int> idle_{};
  std::map<int, Clock::time_point> busy_{};  ///< Since when.
  Clock::duration longest_{};                ///< That any unit has taken.
  std::optional<int> stranger_{};
};

}  // namespace

std::optional<Diagnostic> direct(Ranks& ranks, SweepBoard& board, const SweepWork& work,
                                 const std::function<bool()>& stop) {
  /// With nothing new to hand out, so long until a unit is given to a second rank.
  constexpr std::chrono::milliseconds patience{250};
  Director director{ranks, board, work};
  auto heard = std::chrono::steady_clock::now();
  while (!board.done() && !director.stranger() && !stop()) {
    if (director.listen()) {
      heard = std::chrono::steady_clock::now();
      continue;
    }
    if (director.somebody_idle() && std::chrono::steady_clock::now() - heard > patience) {
      director.lend();
      heard = std::chrono::steady_clock::now();
    }
    std::this_thread::sleep_for(pause);
  }
  ranks.leave(director.dismiss_all());
  if (!director.stranger()) return std::nullopt;
  return error_at({}, "rank-reads-other-scenario",
                  "rank " + std::to_string(*director.stranger()) +
                      " reads another scenario under the same name, or none",
                  "put the scenario and its files where every machine sees them");
}

void dismiss(Ranks& ranks) {
  for (int rank = 1; rank < ranks.size(); ++rank) ranks.order(rank, goodbye(true));
  ranks.leave(true);
}

void serve(Ranks& ranks, SweepWork& work) {
  std::size_t last_point = 0;
  while (true) {
    const std::string order = ranks.next_order();
    BytesReader bytes{order};
    if (static_cast<Word>(bytes.number()) != Word::simulate)
      return ranks.leave(bytes.number() != 0);
    const SweepUnit unit = unit_from(bytes);
    if (unit.point >= work.points() || bytes.number() != work.content(unit.point)) {
      ranks.answer(spoken(Word::other_scenario));
      continue;
    }
    if (unit.point != last_point) work.release(last_point);
    last_point = unit.point;
    const results::RunRecord record = work.made(unit, nullptr);
    BytesWriter answer;
    answer.number(static_cast<std::uint64_t>(Word::made));
    write_unit(answer, unit);
    answer.text(results::bytes_of(record));
    ranks.answer(answer.take());
  }
}

void decline(Ranks& ranks) {
  while (true) {
    const std::string order = ranks.next_order();
    BytesReader bytes{order};
    if (static_cast<Word>(bytes.number()) != Word::simulate)
      return ranks.leave(bytes.number() != 0);
    ranks.answer(spoken(Word::other_scenario));
  }
}

}  // namespace isthmus::session
