// A document that was written as JSON, read back: the same tree, so that it is written the same.
#pragma once

#include <optional>
#include <string>

#include "reports/value.hpp"
#include "sim/base/diagnostic.hpp"
#include "sim/base/source.hpp"

namespace isthmus::reports {

struct StoredDocument {
  std::optional<Value> document{};
  Sources sources{};
  Diagnostics diagnostics{};  ///< Why there is no document.
};

/// Shape    `schema`: what the member of that name must say: "isthmus.run/1".
/// Errors   everything that makes the text no JSON, or JSON that is something else.
StoredDocument stored_document(const std::string& name, std::string text,
                               const std::string& schema);

}  // namespace isthmus::reports
