// What operators already have, for those who see the session only.
#pragma once

#include "sim/scenario/import.hpp"
#include "sim/scenario/import_summary.hpp"

namespace isthmus::session {

using scenario::import_files;
using scenario::Imported;
using scenario::ImportedEntry;
using scenario::ImportOptions;
using scenario::Refusal;
using scenario::scenario_of;
using scenario::summary_of;

}  // namespace isthmus::session
