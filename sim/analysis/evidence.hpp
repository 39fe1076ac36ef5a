// What an answer may look at. A question is a struct; `answer(question, evidence)` is a free
// function that returns a value which the reports can show.
#pragma once

#include <span>

#include "sim/model/model.hpp"
#include "sim/results/record.hpp"
#include "sim/route/route.hpp"

namespace isthmus::analysis {

/// What is known before any clock runs. Views: the study outlives its questions.
struct Evidence {
  const model::Model& model;
  const route::RouteTable& routes;
};

/// What is known after a run as well.
struct RunEvidence {
  const model::Model& model;
  const route::RouteTable& routes;
  std::span<const results::RunRecord> records;  ///< One per replication, in order.

  Evidence before_run() const { return {model, routes}; }
};

}  // namespace isthmus::analysis
