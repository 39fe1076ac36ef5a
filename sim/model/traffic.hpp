// The load: who sends how many requests where.
#pragma once

#include <cstddef>
#include <string>

#include "sim/base/id.hpp"
#include "sim/base/quantity.hpp"
#include "sim/base/seldom.hpp"
#include "sim/mesh/http_request.hpp"
#include "sim/model/load.hpp"
#include "sim/model/resilience.hpp"
#include "sim/model/service.hpp"

namespace isthmus::model {

/// Whether a request finds a connection or has to make one.
enum class ConnectionUse {
  per_request,  ///< Every request dials: TCP per segment, ClientHello, TLS.
  kept_alive,   ///< An idle connection of the pool is used; one is dialled only where none is idle.
};

/// How the app names what it calls; for checks only.
enum class CalledBy {
  local_port,    ///< An upstream of its sidecar.
  virtual_name,  ///< SERVICE.virtual..., which a transparent proxy intercepts everywhere.
  cluster_ip,    ///< Kubernetes' address, which it intercepts in its own partition.
};

enum class TlsVersion { tls_1_2, tls_1_3 };
enum class TlsResumption { none, ticket, early_data };

/// How sidecars shake hands for this traffic.
struct TlsPlan {
  TlsVersion version = TlsVersion::tls_1_3;
  TlsResumption resumption = TlsResumption::none;
};

/// A stream of requests.
struct TrafficSource {
  std::string name{};
  ServiceId from{};  ///< None: requests reach the destination's app from outside, past every proxy.
  std::size_t upstream = 0;  ///< Index into the registration of `from`; without meaning if none.
  ServiceId to{};         ///< The app that serves; none where the upstream names no known service.
  PerSecond rate{};       ///< Mean over all instances of `from` together; for users an upper bound.
  RateProfile profile{};  ///< How the rate changes; for Poisson, constant and batch arrivals only.
  Arrivals arrivals{};
  ConnectionUse connections = ConnectionUse::kept_alive;
  Duration idle_timeout = Duration::seconds(3600);  ///< After which an idle connection is closed.
  TlsPlan tls{};
  Seldom<Resilience> resilience{};  ///< Absent: its callers wait as long as it takes.
  CalledBy address = CalledBy::local_port;
  std::size_t open_connections = 0;     ///< Held open in all; 0: not said. For checks only.
  Seldom<mesh::HttpRequest> request{};  ///< What its requests look like; absent: `GET /`.
  Bytes request_size{};
  Bytes response_size{};
  Duration work{};  ///< Of the app for each, beyond its service time.
  SourceSpan at{};
};

}  // namespace isthmus::model
