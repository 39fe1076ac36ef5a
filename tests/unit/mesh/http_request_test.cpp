#include "sim/mesh/http_request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isthmus::mesh {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

HttpRequest get(const std::string& path) { return {"GET", path, {}}; }

TEST(HttpCondition, SaysNothingAndFitsEverything) {
  EXPECT_TRUE(fits({}, {"DELETE", "/x?y", {{"a", "b"}}}));
  EXPECT_EQ(text(HttpCondition{}), "all requests");
}

TEST(HttpCondition, ComparesThePathWithoutItsQuery) {
  HttpCondition condition;
  condition.path_exact = "/pay";

  EXPECT_TRUE(fits(condition, get("/pay?now=1")));
  EXPECT_FALSE(fits(condition, get("/pay/")));
}

TEST(HttpCondition, ComparesPathsInAnyCaseWhereItSaysSo) {
  HttpCondition condition;
  condition.path_prefix = "/Pay";

  EXPECT_FALSE(fits(condition, get("/pay/7")));
  condition.any_case = true;
  EXPECT_TRUE(fits(condition, get("/pay/7")));
}

TEST(HttpCondition, WantsEveryPartToHold) {
  HttpCondition condition;
  condition.path_prefix = "/";
  condition.methods = {"POST", "PUT"};
  condition.headers = {{.name = "X-Role", .exact = "admin"}};

  EXPECT_TRUE(fits(condition, {"PUT", "/", {{"x-role", "admin"}}}));
  EXPECT_FALSE(fits(condition, {"GET", "/", {{"x-role", "admin"}}}));
  EXPECT_FALSE(fits(condition, {"PUT", "/", {{"x-role", "guest"}}}));
  EXPECT_FALSE(fits(condition, {"PUT", "/", {}}));
  EXPECT_EQ(text(condition), "path prefix /, method POST|PUT, header X-Role = admin");
}

TEST(HttpCondition, FindsAParameterAnywhereInTheQuery) {
  HttpCondition condition;
  condition.query = {{.name = "debug", .exact = "1"}};

  EXPECT_TRUE(fits(condition, get("/?a=2&debug=1")));
  EXPECT_TRUE(fits(condition, get("/?debug=1&a=2")));
  EXPECT_FALSE(fits(condition, get("/?nodebug=1")));
  EXPECT_FALSE(fits(condition, get("/debug=1")));
}

TEST(HttpCondition, AnInvertedHeaderFitsWhereItIsNotThere) {
  HttpCondition condition;
  condition.headers = {{.name = "x-old", .present = true, .invert = true}};

  EXPECT_TRUE(fits(condition, get("/")));
  EXPECT_FALSE(fits(condition, {"GET", "/", {{"x-old", ""}}}));
}

TEST(HttpCondition, AnExpressionThatCannotBeReadFitsNothing) {
  HttpCondition condition;
  condition.path_regex = "(";

  EXPECT_FALSE(fits(condition, get("/(")));
}

TEST(HttpRequest, GoesOnWithWhatReplacesThePartThatFits) {
  HttpCondition prefix;
  prefix.path_prefix = "/v1/";
  HttpCondition exact;
  exact.path_exact = "/health";

  EXPECT_EQ(rewritten(get("/v1/users?all=1"), prefix, "/").path, "/users?all=1");
  EXPECT_EQ(rewritten(get("/health?deep=1"), exact, "/status").path, "/status?deep=1");
  EXPECT_EQ(rewritten(get("/v1/users"), prefix, "").path, "/v1/users");
}

TEST(ConditionFaults, AreInConsulsWords) {
  HttpCondition condition;
  condition.path_exact = "a";
  condition.path_prefix = "/b";
  condition.query = {{.name = "q"}};

  EXPECT_THAT(
      condition_faults(condition, "Route[0]"),
      ElementsAre("Route[0] should only contain at most one of PathExact, PathPrefix, or PathRegex",
                  "Route[0].PathExact doesn't start with '/': \"a\"",
                  "Route[0].QueryParam[0] should only contain one of Present, Exact, or Regex"));
}

TEST(ConditionFaults, AreNoneForAGoodCondition) {
  HttpCondition condition;
  condition.path_prefix = "/";
  condition.methods = {"GET"};

  EXPECT_THAT(condition_faults(condition, "Route[0]"), IsEmpty());
}

}  // namespace
}  // namespace isthmus::mesh
