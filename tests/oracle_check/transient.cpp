// A station that starts empty, looked at at fixed instants: many short replications of a scenario
// with several equal stations, which do not know of each other.
#include <algorithm>
#include <cmath>
#include <sstream>
#include <vector>

#include "sim/session/run.hpp"
#include "tests/oracle_check/attempt.hpp"
#include "tests/oracle_check/station_readings.hpp"
#include "tests/oracle_check/texts.hpp"

namespace isthmus::oracle_check {
namespace {

constexpr std::size_t stations = 10;
constexpr std::size_t chunk = 1'000;  // Replications of one run: records take memory.

/// "L_mean_at_0.5s" or "prob_empty_at_0.5s".
struct Question {
  std::string key{};
  double expected = 0;
  double at_s = 0;
  bool empty = false;  ///< Whether nobody is present, rather than how many are.
  std::size_t probe = 0;
  std::vector<double> figures{};  ///< One per replication, the mean over its stations.
};

std::optional<std::vector<Question>> questions_of(const Oracle& oracle) {
  std::vector<Question> questions;
  for (const auto& [key, value] : oracle.expected.items()) {
    const std::size_t at = key.find("_at_");
    if (at == std::string::npos) return std::nullopt;
    Question question;
    question.key = key;
    question.expected = value.get<double>();
    question.at_s = std::strtod(key.c_str() + at + 4, nullptr);
    question.empty = key.rfind("prob_empty", 0) == 0;
    if (!question.empty && key.rfind("L_mean", 0) != 0) return std::nullopt;
    questions.push_back(std::move(question));
  }
  return questions;
}

std::vector<SimTime> probes_of(std::vector<Question>& questions) {
  std::vector<SimTime> probes;
  for (const Question& question : questions) {
    probes.push_back(SimTime::start() + Duration::nearest_seconds(question.at_s));
  }
  std::sort(probes.begin(), probes.end());
  probes.erase(std::unique(probes.begin(), probes.end()), probes.end());
  for (Question& question : questions) {
    const SimTime at = SimTime::start() + Duration::nearest_seconds(question.at_s);
    question.probe = static_cast<std::size_t>(std::lower_bound(probes.begin(), probes.end(), at) -
                                              probes.begin());
  }
  return probes;
}

std::string scenario_of(const Oracle& oracle, const std::string& law, double rate_per_s) {
  std::string services;
  std::string traffic;
  for (std::size_t i = 0; i < stations; ++i) {
    const std::string name = "station" + std::to_string(i);
    services += "      " + name + ": {concurrency: " + plain(oracle.number_or("servers", 1)) +
                ", service_time: " + law + "}\n";
    traffic += "  - {name: " + name + ", to: " + name + ", rate: " + rate_text(rate_per_s) + "}\n";
  }
  return "isthmus: 1\nname: \"" + oracle.id + "\"\npartitions:\n  default:\n    services:\n" +
         services + "traffic:\n" + traffic;
}

void gather(const std::vector<results::RunRecord>& records, std::vector<Question>& questions) {
  for (const results::RunRecord& record : records) {
    for (Question& question : questions) {
      double sum = 0;
      double seen = 0;
      for (std::size_t i = 0; i < record.stations.size(); ++i) {
        if (record.stations[i].kind != results::StationKind::service) continue;
        const std::int64_t present = record.details[i].at_probes[question.probe];
        sum += question.empty ? (present == 0 ? 1 : 0) : static_cast<double>(present);
        seen += 1;
      }
      question.figures.push_back(sum / seen);
    }
  }
}

/// How many times the widest interval is as wide as it may be.
double excess(const std::vector<Question>& questions, double coarse) {
  double most = 0;
  for (const Question& question : questions) {
    Evidence evidence;
    evidence.replications = question.figures;
    most = std::max(most, relative_half_width(evidence) / (width_for(question.key, 0) * coarse));
  }
  return most;
}

Measured carry_out_transient(const std::string& scenario, std::vector<Question> questions,
                             Together together, const Effort& effort) {
  Measured measured;
  std::istringstream text{scenario};
  session::OpenOptions options;
  options.standard_input = &text;
  session::Opened opened = session::open("-", options);
  if (!opened) {
    measured.refused = "the scenario is refused";
    return measured;
  }
  session::RunOptions run;
  run.jobs = effort.jobs;
  run.observe_stations = true;
  run.probes = probes_of(questions);
  model::RunPlan& plan = opened.study->model.run;
  plan.replications = chunk;
  plan.warmup = Duration::zero();
  plan.duration = run.probes.back() - SimTime::start() + Duration::nanoseconds(1);
  std::size_t chunks = 1;
  for (std::size_t i = 0; i < chunks; ++i) {
    plan.seed = 1 + i;
    const session::RunResult result = session::run(*opened.study, run);
    gather(result.records, questions);
    for (const results::RunRecord& record : result.records) {
      for (const auto& traffic : record.traffic) {
        measured.requests += static_cast<double>(traffic.requests);
      }
    }
    if (i > 0) continue;
    // The first says how many it takes.
    const double needed = std::pow(1.1 * excess(questions, effort.coarse), 2);
    chunks = static_cast<std::size_t>(std::clamp(std::ceil(needed), 1.0, 200.0));
  }
  for (const Question& question : questions) {
    Evidence evidence;
    evidence.replications = question.figures;
    evidence.width_max = width_for(question.key, 0) * effort.coarse;
    measured.findings.push_back(judge_exact(question.key, question.expected, evidence, together));
  }
  return measured;
}

}  // namespace

std::optional<Attempt> attempt_transient(const Oracle& oracle) {
  if (!oracle.is("transient")) return std::nullopt;
  const auto law = law_text(oracle.text_or("service", "exponential"), oracle);
  const auto rate = oracle.number("arrival_rate_per_s");
  const auto questions = questions_of(oracle);
  if (!law || !rate || !questions) return NotAttempted{"no rate, law or known value is given"};
  if (oracle.number_or("initial_customers", 0) != 0) {
    return NotAttempted{"a run begins empty"};
  }
  if (oracle.text_or("arrivals", "poisson") != "poisson") {
    return NotAttempted{"arrivals are not Poisson"};
  }
  const std::string scenario = scenario_of(oracle, *law, *rate);
  return Procedure{questions->size(),
                   [scenario, questions = *questions](Together together, const Effort& effort) {
                     return carry_out_transient(scenario, questions, together, effort);
                   }};
}

}  // namespace isthmus::oracle_check
