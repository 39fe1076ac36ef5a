#include "gui/query.hpp"

#include <algorithm>
#include <sstream>

#include "sim/base/quantity_text.hpp"

namespace isthmus::gui {
namespace {

using reports::Topology;
using Measure = Query::Measure;

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::optional<Measure::Of> measure_named(const std::string& word) {
  if (word == "busy") return Measure::Of::busy;
  if (word == "p99") return Measure::Of::p99;
  if (word == "waiting") return Measure::Of::waiting;
  if (word == "rate") return Measure::Of::rate;
  if (word == "errors") return Measure::Of::errors;
  return std::nullopt;
}

template <class Quantity>
std::optional<Quantity> good(const Parsed<Quantity>& parsed) {
  const auto* value = std::get_if<Quantity>(&parsed);
  return value == nullptr ? std::nullopt : std::optional{*value};
}

std::optional<double> limit_of(Measure::Of of, const std::string& text) {
  switch (of) {
    case Measure::Of::busy:
    case Measure::Of::errors:
      if (const auto share = good(parse_ratio(text))) return share->share();
      return std::nullopt;
    case Measure::Of::p99:
      if (const auto time = good(parse_duration(text))) return time->in_seconds();
      return std::nullopt;
    case Measure::Of::rate:
      if (const auto rate = good(parse_per_second(text))) return rate->in_per_second();
      return std::nullopt;
    case Measure::Of::waiting:
      break;
  }
  bool whole = false;
  const double number = QString::fromStdString(text).toDouble(&whole);
  return whole ? std::optional{number} : std::nullopt;
}

double value_of(const Figures& figures, Measure::Of of) {
  switch (of) {
    case Measure::Of::busy:
      return figures.busy.value_or(0);
    case Measure::Of::p99:
      return figures.p99_s.value_or(0);
    case Measure::Of::waiting:
      return figures.queue;
    case Measure::Of::rate:
      return figures.per_s;
    case Measure::Of::errors:
      return figures.failed_share;
  }
  return 0;
}

/// Asks about nodes and edges of one picture.
class Asked {
 public:
  Asked(const Query& query, const Filters& filters, const Picture& picture, const Loaded& loaded,
        const std::map<Thing, Figures>& figures)
      : query_{query}, filters_{filters}, picture_{picture}, loaded_{loaded}, figures_{figures} {}

  bool keeps_node(std::size_t v) const {
    const Topology::Node& node = picture_.topology.nodes[v];
    if (!filters_.partition.empty() && picture_.box_things[node.box].name != filters_.partition) {
      return false;
    }
    const Thing& thing = picture_.node_things[v];
    if (filters_.busy_least > 0) {
      const Figures* figures = figures_of_thing(thing);
      if (figures == nullptr || figures->busy.value_or(0) < filters_.busy_least) return false;
    }
    return query_.is_empty() || matches(node, thing);
  }

  bool keeps_edge(std::size_t e) const {
    const Topology::Edge& edge = picture_.topology.edges[e];
    const route::RouteTable& routes = loaded_.study.routes;
    return std::any_of(edge.routes.begin(), edge.routes.end(), [&](std::size_t route) {
      const route::RouteFacts& facts = routes.facts[route];
      const bool arrives = facts.delivered();
      if (filters_.arrival == Filters::Arrival::delivered && !arrives) return false;
      if (filters_.arrival == Filters::Arrival::refused && arrives) return false;
      if (filters_.ends_in && facts.disposition != *filters_.ends_in) return false;
      return !filters_.mode || (facts.crosses_partition && facts.mode == *filters_.mode);
    });
  }

  bool asks_about_edges() const {
    return filters_.mode || filters_.arrival != Filters::Arrival::any || filters_.ends_in;
  }

 private:
  const Figures* figures_of_thing(const Thing& thing) const {
    const auto found = figures_.find(thing);
    return found == figures_.end() ? nullptr : &found->second;
  }

  /// A box of services matches when one of them does.
  bool matches(const Topology::Node& node, const Thing& thing) const {
    const std::string box = lower(picture_.topology.boxes[node.box].name);
    if (node.shape == Topology::Shape::services) {
      const model::Model& model = loaded_.study.model;
      const auto& members = model.partitions[node.box].services;
      return std::any_of(members.begin(), members.end(), [&](model::ServiceId id) {
        const Thing service = thing_of(model, id);
        return query_.allows(box + "/" + service.name, figures_of_thing(service));
      });
    }
    const std::string kind = node.shape == Topology::Shape::gateway ? "gateway " : "";
    return query_.allows(kind + box + "/" + node.label, figures_of_thing(thing));
  }

  const Query& query_;
  const Filters& filters_;
  const Picture& picture_;
  const Loaded& loaded_;
  const std::map<Thing, Figures>& figures_;
};

}  // namespace

bool Query::allows(const std::string& name, const Figures* figures) const {
  const std::string plain = lower(name);
  for (const std::string& word : words) {
    if (plain.find(word) == std::string::npos) return false;
  }
  return std::all_of(measures.begin(), measures.end(), [&](const Measure& measure) {
    if (figures == nullptr) return false;
    const double value = value_of(*figures, measure.of);
    return measure.above ? value > measure.limit : value < measure.limit;
  });
}

Query query_from(const std::string& text) {
  Query query;
  std::istringstream words{lower(text)};
  for (std::string word; words >> word;) {
    const std::size_t sign = word.find_first_of("<>");
    if (sign == std::string::npos) {
      query.words.push_back(word);
      continue;
    }
    const auto of = measure_named(word.substr(0, sign));
    const auto limit = of ? limit_of(*of, word.substr(sign + 1)) : std::nullopt;
    if (limit) {
      query.measures.push_back({*of, word[sign] == '>', *limit});
    } else if (query.problem.empty()) {
      query.problem =
          of ? "\"" + word + "\" needs a number with its unit, as in busy>70% p99>50ms"
             : "\"" + word.substr(0, sign) + "\" is no measure: busy, p99, waiting, rate, errors";
    }
  }
  return query;
}

Focus focus_of(const Query& query, const Filters& filters, const Picture& picture,
               const Loaded& loaded, const std::map<Thing, Figures>& figures) {
  Focus focus;
  const std::size_t nodes = picture.topology.nodes.size();
  focus.found = nodes;
  if (query.is_empty() && filters.is_empty()) return focus;
  const Asked asked{query, filters, picture, loaded, figures};
  std::vector<bool> touched(nodes, !asked.asks_about_edges());
  focus.dimmed_edges.resize(picture.topology.edges.size(), false);
  for (std::size_t e = 0; e < picture.topology.edges.size(); ++e) {
    const Topology::Edge& edge = picture.topology.edges[e];
    const bool kept = !asked.asks_about_edges() || asked.keeps_edge(e);
    focus.dimmed_edges[e] = !kept;
    if (kept) touched[edge.from] = touched[edge.to] = true;
  }
  focus.dimmed_nodes.resize(nodes, false);
  for (std::size_t v = 0; v < nodes; ++v) {
    focus.dimmed_nodes[v] = !touched[v] || !asked.keeps_node(v);
    focus.found -= focus.dimmed_nodes[v] ? 1 : 0;
  }
  for (std::size_t e = 0; e < picture.topology.edges.size(); ++e) {
    const Topology::Edge& edge = picture.topology.edges[e];
    if (focus.dimmed_nodes[edge.from] || focus.dimmed_nodes[edge.to]) focus.dimmed_edges[e] = true;
  }
  return focus;
}

}  // namespace isthmus::gui
