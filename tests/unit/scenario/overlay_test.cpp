// Patches: parts of a scenario laid over it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "sim/scenario/open.hpp"
#include "tests/support/opened_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* scenario =
    "isthmus: 1\n"
    "partitions:\n"
    "  default:\n"
    "    mesh_gateway: {replicas: 2}\n"
    "    services:\n"
    "      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 10000}]}}\n"
    "      api: {}\n"
    "config_entries:\n"
    "  - {kind: proxy-defaults, name: global, mesh_gateway: {mode: local}}\n"
    "traffic:\n"
    "  - {name: users, from: web, to: api, rate: 10/s}\n";

Opened with(const std::string& patch) { return open_text("s.yaml", scenario, {}, {}, patch); }

TEST(Overlay, MergesMappings) {
  const Opened opened = with("partitions: {default: {mesh_gateway: {replicas: 5}}}");

  ASSERT_THAT(opened.diagnostics, IsEmpty());
  EXPECT_EQ(opened.model->partitions[0].mesh_gateway->replicas, 5u);
  EXPECT_EQ(opened.model->services.size(), 2u);
}

TEST(Overlay, MergesItemsOfOneName) {
  const Opened opened = with("traffic: [{name: users, rate: 70/s}]");

  ASSERT_TRUE(opened.model.has_value());
  ASSERT_EQ(opened.model->traffic.size(), 1u);
  EXPECT_EQ(opened.model->traffic[0].rate, PerSecond::of(70));
}

TEST(Overlay, AddsItemsOfOtherNames) {
  const Opened opened = with("traffic: [{name: more, from: web, to: api, rate: 1/s}]");

  ASSERT_TRUE(opened.model.has_value());
  EXPECT_EQ(opened.model->traffic.size(), 2u);
}

TEST(Overlay, KnowsAnEntryInEitherLetterCase) {
  const Opened opened =
      with("config_entries: [{Kind: proxy-defaults, Name: global, MeshGateway: {Mode: remote}}]");

  ASSERT_TRUE(opened.model.has_value());
  ASSERT_EQ(opened.model->proxy_defaults.size(), 1u);
  EXPECT_EQ(opened.model->proxy_defaults[0].mode.value, mesh::GatewayMode::remote);
}

TEST(Overlay, TakesOutWhatIsNull) {
  const Opened opened = with("partitions: {default: {mesh_gateway: null}}");

  ASSERT_TRUE(opened.model.has_value());
  EXPECT_FALSE(opened.model->partitions[0].mesh_gateway.has_value());
}

TEST(Overlay, IsComplainedAboutAtItsOwnPlace) {
  const Opened opened = with("traffic:\n  - {name: users, rate: fast}\n");

  ASSERT_EQ(opened.diagnostics.size(), 1u);
  EXPECT_EQ(opened.sources.place(opened.diagnostics[0].at), "what-if:2:25");
}

TEST(Overlay, IsRefusedWhereItIsNoMapping) {
  EXPECT_THAT(tests::places(with("[1, 2]").diagnostics), ElementsAre("invalid-override:1:1"));
}

TEST(Overlay, IsReadFromAFileByAnAtSign) {
  const support::TemporaryFolder folder;
  support::write_file(folder / "overlay.yaml", "run: {seed: 9}\n");

  const Opened opened = open_text("s.yaml", scenario, std::vector{"@" + folder / "overlay.yaml"});

  ASSERT_TRUE(opened.model.has_value());
  EXPECT_EQ(opened.model->run.seed, 9u);
}

TEST(Overlay, SaysThatItsFileIsNotThere) {
  const Opened opened = open_text("s.yaml", scenario, std::vector<std::string>{"@nowhere.yaml"});

  ASSERT_EQ(tests::codes(opened.diagnostics), std::vector<std::string>{"unreadable-file"});
}

}  // namespace
}  // namespace isthmus::scenario
