// The extension block of a hello that is being built. Private to this room; see hello_builder.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/wire/byte_writer.hpp"
#include "sim/wire/derived_bytes.hpp"
#include "sim/wire/hello_builder.hpp"

namespace isthmus::wire {

class HelloExtensions {
 public:
  HelloExtensions(const HelloSpec& spec, const HelloShape& shape,
                  std::optional<std::size_t> padding);

  void write(ByteWriter& out);

  /// The value that stands in this hello for one of the two GREASE stand-ins; others as they are.
  std::uint16_t grease(std::uint16_t code) const;

 private:
  std::vector<std::uint16_t> order();
  bool is_wanted(std::uint16_t type) const;
  void write_body(ByteWriter& out, std::uint16_t type);
  void write_server_name(ByteWriter& out);
  void write_alpn(ByteWriter& out);
  void write_groups(ByteWriter& out);
  void write_key_shares(ByteWriter& out);
  void write_versions(ByteWriter& out);
  void write_encrypted_hello(ByteWriter& out);
  void write_pre_shared_key(ByteWriter& out);
  bool offers_1_3() const { return spec_.offered == OfferedTls::up_to_1_3; }

  const HelloSpec& spec_;
  const HelloShape& shape_;
  std::optional<std::size_t> padding_;
  DerivedBytes derived_;
  std::uint16_t grease_first_;
  std::uint16_t grease_last_;
};

}  // namespace isthmus::wire
