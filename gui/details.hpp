// What is known of a thing, as rows: the setting or measure, its value, and where that comes from.
#pragma once

#include <string>
#include <vector>

#include "gui/figures.hpp"
#include "gui/thing.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

struct Detail {
  enum class Tone { plain, heading, good, bad, unsure, dim };

  std::string name{};
  std::string value{};
  std::string from{};  ///< "finance.yaml:41:5", "measured", "default".
  SourceSpan at{};     ///< Where it is written; absent where nobody wrote it.
  Tone tone = Tone::plain;
};
using Details = std::vector<Detail>;

/// `ran`: what is measured; null before any run. `frame`: of the moment that is shown.
Details details_of(const Loaded& loaded, const Thing& thing, const Ran* ran,
                   const session::Frames* frames, double time_s);

/// Of the whole scenario, where nothing is selected.
Details overview_of(const Loaded& loaded, const Ran* ran);

}  // namespace isthmus::gui
