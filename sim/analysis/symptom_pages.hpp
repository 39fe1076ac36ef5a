// The symptoms that users of Consul have reported, one page each: what they saw, why, and what
// helps.
#pragma once

#include <span>
#include <string_view>

namespace isthmus::analysis {

struct SymptomPage {
  std::string_view code;  ///< Of the finding.
  std::string_view title;
  std::string_view seen;  ///< What users see.
  std::string_view cause;
  std::string_view found;  ///< From what it is told here.
  std::string_view remedy;
  std::string_view affected;  ///< Which releases; empty: all.
  std::string_view thread;    ///< Where it was reported.
  std::string_view basis;     ///< How sure the cause is.
};

/// Shape  in the order in which the reports are numbered; 25.
std::span<const SymptomPage> symptom_pages();

/// Whether a code is that of a symptom.
bool is_symptom(std::string_view code);

}  // namespace isthmus::analysis
