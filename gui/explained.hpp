// The way from one service to another with everything that is shown of it.
#pragma once

#include <QString>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "gui/look.hpp"
#include "gui/workspace.hpp"
#include "sim/session/hellos.hpp"

namespace isthmus::gui {

struct Explained {
  LoadedPtr loaded{};
  analysis::Explanation answer{};
  session::Patches patches{};         ///< As the reasons of the route.
  std::vector<std::byte> hello{};     ///< What the caller's sidecar sends.
  analysis::HelloReport dissected{};  ///< Of exactly these bytes.
};
using ExplainedPtr = std::shared_ptr<const Explained>;

ExplainedPtr explained(const LoadedPtr& loaded, model::ServiceId from, model::ServiceId to);

/// As a page: verdict, ladder, steps, reasons with their edits. Places are links, `place:I:L:C`
/// with the number of the source, line and column.
QString page_of(const Explained& explained, const Theme& theme);

/// The place of such a link.
std::optional<SourceSpan> place_from(const QString& link);

}  // namespace isthmus::gui
