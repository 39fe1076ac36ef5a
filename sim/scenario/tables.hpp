// The vocabulary: one field table per kind of mapping. What stands here can be written, and nothing
// else can.
#pragma once

#include "sim/scenario/document.hpp"
#include "sim/scenario/field.hpp"

namespace isthmus::scenario {

/// The scenario as a whole. `config_entries` and `registrations` are read by consul_input.hpp.
const Table<Document>& document_table();

const Table<ConsulSection>& consul_table();
const Table<ZoneSection>& zone_table();
const Table<LinkSection>& link_table();
const Table<DefaultsSection>& defaults_table();
const Table<PartitionSection>& partition_table();
const Table<DatacenterSection>& datacenter_table();
const Table<PeerSection>& peer_table();
const Table<PreparedQuerySection>& prepared_query_table();
const Table<ServiceSection>& service_table();
const Table<SidecarSection>& sidecar_table();
const Table<GatewaySection>& mesh_gateway_table();
const Table<FileSection>& file_table();
const Table<CallSection>& call_table();
const Table<TrafficSection>& traffic_table();
const Table<EventSection>& event_table();
const Table<HealthCheckSection>& health_check_table();
const Table<ExpectSection>& expect_table();
const Table<SuppressSection>& suppress_table();
const Table<RunSection>& run_table();

}  // namespace isthmus::scenario
