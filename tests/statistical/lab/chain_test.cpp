// A real chain of gateways against scenarios/lab/chain.yaml: what was measured without gateways
// made its parameters, what was measured with them is predicted. The tables are those of
// docs/model/lab.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/session/run.hpp"
#include "tests/statistical/lab/table.hpp"

namespace isthmus::lab {
namespace {

const std::string data = ISTHMUS_SOURCE_DIR "/tests/data/lab/";
const std::string scenario = ISTHMUS_SOURCE_DIR "/scenarios/lab/chain.yaml";

/// Every replication's own quantiles, in microseconds.
struct Quantiles {
  std::vector<double> mean{};
  std::vector<double> p50{};
  std::vector<double> p99{};
  double gateway_us = 0;  ///< CPU of all gateways, per request.
};

/// CPU of the gateways in one run, per request of it.
double gateway_us(const results::RunRecord& record) {
  double busy_us = 0;
  for (const results::StationRecord& station : record.stations) {
    if (station.kind == results::StationKind::gateway) {
      busy_us += static_cast<double>(station.busy_ns) / 1e3;
    }
  }
  return busy_us / static_cast<double>(record.traffic.front().latency.count());
}

Quantiles simulated(const std::vector<std::string>& settings, const std::string& path = scenario) {
  const session::Opened opened = session::open(path, {settings, nullptr});
  if (!opened) {
    ADD_FAILURE() << opened.diagnostics.front().problem;
    return {{0}, {0}, {0}};
  }
  Quantiles quantiles;
  const auto result = session::run(*opened.study);
  for (const results::RunRecord& record : result.records) {
    const stats::Histogram& latency = record.traffic.front().latency;
    quantiles.mean.push_back(latency.mean_seconds() * 1e6);
    quantiles.p50.push_back(latency.quantile(0.5).in_seconds() * 1e6);
    quantiles.p99.push_back(latency.quantile(0.99).in_seconds() * 1e6);
    quantiles.gateway_us += gateway_us(record) / static_cast<double>(result.records.size());
  }
  std::sort(quantiles.mean.begin(), quantiles.mean.end());
  std::sort(quantiles.p50.begin(), quantiles.p50.end());
  std::sort(quantiles.p99.begin(), quantiles.p99.end());
  return quantiles;
}

double median(const std::vector<double>& sorted) { return sorted[sorted.size() / 2]; }

std::string setting(const std::string& path, const std::string& value) {
  return path + "=" + value;
}

/// The mode, and the distance of the gateways from their neighbours.
std::vector<std::string> place(const Row& row, double lan_one_way_us) {
  constexpr double fabric_ns = 97'500;
  const std::string lan = std::to_string(std::llround(lan_one_way_us * 1e3 + fabric_ns)) + "ns";
  return {setting("config_entries[0].MeshGateway.Mode", row.text("mode")),
          setting("links[2].one_way", lan), setting("links[4].one_way", lan)};
}

void set_tls(const std::string& tls, std::vector<std::string>& settings) {
  settings.push_back(setting("traffic[0].tls", tls == "12" ? "1.2" : "1.3"));
  if (tls == "13r") settings.push_back(setting("traffic[0].resumption", "ticket"));
}

TEST(Chain, PredictsTheFirstByteOfNewConnections) {
  std::printf("new connections           predicted, measured (us), error\n");
  for (const Row& row : rows_of(data + "new_connections.csv")) {
    auto settings = place(row, row.number("lan_one_way_us"));
    set_tls(row.text("tls"), settings);
    const Quantiles run = simulated(settings);
    const Pair p50{median(run.p50), row.number("first_byte_p50_us")};
    const Pair p99{median(run.p99), row.number("first_byte_p99_us")};
    const std::string name =
        row.text("mode") + " " + row.text("tls") + " lan " + row.text("lan_one_way_us");
    print(name, p50, p99);
    EXPECT_LT(std::fabs(p50.error()), 0.05) << name;
    EXPECT_LT(std::fabs(p99.error()), 0.15) << name;
  }
}

TEST(Chain, PredictsRequestsOnOpenConnections) {
  std::printf("kept-alive requests       predicted, measured (us), error\n");
  for (const Row& row : rows_of(data + "kept_alive.csv")) {
    auto settings = place(row, row.number("lan_one_way_us"));
    settings.push_back(setting("traffic[0].connections", "kept_alive"));
    settings.push_back(setting("traffic[0].rate", "60/s"));
    const Quantiles run = simulated(settings);
    const Pair p50{median(run.p50), row.number("request_p50_us")};
    const Pair p99{median(run.p99), row.number("request_p99_us")};
    const std::string name = row.text("mode") + " lan " + row.text("lan_one_way_us");
    print(name, p50, p99);
    EXPECT_LT(std::fabs(p50.error()), 0.05) << name;
    EXPECT_LT(std::fabs(p99.error()), 0.15) << name;
  }
}

/// A measurement is one run of finite length, so it is held against runs of that length: against
/// their median, and near saturation, where such runs scatter, against the interval that holds 95 %
/// of them.
TEST(Chain, PredictsTheLoadCurveOfTheService) {
  std::printf("load curve                predicted, measured (us), error\n");
  for (const Row& row : rows_of(data + "load_curve.csv")) {
    auto settings = place(row, 0);
    const double seconds = row.number("n") / row.number("rate_per_s");
    settings.push_back(setting("traffic[0].connections", "kept_alive"));
    settings.push_back(setting("traffic[0].rate", row.text("rate_per_s") + "/s"));
    settings.push_back(setting("partitions.finance.services.billing.service_time",
                               "exp(" + row.text("service_mean_us") + "us)"));
    settings.push_back(
        setting("partitions.finance.services.billing.concurrency", row.text("service_servers")));
    settings.push_back(setting("run.warmup", "2s"));
    settings.push_back(setting("run.duration", std::to_string(std::lround(seconds) + 2) + "s"));
    settings.push_back(setting("run.replications", "80"));
    const Quantiles run = simulated(settings);
    const Pair p50{median(run.p50), row.number("p50_us")};
    const Pair p99{median(run.p99), row.number("p99_us")};
    const std::string name = row.text("mode") + " rho " + row.text("rho");
    print(name, p50, p99);
    std::printf("      95 %% of such runs have a p99 between %.0f and %.0f\n", run.p99[2],
                run.p99[run.p99.size() - 3]);
    EXPECT_LT(std::fabs(p50.error()), 0.10) << name;
    if (row.number("rho") < 0.85) {
      EXPECT_LT(std::fabs(p99.error()), 0.10) << name;
    }
    EXPECT_GT(p99.measured, run.p99[2]) << name;
    EXPECT_LT(p99.measured, run.p99[run.p99.size() - 3]) << name;
  }
}

/// Up to seven tenths of the gateway's time; beyond, the machine of two cores on which client,
/// gateway and server ran is what is measured.
TEST(Gateway, PredictsItsOwnLoadCurve) {
  const std::string gateway = ISTHMUS_SOURCE_DIR "/scenarios/lab/gateway.yaml";
  std::printf(
      "gateway load              predicted, measured (us), error of mean, p50 and CPU per "
      "connection\n");
  for (const Row& row : rows_of(data + "gateway_load.csv")) {
    const bool known = row.text("gateway") != "haproxy_slowmap";
    if (!known || row.number("gateway_cpu_util") > 0.7) continue;
    const Quantiles run =
        simulated({setting("traffic[0].rate", row.text("offered_conn_per_s") + "/s")}, gateway);
    const Pair mean{median(run.mean), row.number("latency_mean_us")};
    const Pair p50{median(run.p50), row.number("p50_us")};
    const std::string name = row.text("gateway") + " busy " + row.text("gateway_cpu_util");
    const Pair cpu{run.gateway_us, row.number("gateway_cpu_us_per_conn")};
    std::printf(
        "  %-22s  mean %5.0f %5.0f %+5.1f %%  p50 %5.0f %5.0f %+5.1f %%  CPU %4.0f %4.0f %+5.1f "
        "%%\n",
        name.c_str(), mean.predicted, mean.measured, 100 * mean.error(), p50.predicted,
        p50.measured, 100 * p50.error(), cpu.predicted, cpu.measured, 100 * cpu.error());
    EXPECT_LT(std::fabs(mean.error()), 0.25) << name;
    EXPECT_LT(std::fabs(p50.error()), 0.25) << name;
    EXPECT_LT(std::fabs(cpu.error()), 0.25) << name;
  }
}

}  // namespace
}  // namespace isthmus::lab
