// The questions that need no run, asked about a study.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/check.hpp"
#include "sim/analysis/explanation.hpp"
#include "sim/analysis/hello_report.hpp"
#include "sim/analysis/path_expectations.hpp"
#include "sim/analysis/reach.hpp"
#include "sim/analysis/reach_summary.hpp"
#include "sim/scenario/patch.hpp"
#include "sim/session/study.hpp"

namespace isthmus::session {

using scenario::Form;
using scenario::Patch;
using scenario::Patcher;

/// Per finding or reason, its edit as it is pasted. Those that change one thing have one patch,
/// which is kept once: it may be an entry of a thousand services.
class Patches {
 public:
  explicit Patches(std::size_t count = 0) : which_(count, 0) {}

  std::size_t size() const { return which_.size(); }
  const std::optional<Patch>& operator[](std::size_t i) const { return kept_[which_[i]]; }
  const std::optional<Patch>& front() const { return (*this)[0]; }
  /// The same for all that share one patch.
  std::size_t number(std::size_t i) const { return which_[i]; }

  /// Gives all of these the same patch.
  void set(const std::vector<std::size_t>& indexes, std::optional<Patch> patch);

 private:
  std::vector<std::optional<Patch>> kept_{std::nullopt};  ///< The first stands for none.
  std::vector<std::size_t> which_;
};

struct Checked {
  analysis::Findings findings{};
  Patches patches{};  ///< Per finding.
};

/// Everything that is wrong or worth knowing, by place: what reading found, what the routes and the
/// promises about them say, and which of it the scenario suppresses.
Checked check(const Study& study);

/// What reading an input found, in the same form.
Checked checked(const Diagnostics& diagnostics);

/// The edit of each reason that has one, as it is pasted into the study's files.
Patches patches_of(const Study& study, const std::vector<route::Reason>& reasons);

/// What the mesh as a whole lacks to work at all, as errors: an edition, an agent, a token's
/// rights.
Diagnostics unmet_requirements(const Study& study);

/// A request as somebody asks about it: what is not said is as in `GET /`.
///
/// Shape    `headers`: "NAME=VALUE" each.
mesh::HttpRequest request_of(const std::optional<std::string>& method,
                             const std::optional<std::string>& path,
                             const std::vector<std::string>& headers);

/// The path, and as remarks what unmet_requirements() says: on paper a path can be whole all the
/// same.
analysis::Explanation explain(const Study& study, model::ServiceId from, model::ServiceId to,
                              const mesh::HttpRequest& request = {});

analysis::ReachMatrix reach(const Study& study, const analysis::ReachQuestion& question = {});

/// What `finance/*`, `*` or the name of a service asks for, or what is wrong with it.
struct Filtered {
  analysis::ReachFilter filter{};
  std::string problem{};  ///< Empty: nothing.
  std::string remedy{};
};
Filtered reach_filter(const Study& study, const std::string& text);

analysis::ReachSummary reach_summary(const Study& study);

}  // namespace isthmus::session
