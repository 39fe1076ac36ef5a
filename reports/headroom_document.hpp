// How much more load fits, as a part of a run's document.
#pragma once

#include "reports/value.hpp"
#include "sim/session/headroom.hpp"

namespace isthmus::reports {

Value headroom_value(const session::Study& study, const analysis::RunSummary& summary,
                     const session::Headroom& headroom);

}  // namespace isthmus::reports
