#include "reports/figure_text.hpp"

#include <cmath>
#include <cstdint>

#include "sim/base/number_text.hpp"
#include "sim/base/time.hpp"

namespace isthmus::reports {
namespace {

/// Decimals that leave `digits` significant ones.
int decimals_for(double number, int digits) {
  int decimals = digits - 1;
  for (double size = std::fabs(number); size >= 10 && decimals > 0; size /= 10) --decimals;
  for (double size = std::fabs(number); size > 0 && size < 1 && decimals < 12; size *= 10) {
    ++decimals;
  }
  return decimals;
}

}  // namespace

std::string seconds_text(double seconds) { return human_text(Duration::nearest_seconds(seconds)); }

std::string percent_text(double share) {
  const double percent = share * 100;
  if (percent == 0) return "0 %";
  if (percent < 0.00001) return "< 0.00001 %";
  return fixed_text(percent, decimals_for(percent, percent < 1 ? 2 : 3)) + " %";
}

std::string plain_text(double number) {
  if (number == 0) return "0";
  if (std::fabs(number) < 1e-6) return "< 0.000001";
  if (std::fabs(number) >= 1000 && std::fabs(number) < 9e18) {
    const double step = std::pow(10, std::floor(std::log10(std::fabs(number))) - 3);
    return grouped_text(static_cast<std::int64_t>(std::round(number / step) * step));
  }
  return fixed_text(number, decimals_for(number, 3));
}

std::string margin_text(const stats::Estimate& estimate) {
  if (!estimate.half_width || estimate.mean == 0) return {};
  const double percent = *estimate.half_width / std::fabs(estimate.mean) * 100;
  const int decimals = percent < 0.095 ? 2 : percent < 9.95 ? 1 : 0;
  return "±" + fixed_text(percent, decimals) + " %";
}

std::string counted(std::size_t number, const std::string& noun) {
  return grouped_text(static_cast<std::int64_t>(number)) + " " + noun + (number == 1 ? "" : "s");
}

}  // namespace isthmus::reports
