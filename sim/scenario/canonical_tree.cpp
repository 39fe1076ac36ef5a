#include "sim/scenario/canonical_tree.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

#include "sim/base/suggest.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/shape.hpp"

namespace isthmus::scenario {
namespace {

bool says_nothing(const Node& node) {
  if (node.is_null()) return true;
  if (node.is_scalar()) return node.text.empty();
  return node.is_mapping() && node.members.empty();
}

/// A number as JSON writes it: nothing like 007 or 1.18.2.
bool is_number(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  const bool padded = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() && !padded &&
         text.find_first_not_of("0123456789.-eE+") == std::string_view::npos;
}

/// `text` as the number, truth or text that the key holds, however it was quoted.
Node canonical_scalar(const Node& written, ValueKind kind) {
  Node scalar = written;
  scalar.form = ScalarForm::string;
  if (kind == ValueKind::number && is_number(written.text)) scalar.form = ScalarForm::number;
  if (kind == ValueKind::flag && (written.text == "true" || written.text == "false")) {
    scalar.form = ScalarForm::boolean;
  }
  return scalar;
}

class Canonical {
 public:
  Canonical(Dialect dialect, ImportLog& log) : dialect_{dialect}, log_{log} {}

  Node object(const ConsulKeys& keys, const Node& written,
              const std::vector<std::string_view>& ignored) {
    std::vector<const Member*> chosen(keys.count, nullptr);
    for (const Member& member : written.members) {
      const std::size_t i = index_of(keys, member);
      if (i < keys.count) {
        chosen[i] = better(chosen[i], member);
      } else if (!is_ignored(member.key, ignored)) {
        complain_unknown(keys, member);
      }
    }
    Node made = mapping_at(written.at);
    for (std::size_t i = 0; i < keys.count; ++i) {
      if (chosen[i] == nullptr || chosen[i]->value.is_null()) continue;
      const ConsulKey& key = keys.first[i];
      Node value = value_of(key, *chosen[i]);
      if (says_nothing(value)) continue;
      made.members.push_back({std::string{key.name}, chosen[i]->key_at, std::move(value)});
    }
    return made;
  }

 private:
  static bool is_ignored(std::string_view key, const std::vector<std::string_view>& ignored) {
    return std::any_of(ignored.begin(), ignored.end(),
                       [&](std::string_view one) { return same_consul_key(one, key); });
  }

  std::size_t index_of(const ConsulKeys& keys, const Member& member) {
    for (std::size_t i = 0; i < keys.count; ++i) {
      const ConsulKey& key = keys.first[i];
      if (!key.older.empty() && same_consul_key(key.older, member.key)) {
        return older_name(key, member) ? i : keys.count;
      }
      if (!same_consul_key(key.name, member.key)) continue;
      if (dialect_ == Dialect::kubernetes) check_spelling(key, member);
      return i;
    }
    return keys.count;
  }

  /// Returns  whether the older name is read at all.
  bool older_name(const ConsulKey& key, const Member& member) {
    if (key.older == "service") return member.value.is_scalar();  // As the catalog's API has it.
    if (dialect_ == Dialect::kubernetes) {
      log_.refuse(member.key_at, "unknown field \"" + member.key + "\"");
    }
    log_.warning(member.key_at, "peer_name_alias",
                 quoted(member.key) + " is the older name of " + quoted(key.name),
                 "write " + quoted(key.name));
    return true;
  }

  void check_spelling(const ConsulKey& key, const Member& member) {
    const std::string right = kubernetes_spelling(key);
    if (member.key == right) return;
    const bool snake = member.key.find('_') != std::string::npos;
    log_.warning(member.key_at, snake ? "snake_case_in_crd" : "wrong_case_in_crd",
                 quoted(member.key) +
                     " is no key of this resource, so Kubernetes drops or refuses it; it is read "
                     "as " +
                     quoted(right),
                 "write " + right);
    log_.refuse(member.key_at, "unknown field \"spec." + member.key + "\"");
  }

  /// Of two spellings of one key Consul's own JSON decoding lets CamelCase win.
  const Member* better(const Member* before, const Member& now) {
    if (before == nullptr) return &now;
    log_.warning(now.key_at, "both_letter_cases",
                 quoted(before->key) + " and " + quoted(now.key) + " are the same key",
                 "keep one of them; Consul prefers CamelCase");
    return now.key.find('_') == std::string::npos && before->key.find('_') != std::string::npos
               ? &now
               : before;
  }

  void complain_unknown(const ConsulKeys& keys, const Member& member) {
    std::vector<std::string> known;
    for (const ConsulKey& key : keys) {
      if (dialect_ == Dialect::kubernetes) {
        known.push_back(kubernetes_spelling(key));
      } else {
        const bool camel =
            !member.key.empty() && member.key.front() >= 'A' && member.key.front() <= 'Z';
        known.push_back(camel ? camel_case(key.name) : std::string{key.name});
      }
    }
    log_.warning(member.key_at, "unknown_key",
                 quoted(member.key) + " is not a key of Consul at this place; it is left out",
                 suggestion(member.key, known));
    log_.refuse(member.key_at, dialect_ == Dialect::kubernetes
                                   ? "unknown field \"spec." + member.key + "\""
                                   : "invalid config key \"" + member.key + "\"");
  }

  Node value_of(const ConsulKey& key, const Member& member) {
    const Node& written = member.value;
    switch (key.kind) {
      case ValueKind::opaque:
        return settled(written);
      case ValueKind::object:
        return object_in(key, written);
      case ValueKind::objects:
        return objects_in(key, written);
      case ValueKind::named_objects:
        return named_objects_in(key, written);
      case ValueKind::texts:
        return texts_in(written);
      case ValueKind::text:
      case ValueKind::number:
      case ValueKind::flag:
      case ValueKind::duration:
        break;
    }
    if (written.is_scalar()) return canonical_scalar(written, key.kind);
    wrong_type(written, "a single value");
    return {};
  }

  Node object_in(const ConsulKey& key, const Node& written) {
    if (written.is_mapping()) return object(key.inside, written, {});
    if (written.is_sequence() && written.items.empty()) return {};
    if (written.is_sequence() && written.items.size() == 1 && written.items.front().is_mapping()) {
      note_list(written);
      return object(key.inside, written.items.front(), {});
    }
    wrong_type(written, "one object");
    return {};
  }

  Node objects_in(const ConsulKey& key, const Node& written) {
    Node list = sequence_at(written.at);
    if (written.is_mapping()) {
      list.items.push_back(object(key.inside, written, {}));
    } else if (written.is_sequence()) {
      for (const Node& item : written.items) {
        if (item.is_mapping()) {
          list.items.push_back(object(key.inside, item, {}));
        } else {
          wrong_type(item, "an object");
        }
      }
    } else {
      wrong_type(written, "a list of objects");
    }
    return list;
  }

  Node named_objects_in(const ConsulKey& key, const Node& written) {
    if (written.is_sequence() && written.items.size() == 1 && written.items.front().is_mapping()) {
      note_list(written);
      return named_objects_in(key, written.items.front());
    }
    if (!written.is_mapping()) {
      wrong_type(written, "a mapping from names");
      return {};
    }
    Node made = mapping_at(written.at);
    for (const Member& one : written.members) {
      Node value = mapping_at(one.value.at);
      if (!one.value.is_null()) value = object_in(key, one.value);
      if (value.is_null()) value = mapping_at(one.value.at);
      made.members.push_back({one.key, one.key_at, std::move(value)});
    }
    return made;
  }

  Node texts_in(const Node& written) {
    Node list = sequence_at(written.at);
    if (written.is_scalar()) list.items.push_back(canonical_scalar(written, ValueKind::text));
    for (const Node& item : written.items) {
      if (item.is_scalar()) {
        list.items.push_back(canonical_scalar(item, ValueKind::text));
      } else {
        wrong_type(item, "a text");
      }
    }
    return list;
  }

  void wrong_type(const Node& written, std::string_view wanted) {
    log_.error(written.at, "wrong-type",
               "expected " + std::string{wanted} + ", not " + described(written));
    log_.refuse(written.at, "expected " + std::string{wanted});
  }

  void note_list(const Node& list) {
    const bool noted =
        std::any_of(log_.diagnostics.begin(), log_.diagnostics.end(), [&](const Diagnostic& one) {
          return one.code == "list_for_object" && one.at.source == list.at.source;
        });
    if (noted) return;
    log_.warning(list.at, "list_for_object",
                 "a list with one item stands where an object belongs; it is read as that object, "
                 "here and below",
                 "leave out the list");
    if (dialect_ == Dialect::kubernetes) log_.refuse(list.at, "must be of type object: \"array\"");
  }

  Dialect dialect_;
  ImportLog& log_;
};

}  // namespace

Node settled(const Node& written) {
  Node node = written;
  if (node.is_scalar() && node.form == ScalarForm::plain) {
    const bool truth = node.text == "true" || node.text == "false";
    node.form = is_number(node.text) ? ScalarForm::number
                : truth              ? ScalarForm::boolean
                                     : ScalarForm::string;
  }
  node.origin = Origin::value;
  for (Node& item : node.items) item = settled(item);
  for (Member& member : node.members) member.value = settled(member.value);
  return node;
}

Node canonical(const ConsulKeys& keys, const Node& written, Dialect dialect, ImportLog& log,
               const std::vector<std::string_view>& ignored) {
  return Canonical{dialect, log}.object(keys, written, ignored);
}

void put_in_order(Node& object, const ConsulKeys& keys) {
  const auto rank = [&](const Member& member) {
    const auto* const at = std::find_if(
        keys.begin(), keys.end(), [&](const ConsulKey& key) { return key.name == member.key; });
    return at == keys.end() ? std::ptrdiff_t{-1} : at - keys.begin();
  };
  std::stable_sort(object.members.begin(), object.members.end(),
                   [&](const Member& a, const Member& b) { return rank(a) < rank(b); });
}

const Member* consul_member(const Node& mapping, std::string_view key) {
  const auto at =
      std::find_if(mapping.members.begin(), mapping.members.end(),
                   [&](const Member& member) { return same_consul_key(member.key, key); });
  return at == mapping.members.end() ? nullptr : &*at;
}

std::string text_at(const Node& object, std::string_view key) {
  const Node* found = object.find(key);
  return found != nullptr && found->is_scalar() ? found->text : "";
}

std::string text_at(const Node& object, std::string_view key, std::string_view inner) {
  const Node* found = object.find(key);
  return found == nullptr ? "" : text_at(*found, inner);
}

const std::vector<Node>& items_at(const Node& object, std::string_view key) {
  static const std::vector<Node> none;
  const Node* found = object.find(key);
  return found == nullptr ? none : found->items;
}

SourceSpan place_of(const Node& object, std::string_view key) {
  const Node* found = object.find(key);
  return found == nullptr ? object.at : found->at;
}

void put(Node& object, std::string_view key, Node value) {
  object.kind = Node::Kind::mapping;
  for (Member& member : object.members) {
    if (member.key != key) continue;
    member.value = std::move(value);
    return;
  }
  const SourceSpan at = value.at;
  object.members.push_back({std::string{key}, at, std::move(value)});
}

void put_text(Node& object, std::string_view key, std::string text) {
  put(object, key, scalar_at(object.at, ScalarForm::string, std::move(text)));
}

void take_out(Node& object, std::string_view key) {
  const auto is_it = [&](const Member& member) { return member.key == key; };
  object.members.erase(std::remove_if(object.members.begin(), object.members.end(), is_it),
                       object.members.end());
}

}  // namespace isthmus::scenario
