#include "sim/wire/extension_types.hpp"

namespace isthmus::wire {

std::string_view extension_name(std::uint16_t type) {
  using namespace extension;
  switch (type) {
    case server_name:
      return "server_name";
    case max_fragment_length:
      return "max_fragment_length";
    case status_request:
      return "status_request";
    case supported_groups:
      return "supported_groups";
    case ec_point_formats:
      return "ec_point_formats";
    case signature_algorithms:
      return "signature_algorithms";
    case use_srtp:
      return "use_srtp";
    case alpn:
      return "application_layer_protocol_negotiation";
    case status_request_v2:
      return "status_request_v2";
    case signed_certificate_timestamp:
      return "signed_certificate_timestamp";
    case padding:
      return "padding";
    case encrypt_then_mac:
      return "encrypt_then_mac";
    case extended_master_secret:
      return "extended_master_secret";
    case compress_certificate:
      return "compress_certificate";
    case record_size_limit:
      return "record_size_limit";
    case delegated_credential:
      return "delegated_credential";
    case session_ticket:
      return "session_ticket";
    case pre_shared_key:
      return "pre_shared_key";
    case early_data:
      return "early_data";
    case supported_versions:
      return "supported_versions";
    case cookie:
      return "cookie";
    case psk_key_exchange_modes:
      return "psk_key_exchange_modes";
    case post_handshake_auth:
      return "post_handshake_auth";
    case signature_algorithms_cert:
      return "signature_algorithms_cert";
    case key_share:
      return "key_share";
    case next_protocol_negotiation:
      return "next_protocol_negotiation";
    case application_settings:
      return "application_settings";
    case trust_anchors:
      return "trust_anchors";
    case encrypted_client_hello:
      return "encrypted_client_hello";
    case renegotiation_info:
      return "renegotiation_info";
    default:
      return is_grease(type) ? "GREASE" : "";
  }
}

}  // namespace isthmus::wire
