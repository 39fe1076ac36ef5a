// A scenario that was read, understood and resolved: what every question is asked about.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/evidence.hpp"
#include "sim/base/diagnostic.hpp"
#include "sim/base/source.hpp"
#include "sim/model/model.hpp"
#include "sim/route/route.hpp"

namespace isthmus::session {

/// Everything that is known without a clock. Values that own all they need: copy or move freely.
struct Study {
  std::string path{};         ///< As the user named it.
  Sources sources{};          ///< Every text that was read, for places to point into.
  Diagnostics diagnostics{};  ///< Warnings and notes of reading.
  model::Model model{};
  route::RouteTable routes{};
  std::uint64_t hash = 0;  ///< Of all that was read and set; the same bytes, the same hash.
  std::size_t files_read = 0;

  analysis::Evidence evidence() const { return {model, routes}; }
};

/// What came of opening: a study, or every reason why there is none.
struct Opened {
  std::optional<Study> study{};
  Sources sources{};          ///< The texts, where there is no study.
  Diagnostics diagnostics{};  ///< Why there is no study.
  bool unreadable = false;    ///< The file itself could not be read.

  explicit operator bool() const { return study.has_value(); }
};

struct OpenOptions {
  std::vector<std::string> settings{};     ///< `path=value` or `@file`, in order, over the file.
  std::istream* standard_input = nullptr;  ///< Holds the scenario when the path is `-`.
  std::string patch{};                     ///< A part of a scenario, laid over all of that.
};

/// Reads, builds and resolves. No exception leaves.
Opened open(const std::string& path, const OpenOptions& options = {});

/// The service of that name (`[partition/[namespace/]]service`), or what is wrong with the name,
/// with a suggestion.
struct Named {
  model::ServiceId service{};
  std::string problem{};
  std::string remedy{};
};
Named find_service(const Study& study, const std::string& name);

}  // namespace isthmus::session
