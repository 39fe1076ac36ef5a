#include "sim/session/sweep_ranks.hpp"

#include <chrono>
#include <string>
#include <thread>

#include "sim/results/record_bytes.hpp"

namespace isthmus::session {
namespace {

using results::BytesReader;
using results::BytesWriter;
using Clock = std::chrono::steady_clock;  // Of the machines, not of any simulation.

/// Between two looks for answers: far shorter than a replication.
constexpr std::chrono::microseconds pause{500};
/// With nothing new to hand out, so long until a unit is given to a second rank.
constexpr std::chrono::milliseconds patience{250};

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

void send(Team& team, int rank, const SweepUnit& unit, const SweepWork& work) {
  BytesWriter bytes;
  write_unit(bytes, unit);
  bytes.number(work.content(unit.point));
  team.order(rank, bytes.take());
}

void hand_out(Team& team, SweepBoard& board, const SweepWork& work) {
  while (const std::optional<int> rank = team.idle()) {
    const std::optional<SweepUnit> unit = board.next();
    if (!unit) return;
    send(team, *rank, *unit, work);
  }
}

/// Takes one answer in. Returns whether there was one.
bool listen(Team& team, SweepBoard& board) {
  const std::optional<Ranks::Answer> answer = team.answered();
  if (!answer) return false;
  BytesReader bytes{answer->bytes};
  const SweepUnit unit = unit_from(bytes);
  if (const auto record = results::record_from(bytes.text())) board.take(unit, *record);
  return true;
}

/// Ranks that do nothing get what is out with others: whoever answers first is heard.
void lend(Team& team, SweepBoard& board, const SweepWork& work) {
  const std::optional<int> rank = team.idle();
  if (!rank) return;
  if (const auto unit = board.again()) send(team, *rank, *unit, work);
}

}  // namespace

std::optional<Diagnostic> direct(Team& team, SweepBoard& board, const SweepWork& work,
                                 const std::function<bool()>& stop) {
  auto heard = Clock::now();
  while (!board.done() && !team.complaint() && !stop()) {
    hand_out(team, board, work);
    if (listen(team, board)) {
      heard = Clock::now();
      continue;
    }
    if (Clock::now() - heard > patience) {
      lend(team, board, work);
      heard = Clock::now();
    }
    std::this_thread::sleep_for(pause);
  }
  return team.complaint();
}

void serve(Team& team, SweepWork& work) {
  std::size_t last_point = 0;
  while (const std::optional<std::string> order = team.next_order()) {
    BytesReader bytes{*order};
    const SweepUnit unit = unit_from(bytes);
    if (unit.point >= work.points() || bytes.number() != work.content(unit.point)) {
      team.decline();
      continue;
    }
    if (unit.point != last_point) work.release(last_point);
    last_point = unit.point;
    BytesWriter answer;
    write_unit(answer, unit);
    answer.text(results::bytes_of(work.made(unit, nullptr)));
    team.answer(answer.take());
  }
}

}  // namespace isthmus::session
