// The formulas against values that another program computed: tests/data/oracles.json.
#include "sim/stats/queueing_formulas.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "sim/stats/bucket_law.hpp"
#include "sim/stats/quantile.hpp"

namespace isthmus::stats {
namespace {

using Json = nlohmann::json;

/// The values are written with ten digits.
constexpr double digits = 2e-9;

void expect_close(double ours, const Json& theirs, const std::string& what,
                  double tolerance = digits) {
  const double value = theirs.get<double>();
  EXPECT_NEAR(ours, value, tolerance * std::max(std::fabs(value), 1e-12)) << what;
}

class Oracles : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::ifstream file{ISTHMUS_SOURCE_DIR "/tests/data/oracles.json"};
    all = Json::parse(file)["oracles"];
  }

  /// Calls `check(entry, parameters, expected)` for each entry whose id starts so.
  template <class Check>
  static void each(const std::string& prefix, std::size_t count, Check check) {
    std::size_t seen = 0;
    for (const Json& entry : all) {
      const auto id = entry["id"].get<std::string>();
      if (id.rfind(prefix, 0) != 0) continue;
      ++seen;
      SCOPED_TRACE(id);
      check(entry["parameters"], entry["expected"]);
    }
    EXPECT_EQ(seen, count) << "entries starting with " << prefix;
  }

  static Load load_of(const Json& parameters) {
    Load load;
    load.arrivals = PerSecond::of(parameters["arrival_rate_per_s"].get<double>());
    load.service_mean_s = parameters["service_mean_s"].get<double>();
    load.servers = parameters["servers"].get<std::size_t>();
    load.service_scv = parameters.value("service_scv", 1.0);
    return load;
  }

  template <class Answer>
  static void expect_wait_quantiles(const Answer& ours, const Json& expected) {
    expect_close(ours.wait_quantile_s(0.5), expected["wait_p50_s"], "wait p50");
    expect_close(ours.wait_quantile_s(0.9), expected["wait_p90_s"], "wait p90");
    expect_close(ours.wait_quantile_s(0.99), expected["wait_p99_s"], "wait p99");
    expect_close(ours.wait_quantile_s(0.999), expected["wait_p99_9_s"], "wait p99.9");
  }

  static void expect_means(const Means& ours, const Json& expected) {
    expect_close(ours.utilisation, expected["utilization"], "utilisation");
    expect_close(ours.wait_mean_s, expected["wait_mean_s"], "mean wait");
    expect_close(ours.sojourn_mean_s, expected["sojourn_mean_s"], "mean sojourn");
    expect_close(ours.in_system_mean, expected["L_mean"], "mean number");
  }

  static Json all;
};

Json Oracles::all;

TEST_F(Oracles, AgreeWithErlangsWaitingFormula) {
  for (const auto& [prefix, count] :
       {std::pair{"mm1_lam", 5u}, {"mm2_lam", 1u}, {"mm4_lam", 4u}, {"mm8_lam", 2u}}) {
    each(prefix, count, [](const Json& parameters, const Json& expected) {
      const auto ours = mmc(load_of(parameters));

      ASSERT_TRUE(ours);
      expect_means(ours->means, expected);
      expect_close(ours->means.waiting_mean, expected["Lq_mean"], "mean queue");
      expect_close(ours->prob_wait, expected["prob_wait"], "chance to wait");
      expect_close(ours->sojourn_sd_s, expected["sojourn_sd_s"], "sojourn deviation");
      expect_wait_quantiles(*ours, expected);
      expect_close(ours->sojourn_quantile_s(0.5), expected["sojourn_p50_s"], "sojourn p50");
      expect_close(ours->sojourn_quantile_s(0.99), expected["sojourn_p99_s"], "sojourn p99");
      expect_close(ours->sojourn_quantile_s(0.999), expected["sojourn_p99_9_s"], "sojourn p99.9");
    });
  }
}

TEST_F(Oracles, AgreeWithCrommelinsQueue) {
  each("md1_", 4, [](const Json& parameters, const Json& expected) {
    const auto ours = md1(load_of(parameters));

    ASSERT_TRUE(ours);
    expect_means(ours->means, expected);
    expect_wait_quantiles(*ours, expected);
    expect_close(ours->sojourn_quantile_s(0.95), expected["sojourn_p95_s"], "sojourn p95");
  });
}

TEST_F(Oracles, AgreeWithPollaczekAndKhinchine) {
  std::size_t seen = 0;
  for (const Json& entry : all) {
    if (entry["model"] != "M/G/1 FCFS" || !entry["parameters"].contains("service_scv")) continue;
    ++seen;
    SCOPED_TRACE(entry["id"].get<std::string>());
    const auto ours = mg1(load_of(entry["parameters"]));

    ASSERT_TRUE(ours);
    expect_means(*ours, entry["expected"]);
  }
  EXPECT_GE(seen, 3u);
}

TEST_F(Oracles, AgreeWithStationsThatRefuse) {
  for (const auto& [prefix, count] : {std::pair{"mm1k", 2u}, {"mm4k", 1u}, {"mm10k", 1u}}) {
    each(prefix, count, [](const Json& parameters, const Json& expected) {
      const MMcK ours = mmck(load_of(parameters), parameters["capacity_total"].get<std::size_t>());

      expect_close(ours.blocking_prob, expected["blocking_prob"], "blocking");
      expect_close(ours.throughput_per_s, expected["throughput_per_s"], "throughput");
      expect_close(ours.in_system_mean, expected["L_mean"], "mean number");
      expect_close(ours.sojourn_accepted_mean_s, expected["sojourn_accepted_mean_s"], "sojourn");
      expect_close(ours.wait_accepted_mean_s, expected["wait_accepted_mean_s"], "wait");
      expect_close(ours.utilisation, expected["utilization"], "utilisation");
      expect_close(ours.prob_empty, expected["prob_empty"], "empty");
    });
  }
}

TEST_F(Oracles, AgreeWithErlangsLossFormula) {
  each("erlangB_", 3, [](const Json& parameters, const Json& expected) {
    const double offered =
        parameters["arrival_rate_per_s"].get<double>() * parameters["service_mean_s"].get<double>();
    const double lost = erlang_b(offered, parameters["servers"].get<std::size_t>());

    expect_close(lost, expected["blocking_prob"], "blocking");
    expect_close(offered * (1 - lost), expected["carried_erlangs"], "carried");
  });
}

TEST_F(Oracles, AgreeWithTheBoundsOfOneServer) {
  each("gg1_bound_", 2, [](const Json& parameters, const Json& expected) {
    const double mean = parameters["service_mean_s"].get<double>();
    const Load load{PerSecond::of(parameters["rho"].get<double>() / mean), mean, 1,
                    parameters["service_scv"].get<double>(),
                    parameters["interarrival_scv"].get<double>()};

    expect_close(*kingman_bound_s(load), expected["wait_mean_upper_kingman_s"], "Kingman");
    expect_close(*daley_bound_s(load), expected["wait_mean_upper_daley_s"], "Daley");
    expect_close(allen_cunneen(load)->wait_mean_s, expected["wait_mean_approx_allen_cunneen_s"],
                 "Allen and Cunneen");
  });
}

TEST_F(Oracles, AgreeOnHowLongARunMustBe) {
  constexpr double rounded_normal = 3e-8;  // The values were made with 1.959964.
  each("mm1_runlength_", 3, [](const Json& parameters, const Json& expected) {
    const double rho = parameters["rho"].get<double>();

    expect_close(mm1_run_length(rho, 0.01).asymptotic_variance, expected["asymptotic_variance"],
                 "variance");
    expect_close(mm1_run_length(rho, 0.01).requests, expected["n_requests_for_halfwidth_1pct_95"],
                 "1 %", rounded_normal);
    expect_close(mm1_run_length(rho, 0.005).requests,
                 expected["n_requests_for_halfwidth_0_5pct_95"], "0.5 %", rounded_normal);
  });
}

TEST_F(Oracles, AgreeOnRanksThatEncloseAQuantile) {
  each("quantile_ci_", 2, [](const Json& parameters, const Json& expected) {
    const Ranks ours =
        quantile_ranks(parameters["n"].get<std::size_t>(), parameters["p"].get<double>(),
                       parameters["confidence"].get<double>());

    EXPECT_EQ(ours, (Ranks{expected["rank_low"].get<std::size_t>(),
                           expected["rank_high"].get<std::size_t>()}));
  });
}

TEST_F(Oracles, AgreeOnWhatHistogramsCost) {
  each("hdr_error_", 2, [](const Json& parameters, const Json& expected) {
    const OctaveLaw ours = octave_law(parameters["significant_digits"].get<int>());

    EXPECT_EQ(ours.sub_buckets, expected["sub_buckets"].get<std::uint64_t>());
    expect_close(ours.relative_error, expected["max_relative_error"], "error");
  });
  each("ddsketch_error", 1, [](const Json& parameters, const Json& expected) {
    const GeometricLaw ours = geometric_law(parameters["alpha"].get<double>(),
                                            Duration::nanoseconds(1), Duration::seconds(3600));

    expect_close(ours.gamma, expected["gamma"], "gamma");
    EXPECT_EQ(ours.bucket_count, expected["buckets_1ns_to_1h"].get<std::uint64_t>());
  });
}

}  // namespace
}  // namespace isthmus::stats
