#include "sim/route/server_name_table.hpp"

#include <utility>

#include "sim/base/expects.hpp"
#include "sim/mesh/letter_case.hpp"

namespace isthmus::route {
namespace {

// FNV-1a over the letters from last to first; a final mix spreads it over the low bits.
constexpr std::uint64_t hash_start = 14695981039346656037ULL;

constexpr std::uint64_t hash_step(std::uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
}

constexpr std::uint64_t mixed(std::uint64_t hash) { return hash ^ (hash >> 32U); }

std::uint64_t hash_from_right(std::string_view text) {
  std::uint64_t hash = hash_start;
  for (std::size_t i = text.size(); i > 0; --i) hash = hash_step(hash, text[i - 1]);
  return hash;
}

bool equals_folded(std::string_view written, std::string_view sniffed) {
  if (written.size() != sniffed.size()) return false;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] != mesh::lower_letter(sniffed[i])) return false;
  }
  return true;
}

}  // namespace

std::string_view text(MatchKind kind) {
  switch (kind) {
    case MatchKind::exact:
      return "exact";
    case MatchKind::suffix:
      return "suffix";
    case MatchKind::catch_all:
      return "catch_all";
    case MatchKind::none:
      return "none";
  }
  ISTHMUS_EXPECTS(false);
}

void NameIndex::build(const std::vector<std::string>& names) {
  std::size_t capacity = 8;
  while (capacity < 2 * names.size()) capacity *= 2;
  slots_.assign(capacity, Slot{});
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::uint64_t hash = hash_from_right(names[i]);
    std::size_t at = mixed(hash) & (capacity - 1);
    while (slots_[at].position != none && names[slots_[at].position] != names[i]) {
      at = (at + 1) & (capacity - 1);
    }
    if (slots_[at].position == none) slots_[at] = {hash, static_cast<std::uint32_t>(i)};
  }
}

template <class Equal>
std::uint32_t NameIndex::probe(std::uint64_t hash, const Equal& equal) const {
  if (slots_.empty()) return none;
  std::size_t at = mixed(hash) & (slots_.size() - 1);
  while (slots_[at].position != none) {
    if (slots_[at].hash == hash && equal(slots_[at].position)) return slots_[at].position;
    at = (at + 1) & (slots_.size() - 1);
  }
  return none;
}

std::uint32_t NameIndex::find(const std::vector<std::string>& names, std::string_view folded,
                              std::uint64_t hash) const {
  return probe(hash, [&](std::uint32_t i) { return equals_folded(names[i], folded); });
}

std::uint32_t NameIndex::find_exactly(const std::vector<std::string>& names,
                                      std::string_view name) const {
  return probe(hash_from_right(name), [&](std::uint32_t i) { return names[i] == name; });
}

std::uint32_t ServerNameTable::add_cluster(std::string name) {
  clusters_.push_back(std::move(name));
  return static_cast<std::uint32_t>(clusters_.size() - 1);
}

void ServerNameTable::add_chain(std::string server_name, std::string_view cluster) {
  const auto pattern = static_cast<std::uint32_t>(patterns_.size());
  if (server_name.starts_with("*.")) {
    suffixes_.push_back(server_name.substr(1));
    suffix_pattern_.push_back(pattern);
  } else {
    exact_names_.push_back(server_name);
    exact_pattern_.push_back(pattern);
  }
  patterns_.push_back(std::move(server_name));
  chain_targets_.emplace_back(cluster);
}

void ServerNameTable::seal() {
  exact_index_.build(exact_names_);
  suffix_index_.build(suffixes_);
  cluster_index_.build(clusters_);
  chain_cluster_.clear();
  for (const std::string& target : chain_targets_) {
    chain_cluster_.push_back(cluster_index_.find_exactly(clusters_, target));
  }
  chain_targets_.clear();
  sealed_ = true;
}

ServerNameTable::Match ServerNameTable::match(std::string_view sni) const {
  ISTHMUS_EXPECTS(sealed_);
  if (sni.empty()) return {};
  std::uint32_t suffix = none;
  std::uint64_t hash = hash_start;
  for (std::size_t i = sni.size(); i > 0; --i) {
    const char c = mesh::lower_letter(sni[i - 1]);
    hash = hash_step(hash, c);
    // Read from the right, so a later find is a longer suffix. A suffix never covers the whole
    // name.
    if (c != '.' || i == 1) continue;
    const std::uint32_t found = suffix_index_.find(suffixes_, sni.substr(i - 1), hash);
    if (found != none) suffix = found;
  }
  const std::uint32_t exact = exact_index_.find(exact_names_, sni, hash);
  if (exact != none) {
    const std::uint32_t pattern = exact_pattern_[exact];
    return {MatchKind::exact, pattern, chain_cluster_[pattern]};
  }
  if (suffix != none) {
    const std::uint32_t pattern = suffix_pattern_[suffix];
    return {MatchKind::suffix, pattern, chain_cluster_[pattern]};
  }
  const std::uint32_t cluster = cluster_index_.find(clusters_, sni, hash);
  if (cluster != none) return {MatchKind::catch_all, none, cluster};
  return {};
}

}  // namespace isthmus::route
