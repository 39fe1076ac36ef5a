#include "tests/oracle_check/station_readings.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/analysis/seconds.hpp"
#include "sim/results/merge.hpp"
#include "tests/oracle_check/fine_quantile.hpp"

namespace isthmus::oracle_check {
namespace {

using analysis::nearest_seconds;
using results::RunRecord;
using results::StationRecord;
using results::TrafficRecord;
using stats::Histogram;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

bool begins(const std::string& text, const std::string& with) { return text.rfind(with, 0) == 0; }

/// Which stations of a record belong to the group.
template <class Visit>
void each_station(const RunRecord& record, const std::string& group, Visit visit) {
  for (std::size_t i = 0; i < record.stations.size(); ++i) {
    const std::string& name = record.stations[i].name;
    if (begins(name, group) && name.size() > group.size() && name[group.size()] == '[') visit(i);
  }
}

/// Sums over a group of equal stations.
struct Sums {
  double arrivals = 0;
  double wait_s = 0;
  double busy_s = 0;
  double queue_area = 0;
  double number_area = 0;
  double servers = 0;
  double stations = 0;
  double measured_s = 0;
};

Sums sums_of(const RunRecord& record, const std::string& group) {
  Sums sums;
  sums.measured_s = nearest_seconds(record.measured);
  each_station(record, group, [&](std::size_t i) {
    const StationRecord& at = record.stations[i];
    sums.arrivals += static_cast<double>(at.arrivals);
    sums.wait_s += nearest_seconds(at.wait_ns);
    sums.busy_s += nearest_seconds(at.busy_ns);
    sums.queue_area += nearest_seconds(at.queue_area_ns);
    sums.number_area += nearest_seconds(at.number_area_ns);
    sums.servers += static_cast<double>(at.servers);
    sums.stations += 1;
  });
  return sums;
}

Histogram waits_of(const RunRecord& record, const std::string& group) {
  Histogram waits;
  each_station(record, group, [&](std::size_t i) { waits.merge(record.details[i].waits); });
  return waits;
}

template <class Visit>
void each_stream(const RunRecord& record, const Subject& subject, Visit visit) {
  const std::size_t all = record.traffic.size();
  const std::size_t first = std::min(subject.first_stream, all);
  const std::size_t count = std::min(subject.streams, all - first);
  for (std::size_t i = first; i < first + count; ++i) visit(record.traffic[i]);
}

Histogram latencies_of(const RunRecord& record, const Subject& subject) {
  Histogram all;
  each_stream(record, subject, [&](const TrafficRecord& traffic) {
    all.merge(traffic.latency);
    if (subject.ends == Ends::all) all.merge(traffic.failed);
  });
  return all;
}

/// From the middles of buckets 0.4 % wide, which is exact to a few millionths.
double deviation_of(const Histogram& histogram) {
  double count = 0;
  double sum = 0;
  histogram.each_bucket([&](const Histogram::Bucket& bucket) {
    const double middle = (bucket.least.in_seconds() + bucket.greatest.in_seconds()) / 2;
    count += static_cast<double>(bucket.count);
    sum += middle * static_cast<double>(bucket.count);
  });
  double squares = 0;
  histogram.each_bucket([&](const Histogram::Bucket& bucket) {
    const double middle = (bucket.least.in_seconds() + bucket.greatest.in_seconds()) / 2;
    squares += (middle - sum / count) * (middle - sum / count) * static_cast<double>(bucket.count);
  });
  return std::sqrt(squares / count);
}

template <class Select>
Histogram merged(Records records, Select select) {
  Histogram all;
  for (const RunRecord& record : records) all.merge(select(record));
  return all;
}

/// The number present, by time: its mean, its variance and its upper tail.
struct Levels {
  std::vector<double> time_at{};
  double total = 0;
};

Levels levels_of(Records records, const std::string& group) {
  Levels levels;
  for (const RunRecord& record : records) {
    each_station(record, group, [&](std::size_t i) {
      const std::vector<std::int64_t>& at = record.details[i].at_number_ns;
      if (at.size() > levels.time_at.size()) levels.time_at.resize(at.size());
      for (std::size_t n = 0; n < at.size(); ++n) {
        levels.time_at[n] += static_cast<double>(at[n]);
        levels.total += static_cast<double>(at[n]);
      }
    });
  }
  return levels;
}

double share_at_least(const Levels& levels, std::size_t least) {
  double time = 0;
  for (std::size_t n = least; n < levels.time_at.size(); ++n) time += levels.time_at[n];
  return time / levels.total;
}

double variance_of(const Levels& levels) {
  double mean = 0;
  for (std::size_t n = 0; n < levels.time_at.size(); ++n) {
    mean += static_cast<double>(n) * levels.time_at[n] / levels.total;
  }
  double variance = 0;
  for (std::size_t n = 0; n < levels.time_at.size(); ++n) {
    const double distance = static_cast<double>(n) - mean;
    variance += distance * distance * levels.time_at[n] / levels.total;
  }
  return variance;
}

Reading plain_mean(const std::string& key, double expected, Figure figure) {
  Reading reading;
  reading.key = key;
  reading.expected = expected;
  reading.figure = std::move(figure);
  return reading;
}

/// What is the same function of one replication and of all of them.
template <class Function>
Reading sectioned(const std::string& key, double expected, Function function) {
  Reading reading;
  reading.key = key;
  reading.expected = expected;
  reading.figure = [function](const RunRecord& record) { return function(Records{&record, 1}); };
  reading.pooled = function;
  return reading;
}

template <class Select>
Reading quantile_reading(const std::string& key, double expected, double p, Select select) {
  Reading reading = sectioned(key, expected, [p, select](Records records) {
    const Histogram all = merged(records, select);
    return all.empty() ? nothing : fine_quantile(all, p).seconds;
  });
  reading.resolution = [p, select](Records records) {
    const Histogram all = merged(records, select);
    return all.empty() ? 0 : fine_quantile(all, p).relative_error;
  };
  return reading;
}

template <class Select>
Reading deviation_reading(const std::string& key, double expected, Select select) {
  return sectioned(key, expected, [select](Records records) {
    const Histogram all = merged(records, select);
    return all.empty() ? nothing : deviation_of(all);
  });
}

/// The number in "prob_L_ge_50"; none if the key is another.
std::optional<std::size_t> level_in(const std::string& key) {
  const std::string head = "prob_L_ge_";
  if (!begins(key, head)) return std::nullopt;
  return static_cast<std::size_t>(std::strtoull(key.c_str() + head.size(), nullptr, 10));
}

/// The time in "sojourn_mean_given_job_5ms_s"; none if the key is another.
std::optional<double> job_in(const std::string& key) {
  const std::string head = "sojourn_mean_given_job_";
  if (!begins(key, head)) return std::nullopt;
  return std::strtod(key.c_str() + head.size(), nullptr) * 1e-3;
}

std::optional<Reading> reading_of_sums(const std::string& key, double expected,
                                       const std::string& group) {
  const auto of = [&](double (*figure)(const Sums&)) {
    return plain_mean(key, expected, [group, figure](const RunRecord& record) {
      return figure(sums_of(record, group));
    });
  };
  if (key == "utilization" || key == "bottleneck_utilization") {
    return of([](const Sums& s) { return s.busy_s / (s.servers * s.measured_s); });
  }
  if (key == "wait_mean_s" || key == "wait_accepted_mean_s") {
    return of([](const Sums& s) { return s.arrivals > 0 ? s.wait_s / s.arrivals : nothing; });
  }
  if (key == "L_mean") {
    return of([](const Sums& s) { return s.number_area / (s.stations * s.measured_s); });
  }
  if (key == "Lq_mean") {
    return of([](const Sums& s) { return s.queue_area / (s.stations * s.measured_s); });
  }
  if (key == "carried_erlangs") return of([](const Sums& s) { return s.busy_s / s.measured_s; });
  if (key == "arrival_rate_mean_per_s" || key == "attempt_rate_per_s") {
    return of([](const Sums& s) { return s.arrivals / s.measured_s; });
  }
  return std::nullopt;
}

/// What needs the distribution of the number present, of waits, or of stays by work.
std::optional<Reading> reading_of_details(const std::string& key, double expected,
                                          const std::string& group) {
  if (key == "prob_wait" || key == "sigma") {
    return plain_mean(key, expected, [group](const RunRecord& record) {
      const Histogram waits = waits_of(record, group);
      return waits.empty() ? nothing : 1 - waits.share_at_most(Duration::zero());
    });
  }
  if (key == "prob_empty") {
    return plain_mean(key, expected, [group](const RunRecord& record) {
      return 1 - share_at_least(levels_of(Records{&record, 1}, group), 1);
    });
  }
  if (const auto level = level_in(key)) {
    return plain_mean(key, expected, [group, least = *level](const RunRecord& record) {
      return share_at_least(levels_of(Records{&record, 1}, group), least);
    });
  }
  if (key == "L_var") {
    return sectioned(key, expected,
                     [group](Records records) { return variance_of(levels_of(records, group)); });
  }
  if (key == "wait_sd_s") {
    return deviation_reading(key, expected,
                             [group](const RunRecord& record) { return waits_of(record, group); });
  }
  if (key == "slowdown_mean") {
    return plain_mean(key, expected, [group](const RunRecord& record) {
      double slowdowns = 0;
      double jobs = 0;
      each_station(record, group, [&](std::size_t i) {
        slowdowns += record.details[i].slowdowns;
        jobs += static_cast<double>(record.details[i].slowed);
      });
      return jobs > 0 ? slowdowns / jobs : nothing;
    });
  }
  if (const auto job_s = job_in(key)) {
    // Jobs of about that work, their stay relative to it: under sharing that ratio is the same for
    // all work, so that the width of a class does not matter.
    return sectioned(key, expected, [group, work_s = *job_s](Records records) {
      const std::size_t at = results::StationDetail::class_of(Duration::nearest_seconds(work_s));
      double work = 0;
      double stay = 0;
      for (const RunRecord& record : records) {
        each_station(record, group, [&](std::size_t i) {
          const auto& classes = record.details[i].by_work;
          for (std::size_t k = at - 2; k <= at + 2 && k < classes.size(); ++k) {
            work += static_cast<double>(classes[k].work_ns);
            stay += static_cast<double>(classes[k].sojourn_ns);
          }
        });
      }
      return work > 0 ? stay / work * work_s : nothing;
    });
  }
  return std::nullopt;
}

double ended(const RunRecord& record, const Subject& subject, bool delivered) {
  double count = 0;
  each_stream(record, subject, [&](const TrafficRecord& one) {
    const auto answered = one.ended[static_cast<std::size_t>(route::Disposition::delivered)];
    count += static_cast<double>(delivered ? answered : one.requests - answered);
  });
  return count;
}

std::optional<Reading> reading_of_traffic(const std::string& key, double expected,
                                          const Subject& subject) {
  if (key == "sojourn_mean_s" || key == "sojourn_accepted_mean_s" || key == "response_mean_s" ||
      key == "response_total_mean_s") {
    return latency_mean(key, expected, subject);
  }
  if (key == "sojourn_sd_s" || key == "response_sd_s") {
    return deviation_reading(key, expected, [subject](const RunRecord& record) {
      return latencies_of(record, subject);
    });
  }
  if (key == "blocking_prob") {
    return plain_mean(key, expected, [subject](const RunRecord& record) {
      const double lost = ended(record, subject, false);
      return lost / (lost + ended(record, subject, true));
    });
  }
  if (key == "throughput_per_s") {
    return plain_mean(key, expected, [subject](const RunRecord& record) {
      return ended(record, subject, true) / nearest_seconds(record.measured);
    });
  }
  if (key == "in_flight_mean") {
    return plain_mean(key, expected, [subject](const RunRecord& record) {
      const Histogram::Total total = latencies_of(record, subject).total();
      return (static_cast<double>(total.seconds) + nearest_seconds(total.nanoseconds)) /
             nearest_seconds(record.measured);
    });
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> quantile_in(const std::string& key) {
  const std::size_t at = begins(key, "p") ? 0 : key.find("_p") + 1;
  if (at == 0 && !begins(key, "p")) return std::nullopt;
  std::string digits;
  bool point = false;
  for (std::size_t i = at + 1; i < key.size(); ++i) {
    if (key[i] >= '0' && key[i] <= '9') {
      digits += key[i];
    } else if (key[i] == '_' && !point && i + 1 < key.size() && key[i + 1] >= '0' &&
               key[i + 1] <= '9') {
      digits += '.';
      point = true;
    } else {
      break;
    }
  }
  if (digits.empty()) return std::nullopt;
  return std::strtod(digits.c_str(), nullptr) / 100;
}

double width_for(const std::string& key, double utilisation) {
  const auto p = quantile_in(key);
  if (p) return *p >= 0.99 && utilisation >= 0.9 - 1e-9 ? 0.03 : 0.01;
  const bool is_mean = key.find("_mean") != std::string::npos || begins(key, "throughput");
  return is_mean ? 0.005 : 0.01;
}

Reading latency_mean(const std::string& key, double expected, const Subject& subject) {
  return plain_mean(key, expected, [subject](const RunRecord& record) {
    const Histogram all = latencies_of(record, subject);
    return all.empty() ? nothing : all.mean_seconds();
  });
}

Reading latency_quantile(const std::string& key, double expected, double p,
                         const Subject& subject) {
  return quantile_reading(key, expected, p, [subject](const RunRecord& record) {
    return latencies_of(record, subject);
  });
}

std::optional<Reading> reading_of(const std::string& key, double expected, const Subject& subject) {
  const std::string& group = subject.stations;
  std::optional<Reading> reading = reading_of_details(key, expected, group);
  const auto p = quantile_in(key);
  if (!reading && p && begins(key, "wait_")) {
    reading = quantile_reading(
        key, expected, *p, [group](const RunRecord& record) { return waits_of(record, group); });
  }
  if (reading) reading->observes = true;
  if (!reading) reading = reading_of_sums(key, expected, group);
  if (!reading) reading = reading_of_traffic(key, expected, subject);
  if (!reading && p && (begins(key, "sojourn_") || begins(key, "response_"))) {
    reading = latency_quantile(key, expected, *p, subject);
  }
  if (reading) reading->width_max = width_for(key, subject.utilisation);
  return reading;
}

}  // namespace isthmus::oracle_check
