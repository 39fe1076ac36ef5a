#include "sim/scenario/consul_input.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "sim/scenario/hcl_reader.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/yaml_reader.hpp"
#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;
using tests::codes;
using tests::opened;
using tests::places;

constexpr const char* two_services = "partitions: {default: {services: {web: {}, api: {}}}}\n";

/// What a text of its own, as if from a file, is read as.
struct Decoded {
  Sources sources{};
  Diagnostics diagnostics{};
  ConsulDocument document{};
};

Decoded decoded(const std::string& text, const std::string& format) {
  Decoded result;
  const SourceId source = result.sources.add("input", text);
  Decoder decoder{result.sources, result.diagnostics};
  Read read = format == "yaml"   ? read_yaml(source, result.sources)
              : format == "json" ? read_json(source, result.sources)
                                 : read_hcl(source, result.sources);
  read_consul(decoder, std::move(read), "", Taken::for_entry, result.document);
  return result;
}

std::string mode_text(const ModeSection& section) {
  return section.mode ? std::string{mesh::text(*section.mode)} : "";
}

TEST(ConsulInput, KeysAreReadInEitherLetterCase) {
  for (const char* text : {"Kind = \"proxy-defaults\"\nName = \"global\"\nMeshGateway { Mode = "
                           "\"local\" }",
                           "kind = \"proxy-defaults\"\nname = \"global\"\nmesh_gateway { mode = "
                           "\"local\" }",
                           "KIND = \"proxy-defaults\"\nnamE = \"global\"\nmeshgateway { MODE = "
                           "\"local\" }"}) {
    const Decoded result = decoded(text, "hcl");
    EXPECT_THAT(result.diagnostics, IsEmpty()) << text;
    ASSERT_EQ(result.document.proxy_defaults.size(), 1u);
    EXPECT_EQ(mode_text(result.document.proxy_defaults[0].mesh_gateway), "local");
  }
}

TEST(ConsulInput, TwoLetterCasesOfAKeyAreTheSameKeyTwice) {
  const Decoded result =
      decoded("Kind = \"proxy-defaults\"\nName = \"global\"\nname = \"web\"", "hcl");
  EXPECT_THAT(places(result.diagnostics), ElementsAre("duplicate-key:3:1"));
}

TEST(ConsulInput, AMisspeltKeyIsSuggestedInTheLetterCaseItWasWrittenIn) {
  const auto remedy = [](const std::string& key) {
    const Decoded result =
        decoded("Kind = \"proxy-defaults\"\nName = \"global\"\n" + key + " { }", "hcl");
    return tests::first(result.diagnostics, "unknown-key").remedy;
  };
  EXPECT_EQ(remedy("MeshGatway"), "did you mean \"MeshGateway\"?");
  EXPECT_EQ(remedy("mesh_gatway"), "did you mean \"mesh_gateway\"?");
}

TEST(ConsulInput, WhatConfigReadPrintsIsAcceptedAsItIs) {
  const Decoded result = decoded(
      R"({"Kind": "proxy-defaults", "Name": "global", "TransparentProxy": {}, "Expose": {},
          "MeshGateway": {"Mode": "local"}, "AccessLogs": {}, "CreateIndex": 7, "ModifyIndex": 9,
          "Hash": 1234, "Mode": ""})",
      "json");
  EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(ConsulInput, AKeyThatWouldChangeTheResultIsRefusedWithThatReason) {
  const Decoded result =
      decoded("Kind = \"proxy-defaults\"\nName = \"global\"\nMode = \"transparent\"", "hcl");

  ASSERT_THAT(codes(result.diagnostics), ElementsAre("unsupported-key"));
  EXPECT_NE(result.diagnostics[0].problem.find("not simulated"), std::string::npos);
}

TEST(ConsulInput, ABlockOfTextPointsIntoTheScenarioItStandsIn) {
  const Opened result = opened(std::string{two_services} +
                               "config_entries:\n"
                               "  - |\n"
                               "    Kind = \"proxy-defaults\"\n"
                               "    Name = \"global\"\n"
                               "\n"
                               "    MeshGateway {\n"
                               "      Mode = \"locl\"\n"
                               "    }\n");
  EXPECT_THAT(places(result.diagnostics), ElementsAre("unknown-gateway-mode:10:14"));
}

TEST(ConsulInput, ABlockWithAnIndentedFirstLineStillPointsIntoTheScenario) {
  const Opened result = opened(std::string{two_services} +
                               "config_entries:\n"
                               "  - |2\n"
                               "      {\"Kind\": \"service-defaults\",\n"
                               "       \"Nam\": \"web\"}\n");
  EXPECT_THAT(places(result.diagnostics), ElementsAre("required-key:6:7", "unknown-key:7:8"));
}

TEST(ConsulInput, ATextInOneLineIsPointedAtAsAWhole) {
  const Opened result = opened(std::string{two_services} +
                               "config_entries: ['{\"Kind\": \"service-defaults\", \"Name\": "
                               "\"web\", \"Prtocol\": \"x\"}']\n");
  EXPECT_THAT(places(result.diagnostics), ElementsAre("unknown-key:4:18"));
}

TEST(ConsulInput, AnEntryWithoutAKindIsAskedForIt) {
  const Opened result = opened(std::string{two_services} + "config_entries: [{Name: global}]\n");
  EXPECT_THAT(places(result.diagnostics), ElementsAre("required-key:4:18"));
}

TEST(ConsulInput, AResourceOfKubernetesIsToldApartFromAMisspeltKind) {
  const Decoded result = decoded(
      "apiVersion: consul.hashicorp.com/v1alpha1\nkind: ProxyDefaults\nmetadata: {name: global}\n",
      "yaml");

  ASSERT_THAT(codes(result.diagnostics), ElementsAre("unknown-config-entry-kind"));
  EXPECT_NE(result.diagnostics[0].problem.find("Kubernetes"), std::string::npos);
}

TEST(ConsulInput, ASidecarInShortBelongsToTheServiceItIsWrittenIn) {
  const Opened result = opened(
      "partitions: {default: {services: {api: {}}}}\n"
      "registrations:\n"
      "  - |\n"
      "    service {\n"
      "      name = \"web\"\n"
      "      port = 8080\n"
      "      connect { sidecar_service { proxy {\n"
      "        upstreams = [{ destination_name = \"api\", local_bind_port = 9191 }]\n"
      "      } } }\n"
      "    }\n");
  ASSERT_TRUE(result.model.has_value());
  const auto web = result.model->find_service("dc1", {.name = "web"});
  EXPECT_EQ((*result.model)[web].registration.upstreams.at(0).destination.name, "api");
}

TEST(ConsulInput, ThePartitionOfAnAgentIsThatOfItsServices) {
  const Opened result = opened(
      "partitions: {finance: {}}\n"
      "registrations:\n"
      "  - {partition: finance, services: [{name: billing, port: 1}, {name: ledger, port: 2}]}\n");
  ASSERT_TRUE(result.model.has_value());
  EXPECT_TRUE(result.model->find_service("dc1", {"finance", "default", "ledger"}).is_some());
}

// The published examples and other inputs, as a tolerant importer should read them.
class Vector : public ::testing::TestWithParam<std::string> {};

/// Codes of the vectors and ours for the same finding. Ours are errors where Consul refuses.
std::string our_code(const std::string& theirs) {
  if (theirs == "unknown_key") return "unknown-key";
  return theirs;
}

/// Findings of the vectors that are made later than decoding, with the whole scenario in view.
bool found_later(const std::string& code) {
  for (const char* later :
       {"upstream_partition_missing", "upstream_namespace_missing",
        "proxy_defaults_name_not_global", "override_without_name", "defaults_with_name",
        "gateway_has_upstreams", "peer_and_datacenter", "enterprise_only", "yaml_not_native"}) {
    if (code == later) return true;
  }
  return false;
}

Node vectors() {
  const std::string folder = std::string{ISTHMUS_SOURCE_DIR} + "/tests/data/vectors/config_parse/";
  std::ifstream stream{folder + "cases.json"};
  Sources sources;
  const SourceId id =
      sources.add("cases.json", std::string{std::istreambuf_iterator<char>{stream}, {}});
  return read_json(id, sources).root;
}

std::string text_of(const Node* node, const char* key) {
  const Node* value = node == nullptr ? nullptr : node->find(key);
  return value == nullptr ? "" : value->text;
}

std::string mode_of(const ConsulDocument& document) {
  if (!document.proxy_defaults.empty()) return mode_text(document.proxy_defaults[0].mesh_gateway);
  if (!document.service_defaults.empty()) {
    return mode_text(document.service_defaults[0].mesh_gateway);
  }
  if (document.registrations.empty()) return "";
  return mode_text(document.registrations[0].proxy.mesh_gateway);
}

const std::vector<UpstreamSection>& upstreams_of(const ConsulDocument& document) {
  static const std::vector<UpstreamSection> none;
  return document.registrations.empty() ? none : document.registrations[0].proxy.upstreams;
}

void expect_upstreams(const Node& expected, const std::vector<UpstreamSection>& upstreams) {
  ASSERT_EQ(upstreams.size(), expected.items.size());
  for (std::size_t i = 0; i < upstreams.size(); ++i) {
    const Node* one = &expected.items[i];
    EXPECT_EQ(upstreams[i].destination_name.value_or(""), text_of(one, "destination_name"));
    EXPECT_EQ(upstreams[i].destination_namespace.value_or(""),
              text_of(one, "destination_namespace"));
    EXPECT_EQ(upstreams[i].destination_partition.value_or(""),
              text_of(one, "destination_partition"));
    EXPECT_EQ(std::to_string(upstreams[i].local_bind_port.value_or(0)),
              text_of(one, "local_bind_port"));
    EXPECT_EQ(mode_text(upstreams[i].mesh_gateway), text_of(one, "mesh_gateway_mode"));
  }
}

TEST_P(Vector, IsReadAsATolerantImporterShould) {
  const Node all = vectors();
  for (const Node& vector : all.find("vectors")->items) {
    if (text_of(&vector, "id") != GetParam()) continue;
    const Node* input = vector.find("input");
    std::ifstream stream{std::string{ISTHMUS_SOURCE_DIR} + "/tests/data/vectors/config_parse/" +
                         text_of(input, "file")};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};

    const Decoded result = decoded(text, text_of(input, "format"));

    const Node* tolerant = vector.find("expect")->find("tolerant_import");
    std::vector<std::string> expected;
    for (const Node& warning : tolerant->find("warnings")->items) {
      if (!found_later(warning.text)) expected.push_back(our_code(warning.text));
    }
    EXPECT_THAT(codes(result.diagnostics), UnorderedElementsAreArray(expected));
    const Node& entry = tolerant->find("entries")->items.at(0);
    EXPECT_EQ(mode_of(result.document), text_of(&entry, "mesh_gateway_mode"));
    const Node* upstreams = entry.find("upstreams");
    const bool gateway =
        text_of(&entry, "kind") == "mesh-gateway";  // Refused, so kept to point at.
    if (upstreams != nullptr && !gateway) {
      expect_upstreams(*upstreams, upstreams_of(result.document));
    }
    return;
  }
  FAIL() << "there is no vector " << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    Published, Vector,
    ::testing::Values("seed-01-pd-hcl", "seed-02-pd-yaml", "seed-03-sd-hcl", "seed-04-sd-yaml",
                      "seed-05-instance-hcl-no-partition", "seed-06-instance-hcl-no-kind",
                      "seed-07-instance-yaml", "seed-08-upstreams-hcl-missing-brace",
                      "seed-09-upstreams-hcl", "seed-10-upstreams-yaml", "seed-11-line-numbers",
                      "ce-01-snake", "ce-03-json-read", "ce-04-unknown-key", "ce-06-bad-name",
                      "ce-11-exported", "ce-13-exported-json-peer", "ce-16-intentions",
                      "ce-18-list-object-json", "svc-01-inline-sidecar", "svc-03-gateway-upstreams",
                      "svc-07-api-snake", "svc-08-pq", "svc-09-peer-dc", "svc-11-ce-partition",
                      "svc-12-weights-checks"),
    [](const auto& one) {
      std::string name;
      for (const char c : one.param) {
        if (c != '-') name += c;
      }
      return name;
    });

}  // namespace
}  // namespace isthmus::scenario
