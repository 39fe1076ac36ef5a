// Reads fields off a message and notes each with its place. Private to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/wire/hello_dissection.hpp"
#include "sim/wire/placed_message.hpp"

namespace isthmus::wire {

/// "0x1301"
std::string hex_code(std::uint16_t code);

/// A cursor over a message and the fields found so far. Every reader returns false, and reads
/// nothing more, when its field does not fit into what is left of the innermost group.
class Dissector {
 public:
  using NameOf = std::string_view (*)(std::uint16_t);

  Dissector(const PlacedMessage& message, std::vector<HelloField>& fields)
      : message_{message}, fields_{fields}, end_{message.bytes.size()} {}

  std::size_t left() const { return end_ - at_; }

  bool peek16(std::uint16_t& value) const;

  /// A number of `width` bytes.
  bool number(std::string name, std::size_t width, std::uint64_t* value = nullptr);

  /// A code of two bytes with its name.
  bool code(std::string name, std::uint16_t& value, NameOf name_of);

  /// `size` bytes in hexadecimal; long ones are cut.
  bool opaque(std::string name, std::size_t size);

  /// Bytes behind their length; the field is the bytes alone.
  bool prefixed_opaque(std::string name, std::size_t width, std::string* value = nullptr);
  bool prefixed_text(std::string name, std::size_t width, std::string* value = nullptr);

  /// Two-byte codes behind the length of their list: a group with one field each.
  bool codes(std::string name, std::size_t width, std::vector<std::uint16_t>& values,
             NameOf name_of);

  /// What `body` reads, behind its length in `width` bytes. `body` must read all of it.
  template <class Body>
  bool group(std::string name, std::size_t width, Body body) {
    return group_behind(std::move(name), "", 0, width, body);
  }

  /// A group behind a two-byte type and a two-byte length: an extension.
  template <class Body>
  bool typed_group(std::string name, std::string value, Body body) {
    return group_behind(std::move(name), std::move(value), 2, 2, body);
  }

 private:
  template <class Body>
  bool group_behind(std::string name, std::string value, std::size_t type_bytes, std::size_t width,
                    Body body) {
    if (left() < type_bytes + width) return false;
    const std::size_t start = at_;
    at_ += type_bytes;
    const auto size = static_cast<std::size_t>(take_number(width));
    if (size > left()) return false;
    note(start, at_ + size, std::move(name), std::move(value));
    const std::size_t outer_end = end_;
    end_ = at_ + size;
    ++depth_;
    const bool fits = body() && left() == 0;
    --depth_;
    end_ = outer_end;
    return fits;
  }

  bool prefix_fits(std::size_t width, std::size_t& size);
  std::uint64_t take_number(std::size_t width);
  std::string bytes_as_text(std::size_t size) const;
  void note(std::size_t begin, std::size_t end, std::string name, std::string value);

  const PlacedMessage& message_;
  std::vector<HelloField>& fields_;
  std::size_t at_ = 0;
  std::size_t end_;
  int depth_ = 0;
};

}  // namespace isthmus::wire
