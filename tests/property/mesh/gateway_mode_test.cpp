// All 4^8 ladders, so there is no case of precedence left to think of.
#include "sim/mesh/gateway_mode.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "sim/mesh/gateway_path.hpp"

namespace isthmus::mesh {
namespace {

constexpr int rung_count = 8;
constexpr int ladder_count = 1 << (2 * rung_count);
constexpr std::array<std::optional<GatewayMode>, 4> sayings{
    std::nullopt, GatewayMode::none, GatewayMode::local, GatewayMode::remote};

using Ladder = std::array<Rung, rung_count>;

Ladder ladder_of(int code) {
  Ladder ladder{};
  for (int i = 0; i < rung_count; ++i) {
    ladder[static_cast<std::size_t>(i)] = {
        static_cast<Scope>(i), sayings[static_cast<std::size_t>((code >> (2 * i)) & 3)], {}};
  }
  return ladder;
}

/// The rule told from the other end: going up, whoever speaks takes over.
Rung slow_twin(const Ladder& ladder) {
  Rung winner{Scope::built_in, GatewayMode::none, {}};
  for (std::size_t i = ladder.size(); i > 0; --i) {
    if (ladder[i - 1].mode.has_value()) winner = ladder[i - 1];
  }
  return winner;
}

TEST(GatewayMode, TheNearestRungThatSpeaksWinsOnEveryLadder) {
  for (int code = 0; code < ladder_count; ++code) {
    const Ladder ladder = ladder_of(code);

    const ResolvedMode resolved = resolve_mode(ladder);

    const Rung expected = slow_twin(ladder);
    ASSERT_EQ(resolved.mode, *expected.mode) << "ladder " << code;
    ASSERT_EQ(resolved.decided_by.scope, expected.scope) << "ladder " << code;
    ASSERT_EQ(resolved.ladder.size(), ladder.size()) << "ladder " << code;
  }
}

// A rung below the one that decides has no say; the deciding one and those above have all of it.
TEST(GatewayMode, ChangingOneRungMattersOnlyFromTheDecidingOneUp) {
  for (int code = 0; code < ladder_count; ++code) {
    const Ladder ladder = ladder_of(code);
    const Scope decided_by = resolve_mode(ladder).decided_by.scope;
    for (std::size_t i = 0; i < ladder.size(); ++i) {
      Ladder changed = ladder;
      changed[i].mode =
          ladder[i].mode == GatewayMode::local ? GatewayMode::remote : GatewayMode::local;

      const ResolvedMode after = resolve_mode(changed);

      const bool has_say = static_cast<Scope>(i) <= decided_by;
      ASSERT_EQ(after.decided_by.scope, has_say ? static_cast<Scope>(i) : decided_by)
          << "ladder " << code << " rung " << i;
      if (has_say) {
        ASSERT_EQ(after.mode, *changed[i].mode) << "ladder " << code << " rung " << i;
      }
    }
  }
}

TEST(GatewayPath, HopsFollowFromTheModeOnEveryLadder) {
  PathEnds ends;
  ends.source = {"default", "dc1"};
  ends.target = {"finance", "dc1"};
  for (int code = 0; code < ladder_count; ++code) {
    const Ladder ladder = ladder_of(code);

    const GatewayPath path = gateway_path(ends, ladder);

    const GatewayMode mode = *slow_twin(ladder).mode;
    const int hops = mode == GatewayMode::local ? 3 : mode == GatewayMode::remote ? 2 : 1;
    ASSERT_EQ(path.network_hops(), hops) << "ladder " << code;
  }
}

TEST(GatewayPath, ThePeersOwnRungsAreNeverAsked) {
  PathEnds ends;
  ends.source = ends.target = {"default", "dc1"};
  ends.peer = "elsewhere";
  for (int code = 0; code < ladder_count; ++code) {
    Ladder ladder = ladder_of(code);
    const GatewayPath with_them = gateway_path(ends, ladder);
    ladder[6].mode.reset();
    ladder[7].mode.reset();

    const GatewayPath without_them = gateway_path(ends, ladder);

    ASSERT_EQ(with_them.mode.mode, without_them.mode.mode) << "ladder " << code;
    ASSERT_EQ(with_them.network_hops(), without_them.network_hops()) << "ladder " << code;
  }
}

}  // namespace
}  // namespace isthmus::mesh
