// Stations told slowly: recursions that share nothing with the code they judge.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "sim/random/stream.hpp"
#include "sim/random/variate.hpp"
#include "tests/support/live_run.hpp"

namespace isthmus::support {

/// Poisson arrivals of exponential work with mean 1 ms, at a share `load` of what `servers` can do.
inline std::vector<GivenJob> random_jobs(std::size_t count, std::size_t servers, double load,
                                         std::string_view name) {
  random::Stream stream{{.number = 7}, {.index = servers}, name};
  const double gap = 1e-3 / (load * static_cast<double>(servers));
  std::vector<GivenJob> jobs;
  SimTime now = SimTime::start();
  for (std::size_t i = 0; i < count; ++i) {
    now = now + Duration::nearest_seconds(random::unit_exponential(stream) * gap);
    jobs.push_back({now, Duration::nearest_seconds(random::unit_exponential(stream) * 1e-3)});
  }
  return jobs;
}

/// When each job leaves under egalitarian processor sharing, rounded down to the nanosecond.
///
/// Cost     jobs present per event.
inline std::vector<SimTime> slow_sharing(std::size_t servers, const std::vector<GivenJob>& jobs) {
  struct Inside {
    std::size_t number;
    long double left;  // ns
  };
  std::vector<Inside> inside;
  std::vector<SimTime> departures(jobs.size());
  // Counted from `base`, so that the fractions of long busy periods stay exact.
  std::int64_t base = 0;
  long double offset = 0;
  const auto until = [&](std::int64_t end, bool to_the_last) {
    while (!inside.empty()) {
      const auto n = static_cast<long double>(inside.size());
      const long double rate = std::min<long double>(1, static_cast<long double>(servers) / n);
      const auto first =
          std::min_element(inside.begin(), inside.end(),
                           [](const auto& a, const auto& b) { return a.left < b.left; });
      const long double step = first->left / rate;
      const auto limit = static_cast<long double>(end - base);
      if (!to_the_last && offset + step > limit) {
        for (Inside& job : inside) job.left -= (limit - offset) * rate;
        break;
      }
      const long double done = first->left;
      offset += step;
      // A hair above a whole nanosecond is the rounding of this recursion itself.
      departures[first->number] =
          SimTime::start() +
          Duration::nanoseconds(base + static_cast<std::int64_t>(std::floor(offset + 1e-6L)));
      for (Inside& job : inside) job.left -= done;
      inside.erase(first);
    }
    base = end;
    offset = 0;
  };
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    until(jobs[i].arrival.since_start().in_nanoseconds(), false);
    inside.push_back({i, static_cast<long double>(jobs[i].work.in_nanoseconds())});
  }
  until(base, true);
  return departures;
}

}  // namespace isthmus::support
