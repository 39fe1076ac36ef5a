// What others have met before: 25 symptoms that users of Consul have reported, each found by a rule
// of its own. What each means stands in symptom_pages.hpp.
#pragma once

#include "sim/analysis/evidence.hpp"
#include "sim/analysis/finding.hpp"

namespace isthmus::analysis {

/// All that are found, but for those that the routes themselves give as their reasons.
Findings symptoms(const Evidence& evidence);

// The rules by subject; each adds what it finds.
void symptoms_of_modes(const Evidence& evidence, Findings& found);
void symptoms_of_gateways(const Evidence& evidence, Findings& found);
void symptoms_of_load(const Evidence& evidence, Findings& found);
void symptoms_of_services(const Evidence& evidence, Findings& found);
void symptoms_of_peers(const Evidence& evidence, Findings& found);

}  // namespace isthmus::analysis
