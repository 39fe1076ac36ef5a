// Text for pages and pictures: escaped before it gets anywhere, and about as wide as we think.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace isthmus::reports {

/// `text` for HTML and SVG, inside elements and quoted attributes. What XML cannot say is U+FFFD.
std::string markup_text(std::string_view text);

/// A coordinate: a tenth of a pixel is enough for anybody; no digit more than needed.
std::string pixels(double value);

/// Pixels that a text takes where a letter takes `letter`.
double width_of(std::string_view text, double letter);

/// At most `most` letters, the last of them "…" where something was cut off.
std::string shortened(const std::string& text, std::size_t most);

}  // namespace isthmus::reports
