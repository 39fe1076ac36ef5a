#include "sim/session/built_hello.hpp"

#include "sim/capture/write_capture.hpp"

namespace isthmus::session {
namespace {

constexpr std::size_t record_header_bytes = 5;
constexpr std::size_t padding_header_bytes = 4;

/// What a caller may choose the length of; the rest of a hello fits beside it into the two bytes
/// that TLS has for the length of all extensions.
constexpr std::size_t names_bytes_max = 60'000;

std::size_t bytes_of_names(const wire::HelloSpec& spec) {
  std::size_t bytes = spec.sni.size();
  for (const std::string& protocol : spec.alpn) bytes += 1 + protocol.size();
  return bytes;
}

/// Shape   everything else in `spec` can be built.
std::optional<HelloFault> size_fault(wire::HelloSpec spec) {
  const std::size_t wanted = spec.padded_to;
  if (wanted == 0) return std::nullopt;
  if (wanted > spec.record_payload_max + record_header_bytes) {
    return HelloFault{
        "a padded hello is one record, which cannot have " + std::to_string(wanted) + " bytes",
        "ask for at most " + std::to_string(spec.record_payload_max + record_header_bytes)};
  }
  spec.padded_to = 0;
  spec.record_payload_max = wire::HelloSpec{}.record_payload_max;
  const std::size_t bare = wire::build_client_hello(spec).size();
  if (wanted == bare || wanted >= bare + padding_header_bytes) return std::nullopt;
  return HelloFault{"the hello has " + std::to_string(bare) + " bytes already",
                    "ask for at least " + std::to_string(bare + padding_header_bytes)};
}

}  // namespace

std::optional<HelloFault> fault_in(const wire::HelloSpec& spec) {
  if (bytes_of_names(spec) > names_bytes_max) {
    return HelloFault{"the names are too long for one hello",
                      "server name and protocols may have " + std::to_string(names_bytes_max) +
                          " bytes together"};
  }
  for (const std::string& protocol : spec.alpn) {
    if (!protocol.empty() && protocol.size() <= 255) continue;
    return HelloFault{"the name of a protocol has 1 to 255 bytes", "write h2,http/1.1"};
  }
  if (spec.record_payload_max < 1 || spec.record_payload_max > 16384) {
    return HelloFault{"a record carries 1 to 16384 bytes", "choose a number between them"};
  }
  if (spec.resumption == wire::Resumption::early_data &&
      spec.offered != wire::OfferedTls::up_to_1_3) {
    return HelloFault{"TLS 1.2 knows no early data", "offer 1.3, or resume with a ticket"};
  }
  return size_fault(spec);
}

void write_hello_capture(std::ostream& out, std::span<const std::byte> hello) {
  capture::SyntheticFlow flow;
  flow.client = {"10.0.0.1", 40000};
  flow.server = {"10.0.0.2", 8443};
  flow.mss = 1460;
  flow.client_bytes.assign(hello.begin(), hello.end());
  capture::write_pcapng(out, std::span{&flow, 1});
}

}  // namespace isthmus::session
