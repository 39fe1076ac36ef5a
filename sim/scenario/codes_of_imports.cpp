// What only an import has to say: a scenario is stricter, and has the other codes.
#include "sim/scenario/codes.hpp"

namespace isthmus::scenario {
namespace {

constexpr Code table[] = {
    {"both_letter_cases", "A key is written in CamelCase and in snake_case in one object.",
     "Keep one of them; Consul prefers CamelCase."},
    {"defaults_with_name",
     "`UpstreamConfig.Defaults` holds for all upstreams, so Consul refuses a name in it. An import "
     "leaves the name out.",
     "Move the settings to `Overrides` if one upstream is meant."},
    {"enterprise_only", "A setting of Consul Enterprise, without effect on community agents.",
     "Nothing, if the agents are Enterprise."},
    {"gateway_has_upstreams",
     "A mesh gateway is registered with upstreams, which Consul refuses: a gateway follows the "
     "server name and has no upstreams. An import leaves them out.",
     "Move them to the sidecar of the calling service, of kind connect-proxy."},
    {"gateway_not_enabled",
     "Values of consul-k8s configure `meshGateway` and do not enable it, so the chart installs "
     "none.",
     "Set meshGateway.enabled: true."},
    {"kind_not_imported",
     "A kind of entry or resource that Consul has and that says nothing about paths between "
     "services of a mesh. It is left out.",
     "Nothing."},
    {"kind_wrong_case", "`kind` of a Kubernetes resource is written with a capital.",
     "Write kind."},
    {"mesh_name_not_mesh", "There is one `mesh` entry, and its name is mesh.", "Write mesh."},
    {"metadata_wrong_case", "`metadata` of a Kubernetes resource is written with a capital.",
     "Write metadata."},
    {"nothing_to_import",
     "A text is none of the things that are imported: config entries, service definitions, "
     "Kubernetes resources, values of consul-k8s, scenarios.",
     "Check that the right file was named."},
    {"override_without_name",
     "An item of `UpstreamConfig.Overrides` names no upstream. Consul refuses it; an import leaves "
     "it out.",
     "Name the upstream's service, or use `Defaults`."},
    {"partition_not_enabled",
     "Values of consul-k8s name a partition and do not enable partitions, so the chart installs "
     "into the partition default.",
     "Set global.adminPartitions.enabled: true."},
    {"peer_and_datacenter",
     "An upstream names a cluster peer and a datacenter. Consul refuses the registration.",
     "Keep one of them."},
    {"proxy_defaults_name_not_global",
     "There is one `proxy-defaults` in a partition, and its name is global. Consul refuses every "
     "other name; an import reads it as global.",
     "Write global."},
    {"scenario_part_left_out",
     "A scenario is imported for what it says about Consul; its zones, traffic, promises and costs "
     "are left out.",
     "Copy that part into the scenario that is written."},
    {"snake_case_in_crd",
     "A key of a Kubernetes resource is written in snake_case. The API server drops or refuses it, "
     "so the setting has no effect; an import reads it.",
     "Write it in camelCase: meshGateway."},
    {"spec_wrong_case", "`spec` of a Kubernetes resource is written with a capital.",
     "Write spec."},
    {"wrong_case_in_crd",
     "A key of a Kubernetes resource is not in its letter case. The API server drops or refuses "
     "it, "
     "so the setting has no effect; an import reads it.",
     "Write it in camelCase: meshGateway."},
};

}  // namespace

std::span<const Code> codes_of_imports() { return table; }

}  // namespace isthmus::scenario
