#include "reports/headroom_document.hpp"

#include "reports/name_text.hpp"

namespace isthmus::reports {

Value headroom_value(const session::Study& study, const analysis::RunSummary& summary,
                     const session::Headroom& headroom) {
  const analysis::PairSummary& pair = summary.pairs[headroom.pair];
  Value value = Value::object();
  value.set("from", from_text(study.model, pair.from)).set("to", full_text(pair.destination));
  value.set("limit_s", headroom.limit_s).set("holds", headroom.holds);
  value.set("breaks", headroom.breaks);
  value.set("breaks_at", headroom.breaks_at.empty() ? Value{} : Value{headroom.breaks_at});
  value.set("points", list_of(headroom.points, [](const session::HeadroomPoint& point) {
              Value one = Value::object();
              one.set("load", point.load);
              one.set("p99_s", point.p99 ? Value{point.p99->mean} : Value{});
              one.set("half_width", point.p99 ? Value{point.p99->half_width} : Value{});
              one.set("unstable_at",
                      point.unstable_at.empty() ? Value{} : Value{point.unstable_at});
              return one;
            }));
  return value;
}

}  // namespace isthmus::reports
