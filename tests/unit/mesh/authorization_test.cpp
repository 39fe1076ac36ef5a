#include "sim/mesh/authorization.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace isthmus::mesh {
namespace {

constexpr auto allow = IntentionAction::allow;
constexpr auto deny = IntentionAction::deny;

ServiceName service(const std::string& name) { return {"default", "default", name}; }

Intention intention(const std::string& from, const std::string& to, IntentionAction action) {
  Intention one;
  one.source.service = service(from);
  one.destination = service(to);
  one.action = action;
  return one;
}

Intention only_gets(const std::string& from, const std::string& to) {
  Intention one;
  one.source.service = service(from);
  one.destination = service(to);
  HttpCondition gets;
  gets.methods = {"GET"};
  one.permissions = {{allow, gets}};
  return one;
}

bool tcp(const std::vector<Intention>& intentions, const std::string& from, IntentionAction rest) {
  return authorize(intentions, service("api"), {service(from), {}}, Listener::tcp, {}, rest)
      .allowed;
}

TEST(Authorization, TheExactIntentionOutranksTheWildcard) {
  const std::vector<Intention> intentions{intention("*", "api", deny),
                                          intention("web", "api", allow)};

  EXPECT_TRUE(tcp(intentions, "web", deny));
  EXPECT_FALSE(tcp(intentions, "other", allow));
}

TEST(Authorization, WhereNoIntentionSpeaksTheDefaultDecides) {
  EXPECT_TRUE(tcp({}, "web", allow));
  EXPECT_FALSE(tcp({}, "web", deny));
}

TEST(Authorization, TheAnswerNamesTheIntentionThatGaveIt) {
  const std::vector<Intention> intentions{intention("web", "api", allow)};

  const Authorization answer =
      authorize(intentions, service("api"), {service("web"), {}}, Listener::tcp, {}, deny);

  EXPECT_EQ(answer.decided_by, &intentions.front());
}

TEST(Authorization, PermissionsDenyOnAConnectionLevelListener) {
  EXPECT_FALSE(tcp({only_gets("web", "api")}, "web", allow));
}

TEST(Authorization, ARequestThatNoPermissionCoversGoesToTheDefault) {
  const std::vector<Intention> intentions{only_gets("web", "api"), intention("*", "api", allow)};
  const HttpRequest post{"POST", "/", {}};

  const Authorization answer =
      authorize(intentions, service("api"), {service("web"), {}}, Listener::http, post, deny);

  EXPECT_FALSE(answer.allowed) << "the wildcard below is not asked";
}

TEST(Authorization, ACallerOfAPeerIsNotTheLocalOneOfThatName) {
  const std::vector<Intention> intentions{intention("web", "api", allow)};

  const Authorization answer =
      authorize(intentions, service("api"), {service("web"), "cloud"}, Listener::tcp, {}, deny);

  EXPECT_FALSE(answer.allowed);
}

TEST(Authorization, AnExpressionThatCannotBeReadFitsNothing) {
  Intention one = only_gets("web", "api");
  one.permissions.front().http->methods.clear();
  one.permissions.front().http->path_regex = "(";
  const HttpRequest get{"GET", "/", {}};

  EXPECT_FALSE(
      authorize(std::vector{one}, service("api"), {service("web"), {}}, Listener::http, get, deny)
          .allowed);
}

TEST(Intentions, TwoSourcesOfOneNameAreRefused) {
  const std::vector<Intention> sources{intention("web", "api", allow),
                                       intention("web", "api", deny)};

  const std::vector<std::string> faults = intention_faults("api", sources);

  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0], "Sources[1] defines \"web\" more than once");
}

}  // namespace
}  // namespace isthmus::mesh
