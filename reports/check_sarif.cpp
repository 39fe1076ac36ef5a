#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "reports/check_formats.hpp"
#include "reports/fix_texts.hpp"
#include "sim/base/diagnostic_text.hpp"
#include "sim/session/reference.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

constexpr const char* schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

Value text_value(const std::string& text) {
  Value value = Value::object();
  value.set("text", text);
  return value;
}

std::string first_sentence(const std::string& text) {
  const std::size_t end = text.find(". ");
  return end == std::string::npos ? text : text.substr(0, end + 1);
}

/// A file's name as a reference of RFC 3986.
std::string uri_of(const std::string& name) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri = !name.empty() && name.front() == '/' ? "file://" : "";
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || std::string_view{"-._~/"}.find(c) != std::string_view::npos) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return uri;
}

/// A place in a file; null for what nobody wrote and for what was said on the command line.
Value location_of(const Sources& sources, const SourceSpan& at) {
  if (!at.is_written() || sources[at.source].name.starts_with("--")) return {};
  Value region = Value::object();
  region.set("startLine", at.line).set("startColumn", at.column);
  if (at.length > 0) region.set("endColumn", at.column + at.length);
  Value file = Value::object();
  file.set("uri", uri_of(sources[at.source].name));
  Value physical = Value::object();
  physical.set("artifactLocation", std::move(file)).set("region", std::move(region));
  Value location = Value::object();
  location.set("physicalLocation", std::move(physical));
  return location;
}

Value locations_of(const Sources& sources, const SourceSpan& at) {
  Value list = Value::list();
  Value location = location_of(sources, at);
  if (location.find("physicalLocation") != nullptr) list.add(std::move(location));
  return list;
}

Value evidence_of(const Sources& sources, const analysis::Finding& finding) {
  Value list = Value::list();
  for (const analysis::Clue& clue : finding.evidence) {
    Value location = location_of(sources, clue.at);
    if (location.find("physicalLocation") == nullptr) continue;
    location.set("message", text_value(clue.text));
    list.add(std::move(location));
  }
  return list;
}

/// Shape    `fix`: as fix_paragraph() has it.
std::string message_of(const analysis::Finding& finding, const std::string& fix) {
  std::string message = finding.complaint.problem + ".";
  for (const analysis::Clue& clue : finding.evidence) {
    if (!clue.at.is_written()) message += "\n" + clue.text + ".";
  }
  return fix.empty() ? message : message + "\n\n" + fix;
}

Value rule_of(const session::CodePage& page) {
  Value rule = Value::object();
  rule.set("id", page.code).set("shortDescription", text_value(first_sentence(page.meaning)));
  rule.set("fullDescription", text_value(page.meaning));
  const std::string remedy = page.remedy.empty() ? "" : "\n\nWhat to do: " + page.remedy;
  Value help = text_value(page.meaning + remedy);
  help.set("markdown",
           page.meaning + (page.remedy.empty() ? "" : "\n\n**What to do:** ") + page.remedy);
  rule.set("help", std::move(help));
  return rule;
}

/// The codes that were found, each once, in the order of their names.
std::vector<session::CodePage> rules_for(const analysis::Findings& findings) {
  std::vector<session::CodePage> rules = session::code_pages();
  const auto unused = [&](const session::CodePage& page) {
    return std::none_of(findings.begin(), findings.end(), [&](const analysis::Finding& one) {
      return one.complaint.code == page.code;
    });
  };
  rules.erase(std::remove_if(rules.begin(), rules.end(), unused), rules.end());
  return rules;
}

Value result_of(const Sources& sources, const analysis::Finding& finding, const std::string& fix,
                const std::vector<session::CodePage>& rules) {
  Value result = Value::object();
  result.set("ruleId", finding.complaint.code);
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const session::CodePage& page) {
    return page.code == finding.complaint.code;
  });
  if (rule != rules.end()) result.set("ruleIndex", rule - rules.begin());
  result.set("level", severity_text(finding.complaint.severity));
  result.set("message", text_value(message_of(finding, fix)));
  result.set("locations", locations_of(sources, finding.complaint.at));
  result.set("relatedLocations", evidence_of(sources, finding));
  Value suppressions = Value::list();
  if (finding.is_suppressed()) {
    Value suppression = Value::object();
    suppression.set("kind", "external").set("justification", finding.accepted);
    suppressions.add(std::move(suppression));
  }
  return std::move(result.set("suppressions", std::move(suppressions)));
}

}  // namespace

Value sarif_document(const CheckInput& input, const session::Checked& checked) {
  const std::vector<session::CodePage> rules = rules_for(checked.findings);
  const FixTexts texts{checked};
  Value results = Value::list();
  for (std::size_t i = 0; i < checked.findings.size(); ++i) {
    const std::string fix = fix_paragraph(input.sources, checked, texts, i);
    results.add(result_of(input.sources, checked.findings[i], fix, rules));
  }
  Value driver = Value::object();
  driver.set("name", "isthmus").set("version", session::version());
  driver.set("rules", list_of(rules, rule_of));
  Value tool = Value::object();
  tool.set("driver", std::move(driver));
  Value run = Value::object();
  run.set("tool", std::move(tool)).set("columnKind", "unicodeCodePoints");
  run.set("results", std::move(results));
  Value runs = Value::list();
  runs.add(std::move(run));
  Value log = Value::object();
  log.set("$schema", schema).set("version", "2.1.0").set("runs", std::move(runs));
  return log;
}

}  // namespace isthmus::reports
