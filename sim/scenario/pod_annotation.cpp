#include "sim/scenario/pod_annotation.hpp"

#include <charconv>
#include <utility>
#include <vector>

#include "sim/base/utf8.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/labels.hpp"
#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// `text` in at most `most` parts; the last one keeps the separators that are left.
std::vector<std::string_view> split(std::string_view text, std::string_view separators,
                                    std::size_t most) {
  std::vector<std::string_view> parts;
  while (parts.size() + 1 < most) {
    const std::size_t at = text.find_first_of(separators);
    if (at == std::string_view::npos) break;
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  parts.push_back(text);
  return parts;
}

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() && port >= 1 &&
         port <= 65'535;
}

/// One upstream while it is being taken apart.
class Upstream {
 public:
  Upstream(std::string_view text, NameParts parts, SourceSpan at)
      : text_{trimmed(text)}, parts_{parts}, made_{mapping_at(at)} {}

  std::variant<Node, std::string> read() && {
    const auto pieces = split(text_, ":", 3);
    if (pieces.size() < 2) return incorrect();
    const std::string_view first = trimmed(pieces[0]);
    if (first == "prepared_query") {
      read_query(pieces);
    } else {
      const auto labels = mesh::labels_of(first);
      labelled_ = labels.size() >= 2 && trimmed(labels[1]) == "svc";
      labelled_ ? read_labelled(labels) : read_unlabelled(first);
      read_port(pieces[1]);
      if (pieces.size() == 3) read_rest(trimmed(pieces[2]));
    }
    if (fault_.empty()) return std::move(made_);
    return std::move(fault_);
  }

 private:
  std::string incorrect() const { return "upstream structured incorrectly: " + std::string{text_}; }

  void refuse(std::string words) {
    if (fault_.empty()) fault_ = std::move(words);
  }

  void set(std::string_view key, std::string_view value) {
    if (!value.empty()) put_text(made_, key, std::string{value});
  }

  void read_port(std::string_view text) {
    const std::string_view port = trimmed(text);
    if (!is_port(port)) {
      refuse("invalid upstream local bind port \"" + std::string{port} + "\"");
    }
    put(made_, "local_bind_port", scalar_at(made_.at, ScalarForm::number, std::string{port}));
  }

  void read_query(const std::vector<std::string_view>& pieces) {
    if (pieces.size() < 3 || trimmed(pieces[1]).empty()) return refuse(incorrect());
    set("destination_type", "prepared_query");
    set("destination_name", trimmed(pieces[1]));
    read_port(pieces[2]);
  }

  void read_unlabelled(std::string_view name) {
    const bool divided = parts_.namespaces || parts_.partitions;
    const auto pieces = split(name, divided ? "." : "", 3);
    set("destination_name", trimmed(pieces[0]));
    if (pieces.size() > 1) set("destination_namespace", trimmed(pieces[1]));
    if (pieces.size() > 2) set("destination_partition", trimmed(pieces[2]));
    if (trimmed(pieces[0]).empty()) refuse(incorrect());
  }

  void read_labelled(const std::vector<std::string_view>& labels) {
    const bool divided = parts_.namespaces || parts_.partitions;
    const std::size_t most = divided ? 6 : 4;
    if (labels.size() > most || labels.size() % 2 != 0) return refuse(incorrect());
    set("destination_name", trimmed(labels[0]));
    for (std::size_t i = 2; i < labels.size(); i += 2) {
      const std::string_view value = trimmed(labels[i]);
      const std::string_view label = trimmed(labels[i + 1]);
      if (i == 2 && divided) {
        if (label != "ns") return refuse(incorrect());
        set("destination_namespace", value);
      } else if (label == "peer") {
        set("destination_peer", value);
      } else if (label == "ap" && divided) {
        set("destination_partition", value);
      } else if (label == "dc") {
        set("datacenter", value);
      } else {
        return refuse(incorrect());
      }
    }
  }

  /// A datacenter, or options.
  void read_rest(std::string_view rest) {
    if (rest.find('=') != std::string_view::npos) return read_options(rest);
    if (labelled_) return refuse(incorrect());
    set("datacenter", rest);
  }

  void read_options(std::string_view options) {
    for (const std::string_view option : split(options, "&;", options.size() + 1)) {
      const auto pair = split(option, "=", 2);
      const std::string_view name = trimmed(pair[0]);
      const std::string_view value = pair.size() == 2 ? trimmed(pair[1]) : std::string_view{};
      if (name == "mesh_gateway_mode") {
        if (!mesh::is_mode_setting(value)) {
          return refuse("invalid upstream mesh gateway mode \"" + std::string{value} + "\"");
        }
        Node mode = mapping_at(made_.at);
        put_text(mode, "mode", std::string{value});
        put(made_, "mesh_gateway", std::move(mode));
      } else if (name == "destination_port" || name == "local_bind_address") {
        set(name, value);
      } else if (name == "dc") {
        set("datacenter", value);
      } else {
        return refuse("invalid upstream option \"" + std::string{name} + "\"");
      }
    }
  }

  std::string_view text_;
  NameParts parts_;
  Node made_;
  bool labelled_ = false;
  std::string fault_{};
};

/// The place `offset` bytes into a text that begins at `at`.
SourceSpan place_in(std::string_view text, std::size_t offset, std::size_t length, SourceSpan at) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0.
  const auto columns = static_cast<std::uint32_t>(utf8_length(before.substr(line_begin)));
  for (const char c : before) {
    if (c == '\n') ++at.line;
  }
  at.column = line_begin == 0 ? at.column + columns : columns + 1;
  at.length = static_cast<std::uint32_t>(utf8_length(text.substr(offset, length)));
  return at;
}

}  // namespace

std::variant<Node, std::string> annotated_upstream(std::string_view text, NameParts parts,
                                                   SourceSpan at) {
  return Upstream{text, parts, at}.read();
}

Node annotated_upstreams(std::string_view text, NameParts parts, SourceSpan at, ImportLog& log) {
  Node list = sequence_at(at);
  if (trimmed(text).empty()) return list;
  for (const std::string_view piece : split(text, ",", text.size() + 1)) {
    const std::string_view one = trimmed(piece);
    const std::string_view shown = one.empty() ? piece : one;
    const auto offset = static_cast<std::size_t>(shown.data() - text.data());
    const SourceSpan place = place_in(text, offset, shown.size(), at);
    auto read = annotated_upstream(one, parts, place);
    if (Node* upstream = std::get_if<Node>(&read)) {
      list.items.push_back(canonical(upstream_keys(), *upstream, Dialect::consul, log));
      continue;
    }
    const std::string& words = std::get<std::string>(read);
    log.error(place, "invalid_upstream", words,
              "write service.svc.namespace.ns.partition.ap:port, or service:port");
    log.refuse(place, words);
  }
  return list;
}

}  // namespace isthmus::scenario
