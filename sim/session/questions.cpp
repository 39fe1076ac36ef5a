#include "sim/session/questions.hpp"

#include "sim/mesh/letter_case.hpp"
#include "sim/route/requirements.hpp"

namespace isthmus::session {

Diagnostics unmet_requirements(const Study& study) {
  Diagnostics found = route::requirements(study.model, study.routes);
  std::erase_if(found, [](const Diagnostic& d) { return d.severity != Severity::error; });
  return found;
}

Diagnostics check(const Study& study) {
  Diagnostics found = study.diagnostics;
  Diagnostics answered = analysis::answer(analysis::CheckQuestion{}, study.evidence());
  found.insert(found.end(), std::make_move_iterator(answered.begin()),
               std::make_move_iterator(answered.end()));
  sort_by_place(found);
  return found;
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
        {std::move(unmet.code), unmet.at, std::move(unmet.problem), std::move(unmet.remedy)});
  }
  return found;
}

analysis::ReachMatrix reach(const Study& study, analysis::ReachScope scope) {
  return analysis::answer(analysis::ReachQuestion{scope}, study.evidence());
}

analysis::ReachSummary reach_summary(const Study& study) {
  return analysis::answer(analysis::ReachSummaryQuestion{}, study.evidence());
}

}  // namespace isthmus::session
