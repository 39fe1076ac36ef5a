#include "sim/wire/dissector.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "sim/wire/digest.hpp"
#include "sim/wire/record_reader.hpp"
#include "sim/wire/sni_answer.hpp"

namespace isthmus::wire {
namespace {

std::string with_name(std::uint16_t code, std::string_view name) {
  std::string text = hex_code(code);
  if (!name.empty()) text.append(" ").append(name);
  return text;
}

}  // namespace

std::string hex_code(std::uint16_t code) {
  const std::byte bytes[] = {static_cast<std::byte>(code >> 8),
                             static_cast<std::byte>(code & 0xff)};
  return "0x" + hex(bytes);
}

bool Dissector::peek16(std::uint16_t& value) const {
  if (left() < 2) return false;
  value = static_cast<std::uint16_t>(big_endian16(&message_.bytes[at_]));
  return true;
}

bool Dissector::number(std::string name, std::size_t width, std::uint64_t* value) {
  if (left() < width) return false;
  const std::size_t start = at_;
  const std::uint64_t n = take_number(width);
  note(start, at_, std::move(name), std::to_string(n));
  if (value != nullptr) *value = n;
  return true;
}

bool Dissector::code(std::string name, std::uint16_t& value, NameOf name_of) {
  if (!peek16(value)) return false;
  at_ += 2;
  note(at_ - 2, at_, std::move(name), with_name(value, name_of(value)));
  return true;
}

bool Dissector::opaque(std::string name, std::size_t size) {
  constexpr std::size_t shown_max = 48;
  if (left() < size) return false;
  const std::span bytes{message_.bytes};
  std::string value = hex(bytes.subspan(at_, std::min(size, shown_max)));
  if (size > shown_max) value += "...";
  at_ += size;
  note(at_ - size, at_, std::move(name), std::move(value));
  return true;
}

bool Dissector::prefixed_opaque(std::string name, std::size_t width, std::string* value) {
  std::size_t size = 0;
  if (!prefix_fits(width, size)) return false;
  if (value != nullptr) *value = bytes_as_text(size);
  return opaque(std::move(name), size);
}

bool Dissector::prefixed_text(std::string name, std::size_t width, std::string* value) {
  std::size_t size = 0;
  if (!prefix_fits(width, size)) return false;
  const std::string text = bytes_as_text(size);
  at_ += size;
  note(at_ - size, at_, std::move(name), printable(text));
  if (value != nullptr) *value = text;
  return true;
}

bool Dissector::codes(std::string name, std::size_t width, std::vector<std::uint16_t>& values,
                      NameOf name_of) {
  return group(std::move(name), width, [&] {
    while (left() != 0) {
      std::uint16_t value = 0;
      if (!code("", value, name_of)) return false;
      values.push_back(value);
    }
    return true;
  });
}

bool Dissector::prefix_fits(std::size_t width, std::size_t& size) {
  if (left() < width) return false;
  size = static_cast<std::size_t>(take_number(width));
  return size <= left();
}

std::uint64_t Dissector::take_number(std::size_t width) {
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < width; ++i) n = n << 8 | byte_at(&message_.bytes[at_++]);
  return n;
}

std::string Dissector::bytes_as_text(std::size_t size) const {
  const auto* first = reinterpret_cast<const char*>(message_.bytes.data()) + at_;
  return {first, size};
}

void Dissector::note(std::size_t begin, std::size_t end, std::string name, std::string value) {
  const auto place_after = [&](std::size_t at) { return message_.places[at - 1] + 1; };
  const bool is_empty = begin == end;
  const std::uint32_t last = place_after(end);
  fields_.push_back({is_empty ? last : message_.places[begin], last,
                     static_cast<std::uint32_t>(end - begin), depth_, std::move(name),
                     std::move(value)});
}

}  // namespace isthmus::wire
