#include "sim/wire/hello_dissection.hpp"

#include <algorithm>
#include <string_view>

#include "sim/wire/dissector.hpp"
#include "sim/wire/extension_types.hpp"
#include "sim/wire/placed_message.hpp"
#include "sim/wire/tls_names.hpp"

namespace isthmus::wire {
namespace {

/// Takes apart one message; every step returns false when something did not fit.
class HelloDissector {
 public:
  HelloDissector(const PlacedMessage& message, HelloDissection& found)
      : found_{found}, in_{message, found.fields} {}

  bool hello() {
    if (!in_.number("handshake_type", 1) || !in_.number("length", 3)) return false;
    if (!in_.code("legacy_version", found_.legacy_version, version_name)) return false;
    if (!in_.opaque("random", 32) || !in_.prefixed_opaque("session_id", 1)) return false;
    if (!in_.codes("cipher_suites", 2, found_.ciphers, cipher_name)) return false;
    if (!in_.prefixed_opaque("compression_methods", 1)) return false;
    if (in_.left() == 0) return true;
    return in_.group("extensions", 2, [&] {
      while (in_.left() != 0) {
        if (!extension()) return false;
      }
      return true;
    });
  }

 private:
  bool extension() {
    std::uint16_t type = 0;
    if (!in_.peek16(type)) return false;
    const std::string_view name = extension_name(type);
    found_.extensions.push_back(type);
    const std::string title = name.empty() ? "extension " + hex_code(type) : std::string{name};
    return in_.typed_group(title, hex_code(type), [&] { return body(type); });
  }

  bool body(std::uint16_t type) {
    switch (type) {
      case extension::server_name:
        return server_name();
      case extension::alpn:
        return protocols();
      case extension::supported_groups:
        return in_.codes("named_group_list", 2, found_.groups, group_name);
      case extension::signature_algorithms:
        return in_.codes("supported_signature_algorithms", 2, found_.signatures, signature_name);
      case extension::supported_versions:
        return in_.codes("versions", 1, found_.versions, version_name);
      case extension::key_share:
        return key_shares();
      case extension::ec_point_formats:
        return point_formats();
      case extension::pre_shared_key:
        return pre_shared_key();
      case extension::encrypted_client_hello:
        return encrypted_hello();
      default:
        return in_.left() == 0 || in_.opaque("extension_data", in_.left());
    }
  }

  bool server_name() {
    return in_.group("server_name_list", 2, [&] {
      while (in_.left() != 0) {
        if (!in_.number("name_type", 1) || !in_.prefixed_text("host_name", 2)) return false;
      }
      return true;
    });
  }

  bool protocols() {
    return in_.group("protocol_name_list", 2, [&] {
      for (bool first = true; in_.left() != 0; first = false) {
        std::string name;
        if (!in_.prefixed_text("protocol_name", 1, &name)) return false;
        if (first) found_.first_alpn = name;
      }
      return true;
    });
  }

  bool key_shares() {
    return in_.group("client_shares", 2, [&] {
      while (in_.left() != 0) {
        std::uint16_t group = 0;
        if (!in_.code("group", group, group_name)) return false;
        if (!in_.prefixed_opaque("key_exchange", 2)) return false;
      }
      return true;
    });
  }

  bool point_formats() {
    std::string formats;
    if (!in_.prefixed_opaque("ec_point_format_list", 1, &formats)) return false;
    for (const char format : formats) {
      found_.point_formats.push_back(static_cast<unsigned char>(format));
    }
    return true;
  }

  bool pre_shared_key() {
    const bool identities = in_.group("identities", 2, [&] {
      while (in_.left() != 0) {
        if (!in_.prefixed_opaque("identity", 2)) return false;
        if (!in_.number("obfuscated_ticket_age", 4)) return false;
      }
      return true;
    });
    return identities && in_.group("binders", 2, [&] {
      while (in_.left() != 0) {
        if (!in_.prefixed_opaque("binder", 1)) return false;
      }
      return true;
    });
  }

  bool encrypted_hello() {
    std::uint64_t type = 0;
    if (!in_.number("type", 1, &type)) return false;
    if (type != 0) return in_.left() == 0 || in_.opaque("inner", in_.left());
    return in_.number("kdf_id", 2) && in_.number("aead_id", 2) && in_.number("config_id", 1) &&
           in_.prefixed_opaque("enc", 2) && in_.prefixed_opaque("payload", 2);
  }

  HelloDissection& found_;
  Dissector in_;
};

}  // namespace

HelloDissection dissect(std::span<const std::byte> stream, std::size_t limit) {
  const auto seen = stream.first(std::min(stream.size(), limit));
  const PlacedMessage message = placed_message(seen);
  HelloDissection found;
  for (const PlacedRecord& record : message.records) {
    const std::uint32_t end =
        std::min(static_cast<std::uint32_t>(seen.size()), record.offset + 5 + record.payload_bytes);
    found.fields.push_back({record.offset, end, end - record.offset, 0, "record",
                            "handshake, version " + hex_code(record.version) + ", " +
                                std::to_string(record.payload_bytes) + " bytes"});
  }
  if (message.bytes.empty() || message.bytes[0] != std::byte{1}) return found;
  found.is_complete = HelloDissector{message, found}.hello() && message.is_complete;
  return found;
}

}  // namespace isthmus::wire
