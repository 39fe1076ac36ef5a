// `--set @patch.yaml`: a part of a scenario laid over a scenario, before it is decoded; what the
// window's "what if" writes.
//
//   partitions: {finance: {mesh_gateway: {replicas: 3}}}     mappings merge, whatever is in them
//   traffic: [{name: bills, rate: 240/s}]                    lists merge by what names an item
//   links: [{between: [a, b], rtt: 5ms}]                     (here the ends), and grow by the rest
//   suppress: null                                           takes a key out
#pragma once

#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// Lays `patch` over `root`. Keys are the same in either letter case, with or without underscores,
/// as Consul's are.
///
/// Source   RFC 7396 for mappings and null. Items of lists are the same if they have the same
///          kind, name, partition and namespace, or lead to the same destination, or join the same
///          ends.
void lay_over(Node& root, Node patch);

}  // namespace isthmus::scenario
