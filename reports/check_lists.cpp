// The two formats that are lines and elements rather than a document.
#include <cstddef>
#include <string>

#include "reports/check_formats.hpp"
#include "reports/figure_text.hpp"
#include "reports/fix_texts.hpp"
#include "sim/base/diagnostic_text.hpp"

namespace isthmus::reports {
namespace {

/// Problem, evidence and what to do, as one text of several lines.
std::string whole_text(const Sources& sources, const analysis::Finding& finding,
                       const std::string& fix) {
  std::string text = finding.complaint.problem;
  for (const analysis::Clue& clue : finding.evidence) {
    text += "\n" + clue.text;
    if (clue.at.is_written()) text += " (" + sources.place(clue.at) + ")";
  }
  return fix.empty() ? text : text + "\n" + fix;
}

enum class Part { message, property };

std::string github_escaped(const std::string& text, Part part) {
  std::string escaped;
  for (const char c : text) {
    const bool property = part == Part::property;
    if (c == '%') {
      escaped += "%25";
    } else if (c == '\r') {
      escaped += "%0D";
    } else if (c == '\n') {
      escaped += "%0A";
    } else if (c == ':' && property) {
      escaped += "%3A";
    } else if (c == ',' && property) {
      escaped += "%2C";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string github_place(const Sources& sources, const SourceSpan& at) {
  if (!at.is_written() || sources[at.source].name.starts_with("--")) return "";
  std::string place = "file=" + github_escaped(sources[at.source].name, Part::property) +
                      ",line=" + std::to_string(at.line) + ",col=" + std::to_string(at.column);
  if (at.length > 0) place += ",endColumn=" + std::to_string(at.column + at.length);
  return place + ",";
}

/// Characters that XML 1.0 cannot have at all become U+FFFD.
std::string xml_escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\n':
        escaped += "&#10;";
        break;
      case '\t':
        escaped += "&#9;";
        break;
      default:
        escaped +=
            static_cast<unsigned char>(c) < 0x20 ? std::string{"\xEF\xBF\xBD"} : std::string{c};
    }
  }
  return escaped;
}

void write_case(std::ostream& out, const Sources& sources, const analysis::Finding& finding,
                const std::string& fix) {
  const Diagnostic& complaint = finding.complaint;
  const std::string place = complaint.at.is_written() ? sources.place(complaint.at) : "";
  const std::string kind{severity_text(complaint.severity)};
  out << "    <testcase classname=\"" << xml_escaped(complaint.code) << "\" name=\""
      << xml_escaped(place.empty() ? complaint.problem : place + ": " + complaint.problem) << '"';
  if (complaint.at.is_written()) {
    out << " file=\"" << xml_escaped(sources[complaint.at.source].name) << "\" line=\""
        << complaint.at.line << '"';
  }
  out << ">\n";
  if (finding.is_suppressed()) {
    out << "      <skipped message=\"" << xml_escaped(finding.accepted) << "\"/>\n";
  } else if (complaint.severity == Severity::error) {
    out << "      <failure type=\"" << xml_escaped(complaint.code) << "\" message=\""
        << xml_escaped(complaint.problem) << "\">" << xml_escaped(whole_text(sources, finding, fix))
        << "</failure>\n";
  } else {
    out << "      <system-out>" << xml_escaped(kind + ": " + whole_text(sources, finding, fix))
        << "</system-out>\n";
  }
  out << "    </testcase>\n";
}

std::size_t suppressed_in(const analysis::Findings& findings) {
  std::size_t sum = 0;
  for (const analysis::Finding& one : findings) sum += one.is_suppressed() ? 1 : 0;
  return sum;
}

}  // namespace

void write_github(std::ostream& out, const CheckInput& input, const session::Checked& checked) {
  const FixTexts texts{checked};
  for (std::size_t i = 0; i < checked.findings.size(); ++i) {
    const analysis::Finding& finding = checked.findings[i];
    if (finding.is_suppressed()) continue;
    const std::string fix = fix_paragraph(input.sources, checked, texts, i);
    const Severity severity = finding.complaint.severity;
    out << "::" << (severity == Severity::note ? "notice" : severity_text(severity)) << ' '
        << github_place(input.sources, finding.complaint.at)
        << "title=" << github_escaped(finding.complaint.code, Part::property)
        << "::" << github_escaped(whole_text(input.sources, finding, fix), Part::message) << '\n';
  }
}

void write_junit(std::ostream& out, const CheckInput& input, const session::Checked& checked) {
  const std::size_t cases = checked.findings.empty() ? 1 : checked.findings.size();
  const std::string counts = "\" tests=\"" + std::to_string(cases) + "\" failures=\"" +
                             std::to_string(count_of(checked.findings, Severity::error)) +
                             "\" errors=\"0\" skipped=\"" +
                             std::to_string(suppressed_in(checked.findings)) + "\">\n";
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      << "<testsuites name=\"isthmus check" << counts << "  <testsuite name=\""
      << xml_escaped(input.scenario) << counts;
  const FixTexts texts{checked};
  for (std::size_t i = 0; i < checked.findings.size(); ++i) {
    const std::string fix = fix_paragraph(input.sources, checked, texts, i);
    write_case(out, input.sources, checked.findings[i], fix);
  }
  if (checked.findings.empty()) {
    out << "    <testcase classname=\"check\" name=\"nothing found\"/>\n";
  }
  out << "  </testsuite>\n</testsuites>\n";
}

}  // namespace isthmus::reports
