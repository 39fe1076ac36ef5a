// `--set path=value`: changes to the tree of a scenario before it is decoded, so that a wrong value
// is complained about exactly as if it stood in the file.
//
//   run.seed                                  a key
//   traffic[0].rate                           an item of a list, from 0
//   traffic.users.rate                        an item of a list, by its name
//   partitions.finance.mesh_gateway.replicas  names of partitions, services and zones are keys
#pragma once

#include <span>
#include <string>

#include "sim/base/diagnostic.hpp"
#include "sim/base/source.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// Applies each of `overrides` to `root`; each becomes a source called `--set`.
///
/// Errors   a path that leads nowhere, with what there is; a value that cannot be read.
void apply_overrides(std::span<const std::string> overrides, Node& root, Sources& sources,
                     Diagnostics& diagnostics);

}  // namespace isthmus::scenario
