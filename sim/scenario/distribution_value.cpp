// Laws of how long something takes: a text, or the mapping {p50: 2ms, p99: 15ms}.
#include <variant>

#include "sim/scenario/distribution_text.hpp"
#include "sim/scenario/field.hpp"

namespace isthmus::scenario {
namespace {

struct QuantilesSection {
  SourceSpan at{};
  Written<Duration> p50{};
  Written<Duration> p99{};
};

const Table<QuantilesSection>& quantiles_table() {
  using S = QuantilesSection;
  static const Table<S> table{
      {.name = "distribution", .doc = "A lognormal law, by two numbers that dashboards show."},
      {value("p50", &S::p50, "Half of all values are below.").required(),
       value("p99", &S::p99, "99 of 100 values are below.").required()}};
  return table;
}

std::optional<random::Distribution> by_quantiles(Decoder& decoder, const Node& node) {
  QuantilesSection quantiles;
  read_mapping(decoder, quantiles_table(), node, node.at, quantiles);
  if (!quantiles.p50 || !quantiles.p99) return std::nullopt;
  const random::Distribution law = random::Lognormal{*quantiles.p50, *quantiles.p99};
  if (const auto wrong = random::fault_of(law)) {
    decoder.error(quantiles.p99.at, "invalid-distribution", *wrong);
    return std::nullopt;
  }
  return law;
}

}  // namespace

Shape shape_of(As<random::Distribution>) {
  Shape shape{.kind = Shape::Kind::text,
              .wanted = "a time or a distribution such as 8ms, exp(5ms) or {p50: 2ms, p99: 15ms}"};
  shape.tables.push_back([]() -> const TableInfo& { return quantiles_table(); });
  return shape;
}

std::optional<random::Distribution> read_value(Decoder& decoder, const Node& node,
                                               As<random::Distribution>) {
  if (node.is_mapping()) return by_quantiles(decoder, node);
  if (!node.is_scalar()) {
    decoder.wrong_type(node, "a time or a distribution");
    return std::nullopt;
  }
  auto parsed = parse_distribution(node.text);
  if (auto* fault = std::get_if<QuantityFault>(&parsed)) {
    decoder.error(node.at, "invalid-distribution", std::move(fault->problem),
                  std::move(fault->remedy));
    return std::nullopt;
  }
  return std::get<random::Distribution>(std::move(parsed));
}

}  // namespace isthmus::scenario
