// How much of a route is worked out.
#pragma once

namespace isthmus::route {

enum class Detail {
  facts,  ///< What facts_of() reads, and whatever else costs nothing.
  whole,
};

}  // namespace isthmus::route
