// The indexed table against one that looks at every entry in turn.
#include "sim/route/gateway_table.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "sim/mesh/letter_case.hpp"

namespace isthmus::route {
namespace {

/// SEMANTICS of a gateway, word by word: no index, no cleverness.
struct SlowTable {
  std::vector<std::string> exact_and_suffixes;
  std::vector<std::string> clusters;

  struct Answer {
    MatchKind how = MatchKind::none;
    std::string pattern;
  };

  static bool covers(const std::string& pattern, const std::string& name) {
    const std::string rest = pattern.substr(1);
    return name.size() > rest.size() && name.ends_with(rest);
  }

  Answer match(const std::string& sniffed) const {
    const std::string name = mesh::lower_text(sniffed);
    if (name.empty()) return {};
    Answer best;
    for (const std::string& entry : exact_and_suffixes) {
      if (entry == name) return {MatchKind::exact, entry};
      if (entry.starts_with("*.") && covers(entry, name) && entry.size() > best.pattern.size()) {
        best = {MatchKind::suffix, entry};
      }
    }
    if (best.how != MatchKind::none) return best;
    for (const std::string& cluster : clusters) {
      if (cluster == name) return {MatchKind::catch_all, {}};
    }
    return {};
  }
};

constexpr std::uint32_t seed = 20220817;

/// Few words, so that names collide, nest and differ by case only.
std::string any_name(std::mt19937& random, std::size_t labels_max) {
  static const std::vector<std::string> words{"a", "b", "A", "web", "dc1", "internal", "aa"};
  std::string name;
  const std::size_t labels = 1 + random() % labels_max;
  for (std::size_t i = 0; i < labels; ++i) {
    if (i > 0) name += '.';
    name += words[random() % words.size()];
  }
  return name;
}

TEST(ServerNameTable, AgreesWithTheTableThatLooksAtEveryEntry) {
  std::mt19937 random{seed};
  for (int world = 0; world < 400; ++world) {
    ServerNameTable table;
    SlowTable slow;
    const std::size_t clusters = random() % 12;
    for (std::size_t i = 0; i < clusters; ++i) {
      slow.clusters.push_back(any_name(random, 4));
      table.add_cluster(slow.clusters.back());
    }
    table.add_cluster("target");
    slow.clusters.emplace_back("target");
    const std::size_t chains = random() % 12;
    for (std::size_t i = 0; i < chains; ++i) {
      const std::string name = (random() % 2 == 0 ? "*." : "") + any_name(random, 3);
      slow.exact_and_suffixes.push_back(name);
      table.add_chain(name, "target");
    }
    table.seal();
    for (int question = 0; question < 100; ++question) {
      const std::string sni = any_name(random, 5);

      const ServerNameTable::Match match = table.match(sni);

      const SlowTable::Answer expected = slow.match(sni);
      ASSERT_EQ(match.how, expected.how) << "seed " << seed << " world " << world << " " << sni;
      if (match.pattern != ServerNameTable::none) {
        ASSERT_EQ(table.patterns()[match.pattern], expected.pattern) << "world " << world;
      }
      if (match.how == MatchKind::catch_all) {
        ASSERT_EQ(table.clusters()[match.cluster], mesh::lower_text(sni)) << "world " << world;
      }
    }
  }
}

}  // namespace
}  // namespace isthmus::route
