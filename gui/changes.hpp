// What somebody tries out, as changes of the scenario: each a place and a value. Together they are
// a patch in YAML, which the program lays over the scenario and `isthmus --set @patch.yaml` too.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gui/thing.hpp"
#include "reports/value.hpp"

namespace isthmus::gui {

/// A key of a mapping, or the item of a list that these members name.
struct Step {
  std::string key{};
  std::vector<std::pair<std::string, std::string>> item{};

  friend bool operator==(const Step&, const Step&) = default;
};

struct Change {
  std::vector<Step> path{};
  reports::Value value{};
  std::string label{};  ///< "gateway finance: 3 replicas"

  bool same_place(const Change& other) const { return path == other.path; }
};
using Changes = std::vector<Change>;

/// Later changes of the same place take the place of earlier ones.
Changes with(Changes changes, const Changes& more);

/// The patch; empty without changes.
std::string patch_of(const Changes& changes);

/// Limits   the thing is a service or a gateway of the model's own datacenter.
Change replicas_change(const model::Model& model, const Thing& thing, std::size_t replicas);
Change cpu_change(const model::Model& model, const Thing& thing, std::size_t millicores);
/// The last gateway of a partition goes altogether; of several, one. From the beginning.
Change gateway_loss(const model::Model& model, const Thing& gateway);
/// One gateway crashes at a moment, and stays away.
Change gateway_crash(const Thing& gateway, double at_s);
/// Nothing passes between two zones or regions from a moment on.
Change link_cut(const std::string& a, const std::string& b, double at_s);
/// What the proxy-defaults of a partition say for every upstream that says nothing itself.
Change mode_change(const model::Model& model, model::PartitionId partition, mesh::GatewayMode mode);
/// What the sidecars of a service say for those of its upstreams that say nothing themselves.
///
/// Limits   the service is of the model's own datacenter.
Change mode_change(const model::Model& model, model::ServiceId service, mesh::GatewayMode mode);
/// What one upstream itself says, which stands above everything.
///
/// Limits   the same; `upstream` is written in the scenario itself.
Change mode_change(const model::Model& model, model::ServiceId from, const mesh::Upstream& upstream,
                   mesh::GatewayMode mode);
/// The upstream by which a service calls another; null: it has none that a change could reach.
const mesh::Upstream* upstream_between(const model::Model& model, model::ServiceId from,
                                       model::ServiceId to);
Change rate_change(const model::TrafficSource& source, double per_second);
/// Every stream that has a rate, times a factor.
Changes load_changes(const model::Model& model, double factor);

}  // namespace isthmus::gui
