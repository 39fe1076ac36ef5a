// `--set path=value`: changes to the tree of a scenario before it is decoded, so that a wrong value
// is complained about exactly as if it stood in the file.
//
//   run.seed                                  a key
//   traffic[0].rate                           an item of a list, from 0
//   traffic.users.rate                        an item of a list, by its name
//   partitions.finance.mesh_gateway.replicas  names of partitions, services and zones are keys
//
// `--set @patch.yaml` lays a whole part of a scenario over it, see overlay.hpp.
#pragma once

#include <span>
#include <string>

#include "sim/base/diagnostic.hpp"
#include "sim/base/source.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// Applies each of `overrides` to `root`; each becomes a source called `--set`.
///
/// Errors   a path that leads nowhere, with what there is; a value or a file that cannot be read.
void apply_overrides(std::span<const std::string> overrides, Node& root, Sources& sources,
                     Diagnostics& diagnostics);

/// Lays a part of a scenario over `root`; it becomes a source of that name.
///
/// Errors   what the reader of YAML complains about, and a text that is no mapping.
void apply_patch(std::string name, std::string text, Node& root, Sources& sources,
                 Diagnostics& diagnostics);

}  // namespace isthmus::scenario
