// The sniffer over the real hellos of the corpus, beside a memcpy of the same bytes: the floor that
// no reader can go below. Compare the ratios of one run, not the times of two.
//
//   bench_wire --benchmark_enable_random_interleaving --benchmark_repetitions=9
//
// Hot: the whole set stays in the caches. Cold: copies of the set fill many times the last-level
// cache and are visited in an order that no prefetcher guesses.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstring>
#include <numeric>

#include "sim/wire/derived_bytes.hpp"
#include "sim/wire/sni_sniffer.hpp"
#include "tests/support/wire_corpus.hpp"

namespace isthmus::wire {
namespace {

using support::ByteString;

struct Hello {
  std::span<const std::byte> bytes;
  std::vector<std::size_t> segments;
};

/// Hellos side by side in one block, as receive buffers would be.
struct HelloSet {
  ByteString block;
  std::vector<Hello> hellos;
};

enum class Records { one, two, of_512 };

/// The handshake message of a single-record hello, cut into records anew.
ByteString recorded(std::span<const std::byte> hello, Records how) {
  if (how == Records::one) return {hello.begin(), hello.end()};
  const auto message = hello.subspan(5);
  const std::size_t piece = how == Records::two ? (message.size() + 1) / 2 : 512;
  ByteString out;
  for (std::size_t at = 0; at < message.size(); at += piece) {
    const std::size_t n = std::min(piece, message.size() - at);
    for (const std::size_t b :
         {std::size_t{0x16}, std::size_t{3}, std::size_t{1}, n >> 8, n & 255}) {
      out.push_back(static_cast<std::byte>(b));
    }
    out.insert(out.end(), message.begin() + static_cast<std::ptrdiff_t>(at),
               message.begin() + static_cast<std::ptrdiff_t>(at + n));
  }
  return out;
}

/// The real hellos of one record and at most 4 KiB, so that the mean is not that of two giants.
HelloSet real_hellos(Records how, std::size_t copies = 1) {
  constexpr std::size_t bytes_max = 4096;
  const auto corpus = support::read_corpus(ISTHMUS_SOURCE_DIR "/tests/data/corpus");
  std::vector<ByteString> each;
  std::vector<std::vector<std::size_t>> segments;
  for (const auto& file : corpus) {
    if (!file.is_real() || file.expected.records != 1 || !file.has_hello()) continue;
    if (file.expected.hello_bytes > bytes_max) continue;
    each.push_back(recorded(std::span{file.bytes}.first(file.expected.hello_bytes), how));
    segments.push_back(file.segments);
  }
  constexpr std::size_t line = 64;
  const auto room = [](std::size_t n) { return (n + line - 1) / line * line; };
  std::size_t total = 0;
  for (const ByteString& bytes : each) total += room(bytes.size());
  HelloSet set;
  set.block.resize(total * copies);
  std::size_t at = 0;
  for (std::size_t copy = 0; copy < copies; ++copy) {
    for (std::size_t i = 0; i < each.size(); ++i) {
      std::memcpy(&set.block[at], each[i].data(), each[i].size());
      set.hellos.push_back({std::span{set.block}.subspan(at, each[i].size()), segments[i]});
      at += room(each[i].size());
    }
  }
  return set;
}

void count_hellos(benchmark::State& state, const HelloSet& set) {
  state.counters["s_per_hello"] = benchmark::Counter(
      static_cast<double>(set.hellos.size()),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

template <class Visit>
void visit_all(benchmark::State& state, const HelloSet& set, Visit visit) {
  for (auto step : state) {
    static_cast<void>(step);
    for (const Hello& hello : set.hellos) visit(hello);
  }
  count_hellos(state, set);
}

void copy(std::span<const std::byte> bytes) {
  static std::byte room[hello_limit_max];
  std::memcpy(room, bytes.data(), bytes.size());
  benchmark::DoNotOptimize(room);
  benchmark::ClobberMemory();
}

void sniff_one(const Hello& hello) {
  const SniAnswer answer = sniff(hello.bytes);
  benchmark::DoNotOptimize(answer.name_size);
  benchmark::DoNotOptimize(answer.outcome);
}

void HotMemcpy(benchmark::State& state) {
  visit_all(state, real_hellos(Records::one), [](const Hello& hello) { copy(hello.bytes); });
}
BENCHMARK(HotMemcpy);

void HotSniff(benchmark::State& state) { visit_all(state, real_hellos(Records::one), sniff_one); }
BENCHMARK(HotSniff);

void HotSniffAndFlags(benchmark::State& state) {
  visit_all(state, real_hellos(Records::one), [](const Hello& hello) {
    const SniAnswer answer = sniff(hello.bytes);
    benchmark::DoNotOptimize(answer.flags());
  });
}
BENCHMARK(HotSniffAndFlags);

void HotSniffTwoRecords(benchmark::State& state) {
  visit_all(state, real_hellos(Records::two), sniff_one);
}
BENCHMARK(HotSniffTwoRecords);

void HotSniffRecordsOf512(benchmark::State& state) {
  visit_all(state, real_hellos(Records::of_512), sniff_one);
}
BENCHMARK(HotSniffRecordsOf512);

/// The stateless face asked again after each recorded TCP segment.
void HotSniffPerSegment(benchmark::State& state) {
  visit_all(state, real_hellos(Records::one), [](const Hello& hello) {
    std::size_t have = 0;
    for (const std::size_t segment : hello.segments) {
      have = std::min(have + segment, hello.bytes.size());
      const SniAnswer answer = sniff(hello.bytes.first(have));
      benchmark::DoNotOptimize(answer.outcome);
    }
  });
}
BENCHMARK(HotSniffPerSegment);

/// The incremental face, which also keeps the bytes for the next hop.
void HotSnifferPerSegment(benchmark::State& state) {
  SniSniffer sniffer;
  visit_all(state, real_hellos(Records::one), [&](const Hello& hello) {
    sniffer.reset();
    std::size_t at = 0;
    for (const std::size_t segment : hello.segments) {
      const std::size_t n = std::min(segment, hello.bytes.size() - at);
      if (n == 0) break;
      const SniAnswer answer = sniffer.feed(hello.bytes.subspan(at, n));
      benchmark::DoNotOptimize(answer.outcome);
      at += n;
    }
  });
}
BENCHMARK(HotSnifferPerSegment);

constexpr std::size_t cold_copies = 2000;  // About 190 MB.

HelloSet cold_hellos() {
  HelloSet set = real_hellos(Records::one, cold_copies);
  DerivedBytes derived{1};
  for (std::size_t left = set.hellos.size(); left > 1; --left) {
    std::swap(set.hellos[left - 1], set.hellos[derived.below(left)]);
  }
  for (Hello& hello : set.hellos) hello.segments.clear();
  return set;
}

void ColdMemcpy(benchmark::State& state) {
  visit_all(state, cold_hellos(), [](const Hello& hello) { copy(hello.bytes); });
}
BENCHMARK(ColdMemcpy);

void ColdSniff(benchmark::State& state) { visit_all(state, cold_hellos(), sniff_one); }
BENCHMARK(ColdSniff);

}  // namespace
}  // namespace isthmus::wire
