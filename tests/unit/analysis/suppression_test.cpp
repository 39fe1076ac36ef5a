#include "sim/analysis/suppression.hpp"

#include <gtest/gtest.h>

namespace isthmus::analysis {
namespace {

class Suppressing : public testing::Test {
 protected:
  Suppressing() : file_{sources_.add("conf/mesh.yaml", "one\ntwo\n")} {
    finding_.complaint = error_at({file_, 2, 1, 3}, "not-exported", "hidden");
    finding_.from = mesh::ServiceName{.name = "web"};
    finding_.to = mesh::ServiceName{.partition = "finance", .name = "billing"};
  }

  /// Whether `suppression` takes the finding out; the note is checked to be its opposite.
  bool takes(model::Suppression suppression) {
    suppression.reason = "known";
    Findings findings{finding_};
    const Findings idle = suppress({suppression}, sources_, findings);
    EXPECT_EQ(idle.empty(), findings.front().is_suppressed());
    return findings.front().is_suppressed();
  }

  Sources sources_{};
  SourceId file_;
  Finding finding_{};
};

TEST_F(Suppressing, OfACodeTakesItEverywhere) {
  EXPECT_TRUE(takes({.code = "not-exported"}));
  EXPECT_TRUE(takes({.code = "not_exported"}));
  EXPECT_FALSE(takes({.code = "no-gateway"}));
}

TEST_F(Suppressing, OfAFileOrALineTakesOnlyWhatStandsThere) {
  EXPECT_TRUE(takes({.code = "not-exported", .place = "mesh.yaml"}));
  EXPECT_TRUE(takes({.code = "not-exported", .place = "conf/mesh.yaml:2"}));
  EXPECT_FALSE(takes({.code = "not-exported", .place = "mesh.yaml:3"}));
  EXPECT_FALSE(takes({.code = "not-exported", .place = "esh.yaml"}));
}

TEST_F(Suppressing, OfEndsTakesOnlyCallsBetweenThem) {
  EXPECT_TRUE(takes({.code = "not-exported", .from = mesh::ServiceName{.name = "web"}}));
  EXPECT_TRUE(takes({.code = "not-exported",
                     .to = mesh::ServiceName{.partition = "finance", .name = "billing"}}));
  EXPECT_FALSE(takes({.code = "not-exported", .from = mesh::ServiceName{.name = "api"}}));
}

TEST_F(Suppressing, WhatIsSuppressedIsNoError) {
  Findings findings{finding_};
  ASSERT_TRUE(has_errors(findings));

  suppress({{.code = "not-exported", .reason = "known"}}, sources_, findings);

  EXPECT_FALSE(has_errors(findings));
  EXPECT_EQ(findings.front().accepted, "known");
}

}  // namespace
}  // namespace isthmus::analysis
