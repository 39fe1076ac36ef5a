// Figures as people read them: three digits, a unit, and how sure we are.
#pragma once

#include <string>

#include "sim/stats/estimate.hpp"

namespace isthmus::reports {

/// "79.1 ms"
std::string seconds_text(double seconds);

/// "12.3 %", "0.042 %", "< 0.00001 %" for what is nearly nothing.
std::string percent_text(double share);

/// Three significant digits, thousands apart: "0.0124", "3.46", "640", "12 300".
std::string plain_text(double number);

/// The half-width as a share of the value: "±2.6 %"; empty where there is none.
std::string margin_text(const stats::Estimate& estimate);

/// A word with its number: "1 gateway", "3 gateways".
std::string counted(std::size_t number, const std::string& noun);

}  // namespace isthmus::reports
