// A number that the program brings along, with where it comes from: what `isthmus params` lists.
#pragma once

#include <string>

namespace isthmus {

/// One default. Texts are as a scenario would write them, units included.
struct Parameter {
  std::string name;       ///< The scenario path that overrides it, where there is one.
  std::string value;      ///< "30us", "lognormal(p50=2ms, p99=20ms)"
  std::string low;        ///< The range in which the truth is thought to lie; may be empty.
  std::string high;       ///< As `low`.
  std::string source;     ///< Who measured or stated it, and where.
  std::string as_of;      ///< When: "2024-11", or the release it was read in.
  bool estimate = false;  ///< True where nobody published a number; reports mark these.
};

}  // namespace isthmus
