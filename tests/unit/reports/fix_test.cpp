// Fixes in the user's own form, and that pasting them helps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/pasted.hpp"

namespace isthmus::reports {
namespace {

using support::Copied;
using support::TemporaryFolder;
using support::write_file;
using testing::HasSubstr;
using testing::Not;

/// web calls finance/billing through gateways; `more` says what is there besides.
std::string mesh(const std::string& more) {
  return R"(isthmus: 1
partitions:
  default:
    mesh_gateway: {replicas: 1}
    services:
      web:
        proxy:
          upstreams:
            - destination_name: billing
              destination_partition: finance
              local_bind_port: 10000
              mesh_gateway: {mode: local}
  finance:
    mesh_gateway: {replicas: 1}
    services:
      billing: {}
traffic: []
)" + more;
}

const std::string exported = R"(  - Kind: exported-services
    Name: finance
    Services:
      - {Name: billing, Consumers: [{Partition: default}]}
      - {Name: mesh-gateway, Consumers: [{Partition: default}]}
)";

struct Pasting {
  TemporaryFolder folder{};
  std::string printed{};
  bool helped = false;
};

/// What is printed for the first finding of that code in `scenario`, beside `file` with `text`, and
/// whether pasting it takes the finding away.
void paste(Pasting& pasting, const std::string& scenario, const std::string& code,
           const std::string& file = "", const std::string& text = "") {
  write_file(pasting.folder / "mesh.yaml", scenario);
  if (!file.empty()) write_file(pasting.folder / file, text);
  const Copied copied{pasting.folder.path() / "mesh.yaml"};
  const session::Opened opened = copied.open();
  ASSERT_TRUE(opened);
  const session::Checked checked = session::check(*opened.study);
  for (std::size_t i = 0; i < checked.findings.size(); ++i) {
    if (checked.findings[i].complaint.code == code && checked.patches[i]) {
      pasting.printed = patch_text(*checked.patches[i]);
    }
  }
  ASSERT_TRUE(copied.paste(code));
  const session::Opened again = copied.open();
  ASSERT_TRUE(again) << support::file_text(copied.path());
  pasting.helped = !testing::Value(support::found_codes(*again.study), testing::Contains(code));
}

TEST(Fix, OfAScenarioIsAPartOfIt) {
  Pasting pasting;
  paste(pasting, mesh(""), "not-exported");

  EXPECT_TRUE(pasting.helped);
  EXPECT_THAT(pasting.printed, HasSubstr("config_entries:\n  - Kind: exported-services\n"));
}

TEST(Fix, OfAnEntryInAScenarioIsTheWholeEntryWithTheNewLinesMarked) {
  Pasting pasting;
  paste(pasting,
        mesh("config_entries:\n  - Kind: exported-services\n    Name: finance\n    Services:\n"
             "      - {Name: mesh-gateway, Consumers: [{Partition: default}]}\n"),
        "not-exported");

  EXPECT_TRUE(pasting.helped);
  EXPECT_EQ(pasting.printed, R"(- Kind: exported-services
  Name: finance
  Services:
    - Name: mesh-gateway
      Consumers:
        - Partition: default
    - Name: billing  # new
      Consumers:  # new
        - Partition: default  # new
)");
}

TEST(Fix, OfAnEntryInHclIsHclInItsSpelling) {
  Pasting pasting;
  paste(pasting, mesh("files: [exports.hcl]\n"), "not-exported", "exports.hcl", R"(
kind = "exported-services"
name = "finance"
services = [
  { name = "mesh-gateway", consumers = [{ partition = "default" }] }
]
)");

  EXPECT_TRUE(pasting.helped);
  EXPECT_THAT(pasting.printed, HasSubstr("kind = \"exported-services\"\n"));
  EXPECT_THAT(pasting.printed, HasSubstr("{ name = \"billing\", consumers = [{ partition = "
                                         "\"default\" }] },  # new\n"));
}

TEST(Fix, OfAResourceIsAResource) {
  Pasting pasting;
  paste(pasting, mesh("files: [crd.yaml]\n"), "not-exported", "crd.yaml", R"(
apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata: {name: finance}
spec:
  services:
    - {name: mesh-gateway, consumers: [{partition: default}]}
)");

  EXPECT_TRUE(pasting.helped);
  EXPECT_THAT(pasting.printed, HasSubstr("apiVersion: consul.hashicorp.com/v1alpha1\n"));
  EXPECT_THAT(pasting.printed, HasSubstr("    - name: billing  # new\n"));
}

TEST(Fix, ThatIsNewHasTheFormOfTheOthers) {
  Pasting pasting;
  paste(pasting, mesh("files: [defaults.json]\n"), "not-exported", "defaults.json",
        R"({"Kind": "proxy-defaults", "Name": "global", "MeshGateway": {"Mode": "local"}})");

  EXPECT_TRUE(pasting.helped);
  EXPECT_THAT(pasting.printed, HasSubstr("\"Kind\": \"exported-services\""));
}

TEST(Fix, OfAnUpstreamIsThatUpstream) {
  Pasting pasting;
  std::string wrong = mesh("config_entries:\n" + exported);
  wrong.replace(wrong.find("_name: billing"), 14, "_name: biling");
  wrong += "expect: [{from: web, to: finance/biling, reachable: false}]\n";
  write_file(pasting.folder / "mesh.yaml", wrong);
  const session::Opened opened = session::open(pasting.folder / "mesh.yaml");
  ASSERT_TRUE(opened);

  const session::Checked checked = session::check(*opened.study);

  ASSERT_TRUE(checked.patches.front());
  EXPECT_EQ(patch_text(*checked.patches.front()), R"(- destination_name: billing  # new
  destination_partition: finance
  local_bind_port: 10000
  mesh_gateway:
    mode: local
)");
}

TEST(Fix, OfTwoThingsInOneEntryIsOneEntry) {
  Pasting pasting;
  paste(pasting, mesh("consul: {acl: {enabled: true}}\n"), "gateway-not-exported");

  EXPECT_TRUE(pasting.helped);
  EXPECT_THAT(pasting.printed, HasSubstr("Name: billing"));
  EXPECT_THAT(pasting.printed, HasSubstr("Name: mesh-gateway"));
}

TEST(Fix, ForAnIntentionTurnsItsOwnActionAndKeepsTheOthers) {
  Pasting pasting;
  paste(pasting,
        mesh("config_entries:\n" + exported +
             "  - Kind: service-intentions\n    Name: billing\n    Partition: finance\n"
             "    Sources:\n      - {Name: web, Partition: default, Action: deny}\n"
             "      - {Name: \"*\", Partition: default, Action: deny}\n"),
        "denied-by-intention");

  EXPECT_TRUE(pasting.helped);
  EXPECT_THAT(pasting.printed, HasSubstr("Action: allow  # new"));
  EXPECT_THAT(pasting.printed, HasSubstr("Action: deny\n"));
}

}  // namespace
}  // namespace isthmus::reports
