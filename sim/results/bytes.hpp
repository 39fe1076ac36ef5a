// Numbers and texts as bytes, the same on every machine.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace isthmus::results {

/// Puts numbers behind each other: 64 bits, little-endian.
class BytesWriter {
 public:
  void number(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) {
      bytes_ += static_cast<char>(static_cast<unsigned char>(number >> shift));
    }
  }
  void signed_number(std::int64_t number_) { number(static_cast<std::uint64_t>(number_)); }
  void real(double real) { number(std::bit_cast<std::uint64_t>(real)); }
  void text(std::string_view text) {
    number(text.size());
    bytes_ += text;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_{};
};

/// Takes them off again. What was cut short reads as zeros and leaves ok() false.
class BytesReader {
 public:
  explicit BytesReader(std::string_view bytes) : rest_{bytes} {}

  std::uint64_t number() {
    if (rest_.size() < sizeof(std::uint64_t)) {
      give_up();
      return 0;
    }
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i) {
      number |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    }
    rest_.remove_prefix(sizeof number);
    return number;
  }
  std::int64_t signed_number() { return static_cast<std::int64_t>(number()); }
  double real() { return std::bit_cast<double>(number()); }
  std::string text() {
    const std::uint64_t size = number();
    if (size > rest_.size()) {
      give_up();
      return {};
    }
    std::string text{rest_.substr(0, static_cast<std::size_t>(size))};
    rest_.remove_prefix(text.size());
    return text;
  }

  std::size_t left() const { return rest_.size(); }
  void give_up() {
    ok_ = false;
    rest_ = {};
  }
  bool at_end() const { return rest_.empty(); }
  bool ok() const { return ok_; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace isthmus::results
