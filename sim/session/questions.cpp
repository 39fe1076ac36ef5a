#include "sim/session/questions.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <variant>

#include "sim/analysis/suppression.hpp"
#include "sim/analysis/upstream_explanation.hpp"
#include "sim/base/expects.hpp"
#include "sim/base/suggest.hpp"
#include "sim/mesh/letter_case.hpp"
#include "sim/route/requirements.hpp"
#include "sim/scenario/promise_text.hpp"
#include "sim/session/explain_upstream.hpp"
#include "sim/session/reference.hpp"

namespace isthmus::session {

Diagnostics unmet_requirements(const Study& study) {
  Diagnostics found = route::requirements(study.model, study.routes);
  std::erase_if(found, [](const Diagnostic& d) { return d.severity != Severity::error; });
  return found;
}

namespace {

/// An edit, and how urgent it is: what only a warning suggests is not mixed with what an error
/// needs.
struct Wish {
  const mesh::Edit* edit = nullptr;  ///< Null: none.
  Severity severity = Severity::error;
};

/// What an edit changes, as far as edits are pasted together: equal where same_subject() says so.
using Subject = std::tuple<Severity, mesh::Edit::Subject, std::string, SourceSpan, std::string>;

/// `alone`: a number of its own for what nothing else can be pasted together with.
Subject subject_of(const Wish& wish, std::size_t alone) {
  const mesh::Edit& edit = *wish.edit;
  std::string about;
  if (!edit.at.is_written()) {
    const bool is_entry = edit.subject == mesh::Edit::Subject::config_entry;
    const bool of_partition = edit.kind == "exported-services" || edit.kind == "proxy-defaults";
    about = !is_entry      ? std::to_string(alone)
            : of_partition ? edit.service.partition
                           : mesh::full_text(edit.service);
  }
  return {wish.severity, edit.subject, edit.kind, edit.at, about};
}

/// Each edit as a patch, together with all others of the same thing: it is written whole, and
/// pasting them one after another would undo the first. Repeats of a patch are shared.
Patches patches_for(const Sources& sources, const std::vector<Wish>& wishes) {
  Patches patches{wishes.size()};
  std::map<Subject, std::vector<std::size_t>> together;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    if (wishes[i].edit != nullptr) together[subject_of(wishes[i], i)].push_back(i);
  }
  if (together.empty()) return patches;
  std::vector<mesh::Edit> edits;
  for (const auto& [subject, indexes] : together) {
    mesh::Edit& whole = edits.emplace_back(*wishes[indexes.front()].edit);
    for (std::size_t i = 1; i < indexes.size(); ++i) {
      const mesh::Edit& more = *wishes[indexes[i]].edit;
      ISTHMUS_EXPECTS(same_subject(whole, more));
      add_to(whole, more);
    }
  }
  const Patcher patcher{sources, edits};  // Reads the texts again: only where something changes.
  auto edit = edits.begin();
  for (const auto& [subject, indexes] : together) patches.set(indexes, patcher.patch_of(*edit++));
  return patches;
}

analysis::Findings findings_of(const Diagnostics& diagnostics) {
  analysis::Findings found;
  for (const Diagnostic& one : diagnostics) {
    analysis::Finding finding;
    finding.complaint = one;
    found.push_back(std::move(finding));
  }
  return found;
}

/// A suppression of what does not exist is mostly a slip of the pen.
void say_what_was_meant(analysis::Findings& idle, const Study& study) {
  std::vector<std::string> known;
  for (const CodePage& page : code_pages()) known.push_back(page.code);
  for (analysis::Finding& finding : idle) {
    for (const model::Suppression& one : study.model.suppressions) {
      const bool there = std::any_of(known.begin(), known.end(), [&](const std::string& code) {
        return same_code(code, one.code);
      });
      if (one.at != finding.complaint.at || there) continue;
      finding.complaint.severity = Severity::warning;
      finding.complaint.code = "unknown-code";
      finding.complaint.problem = "there is no code \"" + one.code + "\" to suppress";
      finding.complaint.remedy = suggestion(one.code, known);
    }
  }
}

}  // namespace

void Patches::set(const std::vector<std::size_t>& indexes, std::optional<Patch> patch) {
  for (const std::size_t i : indexes) which_[i] = kept_.size();
  kept_.push_back(std::move(patch));
}

Checked checked(const Diagnostics& diagnostics) {
  Checked all;
  all.findings = findings_of(diagnostics);
  all.patches = Patches{all.findings.size()};
  return all;
}

Patches patches_of(const Study& study, const std::vector<route::Reason>& reasons) {
  std::vector<Wish> wishes;
  for (const route::Reason& reason : reasons) {
    wishes.push_back({reason.edit ? &*reason.edit : nullptr, Severity::error});
  }
  return patches_for(study.sources, wishes);
}

Checked check(const Study& study) {
  Checked all;
  analysis::Findings& found = all.findings;
  found = findings_of(study.diagnostics);
  const auto add = [&](analysis::Findings more) {
    found.insert(found.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
  };
  add(analysis::answer(analysis::CheckQuestion{}, study.evidence()));
  analysis::Findings idle = analysis::suppress(study.model.suppressions, study.sources, found);
  say_what_was_meant(idle, study);
  add(std::move(idle));
  sort_by_place(found);
  leave_out_repeats(found);
  std::vector<Wish> wishes;
  for (const analysis::Finding& one : found) {
    const bool wanted = one.edit && !one.is_suppressed();
    wishes.push_back({wanted ? &*one.edit : nullptr, one.complaint.severity});
  }
  all.patches = patches_for(study.sources, wishes);
  return all;
}

mesh::HttpRequest request_of(const std::optional<std::string>& method,
                             const std::optional<std::string>& path,
                             const std::vector<std::string>& headers) {
  mesh::HttpRequest request;
  request.method = method.value_or(request.method);
  request.path = path.value_or(request.path);
  for (const std::string& header : headers) {
    const std::size_t equals = header.find('=');
    request.headers[mesh::lower_text(header.substr(0, equals))] =
        equals == std::string::npos ? std::string{} : header.substr(equals + 1);
  }
  return request;
}

namespace {

/// A path may be whole on paper in a mesh that cannot work: what `check` refuses is said here too,
/// unless it is a reason already.
void add_unmet_requirements(const Study& study, analysis::Explanation& found) {
  for (Diagnostic& unmet : unmet_requirements(study)) {
    const std::vector<route::Reason>& reasons = found.route.reasons;
    if (std::any_of(reasons.begin(), reasons.end(), [&](const route::Reason& reason) {
          return reason.code == unmet.code && reason.at == unmet.at;
        })) {
      continue;
    }
    found.route.remarks.push_back(
        {std::move(unmet.code), unmet.at, std::move(unmet.problem), std::move(unmet.remedy), {}});
  }
}

}  // namespace

analysis::Explanation explain(const Study& study, model::ServiceId from, model::ServiceId to,
                              const mesh::HttpRequest& request) {
  analysis::Explanation found =
      analysis::answer(analysis::ExplainQuestion{from, to, request}, study.evidence());
  add_unmet_requirements(study, found);
  return found;
}

std::optional<analysis::Explanation> explain_upstream(const Study& study, model::ServiceId from,
                                                      const std::string& destination,
                                                      const mesh::HttpRequest& request) {
  const auto parsed = scenario::parse_service_name(destination, {.name = ""});
  const auto* name = std::get_if<mesh::ServiceName>(&parsed);
  if (name == nullptr) return std::nullopt;
  auto found =
      analysis::answer(analysis::ExplainUpstreamQuestion{from, *name, request}, study.evidence());
  if (found) add_unmet_requirements(study, *found);
  return found;
}

analysis::ReachMatrix reach(const Study& study, const analysis::ReachQuestion& question) {
  return analysis::answer(question, study.evidence());
}

Filtered reach_filter(const Study& study, const std::string& text) {
  Filtered found;
  if (text == "*") return found;
  if (!text.ends_with("/*")) {
    Named named = find_service(study, text);
    if (named.service.is_some()) {
      found.filter.service = study.model[named.service].name;
    } else {
      found.problem = std::move(named.problem);
      found.remedy = std::move(named.remedy);
    }
    return found;
  }
  found.filter.partition = text.substr(0, text.size() - 2);
  std::vector<std::string> known;
  for (const model::Partition& partition : study.model.partitions) known.push_back(partition.name);
  if (std::find(known.begin(), known.end(), found.filter.partition) == known.end()) {
    found.problem = "there is no partition \"" + found.filter.partition + "\"";
    found.remedy = suggestion(found.filter.partition, known);
  }
  return found;
}

analysis::ReachSummary reach_summary(const Study& study) {
  return analysis::answer(analysis::ReachSummaryQuestion{}, study.evidence());
}

}  // namespace isthmus::session
