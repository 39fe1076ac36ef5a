// OpenSSL's own parser beside the sniffer: its client_hello callback, before any negotiation.
//
// OpenSSL is laxer than Envoy in some rules (it looks for duplicates among the extensions it knows
// only, takes bytes after the message, and judges server_name later), so agreement is claimed one
// way round: what we read from a hello that we accept, OpenSSL reads too, and byte for byte.
#include <gtest/gtest.h>

#include "sim/wire/hello_builder.hpp"
#include "sim/wire/sniff.hpp"
#include "tests/oracle/wire/mutants.hpp"
#include "tests/support/wire_answer.hpp"
#include "tests/support/wire_corpus.hpp"

#ifdef ISTHMUS_HAS_OPENSSL

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>

namespace isthmus::wire {
namespace {

struct Seen {
  bool called = false;
  bool has_name_extension = false;
  std::string name_extension;  ///< Its body.
  std::string alpn_extension;
};

std::string extension_body(SSL* ssl, unsigned type, bool& present) {
  const unsigned char* body = nullptr;
  std::size_t size = 0;
  present = SSL_client_hello_get0_ext(ssl, type, &body, &size) == 1;
  return present ? std::string{reinterpret_cast<const char*>(body), size} : std::string{};
}

int look(SSL* ssl, int* /*alert*/, void* argument) {
  Seen& seen = *static_cast<Seen*>(argument);
  bool has_alpn = false;
  seen.called = true;
  seen.name_extension = extension_body(ssl, TLSEXT_TYPE_server_name, seen.has_name_extension);
  seen.alpn_extension =
      extension_body(ssl, TLSEXT_TYPE_application_layer_protocol_negotiation, has_alpn);
  return SSL_CLIENT_HELLO_ERROR;  // Enough seen.
}

Seen openssl_sees(std::span<const std::byte> stream) {
  Seen seen;
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{SSL_CTX_new(TLS_server_method()),
                                                                  &SSL_CTX_free};
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), 0);
  SSL_CTX_set_client_hello_cb(context.get(), look, &seen);
  const std::unique_ptr<SSL, decltype(&SSL_free)> ssl{SSL_new(context.get()), &SSL_free};
  BIO* in = BIO_new_mem_buf(stream.data(), static_cast<int>(stream.size()));
  BIO_set_mem_eof_return(in, -1);
  SSL_set_bio(ssl.get(), in, BIO_new(BIO_s_mem()));
  SSL_accept(ssl.get());
  return seen;
}

/// The body of a server_name extension that names `name`.
std::string name_body(std::string_view name) {
  const auto two_bytes = [](std::size_t n) {
    return std::string{static_cast<char>(n >> 8), static_cast<char>(n & 0xff)};
  };
  return two_bytes(name.size() + 3) + '\0' + two_bytes(name.size()) + std::string{name};
}

std::string alpn_body(const AlpnList& alpn) {
  std::string list;
  alpn.each([&](std::string_view protocol) {
    list += static_cast<char>(protocol.size());
    list += protocol;
  });
  return std::string{static_cast<char>(list.size() >> 8), static_cast<char>(list.size() & 0xff)} +
         list;
}

void expect_openssl_agrees(std::span<const std::byte> stream) {
  const SniAnswer answer = sniff(stream);
  const Seen seen = openssl_sees(stream);
  switch (answer.outcome) {
    case SniOutcome::sni:
    case SniOutcome::no_sni:
      ASSERT_TRUE(seen.called) << support::shown(answer);
      ASSERT_EQ(seen.has_name_extension, answer.outcome == SniOutcome::sni);
      if (seen.has_name_extension) {
        ASSERT_EQ(seen.name_extension, name_body(answer.name()));
      }
      if (!answer.alpn.empty()) {
        ASSERT_EQ(seen.alpn_extension, alpn_body(answer.alpn));
      }
      break;
    case SniOutcome::need_more:
      ASSERT_FALSE(seen.called) << support::shown(answer);
      break;
    case SniOutcome::not_tls:
      // OpenSSL lets its callback see a hello for SSL 2.0 alone, and refuses the version later.
      ASSERT_TRUE(!seen.called || (stream[0] & std::byte{0x80}) != std::byte{0});
      break;
    case SniOutcome::malformed:
    case SniOutcome::too_large:
      break;  // OpenSSL may be laxer, and has another limit.
  }
}

/// RFC 8446 4.2.11 wants pre_shared_key last. OpenSSL checks that before its callback; for us it is
/// one of the things that routing does not depend on.
bool is_stricter_in_openssl(const std::string& name) {
  return name == "adversarial/body-psk-not-last.bin";
}

TEST(OpenSsl, ReadsTheSameNameAndProtocolsFromTheWholeCorpus) {
  for (const auto& file : support::read_corpus(ISTHMUS_SOURCE_DIR "/tests/data/corpus")) {
    if (is_stricter_in_openssl(file.name)) continue;
    SCOPED_TRACE(file.name);
    ASSERT_NO_FATAL_FAILURE(expect_openssl_agrees(file.bytes));
  }
}

TEST(OpenSsl, ReadsTheSameFromEveryHelloWeBuild) {
  for (const HelloProfile profile : hello_profiles) {
    for (const std::size_t payload_max : {1U, 50U, 16384U}) {
      SCOPED_TRACE(text(profile));
      ASSERT_NO_FATAL_FAILURE(
          expect_openssl_agrees(build_client_hello({.profile = profile,
                                                    .sni = "web.default.dc1.internal.example",
                                                    .alpn = {"h2", "consul~8300"},
                                                    .record_payload_max = payload_max})));
    }
  }
}

TEST(OpenSsl, DecidesAtTheSameByteAsWeDo) {
  for (const HelloProfile profile : hello_profiles) {
    const auto hello = build_client_hello({.profile = profile, .sni = "a.example"});
    SCOPED_TRACE(text(profile));
    EXPECT_FALSE(openssl_sees(std::span{hello}.first(hello.size() - 1)).called);
    EXPECT_TRUE(openssl_sees(hello).called);
  }
}

TEST(OpenSsl, ReadsTheSameFromStructuredMutants) {
  constexpr std::uint64_t seed = 6066;
  oracle::Mutants mutants{seed};
  std::size_t compared = 0;
  for (const auto& file : support::read_corpus(ISTHMUS_SOURCE_DIR "/tests/data/corpus")) {
    if (!file.is_real() || file.bytes.size() > 2500) continue;
    for (int i = 0; i < 40; ++i) {
      const auto mutant = mutants.of(file.bytes);
      const SniAnswer answer = sniff(mutant);
      if (answer.outcome != SniOutcome::sni) continue;
      const Seen seen = openssl_sees(mutant);
      if (!seen.called) continue;  // It refused something that is not ours to judge.
      ++compared;
      ASSERT_EQ(seen.name_extension, name_body(answer.name())) << file.name << " mutant " << i;
    }
  }
  EXPECT_GT(compared, 1000U);
}

}  // namespace
}  // namespace isthmus::wire

#else

TEST(OpenSsl, ReadsTheSameNameAndProtocolsFromTheWholeCorpus) {
  GTEST_SKIP() << "OpenSSL 3 was not found when this was built";
}

#endif
