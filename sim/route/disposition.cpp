#include "sim/route/disposition.hpp"

#include "sim/base/expects.hpp"

namespace isthmus::route {

std::string_view text(Disposition disposition) {
  switch (disposition) {
    case Disposition::delivered:
      return "delivered";
    case Disposition::no_upstream:
      return "no_upstream";
    case Disposition::not_exported:
      return "not_exported";
    case Disposition::denied_by_intention:
      return "denied_by_intention";
    case Disposition::no_gateway:
      return "no_gateway";
    case Disposition::no_route:
      return "no_route";
    case Disposition::no_sni_match:
      return "no_sni_match";
    case Disposition::no_healthy_endpoint:
      return "no_healthy_endpoint";
    case Disposition::connect_refused:
      return "connect_refused";
    case Disposition::connect_timeout:
      return "connect_timeout";
    case Disposition::overloaded:
      return "overloaded";
    case Disposition::timed_out:
      return "timed_out";
    case Disposition::reset:
      return "reset";
    case Disposition::service_error:
      return "service_error";
  }
  ISTHMUS_EXPECTS(false);
}

}  // namespace isthmus::route
