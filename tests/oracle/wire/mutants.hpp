// Structure-aware mutants of a hello: lengths that lie, types that change, names that grow, records
// that are cut, doubled, emptied or followed by something else. Deterministic from a seed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "sim/wire/derived_bytes.hpp"

namespace isthmus::oracle {

using ByteString = std::vector<std::byte>;

class Mutants {
 public:
  explicit Mutants(std::uint64_t seed) : derived_{seed} {}

  /// A mutant of `stream`, which starts with TLS records.
  ByteString of(std::span<const std::byte> stream) {
    ByteString message = payloads(stream);
    for (std::size_t times = 1 + derived_.below(2); times != 0; --times) change(message);
    ByteString out = recorded(message);
    if (derived_.below(4) == 0) change(out);
    if (derived_.below(8) == 0) out.resize(derived_.below(out.size() + 1));
    if (derived_.below(8) == 0) out.resize(out.size() + derived_.below(40), std::byte{0x17});
    return out;
  }

 private:
  static std::size_t number_at(std::span<const std::byte> b, std::size_t at) {
    return std::to_integer<std::size_t>(b[at]) * 256 + std::to_integer<std::size_t>(b[at + 1]);
  }
  static void put_number(std::span<std::byte> b, std::size_t at, std::size_t n) {
    b[at] = static_cast<std::byte>(n >> 8 & 0xff);
    b[at + 1] = static_cast<std::byte>(n & 0xff);
  }

  static ByteString payloads(std::span<const std::byte> stream) {
    ByteString message;
    std::size_t at = 0;
    while (at + 5 <= stream.size() && stream[at] == std::byte{0x16}) {
      const std::size_t n = std::min(number_at(stream, at + 3), stream.size() - at - 5);
      message.insert(message.end(), stream.begin() + static_cast<std::ptrdiff_t>(at + 5),
                     stream.begin() + static_cast<std::ptrdiff_t>(at + 5 + n));
      at += 5 + n;
    }
    return message;
  }

  /// Where the fields that carry a structure begin, as far as the message still parses.
  static std::vector<std::size_t> field_places(const ByteString& m) {
    std::vector<std::size_t> places{0, 1, 2, 3, 4, 5, 38};
    std::size_t at = 38;
    const auto step = [&](std::size_t width) {
      if (at + width > m.size()) return false;
      places.push_back(at);
      at += width + (width == 1 ? std::to_integer<std::size_t>(m[at]) : number_at(m, at));
      return at <= m.size();
    };
    if (!step(1) || !step(2) || !step(1)) return places;
    places.push_back(at);
    for (at += 2; at + 4 <= m.size();) {
      const std::size_t size = number_at(m, at + 2);
      for (std::size_t i = 0; i < 9; ++i) places.push_back(at + i);
      at += 4 + size;
    }
    return places;
  }

  void change(ByteString& bytes) {
    if (bytes.empty()) return;
    auto places = field_places(bytes);
    places.erase(std::remove_if(places.begin(), places.end(),
                                [&](std::size_t p) { return p + 2 > bytes.size(); }),
                 places.end());
    if (places.empty()) return;
    const std::size_t at = derived_.below(5) == 0 ? derived_.below(bytes.size())
                                                  : places[derived_.below(places.size())];
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (derived_.below(7)) {
      case 0:
        bytes[at] = static_cast<std::byte>(derived_.word());
        break;
      case 1:
        bytes[at] ^= static_cast<std::byte>(1U << derived_.below(8));
        break;
      case 2:
        if (at + 2 <= bytes.size())
          put_number(bytes, at, number_at(bytes, at) + derived_.below(5) - 2);
        break;
      case 3:
        if (at + 2 <= bytes.size()) put_number(bytes, at, odd_number());
        break;
      case 4:
        bytes.insert(place, 1 + derived_.below(6), static_cast<std::byte>(derived_.word()));
        break;
      case 5:
        bytes.erase(place, place + static_cast<std::ptrdiff_t>(
                                       std::min(1 + derived_.below(6), bytes.size() - at)));
        break;
      default:
        break;
    }
    if (derived_.below(2) == 0) mend_lengths(bytes);
  }

  std::size_t odd_number() {
    static constexpr std::size_t odd[] = {0, 1, 2, 16, 35, 43, 255, 256, 0x0a0a, 0xfe0d, 0xffff};
    return odd[derived_.below(std::size(odd))];
  }

  /// Makes the message length and the extension block length true again, so that a change shows
  /// what it does inside.
  static void mend_lengths(ByteString& m) {
    if (m.size() < 44) return;
    const std::size_t body = m.size() - 4;
    m[1] = static_cast<std::byte>(body >> 16 & 0xff);
    put_number(m, 2, body & 0xffff);
    std::size_t at = 38;
    at += 1 + std::to_integer<std::size_t>(m[at]);
    if (at + 2 > m.size()) return;
    at += 2 + number_at(m, at);
    if (at + 1 > m.size()) return;
    at += 1 + std::to_integer<std::size_t>(m[at]);
    if (at + 2 <= m.size()) put_number(m, at, m.size() - at - 2);
  }

  ByteString recorded(const ByteString& message) {
    ByteString out;
    std::size_t at = 0;
    const bool many = derived_.below(2) == 0;
    do {
      std::size_t n = message.size() - at;
      if (many && n > 1) n = 1 + derived_.below(std::min<std::size_t>(n, 400));
      if (derived_.below(16) == 0) n = 0;
      n = std::min<std::size_t>(n, 16384);
      const std::size_t type = derived_.below(64) == 0 ? 0x14 + derived_.below(5) : 0x16;
      for (const std::size_t b : {type, std::size_t{3}, derived_.below(5), n >> 8, n & 0xff}) {
        out.push_back(static_cast<std::byte>(b));
      }
      out.insert(out.end(), message.begin() + static_cast<std::ptrdiff_t>(at),
                 message.begin() + static_cast<std::ptrdiff_t>(at + n));
      at += n;
    } while (at < message.size());
    return out;
  }

  wire::DerivedBytes derived_;
};

}  // namespace isthmus::oracle
