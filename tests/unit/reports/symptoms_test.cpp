// The symptoms that users of Consul reported: each is found where it is, not where it was mended,
// and pasting what check prints mends it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "sim/analysis/symptom_pages.hpp"
#include "tests/support/pasted.hpp"

namespace isthmus::reports {
namespace {

namespace fs = std::filesystem;
using support::Copied;
using support::found_codes;
using testing::Contains;
using testing::Not;

const fs::path scenarios = fs::path{ISTHMUS_SOURCE_DIR} / "scenarios";

std::vector<std::string> codes() {
  std::vector<std::string> all;
  for (const analysis::SymptomPage& page : analysis::symptom_pages()) {
    all.emplace_back(page.code);
  }
  return all;
}

fs::path file_of(const std::string& code) { return scenarios / "symptoms" / (code + ".yaml"); }

std::vector<std::string> symptoms_in(const fs::path& file) {
  const session::Opened opened = session::open(file.string());
  EXPECT_TRUE(opened) << file;
  std::vector<std::string> found;
  if (!opened) return found;
  for (const std::string& code : found_codes(*opened.study)) {
    if (analysis::is_symptom(code)) found.push_back(code);
  }
  return found;
}

/// Whose edit is not one of configuration: what helps is said in words.
const std::set<std::string> without_edit{"failover-blind-to-gateways",
                                         "failover-shares-server-name"};

class Symptom : public testing::TestWithParam<std::string> {};

TEST_P(Symptom, IsFoundWhereItIs) {
  EXPECT_THAT(symptoms_in(file_of(GetParam())), Contains(GetParam()));
}

TEST_P(Symptom, IsNotFoundInTheMendedTwinNorIsAnyOther) {
  EXPECT_THAT(symptoms_in(file_of(GetParam() + "-mended")), testing::IsEmpty());
}

TEST_P(Symptom, SaysWhereAndOnWhatGrounds) {
  const session::Opened opened = session::open(file_of(GetParam()).string());
  ASSERT_TRUE(opened);
  for (const analysis::Finding& one : session::check(*opened.study).findings) {
    if (one.complaint.code != GetParam()) continue;
    EXPECT_TRUE(one.complaint.at.is_written());
    EXPECT_TRUE(one.edit.has_value() || !one.complaint.remedy.empty());
    return;
  }
  FAIL() << "it is not found";
}

TEST_P(Symptom, IsMendedByPastingWhatIsPrinted) {
  if (without_edit.contains(GetParam())) return;
  const Copied copied{file_of(GetParam())};
  // One entry at a time: a limit of two gateways is two entries.
  for (int pasted = 0; pasted < 3 && copied.paste(GetParam()); ++pasted) {
  }

  const session::Opened opened = copied.open();

  ASSERT_TRUE(opened) << support::file_text(copied.path());
  EXPECT_THAT(found_codes(*opened.study), Not(Contains(GetParam())))
      << support::file_text(copied.path());
}

INSTANTIATE_TEST_SUITE_P(Reported, Symptom, testing::ValuesIn(codes()), [](const auto& one) {
  std::string name;
  bool capital = true;
  for (const char c : one.param) {
    if (c != '-') name += capital && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    capital = c == '-';
  }
  return name;
});

TEST(Symptoms, AreTwentyFive) { EXPECT_EQ(codes().size(), 25U); }

TEST(Symptoms, AreNotSeenInAnySoundScenario) {
  std::size_t looked_at = 0;
  for (const auto& folder : fs::directory_iterator{scenarios}) {
    const std::string name = folder.path().filename().string();
    // Those of the laboratory stand for bare proxies, which export nothing.
    const bool sick = name == "symptoms" || name == "invalid" || name == "lab";
    if (!folder.is_directory() || sick) continue;
    for (const auto& entry : fs::directory_iterator{folder.path()}) {
      const bool blind = entry.path().filename() == "failover-is-blind.yaml";
      if (entry.path().extension() != ".yaml" || blind) continue;
      ++looked_at;
      EXPECT_THAT(symptoms_in(entry.path()), testing::IsEmpty()) << entry.path();
    }
  }
  EXPECT_GT(looked_at, 20U);
}

TEST(Symptoms, AFailoverDoesNotSeeGatewaysThatAnEventTakesAway) {
  EXPECT_THAT(symptoms_in(scenarios / "faults" / "failover-is-blind.yaml"),
              testing::ElementsAre("failover-blind-to-gateways"));
}

/// Calls that a symptom breaks and that this mesh has both ends of.
const std::vector<std::string> about_reaching{
    "gateway-not-exported",    "backend-health-unreadable",
    "token-not-global",        "service-only-elsewhere",
    "trust-mismatch",          "service-without-sidecar",
    "ingress-without-resolver"};

bool first_call_arrives(const Copied& copied) {
  const session::Opened opened = copied.open();
  return opened && opened.study->routes.facts.front().delivered();
}

TEST(Symptoms, ThatBreakACallLetItArriveOnceTheFixIsPasted) {
  for (const std::string& code : about_reaching) {
    const Copied copied{file_of(code)};
    EXPECT_FALSE(first_call_arrives(copied)) << code;

    ASSERT_TRUE(copied.paste(code)) << code;

    EXPECT_TRUE(first_call_arrives(copied)) << code << support::file_text(copied.path());
  }
}

}  // namespace
}  // namespace isthmus::reports
