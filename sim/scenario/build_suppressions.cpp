// What `check` shall be silent about, and why.
#include <string>
#include <utility>

#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/promise_text.hpp"

namespace isthmus::scenario {
namespace {

/// The service of that name, which need not exist: findings are also about those that do not.
std::optional<mesh::ServiceName> name_in(Draft& draft, const Reference& reference) {
  if (!reference) return std::nullopt;
  auto name = parse_service_name(*reference, {});
  if (auto* fault = std::get_if<QuantityFault>(&name)) {
    draft.error(reference.at, "invalid-name", std::move(fault->problem), std::move(fault->remedy));
    return std::nullopt;
  }
  return std::get<mesh::ServiceName>(std::move(name));
}

}  // namespace

void build_suppressions(Draft& draft) {
  for (const SuppressSection& written : draft.document.suppress) {
    model::Suppression suppression;
    suppression.code = written.code.value_or("");
    suppression.place = written.place.value_or("");
    suppression.from = name_in(draft, written.from);
    suppression.to = name_in(draft, written.to);
    suppression.reason = written.reason.value_or("");
    suppression.at = written.at;
    if (written.reason && suppression.reason.find_first_not_of(" \t\n") == std::string::npos) {
      draft.error(written.reason.at, "required-key", "a suppression needs a reason",
                  "say in a sentence why this is as it should be");
    }
    draft.model.suppressions.push_back(std::move(suppression));
  }
}

}  // namespace isthmus::scenario
