// What a value may look like and which keys a mapping has: the part of the field tables that the
// schema, the reference and completion read. The part that decodes is in field.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus::scenario {

struct TableInfo;

/// The form of one value.
struct Shape {
  enum class Kind {
    text,     ///< Any text, or one that `pattern` describes.
    boolean,  ///< true or false.
    natural,  ///< A whole number from `low` to `high`.
    choice,   ///< One of `choices`.
    mapping,  ///< Keys of `table`.
    list,     ///< Items: mappings of `table`, or else scalars of the form `items`.
    named,    ///< Names of the user's choice, each with a mapping of `table`.
  };
  Kind kind = Kind::text;
  std::string wanted{};   ///< For messages and the reference: "a time such as 5ms".
  std::string pattern{};  ///< For the schema: a regular expression, ECMA 262.
  std::vector<std::string> choices{};
  std::uint64_t low = 0;
  std::uint64_t high = UINT64_MAX;
  std::vector<Shape> items{};                               ///< Of a list of scalars: exactly one.
  std::vector<std::function<const TableInfo&()>> tables{};  ///< One, or alternatives of a mapping.
  std::vector<std::function<const TableInfo&()>> item_tables{};  ///< Of a text that may be a list.
};

enum class Need { optional, required };

/// How a mapping's keys are compared.
enum class Spelling {
  exact,   ///< A scenario's own sections: snake_case as it stands.
  consul,  ///< Consul's: letter case and underscores do not matter.
};

struct FieldInfo {
  std::string name{};  ///< snake_case.
  Shape shape{};
  Need need = Need::optional;
  std::string doc{};
  std::string otherwise{};             ///< What holds where it is left out; may be empty.
  std::vector<std::string> aliases{};  ///< Older names, still read (with a warning).
};

/// A key that Consul has and a scenario cannot mean.
struct UnsupportedKey {
  std::string name;
  std::string why;         ///< Continues "`name` ...".
  std::string harmless{};  ///< The one value that changes nothing, beside those that say nothing.
};

/// The keys of one kind of mapping.
struct TableInfo {
  std::string name{};  ///< "traffic", "service-defaults"
  Spelling spelling = Spelling::exact;
  std::string doc{};
  std::vector<FieldInfo> fields{};
  std::string scalar_field{};          ///< A bare scalar stands for this field; may be empty.
  std::vector<std::string> ignored{};  ///< Read by Consul without effect on what is simulated.
  std::vector<UnsupportedKey> unsupported{};
  std::vector<std::string> declaring{};  ///< Fields whose loss makes names unknown elsewhere.
  bool opaque = false;                   ///< Unknown keys belong to the proxy: a warning, no error.
};

/// `mesh_gateway` as Consul's other letter case: `MeshGateway`.
std::string camel_case(std::string_view snake_case);

/// True where Consul would take `a` and `b` for the same key.
bool same_consul_key(std::string_view a, std::string_view b);

/// Index of the field that `key` means in `table`, aliases included; the size if there is none.
std::size_t field_index(const TableInfo& table, std::string_view key);

/// Every key that may be written, in the letter case that `key` seems to use.
std::vector<std::string> key_suggestions(const TableInfo& table, std::string_view key);

}  // namespace isthmus::scenario
