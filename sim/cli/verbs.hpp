// The functions behind the verbs, one file each.
#pragma once

#include "sim/cli/arguments.hpp"
#include "sim/cli/exit_status.hpp"
#include "sim/cli/io.hpp"
#include "sim/cli/verb.hpp"

namespace isthmus::cli {

extern const Verb run_verb;
extern const Verb sweep_verb;
extern const Verb check_verb;
extern const Verb explain_verb;
extern const Verb reach_verb;
extern const Verb generate_verb;
extern const Verb graph_verb;
extern const Verb report_verb;
extern const Verb size_verb;
extern const Verb survive_verb;
extern const Verb diff_verb;
extern const Verb cost_verb;
extern const Verb import_verb;
extern const Verb schema_verb;
extern const Verb params_verb;
extern const Verb sni_verb;
extern const Verb help_verb;
extern const Verb version_verb;

}  // namespace isthmus::cli
