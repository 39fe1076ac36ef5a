#include "reports/patch_text.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <sstream>
#include <utility>
#include <vector>

#include "reports/document_writers.hpp"
#include "reports/hcl.hpp"
#include "reports/name_text.hpp"
#include "reports/node_value.hpp"
#include "sim/base/expects.hpp"

namespace isthmus::reports {
namespace {

/// An HCL block is told by its key; of a part of a file nothing else would.
std::string hcl_of(const Value& value, const session::Patch& patch) {
  if (patch.key.empty()) return hcl_text(value);
  std::istringstream body{hcl_text(value)};
  std::string text = patch.key + " {\n";
  for (std::string line; std::getline(body, line);) text += "  " + line + "\n";
  return text + "}\n";
}

std::string text_of(const session::Patch& patch, const scenario::Node& node) {
  const Value value = value_of(node);
  if (patch.form == session::Form::hcl) return hcl_of(value, patch);
  std::ostringstream out;
  if (patch.form == session::Form::json) {
    write_json(out, value);
  } else if (patch.is_item) {
    write_yaml(out, Value{Value::List{value}});
  } else if (patch.replaces.is_written() && !patch.key.empty()) {
    Value keyed = Value::object();
    keyed.set(patch.key, value);
    write_yaml(out, keyed);
  } else {
    write_yaml(out, value);
  }
  return out.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in{text};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// How many lines both begin with, and how many of the others both end with.
std::pair<std::size_t, std::size_t> common_ends(std::span<const std::string> before,
                                                std::span<const std::string> now) {
  const std::size_t shorter = std::min(before.size(), now.size());
  std::size_t front = 0;
  while (front < shorter && before[front] == now[front]) ++front;
  std::size_t back = 0;
  while (front + back < shorter && before[before.size() - 1 - back] == now[now.size() - 1 - back]) {
    ++back;
  }
  return {front, back};
}

/// Per line of `now`, whether `before` has it too, in the same order: a longest common subsequence.
///
/// Source  Hunt & McIlroy 1976; the plain table, for entries have few lines.
std::vector<bool> kept_lines(std::span<const std::string> before,
                             std::span<const std::string> now) {
  std::vector<std::vector<std::size_t>> common(before.size() + 1,
                                               std::vector<std::size_t>(now.size() + 1, 0));
  for (std::size_t i = before.size(); i-- > 0;) {
    for (std::size_t j = now.size(); j-- > 0;) {
      common[i][j] = before[i] == now[j] ? common[i + 1][j + 1] + 1
                                         : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::vector<bool> kept(now.size(), false);
  for (std::size_t i = 0, j = 0; i < before.size() && j < now.size();) {
    if (before[i] == now[j]) {
      kept[j] = true;
      ++i;
      ++j;
    } else if (common[i + 1][j] >= common[i][j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return kept;
}

/// Where more lines lie between the first and the last that differ, they are shown without marks:
/// the table above is quadratic.
constexpr std::size_t marked_lines_max = 2'000;

}  // namespace

std::string_view text(session::Form form) {
  switch (form) {
    case session::Form::scenario:
      return "scenario";
    case session::Form::hcl:
      return "hcl";
    case session::Form::json:
      return "json";
    case session::Form::yaml:
      return "yaml";
    case session::Form::resource:
      return "crd";
  }
  ISTHMUS_EXPECTS(false);
}

std::string patch_text(const session::Patch& patch) {
  std::string text = text_of(patch, patch.now);
  if (patch.before.is_null() || patch.form == session::Form::json) return text;
  const std::vector<std::string> before = lines_of(text_of(patch, patch.before));
  const std::vector<std::string> now = lines_of(text);
  const auto [front, back] = common_ends(before, now);
  const std::span changed = std::span{now}.subspan(front, now.size() - front - back);
  const std::span replaced = std::span{before}.subspan(front, before.size() - front - back);
  if (std::max(replaced.size(), changed.size()) > marked_lines_max) return text;
  const std::vector<bool> kept = kept_lines(replaced, changed);
  text.clear();
  for (std::size_t i = 0; i < now.size(); ++i) {
    const bool is_old = i < front || i >= front + changed.size() || kept[i - front];
    text += now[i] + (is_old ? "\n" : "  # new\n");
  }
  return text;
}

std::string heading_of(const session::Patch& patch, const Sources& sources) {
  if (patch.replaces.is_written()) {
    return "fix, in place of what begins at " + sources.place(patch.replaces) + ":";
  }
  switch (patch.form) {
    case session::Form::scenario:
      return "fix, to be merged into the scenario:";
    case session::Form::resource:
      return "fix, a resource to be applied:";
    default:
      return "fix, a config entry to be written:";
  }
}

Value patch_value(const session::Patch& patch, const Sources& sources) {
  Value value = Value::object();
  value.set("form", text(patch.form)).set("replaces", place_value(sources, patch.replaces));
  value.set("key", patch.key.empty() ? Value{} : Value{patch.key});
  value.set("text", patch_text(patch));
  return value;
}

}  // namespace isthmus::reports
