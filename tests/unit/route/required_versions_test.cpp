// Every gate: one release before it a complaint that names the release, from it on none.
#include "sim/route/required_versions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "sim/route/version_gate.hpp"
#include "tests/unit/route/small_mesh.hpp"

namespace isthmus::route {
namespace {

using mesh::GatewayMode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// `web` and `api` in the default partition, with a gateway, as old as can be.
model::Model plain() {
  SmallMesh mesh;
  mesh.partition("default").service("default", "web").service("default", "api");
  mesh.upstream("web", "default", "api");
  return mesh.model();
}

/// The same with a peer or a datacenter `away`, whose service `api` is called in mode local.
model::Model with_place(const std::string& away, bool is_peers, const std::string& datacenter) {
  model::Model model = plain();
  model::Partition there = model.partitions.front();
  there.away = away;
  there.is_peers = is_peers;
  there.datacenter = datacenter;
  there.services = {model::ServiceId{2}};
  model.partitions.push_back(there);
  model::Service api = model.services.front();
  api.name = {"default", "default", "api", away};
  api.partition = model::PartitionId{1};
  api.registration.upstreams.clear();
  model.services.push_back(api);
  mesh::Upstream& upstream = model.services[1].registration.upstreams.front();
  (is_peers ? upstream.peer : upstream.datacenter) = away;
  upstream.mode.value = GatewayMode::local;
  if (!is_peers) return model;
  model::Peer peer;
  peer.name = away;
  peer.local_partition = "default";
  peer.knows_us_as = "us";
  peer.trust_domain = "their.consul";
  peer.partition = model::PartitionId{1};
  model.peers.push_back(peer);
  return model;
}

struct Case {
  Feature feature;
  std::function<model::Model()> mesh;
};

template <class Change>
std::function<model::Model()> changed(Change change) {
  return [change] {
    model::Model model = plain();
    change(model);
    return model;
  };
}

std::vector<Case> cases() {
  return {
      {Feature::mesh_gateways, plain},
      {Feature::admin_partitions,
       [] {
         SmallMesh mesh;
         mesh.partition("default").partition("finance").service("default", "web");
         return mesh.model();
       }},
      {Feature::joined_datacenters, [] { return with_place("dc2", false, "dc2"); }},
      {Feature::cluster_peering, [] { return with_place("east", true, "dc2"); }},
      {Feature::local_mode_to_peers, [] { return with_place("east", true, "dc2"); }},
      {Feature::peer_in_overrides, changed([](model::Model& model) {
         mesh::ServiceDefaults defaults;
         defaults.service = model.services.front().name;
         defaults.upstream_overrides.resize(1);
         defaults.upstream_overrides.front().peer = "east";
         model.service_defaults = {defaults};
       })},
      {Feature::external_sni, changed([](model::Model& model) {
         mesh::ServiceDefaults defaults;
         defaults.service = model.services.front().name;
         defaults.external_sni.value = "x.example";
         model.service_defaults = {defaults};
       })},
      {Feature::request_timeout, changed([](model::Model& model) {
         mesh::ServiceResolver resolver;
         resolver.service = model.services.front().name;
         resolver.request_timeout = Duration::seconds(3);
         model.service_resolvers = {resolver};
       })},
      {Feature::peers_in_resolvers, changed([](model::Model& model) {
         mesh::ServiceResolver resolver;
         resolver.service = model.services.front().name;
         resolver.redirect = mesh::Elsewhere{};
         resolver.redirect->service = "api";
         resolver.redirect->peer = "east";
         model.service_resolvers = {resolver};
       })},
      {Feature::permissions, changed([](model::Model& model) {
         mesh::Intention intention;
         intention.destination = model.services.front().name;
         intention.permissions.resize(1);
         model.intentions = {intention};
       })},
      {Feature::header_limits_of_peering_gateways, changed([](model::Model& model) {
         mesh::ServiceDefaults defaults;
         defaults.service = model.services.front().name;
         defaults.protocol.value = "http";
         defaults.max_request_headers.value = 96;
         model.service_defaults = {defaults};
         mesh::Consumer peer;
         peer.peer = "east";
         model.exported_services = {{"default", {}, {{"*", "default", {peer}, {}}}}};
       })},
      {Feature::sameness_groups,
       changed([](model::Model& model) { model.sameness_groups.resize(1); })},
      {Feature::peer_through_mesh_gateways,
       changed([](model::Model& model) { model.consul.peer_through_mesh_gateways = true; })},
      {Feature::default_intention_policy, changed([](model::Model& model) {
         model.consul.default_intention_policy = model::DefaultPolicy::deny;
       })},
  };
}

/// What is said at `version` about the gate of `feature`.
std::vector<std::string> said(model::Model model, Feature feature,
                              const model::ConsulVersion& version) {
  model.consul.version = version;
  const model::ConsulVersion& since = gate_of(feature).since.front();
  const std::string release = std::to_string(since.major) + "." + std::to_string(since.minor) +
                              "." + std::to_string(since.patch);
  Diagnostics out;
  require_versions(model, resolve(model), out);
  std::vector<std::string> found;
  for (const Diagnostic& one : out) {
    if (one.problem.find("need Consul " + release) != std::string::npos) found.push_back(one.code);
  }
  return found;
}

model::ConsulVersion before(model::ConsulVersion version) {
  if (version.patch > 0) return {version.major, version.minor, version.patch - 1};
  return {version.major, version.minor - 1, 99};
}

TEST(RequiredVersions, NameTheReleaseFromWhichOnAFeatureWorks) {
  for (const Case& one : cases()) {
    const VersionGate& gate = gate_of(one.feature);
    const model::ConsulVersion since = gate.since.front();

    EXPECT_FALSE(said(one.mesh(), one.feature, {1, 0, 0}).empty()) << gate.what;
    EXPECT_THAT(said(one.mesh(), one.feature, since), IsEmpty()) << gate.what;
    if (gate.since.size() == 1) {
      EXPECT_FALSE(said(one.mesh(), one.feature, before(since)).empty()) << gate.what;
    }
  }
}

TEST(RequiredVersions, KnowTheOlderLinesThatWereMended) {
  EXPECT_TRUE(is_available(Feature::hostnames_of_gateways, {1, 14, 11}));
  EXPECT_FALSE(is_available(Feature::hostnames_of_gateways, {1, 15, 6}));
}

TEST(RequiredVersions, SamenessGroupsAreNotInTheCommunityEdition) {
  model::Model model = plain();
  model.sameness_groups.resize(1);
  model.consul.edition = model::Edition::community;
  Diagnostics out;

  require_versions(model, resolve(model), out);

  ASSERT_EQ(out.size(), 1U);
  EXPECT_EQ(out.front().code, "enterprise-required");
}

}  // namespace
}  // namespace isthmus::route
