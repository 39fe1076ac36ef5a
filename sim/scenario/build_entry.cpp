#include "sim/scenario/build_entry.hpp"

namespace isthmus::scenario {
namespace {

mesh::HeaderCondition header_of(const HeaderSection& written) {
  return {.name = named_or(written.name, ""),
          .present = written.present.value_or(false),
          .exact = written.exact.value,
          .prefix = written.prefix.value,
          .suffix = written.suffix.value,
          .contains = written.contains.value,
          .regex = written.regex.value,
          .invert = written.invert.value_or(false)};
}

mesh::QueryCondition query_of(const QuerySection& written) {
  return {.name = named_or(written.name, ""),
          .present = written.present.value_or(false),
          .exact = written.exact.value,
          .regex = written.regex.value};
}

}  // namespace

mesh::HttpCondition condition_of(const HttpSection& written) {
  mesh::HttpCondition http;
  http.path_exact = written.path_exact.value;
  http.path_prefix = written.path_prefix.value;
  http.path_regex = written.path_regex.value;
  http.any_case = written.case_insensitive.value_or(false);
  for (const auto& method : written.methods) http.methods.push_back(*method);
  for (const HeaderSection& header : written.headers) http.headers.push_back(header_of(header));
  for (const QuerySection& query : written.query) http.query.push_back(query_of(query));
  return http;
}

std::string named_or(const Written<std::string>& name, const std::string& otherwise) {
  return name && !name->empty() ? *name : otherwise;
}

std::string partition_of(Draft& draft, const Written<std::string>& written,
                         const std::string& file_partition) {
  const std::string name =
      named_or(written, file_partition.empty() ? mesh::default_name : file_partition);
  if (!draft.knows_partition(name)) complain_unknown_partition(draft, written.at, name);
  return name;
}

void warn_not_simulated(Draft& draft, SourceSpan at, const std::string& setting,
                        const std::string& instead) {
  draft.warning(at, "not-simulated",
                setting + " is shown with the route, but not simulated: " + instead);
}

bool Firsts::is_first(Draft& draft, const std::string& what, SourceSpan at) {
  const auto [first, is_new] = seen_.emplace(what, at);
  if (is_new) return true;
  draft.error(at, "duplicate-entry",
              what + " is already written on line " + std::to_string(first->second.line) +
                  (first->second.source == at.source ? "" : " of another file"),
              "keep one of them: Consul would let the later replace the earlier");
  return false;
}

}  // namespace isthmus::scenario
