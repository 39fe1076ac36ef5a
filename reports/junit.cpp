#include "reports/junit.hpp"

#include <algorithm>

#include "reports/markup.hpp"

namespace isthmus::reports {
namespace {

std::size_t count_of(const std::vector<JunitCase>& cases, JunitCase::Outcome outcome) {
  return static_cast<std::size_t>(std::count_if(
      cases.begin(), cases.end(), [&](const JunitCase& one) { return one.outcome == outcome; }));
}

/// In an attribute a line end would be read as a blank.
std::string attribute(const std::string& text) {
  std::string escaped;
  for (const char c : markup_text(text)) {
    if (c == '\n') {
      escaped += "&#10;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace

void write_junit(std::ostream& out, const std::string& suite, const std::vector<JunitCase>& cases) {
  const std::string counts = " tests=\"" + std::to_string(cases.size()) + "\" failures=\"" +
                             std::to_string(count_of(cases, JunitCase::Outcome::failed)) +
                             "\" errors=\"0\" skipped=\"" +
                             std::to_string(count_of(cases, JunitCase::Outcome::skipped)) + "\"";
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"isthmus\"" << counts
      << ">\n  <testsuite name=\"" << attribute(suite) << "\"" << counts << ">\n";
  for (const JunitCase& one : cases) {
    out << "    <testcase classname=\"" << attribute(one.group) << "\" name=\""
        << attribute(one.name) << "\"";
    if (!one.file.empty()) out << " file=\"" << attribute(one.file) << "\"";
    if (one.line > 0) out << " line=\"" << one.line << "\"";
    if (one.outcome == JunitCase::Outcome::passed) {
      out << "/>\n";
      continue;
    }
    const bool failed = one.outcome == JunitCase::Outcome::failed;
    out << ">\n      <" << (failed ? "failure" : "skipped") << " message=\""
        << attribute(one.message) << "\"";
    if (failed) out << " type=\"expectation\"";
    if (one.details.empty()) {
      out << "/>\n";
    } else {
      out << ">" << markup_text(one.details) << "</" << (failed ? "failure" : "skipped") << ">\n";
    }
    out << "    </testcase>\n";
  }
  out << "  </testsuite>\n</testsuites>\n";
}

}  // namespace isthmus::reports
