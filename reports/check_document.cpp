// What `check` found, for programs.
#include "reports/check_formats.hpp"
#include "reports/documents.hpp"
#include "reports/name_text.hpp"
#include "reports/patch_text.hpp"
#include "sim/base/diagnostic_text.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

Value text_or_null(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

Value name_or_null(const std::optional<mesh::ServiceName>& name) {
  return name ? Value{full_text(*name)} : Value{};
}

Value complaint_value(const Sources& sources, const Diagnostic& complaint) {
  Value value = Value::object();
  value.set("code", complaint.code).set("severity", severity_text(complaint.severity));
  value.set("at", place_value(sources, complaint.at)).set("problem", complaint.problem);
  return value;
}

Value finding_value(const Sources& sources, const analysis::Finding& finding,
                    const std::optional<session::Patch>& patch) {
  Value value = complaint_value(sources, finding.complaint);
  value.set("fix", patch ? Value{patch_text(*patch)} : text_or_null(finding.complaint.remedy));
  value.set("from", name_or_null(finding.from)).set("to", name_or_null(finding.to));
  value.set("evidence", list_of(finding.evidence, [&](const analysis::Clue& clue) {
              Value fact = Value::object();
              fact.set("text", clue.text).set("at", place_value(sources, clue.at));
              return fact;
            }));
  value.set("edit", patch ? patch_value(*patch, sources) : Value{});
  Value accepted{};
  if (finding.is_suppressed()) {
    accepted = Value::object();
    accepted.set("reason", finding.accepted);
    accepted.set("at", place_value(sources, finding.accepted_at));
  }
  value.set("suppressed", std::move(accepted));
  return value;
}

}  // namespace

Value diagnostics_value(const Sources& sources, const Diagnostics& diagnostics) {
  return list_of(diagnostics, [&](const Diagnostic& diagnostic) {
    Value value = complaint_value(sources, diagnostic);
    value.set("fix", text_or_null(diagnostic.remedy));
    return value;
  });
}

Value check_document(const Sources& sources, const session::Checked& checked) {
  Value list = Value::list();
  for (std::size_t i = 0; i < checked.findings.size(); ++i) {
    list.add(finding_value(sources, checked.findings[i], checked.patches[i]));
  }
  Value document = Value::object();
  document.set("schema", "isthmus.check/1").set("version", session::version());
  document.set("diagnostics", std::move(list));
  return document;
}

}  // namespace isthmus::reports
