#include "sim/analysis/symptoms.hpp"

namespace isthmus::analysis {

Findings symptoms(const Evidence& evidence) {
  Findings found;
  symptoms_of_modes(evidence, found);
  symptoms_of_gateways(evidence, found);
  symptoms_of_load(evidence, found);
  symptoms_of_services(evidence, found);
  symptoms_of_peers(evidence, found);
  return found;
}

}  // namespace isthmus::analysis
