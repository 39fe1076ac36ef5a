// Holds the simulator against what theory says, entry by entry of a file of oracles.
//
//   oracle_check FILE... [--only ID]... [--skip ID]... [--list] [--coarse FACTOR] [--budget VISITS]
//   [-j N]
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include "tests/oracle_check/attempt.hpp"
#include "tests/oracle_check/page.hpp"

namespace isthmus::oracle_check {
namespace {

struct CommandLine {
  std::vector<std::string> files{};
  std::vector<std::string> only{};  ///< Ids, or beginnings of ids that end in `*`.
  std::vector<std::string> skip{};  ///< The same, to be left out.
  bool list = false;
  Effort effort{};
  std::string mistake{};

  bool wants(const std::string& id) const {
    const auto named = [&](const std::string& pattern) {
      const bool open = pattern.back() == '*';
      return open ? id.compare(0, pattern.size() - 1, pattern, 0, pattern.size() - 1) == 0
                  : id == pattern;
    };
    return (only.empty() || std::any_of(only.begin(), only.end(), named)) &&
           std::none_of(skip.begin(), skip.end(), named);
  }
};

CommandLine command_line(int count, char** words) {
  CommandLine line;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--list") {
      line.list = true;
      continue;
    }
    if (word[0] != '-') {
      line.files.push_back(word);
      continue;
    }
    if (i + 1 == count) {
      line.mistake = word + " needs a value";
      break;
    }
    const std::string value = words[++i];
    const double number = std::strtod(value.c_str(), nullptr);
    if (word == "--only" && !value.empty()) {
      line.only.push_back(value);
    } else if (word == "--skip" && !value.empty()) {
      line.skip.push_back(value);
    } else if (word == "--coarse" && number >= 1) {
      line.effort.coarse = number;
    } else if (word == "--budget" && number > 0) {
      line.effort.visits_max = number;
    } else if (word == "-j" && number >= 1) {
      line.effort.jobs = static_cast<std::size_t>(number);
    } else {
      line.mistake = word + " " + value + " is not understood";
    }
  }
  if (line.files.empty() && line.mistake.empty()) line.mistake = "no file is given";
  return line;
}

struct Planned {
  Oracle oracle{};
  Attempt attempt{};
};

Measured carried_out(const Planned& planned, Together together, const Effort& effort) {
  Measured measured;
  if (const auto* computed = std::get_if<Computed>(&planned.attempt)) {
    measured.findings = computed->findings;
  } else if (const auto* experiments = std::get_if<Experiments>(&planned.attempt)) {
    for (const Experiment& experiment : experiments->all) {
      const Measured one = carry_out(experiment, together, effort);
      if (!one.trouble.empty()) measured.trouble = one.trouble;
      if (!one.refused.empty()) measured.refused = one.refused;
      if (!one.beyond_budget.empty()) measured.beyond_budget = one.beyond_budget;
      measured.requests += one.requests;
      measured.findings.insert(measured.findings.end(), one.findings.begin(), one.findings.end());
    }
  } else if (const auto* procedure = std::get_if<Procedure>(&planned.attempt)) {
    measured = procedure->carry_out(together, effort);
  } else {
    measured.refused = std::get<NotAttempted>(planned.attempt).why;
  }
  return measured;
}

/// What became of an entry. One that has not the form of its model is no reason to stop.
Measured measured_for(const Planned& planned, Together together, const Effort& effort) {
  Measured measured;
  try {
    return carried_out(planned, together, effort);
  } catch (const BadEntry& entry) {
    measured.refused = entry.what();
  } catch (const Json::exception& why) {
    measured.refused = "the entry has not the form of its model (" + std::string{why.what()} + ")";
  }
  return measured;
}

/// CPU time of all threads of this program so far.
double cpu_seconds() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

int run(const CommandLine& line) {
  std::vector<Planned> all;
  Together together{0};
  for (const std::string& path : line.files) {
    const OracleFile file = read_oracles(path);
    if (!file.trouble.empty()) {
      std::cerr << "oracle_check: " << file.trouble << '\n';
      return 2;
    }
    for (const Oracle& oracle : file.oracles) {
      if (!line.wants(oracle.id)) continue;
      all.push_back({oracle, attempt(oracle)});
      together.values += values_of_chance(all.back().attempt);
    }
  }
  if (together.values == 0) together.values = 1;

  std::size_t passed = 0;
  std::size_t not_attempted = 0;
  for (const Planned& planned : all) {
    const auto* refused = std::get_if<NotAttempted>(&planned.attempt);
    if (line.list) {
      std::cout << planned.oracle.id << "  " << planned.oracle.model
                << (refused == nullptr ? "" : "  (not attempted: " + refused->why + ")") << '\n';
      continue;
    }
    const double began = cpu_seconds();
    const Measured measured = measured_for(planned, together, line.effort);
    const Outcome outcome = write_entry(std::cout, planned.oracle, measured, cpu_seconds() - began);
    if (outcome == Outcome::passed) ++passed;
    if (outcome == Outcome::not_attempted) ++not_attempted;
    std::cout.flush();
  }
  if (line.list) return 0;
  const std::size_t failed = all.size() - passed - not_attempted;
  if (not_attempted > 0) std::cout << not_attempted << " not attempted\n";
  std::cout << passed << " passed, " << failed << " failed\n";
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace isthmus::oracle_check

int main(int count, char** words) {
  const auto line = isthmus::oracle_check::command_line(count, words);
  if (!line.mistake.empty()) {
    std::cerr
        << "oracle_check: " << line.mistake
        << "\nusage: oracle_check FILE... [--only ID]... [--skip ID]... [--list] [--coarse FACTOR] "
           "[--budget VISITS] [-j THREADS]\n";
    return 2;
  }
  return isthmus::oracle_check::run(line);
}
