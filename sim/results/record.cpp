#include "sim/results/record.hpp"

#include "sim/base/expects.hpp"

namespace isthmus::results {

std::string_view text(Part part) {
  switch (part) {
    case Part::app:
      return "app";
    case Part::proxy_cpu:
      return "proxy_cpu";
    case Part::queue:
      return "queue";
    case Part::propagation:
      return "propagation";
    case Part::transmission:
      return "transmission";
    case Part::tcp_setup:
      return "tcp_setup";
    case Part::tls_setup:
      return "tls_setup";
    case Part::retry_wait:
      return "retry_wait";
  }
  ISTHMUS_EXPECTS(false);
}

std::string_view text(StationKind kind) {
  switch (kind) {
    case StationKind::sidecar:
      return "sidecar";
    case StationKind::gateway:
      return "gateway";
    case StationKind::service:
      return "service";
    case StationKind::link:
      return "link";
  }
  ISTHMUS_EXPECTS(false);
}

}  // namespace isthmus::results
