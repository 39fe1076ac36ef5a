// Links by the queues that they are, and what chance adds to messages.
// Tolerance: a correct program fails a comparison once in 10^6 (tests/support/replications.hpp).
#include <gtest/gtest.h>

#include "tests/support/replications.hpp"

namespace isthmus::dataplane {
namespace {

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }

/// 700 requests a second that keep a line busy for a millisecond each, over one connection.
std::vector<results::RunRecord> over_a_line(model::LinkSharing sharing) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").partition("default", {"a"}).protocol("api", "http2");
  mesh.link("a", "b", ms(5), model::LinkQuality{.sharing = sharing},
            BitRate::bits_per_second(1.2e7));
  mesh.service({.name = "web"}).service({.name = "api", .zones = {"b"}, .concurrency = 0});
  mesh.traffic({.from = "web",
                .to = "api",
                .per_second = 700,
                .arrivals = model::PoissonArrivals{},
                .request_size = Bytes::of(1460)});
  return support::replications(mesh.build(),
                               {.duration = Duration::seconds(62), .warmup = Duration::seconds(2)});
}

/// Of the way there: responses have no bytes.
double wait_ms(const results::RunRecord& record) {
  for (const results::StationRecord& station : record.stations) {
    if (station.name != "link a-b[0]") continue;
    return static_cast<double>(station.wait_ns) * 1e-6 / static_cast<double>(station.arrivals);
  }
  ADD_FAILURE() << "there is no such link";
  return 0;
}

TEST(SharedLinks, InTurnsAreAnMD1Queue) {
  // Pollaczek and Khinchine: 0.7 * 1 ms / (2 * 0.3).
  support::expect_mean(over_a_line(model::LinkSharing::fifo), 0.7 / 0.6, 0.02, wait_ms, "wait");
}

TEST(SharedLinks, AtEqualSharesAreAProcessorSharingQueue) {
  // Everybody stays 1 ms / 0.3, of which 1 ms is their own.
  support::expect_mean(over_a_line(model::LinkSharing::ps), 1 / 0.3 - 1, 0.02, wait_ms, "wait");
}

/// Requests and responses of one segment each between zones 10 ms apart, there and back.
std::vector<results::RunRecord> over(const model::LinkQuality& quality) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").partition("default", {"a"}).protocol("api", "http2");
  mesh.link("a", "b", ms(5), quality);
  mesh.service({.name = "web"}).service({.name = "api", .zones = {"b"}});
  mesh.traffic({.from = "web",
                .to = "api",
                .per_second = 100,
                .request_size = Bytes::of(1000),
                .response_size = Bytes::of(1000)});
  return support::replications(
      mesh.build(), {.duration = Duration::seconds(110), .warmup = Duration::seconds(10)});
}

double mean_s(const results::RunRecord& record) { return record.traffic[0].latency.mean_seconds(); }

TEST(Loss, CostsATimeoutThatDoublesAsOftenAsItHappens) {
  constexpr double p = 0.05;
  constexpr double timeout_s = 0.21;  // The round trip and 200 ms.
  // Of k losses in a row (2^k - 1) timeouts; with p^k (1 - p) that sums to p / (1 - 2 p).
  const double expected_s = 0.010 + 2 * timeout_s * p / (1 - 2 * p);

  const auto records = over({.loss = Ratio::percent(100 * p)});

  support::expect_mean(records, expected_s, 0.03, mean_s, "mean");
  support::expect_mean(
      records, (1 - p) * (1 - p), 0.005,
      [](const results::RunRecord& record) {
        return record.traffic[0].latency.share_at_most(ms(11));
      },
      "share without a loss");
}

TEST(Jitter, OfBothWaysIsTheSumOfTwoDraws) {
  const auto records = over({.jitter = support::exponential(ms(2))});

  support::expect_mean(records, 0.014, 0.005, mean_s, "mean");
  // Erlang's law with two stages: 1 - exp(-x) (1 + x) at x = 1, 3 and 6 times 2 ms.
  for (const auto& [x, share] : {std::pair{1, 0.26424}, {3, 0.80085}, {6, 0.98265}}) {
    support::expect_mean(
        records, share, 0.01,
        [x = x](const results::RunRecord& record) {
          return record.traffic[0].latency.share_at_most(ms(10 + 2 * x));
        },
        "share");
  }
}

}  // namespace
}  // namespace isthmus::dataplane
