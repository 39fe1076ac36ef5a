// One host as one sidecar sees it: how often it failed in a row, and whether it is left out.
//
// Source   Envoy, source/common/upstream/outlier_detection_impl.cc.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/base/time.hpp"
#include "sim/mesh/upstream_policy.hpp"

namespace isthmus::dataplane {

class HostHealth {
 public:
  bool is_out(SimTime now) const { return now < out_until_; }
  void answered() { failures_ = 0; }

  /// Returns  whether that was one too many in a row.
  bool failed(const mesh::PassiveHealthCheck& check) {
    if (++failures_ < check.max_failures) return false;
    failures_ = 0;
    return true;
  }

  /// Leaves the host out: longer each time, but each interval without that makes it shorter again.
  /// It is back at the first look at the hosts after its time is over.
  void eject(const mesh::PassiveHealthCheck& check, SimTime now) {
    const std::int64_t interval = check.interval.in_nanoseconds();
    const std::int64_t quiet = (now - out_until_).in_nanoseconds() / interval;
    times_ = std::max<std::int64_t>(0, times_ - std::max<std::int64_t>(0, quiet)) + 1;
    const Duration out = std::min(check.base_ejection_time * times_,
                                  std::max(check.base_ejection_time, longest_ejection));
    const std::int64_t over = (now + out).since_start().in_nanoseconds();
    out_until_ =
        SimTime::start() + Duration::nanoseconds((over + interval - 1) / interval * interval);
  }

 private:
  /// Envoy's max_ejection_time.
  static constexpr Duration longest_ejection = Duration::seconds(300);

  std::uint64_t failures_ = 0;
  std::int64_t times_ = 0;  ///< Left out, less what is forgiven.
  SimTime out_until_;
};

}  // namespace isthmus::dataplane
