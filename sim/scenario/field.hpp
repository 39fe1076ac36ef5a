// A field table: the one place that says which keys a mapping has, what they mean and where they
// go. The decoder, the JSON Schema, the reference and completion are all driven by it.
//
//   const Table<TrafficSection>& traffic_table() {
//     using S = TrafficSection;
//     static const Table<S> table{
//         {.name = "traffic", .doc = "One stream of requests."},
//         {value("name", &S::name, "How reports call it."),
//          value("rate", &S::rate, "Requests per second.").required()}};
//     return table;
//   }
//
// What a value may look like follows from the member's type; see values.hpp.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/seldom.hpp"
#include "sim/base/written.hpp"
#include "sim/model/defaults.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/node.hpp"
#include "sim/scenario/shape.hpp"
#include "sim/scenario/values.hpp"

namespace isthmus::scenario {

/// One key of a mapping that becomes a `T`.
template <class T>
struct Field {
  FieldInfo info{};
  std::function<void(Decoder&, const Member&, T&)> read{};

  Field required() && {
    info.need = Need::required;
    return std::move(*this);
  }
  /// States in words what holds where the key is left out.
  Field otherwise(std::string text) && {
    info.otherwise = std::move(text);
    return std::move(*this);
  }
  /// What holds where the key is left out is one of the numbers of `isthmus params`.
  Field parameter(std::string_view name) && {
    info.otherwise = model::default_text(name);
    return std::move(*this);
  }
  Field alias(std::string older_name) && {
    info.aliases.push_back(std::move(older_name));
    return std::move(*this);
  }
};

/// The keys of a mapping that becomes a `T`.
template <class T>
struct Table : TableInfo {
  Table(TableInfo about, std::vector<Field<T>> keys) : TableInfo{std::move(about)} {
    for (Field<T>& key : keys) {
      fields.push_back(std::move(key.info));
      readers.push_back(std::move(key.read));
    }
  }
  std::vector<std::function<void(Decoder&, const Member&, T&)>> readers{};
};

template <class T>
using TableFunction = const Table<T>& (*)();

/// Reads `node` into `into`; every key is tried, however many are wrong.
template <class T>
void read_mapping(Decoder& decoder, const Table<T>& table, const Node& node, SourceSpan at,
                  T& into) {
  into.at = at;
  if (node.is_scalar() && !table.scalar_field.empty()) {
    const std::size_t i = field_index(table, table.scalar_field);
    return table.readers[i](decoder, Member{table.scalar_field, node.at, node}, into);
  }
  const Node* mapping = decoder.mapping_in(table, node);
  if (mapping == nullptr) return;
  for (const Matched& matched : decoder.matched_members(table, *mapping, at)) {
    table.readers[matched.field](decoder, *matched.member, into);
  }
}

/// A scalar whose form follows from `V`.
template <class T, class V>
Field<T> value(std::string name, Written<V> T::*member, std::string doc) {
  Field<T> field;
  field.info = {.name = std::move(name), .shape = shape_of(As<V>{}), .doc = std::move(doc)};
  field.read = [member](Decoder& decoder, const Member& written, T& into) {
    (into.*member).at = written.value.at;
    if (!decoder.is_given(written)) return;
    (into.*member).value = read_value(decoder, written.value, As<V>{});
  };
  return field;
}

/// A whole number between two bounds.
template <class T>
Field<T> natural(std::string name, Written<std::uint64_t> T::*member, std::uint64_t low,
                 std::uint64_t high, std::string doc) {
  Field<T> field = value(std::move(name), member, std::move(doc));
  field.info.shape.low = low;
  field.info.shape.high = high;
  field.read = [member, low, high](Decoder& decoder, const Member& written, T& into) {
    (into.*member).at = written.value.at;
    if (!decoder.is_given(written)) return;
    (into.*member).value = read_natural(decoder, written.value, low, high);
  };
  return field;
}

/// What there is to know about a key whose value is a mapping.
template <class S>
FieldInfo mapping_info(std::string name, TableFunction<S> table, std::string doc) {
  FieldInfo info{.name = std::move(name),
                 .shape = {.kind = Shape::Kind::mapping, .wanted = "a mapping"},
                 .doc = std::move(doc)};
  info.shape.tables.push_back([table]() -> const TableInfo& { return table(); });
  return info;
}

/// A mapping with keys of its own.
template <class T, class S>
Field<T> section(std::string name, S T::*member, TableFunction<S> table, std::string doc) {
  Field<T> field;
  field.info = mapping_info(std::move(name), table, std::move(doc));
  field.read = [member, table](Decoder& decoder, const Member& written, T& into) {
    read_mapping(decoder, table(), written.value, written.key_at, into.*member);
  };
  return field;
}

/// The same for one that is hardly ever written.
template <class T, class S>
Field<T> section(std::string name, Seldom<S> T::*member, TableFunction<S> table, std::string doc) {
  Field<T> field;
  field.info = mapping_info(std::move(name), table, std::move(doc));
  field.read = [member, table](Decoder& decoder, const Member& written, T& into) {
    read_mapping(decoder, table(), written.value, written.key_at, (into.*member).made());
  };
  return field;
}

/// A list of mappings.
template <class T, class S>
Field<T> list(std::string name, std::vector<S> T::*member, TableFunction<S> table,
              std::string doc) {
  Field<T> field;
  field.info = {.name = std::move(name),
                .shape = {.kind = Shape::Kind::list, .wanted = "a list of mappings"},
                .doc = std::move(doc)};
  field.info.shape.tables.push_back([table]() -> const TableInfo& { return table(); });
  field.read = [member, table](Decoder& decoder, const Member& written, T& into) {
    const std::vector<const Node*> items = decoder.items_of(written.value, table().spelling);
    if ((into.*member).empty()) (into.*member).reserve(items.size());
    for (const Node* item : items) {
      read_mapping(decoder, table(), *item, item->at, (into.*member).emplace_back());
    }
  };
  return field;
}

/// A list of scalars whose form follows from `V`.
template <class T, class V>
Field<T> values(std::string name, std::vector<Written<V>> T::*member, std::string doc) {
  Field<T> field;
  field.info = {.name = std::move(name),
                .shape = {.kind = Shape::Kind::list, .wanted = "a list"},
                .doc = std::move(doc)};
  field.info.shape.items.push_back(shape_of(As<V>{}));
  field.read = [member](Decoder& decoder, const Member& written, T& into) {
    for (const Node* item : decoder.items_of(written.value, Spelling::exact)) {
      if (auto read = read_value(decoder, *item, As<V>{})) {
        (into.*member).push_back({std::move(read), item->at});
      }
    }
  };
  return field;
}

/// A mapping from names of the user's choice to mappings.
template <class T, class S>
Field<T> named(std::string name, std::vector<Named<S>> T::*member, TableFunction<S> table,
               std::string doc) {
  Field<T> field;
  field.info = {.name = std::move(name),
                .shape = {.kind = Shape::Kind::named, .wanted = "a mapping of names"},
                .doc = std::move(doc)};
  field.info.shape.tables.push_back([table]() -> const TableInfo& { return table(); });
  field.read = [member, table](Decoder& decoder, const Member& written, T& into) {
    const Node* mapping = decoder.names_in(written.value);
    if (mapping == nullptr) return;
    (into.*member).reserve((into.*member).size() + mapping->members.size());
    for (const Member& one : mapping->members) {
      Named<S>& item = (into.*member).emplace_back();
      item.name = {one.key, one.key_at};
      read_mapping(decoder, table(), one.value, one.key_at, item.section);
    }
  };
  return field;
}

/// A key of a mapping as one of a mapping that has more keys.
template <class T, class Base>
Field<T> inherited(Field<Base> field) {
  Field<T> same;
  same.info = std::move(field.info);
  same.read = [read = std::move(field.read)](Decoder& decoder, const Member& written, T& into) {
    read(decoder, written, into);
  };
  return same;
}

/// A mapping from names of the user's choice to texts.
template <class T>
Field<T> named_texts(std::string name, std::vector<NamedText> T::*member, std::string doc) {
  Field<T> field;
  field.info = {.name = std::move(name),
                .shape = {.kind = Shape::Kind::named, .wanted = "a mapping of names to texts"},
                .doc = std::move(doc)};
  field.info.shape.items.push_back(shape_of(As<std::string>{}));
  field.read = [member](Decoder& decoder, const Member& written, T& into) {
    const Node* mapping = decoder.names_in(written.value);
    if (mapping == nullptr) return;
    for (const Member& one : mapping->members) {
      auto text = read_value(decoder, one.value, As<std::string>{});
      if (text) (into.*member).push_back({{one.key, one.key_at}, {std::move(text), one.value.at}});
    }
  };
  return field;
}

/// Remembers where a key stands, beside reading it: for lists whose absence and emptiness differ.
template <class T, class Mark>
Field<T> marked(Field<T> field, Written<Mark> T::*mark) {
  field.read = [read = std::move(field.read), mark](Decoder& decoder, const Member& written,
                                                    T& into) {
    (into.*mark) = {Mark{}, written.key_at};
    read(decoder, written, into);
  };
  return field;
}

}  // namespace isthmus::scenario
