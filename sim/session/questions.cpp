#include "sim/session/questions.hpp"

#include <algorithm>
#include <iterator>

#include "sim/analysis/suppression.hpp"
#include "sim/base/suggest.hpp"
#include "sim/mesh/letter_case.hpp"
#include "sim/route/requirements.hpp"
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

/// Each edit as a patch, together with all others of the same thing: it is written whole, and
/// pasting them one after another would undo the first. Repeats of a patch are shared.
std::vector<std::optional<Patch>> patches_for(const Sources& sources,
                                              const std::vector<Wish>& wishes) {
  std::vector<std::optional<Patch>> patches(wishes.size());
  std::optional<Patcher> patcher;  // Reads the texts again, so only where something changes.
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    if (wishes[i].edit == nullptr || patches[i]) continue;
    mesh::Edit whole = *wishes[i].edit;
    std::vector<std::size_t> together{i};
    for (std::size_t j = i + 1; j < wishes.size(); ++j) {
      const bool joins = wishes[j].edit != nullptr && wishes[j].severity == wishes[i].severity &&
                         same_subject(whole, *wishes[j].edit);
      if (!joins) continue;
      add_to(whole, *wishes[j].edit);
      together.push_back(j);
    }
    if (!patcher) patcher.emplace(sources);
    const std::optional<Patch> patch = patcher->patch_of(whole);
    for (const std::size_t j : together) patches[j] = patch;
  }
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

Checked checked(const Diagnostics& diagnostics) {
  Checked all;
  all.findings = findings_of(diagnostics);
  all.patches.resize(all.findings.size());
  return all;
}

std::vector<std::optional<Patch>> patches_of(const Study& study,
                                             const std::vector<route::Reason>& reasons) {
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

analysis::Explanation explain(const Study& study, model::ServiceId from, model::ServiceId to,
                              const mesh::HttpRequest& request) {
  analysis::Explanation found =
      analysis::answer(analysis::ExplainQuestion{from, to, request}, study.evidence());
  // A path may be whole on paper in a mesh that cannot work: what `check` refuses is said here too.
  for (Diagnostic& unmet : unmet_requirements(study)) {
    found.route.remarks.push_back(
        {std::move(unmet.code), unmet.at, std::move(unmet.problem), std::move(unmet.remedy), {}});
  }
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
