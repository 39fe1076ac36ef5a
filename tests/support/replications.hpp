// A number measured in many replications, held against theory.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

#include "tests/support/mesh_builder.hpp"

namespace isthmus::support {

/// How often the world is run for one comparison.
inline constexpr std::size_t replication_count = 32;

/// A correct program fails one comparison once in 10^6: the two-sided quantile of Student's t with
/// 31 degrees of freedom.
inline constexpr double errors_allowed = 6.07;

inline std::vector<results::RunRecord> replications(const World& world,
                                                    dataplane::Replication replication) {
  std::vector<results::RunRecord> records;
  for (replication.index = 0; replication.index < replication_count; ++replication.index) {
    records.push_back(world.run(replication));
  }
  return records;
}

/// Expects the mean of `measure` over the records within `errors_allowed` standard errors of
/// `truth`, and these errors small enough (relative to the truth) for that to mean something.
inline void expect_mean(const std::vector<results::RunRecord>& records, double truth,
                        double precision,
                        const std::function<double(const results::RunRecord&)>& measure,
                        const char* what) {
  const auto count = static_cast<double>(records.size());
  double sum = 0;
  for (const auto& record : records) sum += measure(record);
  const double mean = sum / count;
  double squares = 0;
  for (const auto& record : records) squares += std::pow(measure(record) - mean, 2);
  const double error = std::sqrt(squares / (count - 1) / count);
  EXPECT_LT(std::fabs(mean - truth), errors_allowed * error)
      << what << ": " << mean << " +- " << error << ", theory " << truth;
  EXPECT_LT(error, precision * truth) << what << ": too few requests to tell";
}

}  // namespace isthmus::support
