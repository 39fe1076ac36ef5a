#include "sim/scenario/pod_annotation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "sim/scenario/canonical_tree.hpp"
#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr NameParts neither{false, false};

Node upstream(const std::string& text, NameParts parts = {}) {
  auto read = annotated_upstream(text, parts, {});
  EXPECT_TRUE(std::holds_alternative<Node>(read)) << std::get<std::string>(read);
  return std::get<Node>(read);
}

std::string fault(const std::string& text, NameParts parts = {}) {
  auto read = annotated_upstream(text, parts, {});
  EXPECT_TRUE(std::holds_alternative<std::string>(read));
  return std::get<std::string>(read);
}

TEST(PodAnnotation, AnUnlabelledNameIsServiceNamespaceAndPartition) {
  const Node read = upstream("web.dev.eu:1234:dc2");

  EXPECT_EQ(text_at(read, "destination_name"), "web");
  EXPECT_EQ(text_at(read, "destination_namespace"), "dev");
  EXPECT_EQ(text_at(read, "destination_partition"), "eu");
  EXPECT_EQ(text_at(read, "datacenter"), "dc2");
}

TEST(PodAnnotation, WithoutNamespacesTheDotsStayInTheName) {
  EXPECT_EQ(text_at(upstream("web.dev:1234", neither), "destination_name"), "web.dev");
}

TEST(PodAnnotation, ALabelledNameMayEndInAPartition) {
  const Node read = upstream("web.svc.dev.ns.eu.ap:1234");

  EXPECT_EQ(text_at(read, "destination_namespace"), "dev");
  EXPECT_EQ(text_at(read, "destination_partition"), "eu");
}

TEST(PodAnnotation, APeerWithoutItsNamespaceNeedsAMeshWithoutNamespaces) {
  EXPECT_EQ(fault("web.svc.eu.peer:1234"), "upstream structured incorrectly: web.svc.eu.peer:1234");
  EXPECT_EQ(text_at(upstream("web.svc.eu.peer:1234", neither), "destination_peer"), "eu");
}

TEST(PodAnnotation, OptionsAreWrittenLikeAQuery) {
  const Node read = upstream("web:1234:mesh_gateway_mode=remote;local_bind_address=127.0.0.9");

  EXPECT_EQ(text_at(read, "mesh_gateway", "mode"), "remote");
  EXPECT_EQ(text_at(read, "local_bind_address"), "127.0.0.9");
}

TEST(PodAnnotation, AWrongModeIsRefused) {
  EXPECT_EQ(fault("web:1234:mesh_gateway_mode=Local"),
            "invalid upstream mesh gateway mode \"Local\"");
}

TEST(PodAnnotation, APortIsANumberFrom1To65535) {
  for (const char* port : {"0", "65536", "http", "", "12x"}) {
    EXPECT_EQ(fault(std::string{"web:"} + port),
              "invalid upstream local bind port \"" + std::string{port} + "\"");
  }
}

TEST(PodAnnotation, APreparedQueryHasNoNamespace) {
  const Node read = upstream("prepared_query:geo-db:1234");

  EXPECT_EQ(text_at(read, "destination_type"), "prepared_query");
  EXPECT_EQ(text_at(read, "destination_name"), "geo-db");
}

TEST(PodAnnotation, TheOthersStandWhereOneIsWrong) {
  ImportLog log;
  const Node list = annotated_upstreams("web:1, oops, api:2", {}, {SourceId{0}, 3, 5, 0}, log);

  EXPECT_EQ(list.items.size(), 2U);
  EXPECT_THAT(tests::places(log.diagnostics), ElementsAre("invalid_upstream:3:12"));
}

TEST(PodAnnotation, NothingIsNoUpstreamAndNoMistake) {
  ImportLog log;

  EXPECT_THAT(annotated_upstreams(" \n", {}, {}, log).items, IsEmpty());
  EXPECT_THAT(log.diagnostics, IsEmpty());
}

}  // namespace
}  // namespace isthmus::scenario
