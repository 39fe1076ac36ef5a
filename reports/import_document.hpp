// What an import found: as a document for programs, and as a scenario.
#pragma once

#include "reports/value.hpp"
#include "sim/session/import.hpp"

namespace isthmus::reports {

/// `{schema, version, entries, diagnostics, consul: {accepted, refusals}}`
Value import_document(const session::Imported& imported);

/// The scenario that says the same.
Value import_scenario(const session::Imported& imported);

}  // namespace isthmus::reports
