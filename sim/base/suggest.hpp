// "did you mean": the known word nearest to a mistyped one.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace isthmus {

/// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`. Letters that differ
/// in ASCII case only are the same letter.
///
/// Cost    O(|a| |b|).
/// Source  Damerau 1964; optimal string alignment distance.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest of `known`, if near enough to be meant: at most a third of the word, rounded up.
/// Ties go to the one whose letter case is nearer, then to the earlier one.
///
/// Limits   nothing is near a word of more than 64 bytes, or a word of which no letter would be
/// kept.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known);

/// `did you mean "x"?`, or `known: a, b, c` when nothing is near; empty when `known` is.
///
/// Limits   at most twelve known words are listed; the rest are counted.
std::string suggestion(std::string_view word, std::span<const std::string> known);

}  // namespace isthmus
