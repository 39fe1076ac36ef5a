#include "sim/wire/hello_extensions.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "sim/wire/extension_types.hpp"

namespace isthmus::wire {
namespace {

constexpr std::uint16_t grease_value(std::size_t which) {
  return static_cast<std::uint16_t>(grease_first + 0x1010 * which);
}

/// Whether an extension stays behind the permuted ones: RFC 8446 4.2.11 wants pre_shared_key last,
/// and Chromium keeps its second GREASE and the padding at the end.
constexpr bool keeps_its_place(std::uint16_t type) {
  return type == grease_first || type == grease_last || type == extension::early_data ||
         type == extension::padding || type == extension::pre_shared_key;
}

std::size_t share_bytes(std::uint16_t group) {
  switch (group) {
    case x25519_mlkem768:
      return 1184 + 32;
    case 0x0017:
      return 65;  // P-256, uncompressed
    case x25519:
      return 32;
    default:
      return 1;  // GREASE
  }
}

void write_codes(ByteWriter& out, std::span<const std::uint16_t> codes,
                 const HelloExtensions& greased) {
  out.prefixed<2>([&] {
    for (const std::uint16_t code : codes) out.u16(greased.grease(code));
  });
}

}  // namespace

HelloExtensions::HelloExtensions(const HelloSpec& spec, const HelloShape& shape,
                                 std::optional<std::size_t> padding)
    : spec_{spec}, shape_{shape}, padding_{padding}, derived_{~spec.seed} {
  const std::size_t first = derived_.below(16);
  grease_first_ = grease_value(first);
  grease_last_ = grease_value((first + 1 + derived_.below(15)) % 16);  // Never the same twice.
}

std::uint16_t HelloExtensions::grease(std::uint16_t code) const {
  if (code == grease_first) return grease_first_;
  if (code == grease_last) return grease_last_;
  return code;
}

void HelloExtensions::write(ByteWriter& out) {
  for (const std::uint16_t type : order()) {
    out.u16(grease(type));
    out.prefixed<2>([&] { write_body(out, type); });
  }
}

std::vector<std::uint16_t> HelloExtensions::order() {
  std::vector<std::uint16_t> types;
  for (const std::uint16_t type : shape_.extensions) {
    if (is_wanted(type)) types.push_back(type);
  }
  if (!shape_.permutes) return types;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (!keeps_its_place(types[i])) places.push_back(i);
  }
  for (std::size_t left = places.size(); left > 1; --left) {  // Fisher and Yates, from the back.
    std::swap(types[places[left - 1]], types[places[derived_.below(left)]]);
  }
  return types;
}

bool HelloExtensions::is_wanted(std::uint16_t type) const {
  switch (type) {
    case extension::server_name:
      return !spec_.sni.empty();
    case extension::alpn:
      return !spec_.alpn.empty();
    case extension::application_settings:
      return std::find(spec_.alpn.begin(), spec_.alpn.end(), "h2") != spec_.alpn.end();
    case extension::encrypted_client_hello:
      return offers_1_3() && (spec_.ech || spec_.profile == HelloProfile::chromium);
    case extension::supported_versions:
      return offers_1_3() || spec_.profile == HelloProfile::go;
    case extension::psk_key_exchange_modes:
    case extension::key_share:
    case extension::trust_anchors:
      return offers_1_3();
    case extension::early_data:
      return spec_.resumption == Resumption::early_data;
    case extension::pre_shared_key:
      return offers_1_3() && spec_.resumption != Resumption::none;
    case extension::padding:
      return padding_.has_value();
    default:
      return true;
  }
}

void HelloExtensions::write_body(ByteWriter& out, std::uint16_t type) {
  switch (type) {
    case extension::server_name:
      return write_server_name(out);
    case extension::alpn:
      return write_alpn(out);
    case extension::supported_groups:
      return write_groups(out);
    case extension::key_share:
      return write_key_shares(out);
    case extension::supported_versions:
      return write_versions(out);
    case extension::encrypted_client_hello:
      return write_encrypted_hello(out);
    case extension::pre_shared_key:
      return write_pre_shared_key(out);
    case extension::signature_algorithms:
      return write_codes(out, shape_.signatures, *this);
    case extension::signature_algorithms_cert:
      return write_codes(out, shape_.certificate_signatures, *this);
    case extension::status_request:
      return out.bytes(std::string_view{"\1\0\0\0\0", 5});
    case extension::status_request_v2:
      return out.bytes(std::string_view{"\0\7\2\0\4\0\0\0\0", 9});
    case extension::ec_point_formats:
      return out.bytes(shape_.all_point_formats ? std::string_view{"\3\0\1\2", 4}
                                                : std::string_view{"\1\0", 2});
    case extension::compress_certificate:
      return out.bytes(std::string_view{"\2\0\2", 3});  // brotli
    case extension::psk_key_exchange_modes:
      return out.bytes(std::string_view{"\1\1", 2});  // psk_dhe_ke
    case extension::renegotiation_info:
      return out.u8(0);
    case extension::application_settings:
      return out.bytes(std::string_view{"\0\3\2h2", 5});
    case extension::session_ticket:
      if (!offers_1_3() && spec_.resumption != Resumption::none) {
        derived_.write(out, shape_.ticket_bytes);
      }
      return;
    case extension::trust_anchors:
      return out.prefixed<2>([&] {
        for (int anchor = 0; anchor < 23; ++anchor) {  // 184 bytes, as many as Chromium sends.
          out.prefixed<1>([&] { derived_.write(out, 7); });
        }
      });
    case extension::padding:
      return out.zeros(*padding_);
    case grease_last:
      return out.u8(0);
    default:
      return;  // The others say all by being there.
  }
}

void HelloExtensions::write_server_name(ByteWriter& out) {
  out.prefixed<2>([&] {
    out.u8(0);  // host_name
    out.prefixed<2>([&] { out.bytes(spec_.sni); });
  });
}

void HelloExtensions::write_alpn(ByteWriter& out) {
  out.prefixed<2>([&] {
    for (const std::string& protocol : spec_.alpn) {
      ISTHMUS_EXPECTS(!protocol.empty());
      out.prefixed<1>([&] { out.bytes(protocol); });
    }
  });
}

void HelloExtensions::write_groups(ByteWriter& out) {
  const bool drops_hybrid = spec_.key_exchange == KeyExchange::classical || !offers_1_3();
  const bool adds_hybrid = spec_.key_exchange == KeyExchange::post_quantum && offers_1_3();
  out.prefixed<2>([&] {
    if (shape_.greases) out.u16(grease_first_);
    if (adds_hybrid) out.u16(x25519_mlkem768);
    for (const std::uint16_t group : shape_.groups) {
      if (group == grease_first) continue;
      if (group == x25519_mlkem768 && (drops_hybrid || adds_hybrid)) continue;
      out.u16(group);
    }
  });
}

void HelloExtensions::write_key_shares(ByteWriter& out) {
  static constexpr std::uint16_t classical[] = {x25519};
  static constexpr std::uint16_t hybrid[] = {x25519_mlkem768, x25519};
  std::span<const std::uint16_t> groups = shape_.key_shares;
  if (spec_.key_exchange == KeyExchange::classical) groups = classical;
  if (spec_.key_exchange == KeyExchange::post_quantum) groups = hybrid;
  const auto write_share = [&](std::uint16_t group) {
    out.u16(grease(group));
    out.prefixed<2>([&] {
      const std::size_t bytes = share_bytes(group);
      if (bytes == 65) out.u8(4);  // An uncompressed point.
      derived_.write(out, bytes == 65 ? 64 : bytes);
    });
  };
  out.prefixed<2>([&] {
    if (shape_.greases && groups.front() != grease_first) write_share(grease_first);
    for (const std::uint16_t group : groups) write_share(group);
  });
}

void HelloExtensions::write_versions(ByteWriter& out) {
  out.prefixed<1>([&] {
    for (const std::uint16_t version : shape_.versions) {
      if (version != 0x0304 || offers_1_3()) out.u16(grease(version));
    }
  });
}

/// As a GREASE ECH looks, which is as a real one looks to everybody without the key.
void HelloExtensions::write_encrypted_hello(ByteWriter& out) {
  out.u8(0);        // outer
  out.u16(0x0001);  // HKDF-SHA256
  out.u16(0x0001);  // AES-128-GCM
  derived_.write(out, 1);
  out.prefixed<2>([&] { derived_.write(out, 32); });
  out.prefixed<2>([&] { derived_.write(out, 208); });
}

void HelloExtensions::write_pre_shared_key(ByteWriter& out) {
  out.prefixed<2>([&] {
    out.prefixed<2>([&] { derived_.write(out, shape_.ticket_bytes); });
    derived_.write(out, 4);  // obfuscated_ticket_age
  });
  out.prefixed<2>([&] { out.prefixed<1>([&] { derived_.write(out, shape_.binder_bytes); }); });
}

}  // namespace isthmus::wire
