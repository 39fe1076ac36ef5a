#include "sim/scenario/import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/import_summary.hpp"
#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using tests::codes;

std::string words_of(const Imported& imported) {
  std::string all;
  for (const Refusal& refusal : imported.refusals) all += refusal.words + "\n";
  return all;
}

std::vector<std::string> names(const Imported& imported) {
  std::vector<std::string> all;
  for (const ImportedEntry& entry : imported.entries) {
    const Node summary = summary_of(entry);
    all.push_back(text_at(summary, "type") + " " + text_at(summary, "name"));
  }
  return all;
}

Imported imported(const std::string& name, const std::string& text) {
  return import_text(name, text, {});
}

TEST(Import, EveryKindOfEntryIsKept) {
  const Imported read = imported("all.json", R"([
    {"Kind": "service-resolver", "Name": "a", "Failover": {"*": {"Datacenters": ["dc2"]}}},
    {"Kind": "service-splitter", "Name": "a", "Splits": [{"Weight": 90}, {"Weight": 10}]},
    {"Kind": "service-router", "Name": "a", "Routes": [{"Match": {"HTTP": {"PathExact": "/"}}}]},
    {"Kind": "mesh", "Peering": {"PeerThroughMeshGateways": true}},
    {"Kind": "sameness-group", "Name": "g", "Members": [{"Partition": "p"}]}])");

  EXPECT_THAT(codes(read.diagnostics), IsEmpty());
  EXPECT_THAT(names(read), ElementsAre("service-resolver a", "service-splitter a",
                                       "service-router a", "mesh mesh", "sameness-group g"));
}

TEST(Import, SplitsThatAreNoHundredPercentAreRefused) {
  const Imported read = imported("s.json", R"({"Kind": "service-splitter", "Name": "a",
    "Splits": [{"Weight": 90}, {"Weight": 9.5}]})");

  EXPECT_THAT(words_of(read), HasSubstr("the sum of all split weights must be 100, not 99.5"));
  EXPECT_THAT(read.entries, IsEmpty());
}

TEST(Import, CamelCaseWinsWhereBothArePresent) {
  const Imported read = imported("w.json", R"({"name": "web", "kind": "connect-proxy", "port": 1,
    "proxy": {"destination_service_name": "old", "DestinationServiceName": "new"}})");

  EXPECT_EQ(text_at(summary_of(read.entries.at(0)), "destination_service_name"), "new");
}

TEST(Import, AFileOfAnAgentGivesItsPartitionToItsServices) {
  const Imported read = imported("a.hcl", "partition = \"eu\"\nservice { name = \"web\" }\n");

  EXPECT_EQ(text_at(read.entries.at(1).written, "partition"), "eu");
}

TEST(Import, BootstrapEntriesOfServersAreConfigEntries) {
  const Imported read = imported("s.hcl", R"(config_entries { bootstrap = [
    { kind = "proxy-defaults", name = "global" } ] })");

  EXPECT_THAT(names(read), ElementsAre("proxy-defaults global"));
}

TEST(Import, AListOfTwoIsNoObject) {
  const Imported read = imported("p.json", R"({"Kind": "proxy-defaults", "Name": "global",
    "MeshGateway": [{"Mode": "local"}, {"Mode": "none"}]})");

  EXPECT_THAT(codes(read.diagnostics), ElementsAre("wrong-type"));
}

TEST(Import, AWrongModeIsRefusedByAgentsAndNotByTheApi) {
  const Imported file = imported("a.hcl", R"(service { name = "s" kind = "connect-proxy" port = 1
    proxy { destination_service_name = "w" mesh_gateway { mode = "Local" } } })");
  const Imported api = imported("a.json", R"({"Kind": "service-defaults", "Name": "w",
    "MeshGateway": {"Mode": "Local"}})");

  EXPECT_THAT(words_of(file), HasSubstr("Invalid Mesh Gateway Mode: \"Local\""));
  EXPECT_THAT(api.refusals, IsEmpty());
  EXPECT_THAT(codes(api.diagnostics), ElementsAre("unknown-gateway-mode"));
}

TEST(Import, AnOlderNameOfAPeerIsRefusedByKubernetesOnly) {
  const Imported read = imported("e.yaml", R"(apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata: {name: default}
spec: {services: [{name: a, consumers: [{peerName: p}]}]}
)");

  EXPECT_THAT(codes(read.diagnostics), ElementsAre("peer_name_alias"));
  EXPECT_THAT(words_of(read), HasSubstr("unknown field \"peerName\""));
}

TEST(Import, AnAnnotatedWorkloadHasASidecar) {
  const Imported read = imported("d.yaml", R"(apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {metadata: {annotations: {
  consul.hashicorp.com/connect-service-upstreams: "billing.default.finance:1234"}}}}
)");

  EXPECT_THAT(names(read), ElementsAre("service web-sidecar-proxy"));
}

TEST(Import, ValuesOfTheChartAreTheGatewayOfTheirPartition) {
  const Imported read = imported("v.yaml", R"(global:
  adminPartitions: {enabled: true, name: finance}
meshGateway: {enabled: true, replicas: 3, wanAddress: {source: Static, static: 1.2.3.4}}
)");

  const Node scenario = scenario_of(read);
  const Node& gateway = *scenario.find("partitions")->find("finance")->find("mesh_gateway");
  EXPECT_EQ(text_at(gateway, "replicas"), "3");
  EXPECT_EQ(text_at(gateway, "wan"), "1.2.3.4:443");
}

TEST(Import, DestinationsAreDeclaredInTheirPartitions) {
  const Imported read = imported("u.txt", "billing.dev.finance:1234");

  const Node scenario = scenario_of(read);
  const Node& finance = *scenario.find("partitions")->find("finance");
  EXPECT_NE(finance.find("services")->find("dev/billing"), nullptr);
}

constexpr const char* calls_elsewhere = R"([
  {"name": "web", "kind": "connect-proxy", "port": 1, "proxy": {"destination_service_name": "web",
   "upstreams": [{"destination_name": "ledger", "destination_peer": "east", "local_bind_port": 1},
                 {"destination_name": "api", "datacenter": "dc2", "local_bind_port": 2}]}},
  {"Kind": "service-resolver", "Name": "stock", "Failover": {"*": {"Targets": [
   {"Peer": "west"}, {"Datacenter": "dc3", "Service": "spare"}]}}}])";

TEST(Import, PeersThatAreCalledAreAssumedToExportWhatIsCalled) {
  const Node scenario = scenario_of(imported("w.json", calls_elsewhere));

  const Node* east = scenario.find("peers")->find("east");
  ASSERT_NE(east, nullptr);
  EXPECT_NE(east->find("services")->find("ledger"), nullptr);
  EXPECT_NE(east->find("mesh_gateway"), nullptr);
  const Node& exports = items_at(*east, "config_entries").front();
  EXPECT_EQ(text_at(items_at(exports, "services").front(), "name"), "ledger");
  EXPECT_NE(scenario.find("peers")->find("west")->find("services")->find("stock"), nullptr);
}

TEST(Import, DatacentersThatAreCalledHaveWhatIsCalled) {
  const Node scenario = scenario_of(imported("w.json", calls_elsewhere));

  const Node& datacenters = *scenario.find("datacenters");
  EXPECT_NE(datacenters.find("dc2")->find("services")->find("api"), nullptr);
  EXPECT_NE(datacenters.find("dc3")->find("services")->find("spare"), nullptr);
}

TEST(Import, WhatAScenarioSaysOfItsPeersStays) {
  const Imported read = imported("s.yaml", R"(isthmus: 1
partitions: {default: {services: {web: {proxy: {upstreams: [
  {destination_name: ledger, destination_peer: east, local_bind_port: 1}]}}}}}
peers: {east: {knows_us_as: home, services: {other: {}}}}
)");

  EXPECT_THAT(codes(read.diagnostics), IsEmpty());
  const Node scenario = scenario_of(read);
  const Node& east = *scenario.find("peers")->find("east");
  EXPECT_EQ(text_at(east, "knows_us_as"), "home");
  EXPECT_EQ(east.find("services")->find("ledger"), nullptr);
}

TEST(Import, AnIngressGatewayIsAnEntryWithItsListeners) {
  const Imported read = imported("i.hcl", R"(Kind = "ingress-gateway"
Name = "public"
Listeners = [{ Port = 8080, Protocol = "tcp", Services = [{ Name = "web" }] }]
)");

  EXPECT_THAT(names(read), ElementsAre("ingress-gateway public"));
  const Node scenario = scenario_of(read);
  const Node& home = *scenario.find("partitions")->find("default");
  EXPECT_NE(home.find("services")->find("web"), nullptr);
}

TEST(Import, WhatASimulationNeedsBesidesIsPointedOut) {
  const Imported read = imported("s.yaml", "isthmus: 1\ntraffic: []\n");

  EXPECT_THAT(codes(read.diagnostics), ElementsAre("scenario_part_left_out"));
}

TEST(Import, WhatIsFilledInTakesItsUsualPlace) {
  ImportOptions options;
  options.partition = "eu";
  const Imported read = import_text(
      "p.json", R"({"Kind": "proxy-defaults", "MeshGateway": {"Mode": "local"}})", options);

  std::vector<std::string> keys;
  for (const Member& member : read.entries.at(0).written.members) keys.push_back(member.key);
  EXPECT_THAT(keys, ElementsAre("kind", "name", "partition", "mesh_gateway"));
}

TEST(Import, ADefinitionOfAnUnknownKindIsLeftOut) {
  const Imported read = imported("a.hcl", "service { name = \"w\" kind = \"conect-proxy\" }");

  EXPECT_THAT(codes(read.diagnostics), ElementsAre("unknown-service-kind"));
  EXPECT_THAT(read.entries, IsEmpty());
}

TEST(Import, TheEntryOfAnotherGatewayIsNoServiceOfAnAgent) {
  const Imported read = imported("t.json", R"({"Kind": "terminating-gateway", "Name": "t",
    "Services": [{"Name": "db"}]})");

  EXPECT_THAT(codes(read.diagnostics), ElementsAre("kind_not_imported"));
  EXPECT_THAT(read.entries, IsEmpty());
}

TEST(Import, AServiceIsAnObject) {
  EXPECT_THAT(codes(imported("a.yaml", "services: web\n").diagnostics),
              ElementsAre("yaml_not_native", "wrong-type"));
}

TEST(Import, AFileThatIsNotThereIsUnreadable) {
  const std::vector<std::string> paths{"/nowhere/at/all.hcl"};

  EXPECT_TRUE(import_files(paths, {}).unreadable);
}

TEST(Import, ATextThatIsNothingOfThisIsAnError) {
  EXPECT_THAT(codes(imported("x.json", R"({"hello": 1})").diagnostics),
              ElementsAre("nothing_to_import"));
}

TEST(Import, AResourceUnderFilesMayNotSayWhatKubernetesDrops) {
  const Opened opened = open_text("t.yaml", "isthmus: 1\nfiles: [crd_snake_case.yaml]\n", {},
                                  ISTHMUS_SOURCE_DIR "/tests/data/import");

  EXPECT_THAT(codes(opened.diagnostics), ::testing::Contains("snake_case_in_crd"));
  EXPECT_FALSE(opened.model.has_value());
}

TEST(Import, ResourcesUnderFilesAreTheEntriesTheyBecome) {
  const Opened opened = open_text("t.yaml", R"(isthmus: 1
partitions: {default: {mesh_gateway: {}}, finance: {mesh_gateway: {}, services: {billing: {}}}}
traffic: []
files: [mesh.yaml]
)",
                                  {}, ISTHMUS_SOURCE_DIR "/tests/data/import");

  ASSERT_TRUE(opened.model.has_value());
  EXPECT_EQ(opened.model->proxy_defaults.size(), 1U);
  EXPECT_EQ(opened.model->exported_services.size(), 1U);
}

}  // namespace
}  // namespace isthmus::scenario
