// JUnit's XML, as the usual continuous-integration servers read it.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace isthmus::reports {

struct JunitCase {
  enum class Outcome { passed, failed, skipped };
  std::string group{};  ///< What servers call the class.
  std::string name{};
  Outcome outcome = Outcome::passed;
  std::string message{};  ///< In a line, why it failed or was skipped.
  std::string details{};  ///< The same at length; may be empty.
  std::string file{};     ///< Where it is written; may be empty.
  std::size_t line = 0;
};

/// One test suite. No times: a report does not depend on how fast the machine was.
///
/// Source   the schema of Jenkins' xUnit plugin (junit-10.xsd), as far as GitHub and GitLab agree.
void write_junit(std::ostream& out, const std::string& suite, const std::vector<JunitCase>& cases);

}  // namespace isthmus::reports
