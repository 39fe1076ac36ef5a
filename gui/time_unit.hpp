// The unit in which seconds are shown.
#pragma once

namespace isthmus::gui {

struct TimeUnit {
  double per_second = 1;
  const char* name = "s";
};

/// That of a whole axis, for the greatest value on it.
TimeUnit time_unit_for(double greatest_s);

}  // namespace isthmus::gui
