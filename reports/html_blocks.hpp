// The blocks of an outline as HTML.
#pragma once

#include <string>

#include "reports/outline.hpp"

namespace isthmus::reports {

std::string html_of(const Prose& prose);
std::string html_of(const ReportTable& table);
std::string html_of(const Figure& figure);
std::string html_of(const Facts& facts);
std::string html_of(const Listing& listing);

/// The class by which a style sheet knows a tone: "good"; empty for plain text.
std::string tone_class(Tone tone);

}  // namespace isthmus::reports
