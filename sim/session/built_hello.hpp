// ClientHellos made to order: what `isthmus sni --build` writes.
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "sim/wire/hello_builder.hpp"

namespace isthmus::session {

/// What cannot be built, and what to write instead.
struct HelloFault {
  std::string problem{};
  std::string remedy{};
};

/// The first thing in `spec` that no hello can have; none if it can be built.
std::optional<HelloFault> fault_in(const wire::HelloSpec& spec);

/// Writes a pcapng with one connection that begins with `hello`: from 10.0.0.1 to port 8443 of
/// 10.0.0.2, in segments of 1460 bytes.
void write_hello_capture(std::ostream& out, std::span<const std::byte> hello);

}  // namespace isthmus::session
