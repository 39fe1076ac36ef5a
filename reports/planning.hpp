// The answers of `size` and `survive`, as documents and as texts.
#pragma once

#include <ostream>

#include "reports/text_style.hpp"
#include "reports/value.hpp"
#include "sim/session/size.hpp"
#include "sim/session/survive.hpp"

namespace isthmus::reports {

Value size_document(const session::Study& study, const session::SizeResult& result);
void write_size_text(std::ostream& out, const session::Study& study,
                     const session::SizeResult& result, const TextStyle& style);

Value survive_document(const session::Study& study, const session::Survival& survival);
void write_survive_text(std::ostream& out, const session::Study& study,
                        const session::Survival& survival, const TextStyle& style);

}  // namespace isthmus::reports
