// One expected value held against what came out, by the rule that its kind asks for.
//
//   exact      inside the run's own 95 % interval, widened for the number of values that are tried
//              together (t of 1 - 0.025/n), and that interval no wider than asked.
//   bound      never passed by more than the interval.
//   limit      within tolerance_rel, the interval at most half of that.
//   invariant, certain    equal, but for the digits that are printed.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/stats/estimate.hpp"

namespace isthmus::oracle_check {

struct Finding {
  std::string key{};
  double expected = 0;
  stats::Estimate estimate{};  ///< At 95 %.
  double z = 0;                ///< Standard errors between the two; 0 where nothing varies.
  bool passed = false;
  bool too_wide = false;   ///< Not passed for that reason alone.
  bool unreached = false;  ///< Too wide, and known beforehand to become so.
  std::string why{};       ///< Why not; empty if passed.
};

/// How often chance may be asked in this run of the program.
struct Together {
  std::size_t values = 1;
};

/// What the replications say, and how wide an interval is allowed to be relative to its value.
struct Evidence {
  std::vector<double> replications{};
  double pooled = 0;  ///< For what is not a mean.
  bool is_mean = true;
  double resolution = 0;  ///< Relative error of each value, of a histogram for instance.
  double width_max = 0.01;
  double trials = 0;  ///< Of a share that may be nearly 1: requests in which its rest could show.
  double scale = 0;   ///< What the width is relative to where the value is 0; 0: the value itself.
};

Finding judge_exact(const std::string& key, double expected, const Evidence& evidence,
                    Together together);
Finding judge_upper_bound(const std::string& key, double bound, const Evidence& evidence);
Finding judge_limit(const std::string& key, double limit, double tolerance_rel,
                    const Evidence& evidence);

/// For what is computed or cannot vary. `slack_rel` is for printed digits.
Finding judge_certain(const std::string& key, double expected, double found,
                      double slack_rel = 1e-9);

/// The half-width at 95 % relative to the value; infinite where there is none.
double relative_half_width(const Evidence& evidence);

}  // namespace isthmus::oracle_check
