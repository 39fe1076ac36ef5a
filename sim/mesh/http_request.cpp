#include "sim/mesh/http_request.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <set>

#include "sim/mesh/letter_case.hpp"

namespace isthmus::mesh {
namespace {

/// Whether the whole text fits; an expression that cannot be read fits nothing.
bool fits_expression(const std::string& text, const std::string& expression, bool any_case) {
  try {
    const auto flags =
        any_case ? std::regex::ECMAScript | std::regex::icase : std::regex::ECMAScript;
    return std::regex_match(text, std::regex{expression, flags});
  } catch (const std::regex_error&) {
    return false;
  }
}

bool fits_value(const HeaderCondition& header, const std::string& value) {
  if (header.exact) return value == *header.exact;
  if (header.prefix) return value.starts_with(*header.prefix);
  if (header.suffix) return value.ends_with(*header.suffix);
  if (header.contains) return value.find(*header.contains) != std::string::npos;
  if (header.regex) return fits_expression(value, *header.regex, false);
  return header.present;
}

bool fits_header(const HeaderCondition& header, const HttpRequest& request) {
  const auto at = request.headers.find(lower_text(header.name));
  const bool there = at != request.headers.end() && fits_value(header, at->second);
  return there != header.invert;
}

/// The value of a parameter of the query; nothing where it is not there.
std::optional<std::string> parameter(const std::string& path, const std::string& name) {
  std::size_t at = path.find('?');
  while (at != std::string::npos) {
    const std::size_t end = path.find('&', at + 1);
    const std::string one = path.substr(at + 1, end == std::string::npos ? end : end - at - 1);
    const std::size_t equals = one.find('=');
    if (one.substr(0, equals) == name) {
      return equals == std::string::npos ? std::string{} : one.substr(equals + 1);
    }
    at = end;
  }
  return std::nullopt;
}

bool fits_query(const QueryCondition& query, const HttpRequest& request) {
  const auto value = parameter(request.path, query.name);
  if (!value) return false;
  if (query.exact) return *value == *query.exact;
  if (query.regex) return fits_expression(*value, *query.regex, false);
  return query.present;
}

bool fits_path(const HttpCondition& condition, const HttpRequest& request) {
  const auto folded = [&](const std::string& text) {
    return condition.any_case ? lower_text(text) : text;
  };
  const std::string written = request.path.substr(0, request.path.find('?'));
  const std::string path = folded(written);
  if (condition.path_exact && path != folded(*condition.path_exact)) return false;
  if (condition.path_prefix && !path.starts_with(folded(*condition.path_prefix))) return false;
  return !condition.path_regex ||
         fits_expression(written, *condition.path_regex, condition.any_case);
}

using Faults = std::vector<std::string>;

void check_headers(const HttpCondition& condition, const std::string& place, Faults& faults) {
  for (std::size_t i = 0; i < condition.headers.size(); ++i) {
    const HeaderCondition& header = condition.headers[i];
    const std::string here = place + ".Header[" + std::to_string(i) + "]";
    if (header.name.empty()) faults.push_back(here + " missing required Name field");
    const int ways = (header.present ? 1 : 0) + (header.exact ? 1 : 0) + (header.prefix ? 1 : 0) +
                     (header.suffix ? 1 : 0) + (header.contains ? 1 : 0) + (header.regex ? 1 : 0);
    if (ways != 1) {
      faults.push_back(here +
                       " should only contain one of Present, Exact, Prefix, Suffix, or Regex");
    }
  }
}

void check_query(const HttpCondition& condition, const std::string& place, Faults& faults) {
  for (std::size_t i = 0; i < condition.query.size(); ++i) {
    const QueryCondition& query = condition.query[i];
    const std::string here = place + ".QueryParam[" + std::to_string(i) + "]";
    if (query.name.empty()) faults.push_back(here + " missing required Name field");
    const int ways = (query.present ? 1 : 0) + (query.exact ? 1 : 0) + (query.regex ? 1 : 0);
    if (ways != 1) faults.push_back(here + " should only contain one of Present, Exact, or Regex");
  }
}

void check_methods(const HttpCondition& condition, const std::string& place, Faults& faults) {
  // Source: RFC 9110 section 9.3, and PATCH of RFC 5789.
  static constexpr std::array<std::string_view, 9> known{
      "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE"};
  std::set<std::string> seen;
  for (const std::string& method : condition.methods) {
    if (std::find(known.begin(), known.end(), method) == known.end()) {
      faults.push_back(place + ".Methods contains an invalid method \"" + method + "\"");
    }
    if (!seen.insert(method).second) {
      faults.push_back(place + ".Methods contains \"" + method + "\" more than once");
    }
  }
}

void check_paths(const HttpCondition& condition, const std::string& place, Faults& faults) {
  const int ways = (condition.path_exact ? 1 : 0) + (condition.path_prefix ? 1 : 0) +
                   (condition.path_regex ? 1 : 0);
  if (ways > 1) {
    faults.push_back(place +
                     " should only contain at most one of PathExact, PathPrefix, or PathRegex");
  }
  const auto check_start = [&](const std::optional<std::string>& path, const std::string& field) {
    if (path && !path->starts_with('/')) {
      faults.push_back(place + "." + field + " doesn't start with '/': \"" + *path + "\"");
    }
  };
  check_start(condition.path_exact, "PathExact");
  check_start(condition.path_prefix, "PathPrefix");
}

std::string text_of(const HeaderCondition& header) {
  std::string how = " is present";
  if (header.exact) how = " = " + *header.exact;
  if (header.prefix) how = " begins with " + *header.prefix;
  if (header.suffix) how = " ends with " + *header.suffix;
  if (header.contains) how = " contains " + *header.contains;
  if (header.regex) how = " fits " + *header.regex;
  return (header.invert ? "not header " : "header ") + header.name + how;
}

std::string text_of(const QueryCondition& query) {
  std::string how = " is present";
  if (query.exact) how = " = " + *query.exact;
  if (query.regex) how = " fits " + *query.regex;
  return "parameter " + query.name + how;
}

}  // namespace

std::string text(const HttpRequest& request) {
  std::string text = request.method + " " + request.path;
  bool first = true;
  for (const auto& [name, value] : request.headers) {
    text += (first ? " with " : ", ") + name + ": " + value;
    first = false;
  }
  return text;
}

bool fits(const HttpCondition& condition, const HttpRequest& request) {
  const auto& methods = condition.methods;
  if (!fits_path(condition, request)) return false;
  if (!methods.empty() &&
      std::find(methods.begin(), methods.end(), request.method) == methods.end()) {
    return false;
  }
  return std::all_of(condition.headers.begin(), condition.headers.end(),
                     [&](const HeaderCondition& one) { return fits_header(one, request); }) &&
         std::all_of(condition.query.begin(), condition.query.end(),
                     [&](const QueryCondition& one) { return fits_query(one, request); });
}

HttpRequest rewritten(const HttpRequest& request, const HttpCondition& condition,
                      const std::string& rewrite) {
  HttpRequest changed = request;
  if (rewrite.empty()) return changed;
  const std::string& part = condition.path_exact    ? *condition.path_exact
                            : condition.path_prefix ? *condition.path_prefix
                                                    : rewrite;
  if (condition.path_exact || condition.path_prefix) {
    changed.path = rewrite + (request.path.size() > part.size() ? request.path.substr(part.size())
                                                                : std::string{});
  }
  return changed;
}

std::string text(const HttpCondition& condition) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (condition.path_exact) add("path " + *condition.path_exact);
  if (condition.path_prefix) add("path prefix " + *condition.path_prefix);
  if (condition.path_regex) add("path fits " + *condition.path_regex);
  std::string methods;
  for (const std::string& one : condition.methods) methods += (methods.empty() ? "" : "|") + one;
  if (!methods.empty()) add("method " + methods);
  for (const HeaderCondition& one : condition.headers) add(text_of(one));
  for (const QueryCondition& one : condition.query) add(text_of(one));
  return text.empty() ? "all requests" : text;
}

std::vector<std::string> condition_faults(const HttpCondition& condition,
                                          const std::string& place) {
  Faults faults;
  check_paths(condition, place, faults);
  check_headers(condition, place, faults);
  check_query(condition, place, faults);
  check_methods(condition, place, faults);
  return faults;
}

}  // namespace isthmus::mesh
