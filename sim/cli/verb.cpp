#include "sim/cli/verb.hpp"

#include "sim/cli/verbs.hpp"

namespace isthmus::cli {

std::vector<const Verb*> verbs() {
  return {&run_verb,      &sweep_verb, &check_verb,  &explain_verb, &reach_verb, &size_verb,
          &survive_verb,  &diff_verb,  &cost_verb,   &report_verb,  &graph_verb, &import_verb,
          &generate_verb, &sni_verb,   &schema_verb, &params_verb,  &help_verb,  &version_verb};
}

const Verb* find_verb(std::string_view name) {
  for (const Verb* verb : verbs()) {
    if (verb->name == name) return verb;
  }
  return nullptr;
}

std::vector<std::string> verb_names() {
  std::vector<std::string> names;
  for (const Verb* verb : verbs()) names.emplace_back(verb->name);
  return names;
}

}  // namespace isthmus::cli
