// What a scenario promises, to be held against what happened.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/base/quantity.hpp"
#include "sim/base/source.hpp"
#include "sim/base/time.hpp"
#include "sim/model/service.hpp"

namespace isthmus::model {

/// `reachable: true|false`
struct ExpectReachable {
  bool reachable = true;
};

/// `via: [default gateway, finance gateway]`: the partitions whose gateways are passed, in order.
struct ExpectVia {
  std::vector<std::string> gateway_partitions{};
};

/// `hops: 3`: network hops, so 1 direct, 2 through one gateway, 3 through two.
struct ExpectHops {
  int network_hops = 1;
};

enum class Statistic { mean, p50, p90, p95, p99, p999 };
enum class Relation { less, at_most, greater, at_least };

/// `latency: p99 < 120ms`
struct ExpectLatency {
  Statistic statistic = Statistic::p99;
  Relation relation = Relation::less;
  Duration limit{};
};

/// `error_rate: < 0.1%`: the share of requests that were not delivered.
struct ExpectErrorRate {
  Relation relation = Relation::less;
  Ratio limit{};
};

using Promise =
    std::variant<ExpectReachable, ExpectVia, ExpectHops, ExpectLatency, ExpectErrorRate>;

/// One promise about one pair of services.
struct Expectation {
  ServiceId from{};
  ServiceId to{};  ///< None where `destination` is promised to be unreachable and does not exist.
  mesh::ServiceName destination{};  ///< As written.
  Promise promise{};
  std::vector<std::size_t> during{};   ///< Events: only requests that start while one lasts.
  std::vector<std::size_t> outside{};  ///< Events: only requests that start while none lasts.
  std::string text{};  ///< As a person would say it: "web → finance/billing: p99 latency < 120 ms".
  SourceSpan at{};     ///< The value that was written.

  bool is_about_events() const { return !during.empty() || !outside.empty(); }
  /// True where only a simulation can tell.
  bool needs_run() const { return promise.index() >= 3; }
};

std::string_view text(Statistic statistic);  ///< "mean", "p50", ..., "p99.9"
std::string_view text(Relation relation);    ///< "<", "<=", ">", ">="

}  // namespace isthmus::model
