// What somebody looks for: words of a name, and measures: `bill busy>70% p99>50ms waiting>1`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gui/figures.hpp"
#include "gui/picture.hpp"

namespace isthmus::gui {

struct Query {
  struct Measure {
    enum class Of { busy, p99, waiting, rate, errors };
    Of of = Of::busy;
    bool above = true;
    double limit = 0;
  };
  std::vector<std::string> words{};  ///< In lower case; all must be in the name.
  std::vector<Measure> measures{};   ///< All must hold.
  std::string problem{};             ///< What of it was not understood; empty: nothing.

  bool is_empty() const { return words.empty() && measures.empty(); }
  /// `figures`: none before a run, when no measure holds.
  bool allows(const std::string& name, const Figures* figures) const;
};

/// Shape    measures: busy, p99, waiting, rate, errors; > or <; with a unit as in a scenario.
Query query_from(const std::string& text);

/// What is left of a picture when a query and the filters have been asked.
struct Filters {
  std::string partition{};  ///< By label; empty: all.
  std::optional<mesh::GatewayMode> mode{};
  double busy_least = 0;
  enum class Arrival { any, delivered, refused };
  Arrival arrival = Arrival::any;
  std::optional<route::Disposition> ends_in{};  ///< That of a refused one.

  bool is_empty() const {
    return partition.empty() && !mode && busy_least <= 0 && arrival == Arrival::any && !ends_in;
  }
};

struct Focus {
  std::vector<bool> dimmed_nodes{};  ///< Both empty where nothing is asked.
  std::vector<bool> dimmed_edges{};
  std::size_t found = 0;  ///< Nodes that are left.
};

Focus focus_of(const Query& query, const Filters& filters, const Picture& picture,
               const Loaded& loaded, const std::map<Thing, Figures>& figures);

}  // namespace isthmus::gui
