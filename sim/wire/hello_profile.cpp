#include "sim/wire/hello_profile.hpp"

namespace isthmus::wire {
namespace {

using Codes = std::uint16_t;

// Every list below was read off a capture of the client on loopback, except where it says
// otherwise: OpenSSL 3.0.22 (s_client, curl), Go 1.19, Node 24, Chromium 156, Java 17, and
// BoringSSL a0689af for what Envoy does not set itself.

constexpr Codes boring_ciphers_1_3[] = {0x1301, 0x1302, 0x1303};
constexpr Codes open_ciphers_1_3[] = {0x1302, 0x1303, 0x1301};
constexpr Codes java_ciphers_1_3[] = {0x1302, 0x1301, 0x1303};

// Source: Envoy's default client list, api/envoy/extensions/transport_sockets/tls/v3/common.proto.
constexpr Codes envoy_ciphers[] = {0xc02b, 0xcca9, 0xc02f, 0xcca8, 0xc02c, 0xc030};
constexpr Codes open_ciphers[] = {0xc02c, 0xc030, 0x009f, 0xcca9, 0xcca8, 0xccaa, 0xc02b,
                                  0xc02f, 0x009e, 0xc024, 0xc028, 0x006b, 0xc023, 0xc027,
                                  0x0067, 0xc00a, 0xc014, 0x0039, 0xc009, 0xc013, 0x0033,
                                  0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f, 0x00ff};
constexpr Codes go_ciphers[] = {0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc009, 0xc013,
                                0xc00a, 0xc014, 0x009c, 0x009d, 0x002f, 0x0035, 0xc012, 0x000a};
constexpr Codes node_ciphers[] = {
    0xc02f, 0xc02b, 0xc030, 0xc02c, 0x009e, 0xc027, 0x0067, 0xc028, 0x006b, 0x00a3,
    0x009f, 0xcca9, 0xcca8, 0xccaa, 0xc0ad, 0xc09f, 0xc05d, 0xc061, 0xc057, 0xc053,
    0x00a2, 0xc0ac, 0xc09e, 0xc05c, 0xc060, 0xc056, 0xc052, 0xc024, 0x006a, 0xc023,
    0x0040, 0xc00a, 0xc014, 0x0039, 0x0038, 0xc009, 0xc013, 0x0033, 0x0032, 0x009d,
    0xc09d, 0xc051, 0x009c, 0xc09c, 0xc050, 0x003d, 0x003c, 0x0035, 0x002f};
constexpr Codes chromium_ciphers[] = {0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8,
                                      0xc013, 0xc014, 0x009c, 0x009d, 0x002f, 0x0035};
constexpr Codes java_ciphers[] = {0xc02c, 0xc02b, 0xcca9, 0xc030, 0xcca8, 0xc02f, 0x009f,
                                  0xccaa, 0x00a3, 0x009e, 0x00a2, 0xc024, 0xc028, 0xc023,
                                  0xc027, 0x006b, 0x006a, 0x0067, 0x0040, 0xc00a, 0xc014,
                                  0xc009, 0xc013, 0x0039, 0x0038, 0x0033, 0x0032, 0x00ff};

constexpr Codes envoy_extensions[] = {0,  65037, 23, 65281, 10, 11, 35, 16,
                                      13, 51,    45, 43,    42, 21, 41};
constexpr Codes openssl_extensions[] = {0,  65037, 11, 10, 35, 16, 22, 23,
                                        13, 43,    45, 51, 42, 21, 41};
constexpr Codes curl_extensions[] = {0,  65037, 11, 10, 35, 16, 22, 23,
                                     49, 13,    43, 45, 51, 42, 21, 41};
constexpr Codes go_extensions[] = {0,  65037, 5,  10, 11, 35, 13, 65281,
                                   16, 18,    43, 51, 45, 42, 21, 41};
constexpr Codes node_extensions[] = {65281, 0,  65037, 11, 10, 35, 16, 22,
                                     23,    13, 43,    45, 51, 42, 21, 41};
constexpr Codes chromium_extensions[] = {grease_first, 17613, 10,          43,    13, 23, 65037, 11,
                                         45,           16,    27,          65281, 35, 5,  18,    0,
                                         51,           51764, grease_last, 42,    21, 41};
constexpr Codes java_extensions[] = {0,  65037, 5,  10, 11, 16, 17, 23, 35,
                                     13, 43,    45, 50, 51, 42, 21, 41};

// Source: Envoy's default curves, the same proto.
constexpr Codes envoy_groups[] = {0x001d, 0x0017};
constexpr Codes open_groups[] = {0x001d, 0x0017, 0x001e, 0x0019, 0x0018,
                                 0x0100, 0x0101, 0x0102, 0x0103, 0x0104};
constexpr Codes go_groups[] = {0x001d, 0x0017, 0x0018, 0x0019};
constexpr Codes node_groups[] = {x25519_mlkem768, 0x001d, 0x0017, 0x001e,
                                 0x0018,          0x0019, 0x0100, 0x0101};
constexpr Codes chromium_groups[] = {grease_first, x25519_mlkem768, 0x001d, 0x0017, 0x0018};
constexpr Codes java_groups[] = {0x001d, 0x0017, 0x0018, 0x0019, 0x001e,
                                 0x0100, 0x0101, 0x0102, 0x0103, 0x0104};

constexpr Codes one_share[] = {x25519};
constexpr Codes hybrid_shares[] = {x25519_mlkem768, x25519};
constexpr Codes greased_shares[] = {grease_first, x25519_mlkem768, x25519};
constexpr Codes java_shares[] = {x25519, 0x0017};

constexpr Codes boring_signatures[] = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805,
                                       0x0501, 0x0806, 0x0601, 0x0201};
constexpr Codes open_signatures[] = {0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a,
                                     0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601,
                                     0x0303, 0x0301, 0x0302, 0x0402, 0x0502, 0x0602};
constexpr Codes go_signatures[] = {0x0804, 0x0403, 0x0807, 0x0805, 0x0806, 0x0401,
                                   0x0501, 0x0601, 0x0503, 0x0603, 0x0201, 0x0203};
constexpr Codes node_signatures[] = {0x0905, 0x0906, 0x0904, 0x0403, 0x0503, 0x0603, 0x0807,
                                     0x0808, 0x081a, 0x081b, 0x081c, 0x0809, 0x080a, 0x080b,
                                     0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0303,
                                     0x0301, 0x0302, 0x0402, 0x0502, 0x0602};
constexpr Codes chromium_signatures[] = {grease_last, 0x0904, 0x0905, 0x0906, 0x0403, 0x0804,
                                         0x0401,      0x0503, 0x0805, 0x0501, 0x0806, 0x0601};
constexpr Codes java_signatures[] = {0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804,
                                     0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401,
                                     0x0501, 0x0601, 0x0402, 0x0303, 0x0301, 0x0302};

constexpr Codes java_certificate_signatures[] = {
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b,
    0x0401, 0x0501, 0x0601, 0x0402, 0x0303, 0x0301, 0x0302, 0x0203, 0x0201, 0x0202};

constexpr Codes two_versions[] = {0x0304, 0x0303};
constexpr Codes four_versions[] = {0x0304, 0x0303, 0x0302, 0x0301};
constexpr Codes greased_versions[] = {grease_last, 0x0304, 0x0303};

// In the order of the enumeration.
constexpr std::array<HelloShape, hello_profiles.size()> shapes{{
    {"envoy",
     0x0301,
     boring_ciphers_1_3,
     envoy_ciphers,
     true,
     envoy_extensions,
     envoy_groups,
     one_share,
     boring_signatures,
     {},
     two_versions,
     false,
     false,
     false,
     false,
     0,
     192,
     32},
    {"openssl",
     0x0301,
     open_ciphers_1_3,
     open_ciphers,
     true,
     openssl_extensions,
     open_groups,
     one_share,
     open_signatures,
     {},
     four_versions,
     true,
     false,
     false,
     false,
     0,
     208,
     48},
    {"curl",
     0x0301,
     open_ciphers_1_3,
     open_ciphers,
     true,
     curl_extensions,
     open_groups,
     one_share,
     open_signatures,
     {},
     four_versions,
     true,
     false,
     false,
     false,
     512,
     208,
     48},
    {"go",
     0x0301,
     boring_ciphers_1_3,
     go_ciphers,
     false,
     go_extensions,
     go_groups,
     one_share,
     go_signatures,
     {},
     two_versions,
     false,
     true,
     false,
     false,
     0,
     122,
     32},
    {"node",
     0x0301,
     open_ciphers_1_3,
     node_ciphers,
     true,
     node_extensions,
     node_groups,
     hybrid_shares,
     node_signatures,
     {},
     two_versions,
     true,
     false,
     false,
     false,
     0,
     208,
     48},
    {"chromium",
     0x0301,
     boring_ciphers_1_3,
     chromium_ciphers,
     true,
     chromium_extensions,
     chromium_groups,
     greased_shares,
     chromium_signatures,
     {},
     greased_versions,
     false,
     false,
     true,
     true,
     0,
     192,
     32},
    {"java", 0x0303, java_ciphers_1_3, java_ciphers, true, java_extensions, java_groups,
     java_shares, java_signatures, java_certificate_signatures, two_versions, false, true, false,
     false, 0, 208, 48},
}};

}  // namespace

const HelloShape& shape_of(HelloProfile profile) {
  return shapes[static_cast<std::size_t>(profile)];
}

std::string_view text(HelloProfile profile) { return shape_of(profile).word; }

std::optional<HelloProfile> hello_profile(std::string_view word) {
  for (const HelloProfile profile : hello_profiles) {
    if (text(profile) == word) return profile;
  }
  return std::nullopt;
}

}  // namespace isthmus::wire
