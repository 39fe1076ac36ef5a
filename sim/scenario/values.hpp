// How each kind of value is written: its form for the schema and the reference, and its reader.
//
// A reader takes a scalar node and answers the value, or nothing after a complaint at the node.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/scenario/decoder.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/node.hpp"
#include "sim/scenario/shape.hpp"

namespace isthmus::scenario {

/// Chooses an overload by the type that is wanted.
template <class V>
struct As {};

Shape shape_of(As<std::string>);
Shape shape_of(As<bool>);
Shape shape_of(As<std::uint64_t>);
Shape shape_of(As<Duration>);
Shape shape_of(As<Bytes>);
Shape shape_of(As<BitRate>);
Shape shape_of(As<PerSecond>);
Shape shape_of(As<Ratio>);
Shape shape_of(As<random::Distribution>);
Shape shape_of(As<model::OnError>);
Shape shape_of(As<RateText>);
Shape shape_of(As<HostPort>);
Shape shape_of(As<Warmup>);
Shape shape_of(As<ReplicationCount>);
Shape shape_of(As<std::vector<model::Precision>>);
Shape shape_of(As<model::ConsulVersion>);
Shape shape_of(As<model::ExpectLatency>);
Shape shape_of(As<model::ExpectErrorRate>);
Shape shape_of(As<model::Edition>);
Shape shape_of(As<model::DefaultPolicy>);
Shape shape_of(As<model::Arrivals>);
Shape shape_of(As<model::ConnectionUse>);
Shape shape_of(As<model::TlsVersion>);
Shape shape_of(As<model::TlsResumption>);
Shape shape_of(As<model::ClientHello>);
Shape shape_of(As<model::Discipline>);
Shape shape_of(As<model::LinkSharing>);
Shape shape_of(As<model::FaultKind>);
Shape shape_of(As<model::LinkDirection>);
Shape shape_of(As<model::WorkerChoice>);
Shape shape_of(As<model::CpuLimit>);
Shape shape_of(As<Concurrency>);
Shape shape_of(As<model::TokenLocality>);
Shape shape_of(As<model::CalledBy>);
Shape shape_of(As<mesh::ProxyReach>);
Shape shape_of(As<mesh::ProxyKind>);
Shape shape_of(As<mesh::GatewayMode>);
Shape shape_of(As<mesh::DestinationType>);
Shape shape_of(As<mesh::IntentionAction>);
Shape shape_of(As<mesh::BalancePolicy>);
Shape shape_of(As<SplitWeight>);

std::optional<std::string> read_value(Decoder&, const Node&, As<std::string>);
std::optional<bool> read_value(Decoder&, const Node&, As<bool>);
std::optional<std::uint64_t> read_value(Decoder&, const Node&, As<std::uint64_t>);
std::optional<Duration> read_value(Decoder&, const Node&, As<Duration>);
std::optional<Bytes> read_value(Decoder&, const Node&, As<Bytes>);
std::optional<BitRate> read_value(Decoder&, const Node&, As<BitRate>);
std::optional<PerSecond> read_value(Decoder&, const Node&, As<PerSecond>);
std::optional<model::OnError> read_value(Decoder&, const Node&, As<model::OnError>);
std::optional<Ratio> read_value(Decoder&, const Node&, As<Ratio>);
std::optional<RateText> read_value(Decoder&, const Node&, As<RateText>);
std::optional<random::Distribution> read_value(Decoder&, const Node&, As<random::Distribution>);
std::optional<HostPort> read_value(Decoder&, const Node&, As<HostPort>);
std::optional<Warmup> read_value(Decoder&, const Node&, As<Warmup>);
std::optional<ReplicationCount> read_value(Decoder&, const Node&, As<ReplicationCount>);
std::optional<std::vector<model::Precision>> read_value(Decoder&, const Node&,
                                                        As<std::vector<model::Precision>>);
std::optional<model::ConsulVersion> read_value(Decoder&, const Node&, As<model::ConsulVersion>);
std::optional<model::ExpectLatency> read_value(Decoder&, const Node&, As<model::ExpectLatency>);
std::optional<model::ExpectErrorRate> read_value(Decoder&, const Node&, As<model::ExpectErrorRate>);
std::optional<model::Edition> read_value(Decoder&, const Node&, As<model::Edition>);
std::optional<model::DefaultPolicy> read_value(Decoder&, const Node&, As<model::DefaultPolicy>);
std::optional<model::Arrivals> read_value(Decoder&, const Node&, As<model::Arrivals>);
std::optional<model::ConnectionUse> read_value(Decoder&, const Node&, As<model::ConnectionUse>);
std::optional<model::TlsVersion> read_value(Decoder&, const Node&, As<model::TlsVersion>);
std::optional<model::TlsResumption> read_value(Decoder&, const Node&, As<model::TlsResumption>);
std::optional<model::ClientHello> read_value(Decoder&, const Node&, As<model::ClientHello>);
std::optional<model::Discipline> read_value(Decoder&, const Node&, As<model::Discipline>);
std::optional<model::LinkSharing> read_value(Decoder&, const Node&, As<model::LinkSharing>);
std::optional<model::FaultKind> read_value(Decoder&, const Node&, As<model::FaultKind>);
std::optional<model::LinkDirection> read_value(Decoder&, const Node&, As<model::LinkDirection>);
std::optional<model::WorkerChoice> read_value(Decoder&, const Node&, As<model::WorkerChoice>);
std::optional<model::CpuLimit> read_value(Decoder&, const Node&, As<model::CpuLimit>);
std::optional<Concurrency> read_value(Decoder&, const Node&, As<Concurrency>);
std::optional<model::TokenLocality> read_value(Decoder&, const Node&, As<model::TokenLocality>);
std::optional<model::CalledBy> read_value(Decoder&, const Node&, As<model::CalledBy>);
std::optional<mesh::ProxyReach> read_value(Decoder&, const Node&, As<mesh::ProxyReach>);
std::optional<mesh::ProxyKind> read_value(Decoder&, const Node&, As<mesh::ProxyKind>);
/// The empty text is no mode and no mistake: that is how Consul writes "not set".
std::optional<mesh::GatewayMode> read_value(Decoder&, const Node&, As<mesh::GatewayMode>);
std::optional<mesh::DestinationType> read_value(Decoder&, const Node&, As<mesh::DestinationType>);
std::optional<mesh::IntentionAction> read_value(Decoder&, const Node&, As<mesh::IntentionAction>);
std::optional<mesh::BalancePolicy> read_value(Decoder&, const Node&, As<mesh::BalancePolicy>);
std::optional<SplitWeight> read_value(Decoder&, const Node&, As<SplitWeight>);

/// A whole number from `low` to `high`.
std::optional<std::uint64_t> read_natural(Decoder&, const Node&, std::uint64_t low,
                                          std::uint64_t high);

}  // namespace isthmus::scenario
