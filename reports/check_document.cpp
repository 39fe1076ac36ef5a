// What `check` found, for programs.
#include "reports/check_formats.hpp"
#include "reports/documents.hpp"
#include "reports/fix_texts.hpp"
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

/// What to write in which place, or which of the diagnostics says it.
Value edit_value(const session::Patch& patch, const Sources& sources, const FixTexts& texts,
                 std::size_t i) {
  Value value = Value::object();
  value.set("form", text(patch.form)).set("replaces", place_value(sources, patch.replaces));
  value.set("key", text_or_null(patch.key));
  const auto same_as = texts.same_as(i);
  value.set("text", same_as ? Value{} : Value{texts.text(i)}).set("same_as", same_as);
  return value;
}

std::string fix_text(const FixTexts& texts, std::size_t i) {
  const auto same_as = texts.same_as(i);
  return same_as ? "the fix of diagnostics[" + std::to_string(*same_as) + "]" : texts.text(i);
}

Value finding_value(const Sources& sources, const session::Checked& checked, const FixTexts& texts,
                    std::size_t i) {
  const analysis::Finding& finding = checked.findings[i];
  const std::optional<session::Patch>& patch = checked.patches[i];
  Value value = complaint_value(sources, finding.complaint);
  value.set("fix", patch ? Value{fix_text(texts, i)} : text_or_null(finding.complaint.remedy));
  value.set("from", name_or_null(finding.from)).set("to", name_or_null(finding.to));
  value.set("evidence", list_of(finding.evidence, [&](const analysis::Clue& clue) {
              Value fact = Value::object();
              fact.set("text", clue.text).set("at", place_value(sources, clue.at));
              return fact;
            }));
  value.set("edit", patch ? edit_value(*patch, sources, texts, i) : Value{});
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
  const FixTexts texts{checked};
  Value list = Value::list();
  for (std::size_t i = 0; i < checked.findings.size(); ++i) {
    list.add(finding_value(sources, checked, texts, i));
  }
  Value document = Value::object();
  document.set("schema", "isthmus.check/1").set("version", session::version());
  document.set("diagnostics", std::move(list));
  return document;
}

}  // namespace isthmus::reports
