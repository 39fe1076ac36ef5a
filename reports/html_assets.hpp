// The style sheet and the script of a report, as they stand in reports/html/. The build turns those
// files into the two texts declared here.
#pragma once

#include <string_view>

namespace isthmus::reports {

extern const std::string_view report_css;
extern const std::string_view report_js;

}  // namespace isthmus::reports
