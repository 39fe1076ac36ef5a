#include "sim/session/explain_upstream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "sim/session/questions.hpp"

namespace isthmus::session {
namespace {

Opened two_datacenters() {
  std::istringstream input{
      "isthmus: 1\n"
      "traffic: []\n"
      "partitions:\n"
      "  default:\n"
      "    services:\n"
      "      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 1},\n"
      "                                {destination_name: shop, local_bind_port: 2}]}}\n"
      "datacenters: {dc2: {services: {api: {}, spare: {}}}}\n"
      "config_entries:\n"
      "  - {Kind: service-resolver, Name: shop, Redirect: {Service: spare, Datacenter: dc2}}\n"};
  return open("-", {{}, &input});
}

TEST(ExplainUpstream, FollowsANameThatOnlyAResolverKnows) {
  const Opened opened = two_datacenters();
  ASSERT_TRUE(opened);
  const model::ServiceId web = find_service(*opened.study, "web").service;

  const auto found = explain_upstream(*opened.study, web, "shop", {});

  ASSERT_TRUE(found);
  EXPECT_TRUE(found->route.delivered());
  EXPECT_EQ(short_text(opened.study->model[found->route.to].name), "spare@dc2");
}

TEST(ExplainUpstream, SaysWhyAServiceThatIsNotThereIsNotReached) {
  const Opened opened = two_datacenters();
  ASSERT_TRUE(opened);
  const model::ServiceId web = find_service(*opened.study, "web").service;

  const auto found = explain_upstream(*opened.study, web, "api", {});

  ASSERT_TRUE(found);
  EXPECT_EQ(found->route.reasons.front().code, "service-only-elsewhere");
}

TEST(ExplainUpstream, HasNothingToSayOfWhatNoUpstreamNames) {
  const Opened opened = two_datacenters();
  ASSERT_TRUE(opened);
  const model::ServiceId web = find_service(*opened.study, "web").service;

  EXPECT_FALSE(explain_upstream(*opened.study, web, "spare", {}));
}

TEST(Explain, SaysOfAMeshThatCannotWorkOnceWhatIsAReasonAlready) {
  std::istringstream input{
      "isthmus: 1\n"
      "traffic: []\n"
      "partitions:\n"
      "  default:\n"
      "    services:\n"
      "      web: {proxy: {upstreams: [{destination_name: api, destination_partition: east,\n"
      "                                 local_bind_port: 1}]}}\n"
      "  east: {connect: false, services: {api: {}}}\n"};
  const Opened opened = open("-", {{}, &input});
  ASSERT_TRUE(opened);
  const auto id = [&](const char* name) { return find_service(*opened.study, name).service; };

  const route::Route route = explain(*opened.study, id("web"), id("east/api")).route;

  const auto says = [](const route::Reason& one) { return one.code == "connect-disabled"; };
  EXPECT_EQ(std::count_if(route.reasons.begin(), route.reasons.end(), says), 1);
  EXPECT_EQ(std::count_if(route.remarks.begin(), route.remarks.end(), says), 0);
}

}  // namespace
}  // namespace isthmus::session
