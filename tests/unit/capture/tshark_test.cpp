// What Wireshark's dissector sees in our captures: an independent reader of every byte we build.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "sim/capture/write_capture.hpp"
#include "sim/wire/fingerprint.hpp"
#include "sim/wire/hello_builder.hpp"
#include "sim/wire/sniff.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace isthmus::capture {
namespace {

using support::output_of;
using wire::HelloProfile;
using wire::HelloSpec;

bool has_tshark() { return !output_of("command -v tshark 2>/dev/null").empty(); }

/// Every profile in every manner that the builder knows.
std::vector<HelloSpec> specs() {
  std::vector<HelloSpec> all;
  for (const HelloProfile profile : wire::hello_profiles) {
    const HelloSpec plain{
        .profile = profile, .sni = "web.example", .alpn = {"h2", "http/1.1"}, .seed = 5};
    all.push_back(plain);
    const auto add = [&](auto change) { change(all.emplace_back(plain)); };
    add([](HelloSpec& s) { s.offered = wire::OfferedTls::up_to_1_2; });
    add([](HelloSpec& s) { s.key_exchange = wire::KeyExchange::post_quantum; });
    add([](HelloSpec& s) { s.key_exchange = wire::KeyExchange::classical; });
    add([](HelloSpec& s) { s.resumption = wire::Resumption::ticket; });
    add([](HelloSpec& s) { s.resumption = wire::Resumption::early_data; });
    add([](HelloSpec& s) { s.ech = true; });
    add([](HelloSpec& s) { s.padded_to = 4000; });
    add([](HelloSpec& s) { s.record_payload_max = 100; });
  }
  return all;
}

/// One line per hello, as tshark shall print it.
std::string expected_line(const HelloSpec& spec) {
  const auto hello = wire::build_client_hello(spec);
  const auto found = wire::dissect(hello, wire::hello_limit_default);
  return spec.sni + "\th2,http/1.1\t" + wire::ja3_text(found) + "\t" + wire::ja3(found);
}

TEST(Tshark, ReadsNameProtocolsAndFingerprintOfEveryHelloAndComplainsAboutNone) {
  if (!has_tshark()) GTEST_SKIP() << "tshark is not installed";
  std::vector<SyntheticFlow> flows;
  std::string expected;
  for (const HelloSpec& spec : specs()) {
    SyntheticFlow& flow = flows.emplace_back();
    flow.client = {"10.0.0.1", static_cast<std::uint16_t>(10000 + flows.size())};
    flow.server = {"10.0.0.2", 443};
    flow.starts = SimTime::start() + Duration::seconds(static_cast<std::int64_t>(flows.size()));
    flow.client_bytes = wire::build_client_hello(spec);
    expected += expected_line(spec) + "\n";
  }
  const support::TemporaryFolder folder;
  const std::string path = folder / "flows.pcapng";
  std::ofstream file{path, std::ios::binary};
  write_pcapng(file, flows);
  file.close();

  const std::string common = "tshark -n -r '" + path + "' ";
  const std::string read = output_of(
      common +
      "-Y tls.handshake.type==1 -T fields -e tls.handshake.extensions_server_name "
      "-e tls.handshake.extensions_alpn_str -e tls.handshake.ja3_full -e tls.handshake.ja3 "
      "2>/dev/null");
  const std::string complaints = output_of(
      common +
      "-o ip.check_checksum:TRUE -o tcp.check_checksum:TRUE -Y '_ws.malformed || "
      "_ws.expert.severity >= 0x00600000 || tcp.checksum.status == 0 || ip.checksum.status == 0' "
      "2>/dev/null");

  EXPECT_EQ(read, expected);
  EXPECT_EQ(complaints, "");
}

}  // namespace
}  // namespace isthmus::capture
