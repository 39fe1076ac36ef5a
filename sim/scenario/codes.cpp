#include "sim/scenario/codes.hpp"

#include <algorithm>

namespace isthmus::scenario {
namespace {

std::vector<Code> sorted() {
  std::vector<Code> all{codes_of_texts().begin(), codes_of_texts().end()};
  all.insert(all.end(), codes_of_meanings().begin(), codes_of_meanings().end());
  std::sort(all.begin(), all.end(), [](const Code& a, const Code& b) { return a.code < b.code; });
  return all;
}

bool same_code(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return (x == '_' ? '-' : x) == (y == '_' ? '-' : y); });
}

}  // namespace

std::span<const Code> codes() {
  static const std::vector<Code> all = sorted();
  return all;
}

const Code* find_code(std::string_view code) {
  const auto same = [&](const Code& one) { return same_code(one.code, code); };
  for (const std::span<const Code> table : {codes(), codes_of_imports()}) {
    const auto at = std::find_if(table.begin(), table.end(), same);
    if (at != table.end()) return &*at;
  }
  return nullptr;
}

}  // namespace isthmus::scenario
