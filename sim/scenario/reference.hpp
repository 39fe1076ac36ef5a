// The reference of the scenario vocabulary as Markdown, written from the field tables.
#pragma once

#include <string>

namespace isthmus::scenario {

/// The whole page; docs/reference/scenario.md is this text.
std::string reference_markdown();

}  // namespace isthmus::scenario
