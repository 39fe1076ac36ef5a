// Who calls whom, in a word.
#pragma once

#include <string>

#include "sim/model/model.hpp"

namespace isthmus::analysis {

/// "web → finance/billing"; "outside → web" where requests reach the app past every proxy.
std::string pair_text(const model::Model& model, model::ServiceId from,
                      const mesh::ServiceName& to);

}  // namespace isthmus::analysis
