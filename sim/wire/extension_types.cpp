#include "sim/wire/extension_types.hpp"

namespace isthmus::wire {

std::string_view extension_name(std::uint16_t type) {
  switch (type) {
    case extension::server_name:
      return "server_name";
    case extension::max_fragment_length:
      return "max_fragment_length";
    case extension::status_request:
      return "status_request";
    case extension::supported_groups:
      return "supported_groups";
    case extension::ec_point_formats:
      return "ec_point_formats";
    case extension::signature_algorithms:
      return "signature_algorithms";
    case extension::use_srtp:
      return "use_srtp";
    case extension::alpn:
      return "application_layer_protocol_negotiation";
    case extension::status_request_v2:
      return "status_request_v2";
    case extension::signed_certificate_timestamp:
      return "signed_certificate_timestamp";
    case extension::padding:
      return "padding";
    case extension::encrypt_then_mac:
      return "encrypt_then_mac";
    case extension::extended_master_secret:
      return "extended_master_secret";
    case extension::compress_certificate:
      return "compress_certificate";
    case extension::record_size_limit:
      return "record_size_limit";
    case extension::delegated_credential:
      return "delegated_credential";
    case extension::session_ticket:
      return "session_ticket";
    case extension::pre_shared_key:
      return "pre_shared_key";
    case extension::early_data:
      return "early_data";
    case extension::supported_versions:
      return "supported_versions";
    case extension::cookie:
      return "cookie";
    case extension::psk_key_exchange_modes:
      return "psk_key_exchange_modes";
    case extension::post_handshake_auth:
      return "post_handshake_auth";
    case extension::signature_algorithms_cert:
      return "signature_algorithms_cert";
    case extension::key_share:
      return "key_share";
    case extension::next_protocol_negotiation:
      return "next_protocol_negotiation";
    case extension::application_settings:
      return "application_settings";
    case extension::trust_anchors:
      return "trust_anchors";
    case extension::encrypted_client_hello:
      return "encrypted_client_hello";
    case extension::renegotiation_info:
      return "renegotiation_info";
    default:
      return is_grease(type) ? "GREASE" : "";
  }
}

}  // namespace isthmus::wire
