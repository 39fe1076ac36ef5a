// `isthmus sni --build`: the options that say what hello it shall be, and the verb's second half.
#pragma once

#include <array>
#include <string_view>

#include "sim/cli/arguments.hpp"
#include "sim/cli/exit_status.hpp"
#include "sim/cli/io.hpp"

namespace isthmus::cli {

inline constexpr std::array<std::string_view, 7> hello_profiles = {
    "envoy", "openssl", "curl", "go", "node", "chromium", "java"};
inline constexpr std::array<std::string_view, 2> offered_versions = {"1.3", "1.2"};
inline constexpr std::array<std::string_view, 2> key_exchanges = {"classical", "post-quantum"};
inline constexpr std::array<std::string_view, 3> hello_resumptions = {"none", "ticket",
                                                                      "early_data"};

inline constexpr std::array<Option, 10> build_options = {
    {{"profile", 0, OptionKind::choice, "CLIENT",
      "Whose hello to build: envoy (the default), openssl, curl, go, node, chromium or java.",
      hello_profiles},
     {"server-name", 0, OptionKind::text, "NAME", "The name it asks for; without it, none."},
     {"alpn", 0, OptionKind::text, "LIST", "The protocols it offers, as in h2,http/1.1."},
     {"seed", 0, OptionKind::natural, "N",
      "Another seed, other random bytes, keys and tickets; 0 if not given."},
     {"tls", 0, OptionKind::choice, "VERSION", "The highest version it offers: 1.3 or 1.2.",
      offered_versions},
     {"key-exchange", 0, OptionKind::choice, "KIND",
      "classical or post-quantum, instead of the client's own.", key_exchanges},
     {"resumption", 0, OptionKind::choice, "KIND",
      "none, ticket or early_data: whether it comes back to a server that it knows.",
      hello_resumptions},
     {"ech", 0, OptionKind::flag, "", "With encrypted_client_hello; the name is the outer one."},
     {"size", 0, OptionKind::count, "BYTES",
      "Pad it to so many bytes, its record header included."},
     {"record-bytes", 0, OptionKind::count, "BYTES",
      "Cut it into records of so many bytes, 1 to 16384."}}};

/// Builds the hello that the options describe and writes it to the file of `--write`, or to
/// standard output as hexadecimal text.
///
/// Exit    0; 1 the file cannot be written; 2 the options do not make a hello.
Exit build_hello(const Arguments& arguments, Io& io);

}  // namespace isthmus::cli
