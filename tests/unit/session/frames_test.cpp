// What a mesh looked like over time, held against what the whole run says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "sim/session/frames.hpp"

namespace isthmus::session {
namespace {

Study opened(const std::string& text) {
  std::istringstream in{text};
  Opened made = open("-", {{}, &in});
  EXPECT_TRUE(made.study.has_value());
  return std::move(*made.study);
}

/// One server at a load of 0.6 with Poisson arrivals from outside.
Study one_server() {
  return opened(
      "isthmus: 1\npartitions: {default: {services: {app: {service_time: exp(10ms), concurrency: "
      "1}}}}\ntraffic: [{to: app, rate: 60/s}]\nrun: {warmup: 2s, duration: 40s, replications: "
      "16}\n");
}

struct Told {
  Frames frames;
  RunResult result;
};

Told told(const Study& study) {
  FrameTally tally{study, study.model.run.duration};
  RunOptions options;
  tally.ask_for(options);
  options.recorded = [&](const results::RunRecord& record) { tally.add(record); };
  Told made;
  made.result = run(study, options);
  made.frames = tally.frames();
  return made;
}

TEST(Frames, OfAPairHoldEveryRequestOfTheRun) {
  const Told made = told(one_server());

  double delivered = 0;
  for (const PairFrame& frame : made.frames.pairs[0]) {
    delivered += frame.delivered_per_s * made.frames.frame_s();
  }

  // Per replication: 60/s for 40 s, warm-up included; four standard errors of 16 Poisson counts.
  EXPECT_NEAR(delivered, 2'400, 4 * std::sqrt(2'400.0 / 16));
}

TEST(Frames, OfAStationAreBusyAsOftenAsTheRunSays) {
  const Told made = told(one_server());
  const auto& names = made.frames.station_names;
  const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), "service app[0]") -
                                           names.begin());

  double busy = 0;
  double queue = 0;
  for (const StationFrame& frame : made.frames.stations[at]) {
    busy += frame.busy / static_cast<double>(made.frames.count);
    queue += frame.queue / static_cast<double>(made.frames.count);
  }

  EXPECT_NEAR(busy, made.result.summary.stations[at].utilisation.mean, 0.03);
  EXPECT_NEAR(queue, made.result.summary.stations[at].queue.mean, 0.25);
}

TEST(Frames, DoNotDependOnTheOrderOfTheReplications) {
  const Study study = one_server();
  RunOptions options;
  FrameTally forwards{study, study.model.run.duration};
  FrameTally backwards{study, study.model.run.duration};
  forwards.ask_for(options);
  options.replications = 3;
  std::vector<results::RunRecord> records;
  options.recorded = [&](const results::RunRecord& record) { records.push_back(record); };
  run(study, options);

  for (std::size_t i = 0; i < records.size(); ++i) {
    forwards.add(records[i]);
    backwards.add(records[records.size() - 1 - i]);
  }

  const Frames a = forwards.frames();
  const Frames b = backwards.frames();
  for (std::size_t k = 0; k < a.count; ++k) {
    EXPECT_EQ(a.pairs[0][k].p99_s, b.pairs[0][k].p99_s);
    EXPECT_EQ(a.stations[0][k].busy, b.stations[0][k].busy);
  }
}

TEST(Frames, LeaveTheResultOfTheRunAsItIs) {
  const Study study = one_server();

  const Told made = told(study);

  EXPECT_EQ(made.result.summary.fingerprint, run(study).summary.fingerprint);
  EXPECT_EQ(made.result.close_ups.size(), run(study).close_ups.size());
  EXPECT_TRUE(made.result.records.front().details.empty());
}

TEST(Frames, CountWhatFails) {
  const Study study = opened(
      "isthmus: 1\npartitions: {default: {services: {app: {service_time: 20ms, concurrency: 1, "
      "queue_limit: 1}}}}\ntraffic: [{to: app, rate: 100/s}]\nrun: {warmup: 1s, duration: 20s, "
      "replications: 4}\n");

  const Told made = told(study);

  double failed = 0;
  for (const PairFrame& frame : made.frames.pairs[0]) {
    failed += frame.failed_per_s / static_cast<double>(made.frames.count);
  }
  const analysis::PairSummary& pair = made.result.summary.pairs[0];
  EXPECT_NEAR(failed, pair.requests_per_s.mean * pair.error_rate.mean, 3);
}

TEST(Frames, CountWhatNeverEndsAsFailed) {
  const Study study = opened(R"(isthmus: 1
zones: {a: {region: us-east-1}, b: {region: eu-west-1}}
partitions:
  default:
    zones: [a]
    services:
      web:
        proxy:
          upstreams: [{destination_name: app, destination_partition: far, local_bind_port: 1000}]
  far: {zones: [b], services: {app: {}}}
config_entries:
  - {Kind: exported-services, Name: far, Services: [{Name: app, Consumers: [{Partition: default}]}]}
traffic: [{from: web, to: far/app, rate: 50/s}]
events: [{name: cut, at: 5s, link: [us-east-1, eu-west-1], how: cut}]
run: {warmup: 1s, duration: 20s, replications: 4}
)");

  const Told made = told(study);

  const std::vector<PairFrame>& frames = made.frames.pairs[0];
  double after_the_cut = 0;
  for (std::size_t k = 50; k < 100; ++k) after_the_cut += frames[k].failed_per_s / 50;
  // 50/s for 10 s, in four replications: four standard errors of a Poisson count.
  EXPECT_NEAR(after_the_cut, 50, 4 * std::sqrt(50.0 / 40));
  EXPECT_EQ(frames[10].failed_per_s, 0);
}

TEST(Frames, FindTheFrameOfAMoment) {
  Frames frames;
  frames.duration = Duration::seconds(10);
  frames.count = 100;

  EXPECT_EQ(frames.frame_at(-1), 0u);
  EXPECT_EQ(frames.frame_at(0.05), 0u);
  EXPECT_EQ(frames.frame_at(5.05), 50u);
  EXPECT_EQ(frames.frame_at(99), 99u);
}

}  // namespace
}  // namespace isthmus::session
