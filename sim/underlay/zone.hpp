// Where things run.
#pragma once

#include <string>

#include "sim/base/id.hpp"

namespace isthmus::underlay {

/// A failure domain with short distances inside: an availability zone, a rack, a site.
struct Zone {
  std::string name;
  std::string region;
  std::string cloud;  ///< "aws", "gcp", "azure", or whatever else the owner calls it.
};
using ZoneId = Id<Zone>;

/// The farthest boundary between two zones, nearest first.
enum class Boundary { none, zone, region, cloud };

Boundary boundary_between(const Zone& a, const Zone& b);

/// "same zone", "zone", "region", "cloud"
const char* text(Boundary boundary);

}  // namespace isthmus::underlay
