// A fix that mends many findings is written once where it is long.
#include "reports/fix_texts.hpp"

#include <gmock/gmock.h>

#include <sstream>
#include <string>

#include "reports/check_formats.hpp"
#include "reports/documents.hpp"
#include "sim/session/study.hpp"

namespace isthmus::reports {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// web calls one and two of finance, which exports so many others: an entry of three lines each.
std::string mesh(int others) {
  std::string services;
  std::string exports;
  for (int i = 0; i < others; ++i) {
    const std::string name = "s" + std::to_string(i);
    services += "      " + name + ": {}\n";
    exports += "      - {Name: " + name + ", Consumers: [{Partition: default}]}\n";
  }
  return "isthmus: 1\n"
         "partitions:\n"
         "  default:\n"
         "    services:\n"
         "      web:\n"
         "        proxy:\n"
         "          upstreams:\n"
         "            - {destination_name: one, destination_partition: finance, local_bind_port: "
         "1}\n"
         "            - {destination_name: two, destination_partition: finance, local_bind_port: "
         "2}\n"
         "  finance:\n"
         "    services:\n"
         "      one: {}\n"
         "      two: {}\n" +
         services +
         "traffic: []\n"
         "config_entries:\n"
         "  - Kind: exported-services\n"
         "    Name: finance\n"
         "    Services:\n" +
         exports;
}

struct Case {
  explicit Case(int others) {
    std::istringstream input{mesh(others)};
    opened = session::open("-", {{}, &input});
    checked = session::check(*opened.study);
    for (std::size_t i = 0; i < checked.findings.size(); ++i) {
      if (checked.findings[i].complaint.code == "not-exported") found.push_back(i);
    }
  }

  session::Opened opened{};
  session::Checked checked{};
  std::vector<std::size_t> found{};  ///< Findings about exports, which share their fix.
};

TEST(FixTexts, AShortOneStandsWithEveryFinding) {
  const Case mesh{1};
  const FixTexts texts{mesh.checked};

  ASSERT_EQ(mesh.found.size(), 2U);
  for (const std::size_t i : mesh.found) {
    EXPECT_FALSE(texts.same_as(i));
    EXPECT_THAT(texts.text(i), HasSubstr("Name: two"));
  }
}

TEST(FixTexts, ALongOneStandsWithTheFirstAndTheOthersPointThere) {
  const Case mesh{200};
  const FixTexts texts{mesh.checked};

  ASSERT_EQ(mesh.found.size(), 2U);
  EXPECT_FALSE(texts.same_as(mesh.found[0]));
  EXPECT_EQ(texts.same_as(mesh.found[1]), mesh.found[0]);
}

TEST(FixTexts, ADocumentSaysWhichDiagnosticHasIt) {
  const Case mesh{200};

  const Value document = check_document(mesh.opened.study->sources, mesh.checked);

  const auto& list = std::get<Value::List>(document.find("diagnostics")->held());
  const Value& first = list[mesh.found[0]];
  const Value& second = list[mesh.found[1]];
  const std::string index = std::to_string(mesh.found[0]);
  EXPECT_THAT(std::get<std::string>(first.find("fix")->held()), StartsWith("- Kind: "));
  EXPECT_EQ(std::get<std::string>(second.find("fix")->held()),
            "the fix of diagnostics[" + index + "]");
  const Value& edit = *second.find("edit");
  EXPECT_EQ(std::get<std::uint64_t>(edit.find("same_as")->held()), mesh.found[0]);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(edit.find("text")->held()));
}

TEST(FixTexts, OtherFormatsSayWhichFindingHasIt) {
  const Case mesh{200};
  const CheckInput input{"mesh", mesh.opened.study->sources};

  std::ostringstream github;
  write_github(github, input, mesh.checked);
  std::ostringstream junit;
  write_junit(junit, input, mesh.checked);

  const std::string& first = mesh.checked.findings[mesh.found[0]].complaint.problem;
  EXPECT_THAT(github.str(), HasSubstr("fix: the same as for: " + first));
  EXPECT_THAT(junit.str(), HasSubstr("fix: the same as for: " + first));
}

TEST(FixTexts, TheNewLinesOfALongEntryAreMarked) {
  const Case mesh{900};
  const FixTexts texts{mesh.checked};

  const std::string& text = texts.text(mesh.found[0]);

  EXPECT_THAT(text, HasSubstr("Name: one  # new\n"));
  EXPECT_THAT(text, HasSubstr("- Name: s899\n"));
}

}  // namespace
}  // namespace isthmus::reports
