// What mends each finding, as text. A fix may be a whole entry that mends a thousand findings: a
// long text is written with the first of them, and the others point there.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/session/questions.hpp"

namespace isthmus::reports {

class FixTexts {
 public:
  /// Longer texts are written once, so that what is written grows with the mesh and not with its
  /// square.
  static constexpr std::size_t repeated_bytes_max = 4096;

  explicit FixTexts(const session::Checked& checked);

  /// Index of the earlier finding whose fix is that of finding `i`, where it is not repeated here.
  std::optional<std::size_t> same_as(std::size_t i) const { return same_as_[i]; }
  /// The patch of finding `i` as text; empty where there is none.
  const std::string& text(std::size_t i) const;

 private:
  const session::Patches& patches_;
  std::map<std::size_t, std::string> texts_{};  ///< By number of the patch.
  std::vector<std::optional<std::size_t>> same_as_{};
};

/// The fix of finding `i` with its heading, below what is said of the finding itself: the patch, or
/// where it stands, or the remedy in words; empty where there is none.
std::string fix_paragraph(const Sources& sources, const session::Checked& checked,
                          const FixTexts& texts, std::size_t i);

}  // namespace isthmus::reports
