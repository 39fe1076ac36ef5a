#include "sim/scenario/build_entry.hpp"

namespace isthmus::scenario {

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
