// Any bytes, in any pieces: the sniffer must agree with its slow twin and with itself.
//
// Half of the mutations are libFuzzer's own; the other half know what a ClientHello is made of.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "sim/wire/sni_sniffer.hpp"
#include "tests/oracle/wire/mutants.hpp"
#include "tests/oracle/wire/slow_sniffer.hpp"
#include "tests/support/wire_answer_text.hpp"

namespace {

using namespace isthmus;

void require_equal(const std::string& got, const std::string& want, const char* what) {
  if (got == want) return;
  std::fprintf(stderr, "%s\n  got  %s\n  want %s\n", what, got.c_str(), want.c_str());
  std::abort();
}

void expect_the_same_in_pieces(std::span<const std::byte> stream, std::uint64_t seed) {
  wire::DerivedBytes derived{seed};
  const std::size_t piece_max = std::size_t{1} << derived.below(12);
  wire::SniSniffer sniffer;
  wire::SniAnswer answer = sniffer.feed({});
  for (std::size_t at = 0; at < stream.size() && !answer.is_final();) {
    const std::size_t n = std::min(1 + derived.below(piece_max), stream.size() - at);
    // A copy of exactly the piece, so that nothing can lean on bytes that have not come yet.
    const std::vector<std::byte> piece(stream.begin() + static_cast<std::ptrdiff_t>(at),
                                       stream.begin() + static_cast<std::ptrdiff_t>(at + n));
    answer = sniffer.feed(piece);
    at += n;
  }
  require_equal(support::shown(answer),
                oracle::shown(oracle::slow_sniff(stream, wire::hello_limit_default)), "in pieces");
}

}  // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t size_max);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned int seed) {
  if (seed % 2 == 0 || size < 48) return LLVMFuzzerMutate(data, size, size_max);
  const auto mutant = oracle::Mutants{seed}.of({reinterpret_cast<const std::byte*>(data), size});
  const std::size_t n = std::min(mutant.size(), size_max);
  std::memcpy(data, mutant.data(), n);
  return n;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> stream{reinterpret_cast<const std::byte*>(data), size};
  for (const std::size_t limit : {wire::hello_limit_default, wire::hello_limit_min}) {
    require_equal(support::shown(wire::sniff(stream, limit)),
                  oracle::shown(oracle::slow_sniff(stream, limit)), "whole");
  }
  const wire::SniAnswer answer = wire::sniff(stream);
  static_cast<void>(answer.flags());
  expect_the_same_in_pieces(stream, size);
  return 0;
}
