// A tree on one line, for tests to compare: {key: "string", other: [plain, 1, null]}.
#pragma once

#include <string>
#include <utility>

#include "sim/base/source.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// The tree without its places; quoted scalars in quotes, all others bare.
inline std::string node_text(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::scalar:
      return node.is_quoted() ? '"' + node.text + '"' : node.text;
    case Node::Kind::sequence:
      for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + node_text(item);
      return "[" + text + "]";
    case Node::Kind::mapping:
      for (const Member& member : node.members) {
        text += (text.empty() ? "" : ", ") + member.key + ": " + node_text(member.value);
      }
      return "{" + text + "}";
  }
  return text;
}

/// `line:column+length`, as compactly as a test can say it.
inline std::string place_text(const SourceSpan& at) {
  return std::to_string(at.line) + ":" + std::to_string(at.column) + "+" +
         std::to_string(at.length);
}

/// Each complaint as `code@line:column`, parted by blanks; warnings with a question mark behind.
inline std::string codes_text(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += (text.empty() ? "" : " ") + diagnostic.code + "@" + std::to_string(diagnostic.at.line) +
            ":" + std::to_string(diagnostic.at.column);
    if (diagnostic.severity == Severity::warning) text += "?";
  }
  return text;
}

/// What `reader` (read_hcl, read_json, read_yaml, read_yaml_documents) makes of a text.
template <class Reader>
auto read_text(Reader reader, std::string text) {
  Sources sources;
  const SourceId id = sources.add("text", std::move(text));
  return reader(id, sources);
}

}  // namespace isthmus::scenario
