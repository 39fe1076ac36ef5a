// The JSON Schema of a scenario, for editors: written from the field tables, so that it knows
// exactly the keys that the decoder knows.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace isthmus::scenario {

/// Writes the schema, draft-07.
///
/// Limits  what a schema cannot say is left to the program: names that must exist, Consul's keys in
///         letter cases other than snake_case and CamelCase.
void write_schema(std::ostream& out);

/// The same as a text, with a line end.
std::string schema_json();

/// Every path that `--set` knows without names of the user's choice: "run.seed", for completion.
std::vector<std::string> override_paths();

}  // namespace isthmus::scenario
