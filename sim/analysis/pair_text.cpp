#include "sim/analysis/pair_text.hpp"

namespace isthmus::analysis {

std::string pair_text(const model::Model& model, model::ServiceId from,
                      const mesh::ServiceName& to) {
  const std::string caller = from.is_some() ? mesh::short_text(model[from].name) : "outside";
  return caller + " → " + mesh::short_text(to);
}

}  // namespace isthmus::analysis
