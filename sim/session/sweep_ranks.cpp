#include "sim/session/sweep_ranks.hpp"

#include <optional>
#include <string>

#include "sim/results/record_bytes.hpp"

namespace isthmus::session {
namespace {

using results::BytesReader;
using results::BytesWriter;

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

std::optional<std::string> order_of(const std::optional<SweepUnit>& unit, const SweepWork& work) {
  if (!unit) return std::nullopt;
  BytesWriter bytes;
  write_unit(bytes, *unit);
  bytes.number(work.content(unit->point));
  return bytes.take();
}

}  // namespace

std::optional<Diagnostic> direct(Team& team, SweepBoard& board, const SweepWork& work,
                                 const std::function<bool()>& stop) {
  const auto take = [&](const std::string& answer) {
    BytesReader bytes{answer};
    const SweepUnit unit = unit_from(bytes);
    if (const auto record = results::record_from(bytes.text())) board.take(unit, *record);
  };
  team.lead({[&] { return board.done() || stop(); }, [&] { return order_of(board.next(), work); },
             [&] { return order_of(board.again(), work); }, take});
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
