// Config entries as vectors write them, read into the mesh's values.
#pragma once

#include <string>

#include "sim/mesh/discovery_chain.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {

/// Where the entries of an input belong if they do not say so themselves.
struct Home {
  std::string partition = mesh::default_name;
  std::string namespace_ = mesh::default_name;
};

/// Adds one entry (`kind`, `name`, ...) to those of a chain.
void add_entry(mesh::ChainEntries& entries, const Json& written, const Home& home);

/// The body of a service-resolver.
mesh::ServiceResolver resolver_of(const mesh::ServiceName& service, const Json& written);

}  // namespace isthmus::vector_check
