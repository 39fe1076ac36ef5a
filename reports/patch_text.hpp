// An edit as the user pastes it.
#pragma once

#include <string>
#include <string_view>

#include "reports/value.hpp"
#include "sim/session/questions.hpp"

namespace isthmus::reports {

/// "scenario", "hcl", "json", "yaml", "crd"
std::string_view text(session::Form form);

/// The whole piece in its own syntax. Lines that differ from what stands there now end in the
/// comment `# new`, where the syntax has comments.
std::string patch_text(const session::Patch& patch);

/// What to do with it: "fix, in place of web.hcl:3:1:", "fix, to be added:".
std::string heading_of(const session::Patch& patch, const Sources& sources);

/// `{form, replaces, key, text}`: `replaces` is the place of what it takes the place of, or null
/// where it is to be added; `key` is the one that it stands under, or null at the top of its file.
Value patch_value(const session::Patch& patch, const Sources& sources);

}  // namespace isthmus::reports
