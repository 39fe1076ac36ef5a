// How an event that writes a config entry is called.
#pragma once

#include <string>

#include "sim/scenario/consul_document.hpp"

namespace isthmus::scenario {

/// "apply proxy-defaults global"
std::string applied_text(const ConsulDocument& written);

}  // namespace isthmus::scenario
