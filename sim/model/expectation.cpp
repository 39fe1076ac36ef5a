#include "sim/model/expectation.hpp"

#include "sim/base/expects.hpp"

namespace isthmus::model {

std::string_view text(Statistic statistic) {
  switch (statistic) {
    case Statistic::mean:
      return "mean";
    case Statistic::p50:
      return "p50";
    case Statistic::p90:
      return "p90";
    case Statistic::p95:
      return "p95";
    case Statistic::p99:
      return "p99";
    case Statistic::p999:
      return "p99.9";
  }
  ISTHMUS_EXPECTS(false);
}

std::string_view text(Relation relation) {
  switch (relation) {
    case Relation::less:
      return "<";
    case Relation::at_most:
      return "<=";
    case Relation::greater:
      return ">";
    case Relation::at_least:
      return ">=";
  }
  ISTHMUS_EXPECTS(false);
}

}  // namespace isthmus::model
