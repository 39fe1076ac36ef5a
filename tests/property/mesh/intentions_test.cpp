// The intention that decides, against one that sorts everything first as Consul does.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "sim/mesh/authorization.hpp"

namespace isthmus::mesh {
namespace {

constexpr std::uint32_t seed = 64738;

std::string any_of(std::mt19937& random, const std::vector<std::string>& words) {
  return words[random() % words.size()];
}

ServiceName any_pattern(std::mt19937& random) {
  const std::string namespace_ = any_of(random, {"default", "dev", "*"});
  const std::string name = namespace_ == "*" ? "*" : any_of(random, {"a", "b", "*"});
  return {any_of(random, {"default", "ops"}), namespace_, name};
}

Intention any_intention(std::mt19937& random) {
  Intention one;
  one.source = {any_pattern(random), any_of(random, {"", "", "cloud"})};
  one.destination = any_pattern(random);
  one.action = random() % 2 == 0 ? IntentionAction::allow : IntentionAction::deny;
  return one;
}

TEST(Authorization, AgreesWithSortingFirst) {
  std::mt19937 random{seed};
  for (int world = 0; world < 3000; ++world) {
    std::vector<Intention> intentions(random() % 8);
    for (Intention& one : intentions) one = any_intention(random);
    const ServiceName destination{"default", any_of(random, {"default", "dev"}), "a"};
    const IntentionSource caller{{any_of(random, {"default", "ops"}), "default", "b"},
                                 any_of(random, {"", "cloud"})};
    const auto rest = random() % 2 == 0 ? IntentionAction::allow : IntentionAction::deny;

    const bool allowed =
        authorize(intentions, destination, caller, Listener::tcp, {}, rest).allowed;

    std::vector<Intention> sorted = intentions;
    std::stable_sort(sorted.begin(), sorted.end(), is_asked_before);
    IntentionAction expected = rest;
    for (const Intention& one : sorted) {
      if (!covers_destination(one, destination) || !covers_source(one, caller)) continue;
      expected = *one.action;
      break;
    }
    ASSERT_EQ(allowed, expected == IntentionAction::allow) << "seed " << seed << " world " << world;
  }
}

TEST(Intentions, PrecedenceCountsExactnessOfBothSides) {
  const std::array<ServiceName, 3> patterns{ServiceName{"default", "*", "*"},
                                            ServiceName{"default", "dev", "*"},
                                            ServiceName{"default", "dev", "a"}};
  int expected = 1;
  for (const ServiceName& destination : patterns) {
    for (const ServiceName& source : patterns) {
      Intention one;
      one.source.service = source;
      one.destination = destination;

      EXPECT_EQ(precedence(one), expected);

      ++expected;
    }
  }
}

}  // namespace
}  // namespace isthmus::mesh
