#include "sim/wire/hello_builder.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/wire/byte_writer.hpp"
#include "sim/wire/derived_bytes.hpp"
#include "sim/wire/hello_extensions.hpp"
#include "sim/wire/record_reader.hpp"

namespace isthmus::wire {
namespace {

/// The message without its padding, or with `padding` bytes of it.
std::vector<std::byte> message(const HelloSpec& spec, std::optional<std::size_t> padding) {
  const HelloShape& shape = shape_of(spec.profile);
  HelloExtensions extensions{spec, shape, padding};
  ByteWriter out;
  out.u8(1);  // client_hello
  out.prefixed<3>([&] {
    DerivedBytes derived{spec.seed};
    out.u16(0x0303);  // legacy_version, frozen there by RFC 8446 4.1.2
    derived.write(out, 32);
    const bool offers_1_3 = spec.offered == OfferedTls::up_to_1_3;
    const bool session_id =
        offers_1_3 || shape.session_id_before_1_3 || spec.resumption != Resumption::none;
    out.prefixed<1>([&] { derived.write(out, session_id ? 32 : 0); });
    out.prefixed<2>([&] {
      if (shape.greases) out.u16(extensions.grease(grease_first));
      const auto write_1_3 = [&] {
        for (const std::uint16_t cipher : shape.ciphers_1_3) out.u16(cipher);
      };
      if (offers_1_3 && shape.ciphers_1_3_first) write_1_3();
      for (const std::uint16_t cipher : shape.ciphers_1_2) out.u16(cipher);
      if (offers_1_3 && !shape.ciphers_1_3_first) write_1_3();
    });
    out.prefixed<1>([&] { out.u8(0); });  // No compression.
    out.prefixed<2>([&] { extensions.write(out); });
  });
  return out.take();
}

/// How much padding brings a message of `bytes` to the size wanted, if any does.
std::optional<std::size_t> padding_for(const HelloSpec& spec, std::size_t bytes) {
  constexpr std::size_t extension_header = 4;
  std::size_t wanted = 0;
  if (spec.padded_to != 0) {
    wanted = spec.padded_to - std::min(spec.padded_to, record_header_bytes);
  } else if (bytes >= 256) {  // Some servers hang on 256 to 511 bytes: RFC 7685 1.
    wanted = shape_of(spec.profile).message_bytes_min;
  }
  if (bytes + extension_header > wanted) return std::nullopt;
  return wanted - bytes - extension_header;
}

}  // namespace

std::vector<std::byte> build_client_hello(const HelloSpec& spec) {
  ISTHMUS_EXPECTS(spec.record_payload_max >= 1 && spec.record_payload_max <= 16384);
  ISTHMUS_EXPECTS(spec.resumption != Resumption::early_data ||
                  spec.offered == OfferedTls::up_to_1_3);
  std::vector<std::byte> hello = message(spec, std::nullopt);
  if (const auto padding = padding_for(spec, hello.size())) hello = message(spec, padding);

  ByteWriter out;
  for (std::size_t at = 0; at < hello.size(); at += spec.record_payload_max) {
    const std::size_t piece = std::min(spec.record_payload_max, hello.size() - at);
    out.u8(0x16);
    out.u16(shape_of(spec.profile).record_version);
    out.prefixed<2>([&] { out.bytes({reinterpret_cast<const char*>(&hello[at]), piece}); });
  }
  return out.take();
}

std::vector<std::size_t> segment_sizes(std::size_t bytes, std::size_t mss) {
  ISTHMUS_EXPECTS(mss >= 1);
  std::vector<std::size_t> sizes(bytes / mss, mss);
  if (bytes % mss != 0) sizes.push_back(bytes % mss);
  return sizes;
}

}  // namespace isthmus::wire
