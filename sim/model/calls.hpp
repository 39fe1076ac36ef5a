// What a service does to answer one request: the calls that it makes, one after the other or at
// once.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/quantity.hpp"

namespace isthmus::model {

struct TrafficSource;
using TrafficId = Id<TrafficSource>;

/// What the failure of a call does to the request that it was made for.
enum class OnError {
  fail,    ///< It fails too, at once.
  ignore,  ///< Nothing.
};

/// A call, or several together.
struct CallStep {
  enum class Kind { call, sequence, parallel };
  Kind kind = Kind::call;
  TrafficId traffic{};  ///< Of a call: the stream that it belongs to.
  Ratio probability = Ratio::of(1);
  std::uint64_t count = 1;  ///< In the way of the step around it: in sequence or at once.
  OnError on_error = OnError::fail;
  std::vector<CallStep> steps{};  ///< Of a sequence or of parallel steps.
};

}  // namespace isthmus::model
