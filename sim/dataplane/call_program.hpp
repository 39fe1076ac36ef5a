// The calls of a service as a flat tree, ready to be executed.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/model/calls.hpp"
#include "sim/random/stream.hpp"

namespace isthmus::dataplane {

/// A call, or steps that run one after the other or at once.
struct CallNode {
  model::CallStep::Kind kind = model::CallStep::Kind::call;
  Ratio probability = Ratio::of(1);
  bool ignores_errors = false;
  std::uint32_t traffic = 0;              ///< Of a call: its stream.
  std::uint32_t draws = 0;                ///< Which of the program's streams decides about it.
  std::vector<std::uint32_t> children{};  ///< Of the others; one may be named many times.
};

struct CallProgram {
  std::vector<CallNode> nodes{};  ///< The first is the whole; empty: no calls.
  std::uint32_t stream_count = 0;

  bool empty() const { return nodes.empty(); }
};

/// Lays the steps of a service out. A step with a count becomes a group of equal steps.
CallProgram program_of(const std::vector<model::CallStep>& steps);

/// What an app draws that fails at times or makes calls by chance.
struct Deciders {
  random::Stream errors;
  std::vector<random::Stream> steps{};
};

}  // namespace isthmus::dataplane
