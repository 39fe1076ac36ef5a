// What the catalog believes about an instance, and since when: pure functions of what happens to it
// and of when it is checked.
#pragma once

#include <vector>

#include "sim/base/time.hpp"
#include "sim/dataplane/outages.hpp"
#include "sim/model/events.hpp"

namespace isthmus::dataplane {

/// From here on the catalog believes something else than before.
struct Opinion {
  SimTime since;
  bool healthy = true;

  friend bool operator==(const Opinion&, const Opinion&) = default;
};

/// What can be known of an instance from outside.
struct Signs {
  Outages down;       ///< The process is not there: a check is refused at once.
  Outages silent;     ///< Nothing gets in or out: a check has no answer.
  Outages announced;  ///< It has said itself that it is leaving.
};

/// What the checks find, one every `checks.interval` from `first` on, with nothing before the run
/// but passes. An instance that leaves is critical at once; one that is back has to pass.
///
/// Shape    alternately critical and healthy, in order; nothing if nothing is ever found.
/// Limits   what lasts for ever is one change; checks end at `until`.
std::vector<Opinion> opinions_of(const Signs& signs, const model::HealthChecks& checks,
                                 SimTime first, SimTime until);

}  // namespace isthmus::dataplane
