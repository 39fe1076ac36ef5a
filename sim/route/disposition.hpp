// How the network can end a request. Not an error of the program: an outcome, counted and
// explained.
#pragma once

#include <string_view>

namespace isthmus::route {

/// The end of a request, or of an attempt to find a path. docs/reference/dispositions.md defines
/// each.
enum class Disposition {
  delivered,
  no_upstream,          ///< The caller's sidecar has no upstream for this destination.
  not_exported,         ///< The destination is not visible in the caller's partition.
  denied_by_intention,  ///< The destination's sidecar refuses the caller.
  no_gateway,    ///< The mode asks for a gateway and the partition has none (or may not use it).
  no_route,      ///< Nothing joins the two places.
  no_sni_match,  ///< A gateway has no cluster for the server name and closes the connection.
  no_healthy_endpoint,  ///< The destination has no instance that can take a connection.
  connect_timeout,
  connect_refused,  ///< The process that was dialled is not there.
  overloaded,       ///< A limit on connections or waiting requests was met.
  timed_out,
  reset,
  service_error,  ///< The service answered, with an error.
};

inline constexpr int disposition_count = 14;

std::string_view text(Disposition disposition);  ///< "delivered", "no_upstream", ...

}  // namespace isthmus::route
