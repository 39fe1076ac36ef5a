#include "sim/base/suggest.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace isthmus {
namespace {

constexpr std::size_t word_length_max = 64;  // No known word is near so long: spare the work.
constexpr std::size_t known_shown_max = 12;

enum class Case { same, ignored };

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(char a, char b, Case letter_case) {
  return a == b || (letter_case == Case::ignored && lower(a) == lower(b));
}

std::size_t distance(std::string_view a, std::string_view b, Case letter_case) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;

  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (same(a[i - 1], b[j - 1], letter_case) ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && same(a[i - 1], b[j - 2], letter_case) &&
                           same(a[i - 2], b[j - 1], letter_case);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return distance(a, b, Case::ignored);
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known) {
  if (word.size() > word_length_max) return std::nullopt;
  const std::size_t edits_max = (word.size() + 2) / 3;
  const std::string* best = nullptr;
  std::pair<std::size_t, std::size_t> best_edits;  // Ignoring case, then not.
  for (const std::string& candidate : known) {
    const std::size_t longer = std::max(word.size(), candidate.size());
    if (longer - std::min(word.size(), candidate.size()) > edits_max) continue;
    const std::size_t edits = edit_distance(word, candidate);
    // A word of which nothing would be kept was not meant, however short it is.
    if (edits > edits_max || edits >= std::max<std::size_t>(longer, 1)) continue;
    const std::pair weight{edits, distance(word, candidate, Case::same)};
    if (best != nullptr && weight >= best_edits) continue;
    best = &candidate;
    best_edits = weight;
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

std::string suggestion(std::string_view word, std::span<const std::string> known) {
  if (known.empty()) return {};
  if (const auto meant = nearest(word, known)) return "did you mean \"" + *meant + "\"?";

  std::string text = "known: ";
  const std::size_t shown = std::min(known.size(), known_shown_max);
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + known[i];
  if (shown < known.size()) text += " and " + std::to_string(known.size() - shown) + " more";
  return text;
}

}  // namespace isthmus
