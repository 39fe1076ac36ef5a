#include "reports/fix_texts.hpp"

#include "reports/patch_text.hpp"

namespace isthmus::reports {

FixTexts::FixTexts(const session::Checked& checked) : patches_{checked.patches} {
  std::map<std::size_t, std::size_t> first;  // Finding, by number of the patch.
  for (std::size_t i = 0; i < patches_.size(); ++i) {
    same_as_.emplace_back();
    if (!patches_[i]) continue;
    const std::size_t number = patches_.number(i);
    const auto [known, is_new] = first.emplace(number, i);
    if (is_new) {
      texts_.emplace(number, patch_text(*patches_[i]));
    } else if (texts_[number].size() > repeated_bytes_max) {
      same_as_.back() = known->second;
    }
  }
}

const std::string& FixTexts::text(std::size_t i) const {
  static const std::string none;
  const auto known = texts_.find(patches_.number(i));
  return known == texts_.end() ? none : known->second;
}

std::string fix_paragraph(const Sources& sources, const session::Checked& checked,
                          const FixTexts& texts, std::size_t i) {
  const std::optional<session::Patch>& patch = checked.patches[i];
  const Diagnostic& complaint = checked.findings[i].complaint;
  if (!patch) return complaint.remedy.empty() ? "" : "fix: " + complaint.remedy;
  const auto same_as = texts.same_as(i);
  if (!same_as) return heading_of(*patch, sources) + "\n" + texts.text(i);
  const Diagnostic& first = checked.findings[*same_as].complaint;
  return "fix: the same as for: " + first.problem;
}

}  // namespace isthmus::reports
