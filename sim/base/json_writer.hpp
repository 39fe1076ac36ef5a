// Writes JSON as a stream: stable key order (the caller's), shortest round-trip numbers, UTF-8.
// Bytes that are not UTF-8 leave as U+FFFD; a key outside an object, or a second value after one
// key, is a programming error. No line end follows the document.
//
//   JsonWriter json{out};
//   json.object([&] {
//     json.field("schema", "isthmus.run/1");
//     json.key("pairs").array([&] { for (...) json.object([&] { ... }); });
//   });
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string_view>
#include <vector>

namespace isthmus {

class JsonWriter {
 public:
  enum class Style { indented, compact };

  explicit JsonWriter(std::ostream& out, Style style = Style::indented);

  template <std::invocable Body>
  void object(Body body) {
    open('{');
    body();
    close('}');
  }
  template <std::invocable Body>
  void array(Body body) {
    open('[');
    body();
    close(']');
  }

  JsonWriter& key(std::string_view name);

  void value(std::string_view text);
  void value(const char* text) { value(std::string_view{text}); }
  void value(bool truth);
  void value(double number);  ///< Errors   NaN or infinity is a programming error.
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) void value(Number number) {
    if constexpr (std::unsigned_integral<Number>) {
      natural(number);
    } else {
      integer(number);
    }
  }
  template <class T>
  void value(const std::optional<T>& maybe) {
    if (maybe) {
      value(*maybe);
    } else {
      null();
    }
  }
  void null();

  template <class T>
  void field(std::string_view name, const T& of) {
    key(name).value(of);
  }

 private:
  void open(char bracket);
  void close(char bracket);
  void before_value();
  void integer(std::int64_t number);
  void natural(std::uint64_t number);
  void new_line();

  struct Level {
    char kind;  // The bracket that opened it.
    bool has_items;
  };
  std::ostream& out_;
  Style style_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace isthmus
