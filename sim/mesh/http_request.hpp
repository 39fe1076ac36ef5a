// What can be said about a request, and conditions on it: permissions of intentions and rules of
// service-routers ask in the same words.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus::mesh {

/// One request, as far as a proxy tells requests apart. What nobody said is `GET /`.
struct HttpRequest {
  std::string method = "GET";
  std::string path = "/";                        ///< With its query, if it has one: "/a?debug=1".
  std::map<std::string, std::string> headers{};  ///< Names in lower case.

  friend bool operator==(const HttpRequest&, const HttpRequest&) = default;
};

/// "GET /", "POST /pay with x-canary: 1"
std::string text(const HttpRequest& request);

/// One condition on a header: exactly one way of comparing in valid input.
struct HeaderCondition {
  std::string name{};
  bool present = false;
  std::optional<std::string> exact{};
  std::optional<std::string> prefix{};
  std::optional<std::string> suffix{};
  std::optional<std::string> contains{};
  std::optional<std::string> regex{};
  bool invert = false;
};

/// One condition on a parameter of the query; only routers have them.
struct QueryCondition {
  std::string name{};
  bool present = false;
  std::optional<std::string> exact{};
  std::optional<std::string> regex{};
};

/// Which requests are meant; what is not said fits every request.
struct HttpCondition {
  std::optional<std::string> path_exact{};
  std::optional<std::string> path_prefix{};
  std::optional<std::string> path_regex{};
  std::vector<std::string> methods{};
  std::vector<HeaderCondition> headers{};
  std::vector<QueryCondition> query{};
  bool any_case = false;  ///< Paths are compared without regard to case.

  bool is_empty() const {
    return !path_exact && !path_prefix && !path_regex && methods.empty() && headers.empty() &&
           query.empty();
  }
};

/// Whether every condition holds. The path is compared without its query.
///
/// Source   Consul agent/xds/rbac.go, routes.go; an expression has to fit the whole text.
bool fits(const HttpCondition& condition, const HttpRequest& request);

/// The request as it goes on where a rule has `rewrite` instead of the part of the path that fits;
/// nothing changes where `rewrite` is empty or no path is asked for.
HttpRequest rewritten(const HttpRequest& request, const HttpCondition& condition,
                      const std::string& rewrite);

/// "path prefix /admin, method POST"; "all requests" for no condition.
std::string text(const HttpCondition& condition);

/// What the servers refuse in a condition, in their words. `place`: "Route[2]".
std::vector<std::string> condition_faults(const HttpCondition& condition, const std::string& place);

}  // namespace isthmus::mesh
