// The exit status of the program: worked out here and nowhere else, from what happened and never
// from how it is shown, so that `-o json` and `-o table` agree.
#pragma once

namespace isthmus::cli {

/// docs/reference/exit-status.md defines each.
enum class Exit {
  fine = 0,
  trouble = 1,       ///< Internal or input/output error.
  usage = 2,         ///< The command line is wrong.
  invalid = 3,       ///< The scenario or a configuration file is wrong.
  refused = 4,       ///< An expectation failed, or the answer to the question is "no".
  unsure = 5,        ///< Only under --strict: an expectation could not be decided.
  different = 6,     ///< Only under `diff --detailed-exitcode`: something differs.
  interrupted = 130  ///< Ctrl-C; what there was has been written.
};

/// How a verb's question was answered.
struct Outcome {
  bool refused = false;
  bool unsure = false;
  bool strict = false;
  bool interrupted = false;
};

/// An interrupted run has not answered its question, so that comes first; then the plain "no".
constexpr Exit exit_of(const Outcome& outcome) {
  if (outcome.interrupted) return Exit::interrupted;
  if (outcome.refused) return Exit::refused;
  if (outcome.strict && outcome.unsure) return Exit::unsure;
  return Exit::fine;
}

}  // namespace isthmus::cli
