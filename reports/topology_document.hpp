// A topology as a part of a document, and back.
#pragma once

#include "reports/topology.hpp"
#include "reports/view.hpp"

namespace isthmus::reports {

Value topology_value(const Topology& topology);

/// The topology in a document; edges whose ends do not exist are left out.
Topology topology_from(const View& view);

}  // namespace isthmus::reports
