#include "sim/analysis/size_cpu.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace isthmus::analysis {
namespace {

/// Passes where each group has at least its least; a group's load is its work over its replicas.
SizeJudge needing(const GatewayReplicas& least) {
  return [least](const GatewayReplicas& replicas) {
    SizeJudgement judgement;
    judgement.passes = true;
    for (std::size_t p = 0; p < least.size(); ++p) {
      const auto needed = static_cast<double>(least[p]);
      judgement.load.push_back(replicas[p] == 0 ? 0
                                                : 0.9 * needed / static_cast<double>(replicas[p]));
      judgement.passes = judgement.passes && replicas[p] >= least[p];
    }
    if (!judgement.passes) judgement.why = "too few";
    return judgement;
  };
}

TEST(Size, FindsTheLeastFromBelowAndFromAbove) {
  for (const GatewayReplicas& guess : {GatewayReplicas{1, 1}, {3, 7}, {20, 2}, {64, 64}}) {
    const SizeAnswer answered = answer(SizeQuestion{guess}, needing({3, 7}));

    ASSERT_TRUE(answered.found.has_value());
    EXPECT_EQ(answered.found->replicas, (GatewayReplicas{3, 7}));
  }
}

TEST(Size, WhatItFindsPassesAndOneLessOfAnyGroupWasTriedAndFails) {
  const SizeJudge judge = needing({2, 5, 1});

  const SizeAnswer answered = answer(SizeQuestion{{9, 9, 9}}, judge);

  ASSERT_TRUE(answered.found.has_value());
  EXPECT_TRUE(judge(answered.found->replicas).passes);
  for (std::size_t p = 0; p < 2; ++p) {
    GatewayReplicas fewer = answered.found->replicas;
    --fewer[p];
    const auto tried = std::find_if(answered.steps.begin(), answered.steps.end(),
                                    [&](const SizeStep& step) { return step.replicas == fewer; });
    ASSERT_NE(tried, answered.steps.end());
    EXPECT_FALSE(tried->judgement.passes);
  }
}

TEST(Size, TriesNothingTwice) {
  const SizeAnswer answered = answer(SizeQuestion{{1, 1}}, needing({6, 6}));

  for (std::size_t i = 0; i < answered.steps.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      EXPECT_NE(answered.steps[i].replicas, answered.steps[k].replicas);
    }
  }
}

TEST(Size, GroupsThatDoNotExistStayWithoutGateways) {
  const SizeAnswer answered = answer(SizeQuestion{{0, 2}}, needing({0, 3}));

  ASSERT_TRUE(answered.found.has_value());
  EXPECT_EQ(answered.found->replicas, (GatewayReplicas{0, 3}));
}

TEST(Size, GivesUpWhereEverybodyIdles) {
  const SizeJudge hopeless = [](const GatewayReplicas& replicas) {
    SizeJudgement judgement;
    judgement.why = "the service is too slow";
    judgement.load.assign(replicas.size(), 0.01);
    return judgement;
  };

  const SizeAnswer answered = answer(SizeQuestion{{2}}, hopeless);

  EXPECT_FALSE(answered.found.has_value());
  EXPECT_NE(answered.why_not.find("the service is too slow"), std::string::npos);
}

TEST(Size, GivesUpAtTheMostThatMayBeTried) {
  const SizeAnswer answered = answer(SizeQuestion{{1}, 8}, needing({20}));

  EXPECT_FALSE(answered.found.has_value());
  EXPECT_NE(answered.why_not.find("even 8 replicas"), std::string::npos);
}

/// Passes where every group has so much CPU in all.
SizeCpuJudge working(const std::vector<std::int64_t>& millicores_needed) {
  return [=](const GatewayReplicas& replicas, const GatewayMillicores& each) {
    SizeJudgement judgement;
    judgement.passes = true;
    for (std::size_t p = 0; p < replicas.size(); ++p) {
      const std::int64_t there = static_cast<std::int64_t>(replicas[p]) * each[p];
      judgement.load.push_back(static_cast<double>(millicores_needed[p]) /
                               static_cast<double>(std::max<std::int64_t>(1, there)));
      judgement.passes = judgement.passes && there >= millicores_needed[p];
    }
    if (!judgement.passes) judgement.why = "too little";
    return judgement;
  };
}

SizeAnswer sized(const std::vector<std::int64_t>& choices,
                 const std::vector<std::int64_t>& needed) {
  SizeCpuQuestion question;
  question.choices = choices;
  question.partitions = needed.size();
  question.guess = [&](const GatewayMillicores&) { return GatewayReplicas(needed.size(), 3); };
  return answer(question, working(needed));
}

TEST(SizeCpu, EachPartitionGetsTheSizeThatFitsItBest) {
  const SizeAnswer answered = sized({500, 1000, 3000}, {1400, 6000, 300});

  ASSERT_TRUE(answered.found.has_value());
  EXPECT_EQ(answered.found->millicores, (GatewayMillicores{500, 3000, 500}));
  EXPECT_EQ(answered.found->replicas, (GatewayReplicas{3, 2, 1}));
}

TEST(SizeCpu, FindsTheCheapestOfAllCombinations) {
  const std::vector<std::int64_t> choices = {400, 700, 1000};
  for (std::int64_t a = 100; a < 3000; a += 350) {
    for (std::int64_t b = 100; b < 3000; b += 450) {
      const SizeAnswer answered = sized(choices, {a, b});

      std::int64_t least = 0;
      for (const std::int64_t needed : {a, b}) {
        std::int64_t best = INT64_MAX;
        for (const std::int64_t c : choices) best = std::min(best, (needed + c - 1) / c * c);
        least += best;
      }
      ASSERT_TRUE(answered.found.has_value());
      EXPECT_EQ(total_millicores(answered.found->replicas, answered.found->millicores), least);
    }
  }
}

TEST(SizeCpu, OfOneChoiceItIsTheSearchForReplicas) {
  const SizeAnswer answered = sized({1000}, {2500, 7000});

  ASSERT_TRUE(answered.found.has_value());
  EXPECT_EQ(answered.found->replicas, (GatewayReplicas{3, 7}));
}

TEST(SizeCpu, SaysWhyNothingIsEnough) {
  const SizeAnswer answered = sized({500, 1000}, {100'000});

  EXPECT_FALSE(answered.found.has_value());
  EXPECT_NE(answered.why_not.find("too little"), std::string::npos);
}

TEST(Size, TheGuessByTheoryIsStableAndCountsTheSpare) {
  // One worker each: a mean wait of at most one service time is a load of at most one half.
  EXPECT_EQ(guess_by_theory({{2.4, 1}}, 0, 64), (GatewayReplicas{5}));
  EXPECT_EQ(guess_by_theory({{2.4, 1}}, 1, 64), (GatewayReplicas{6}));
  EXPECT_EQ(guess_by_theory({{0, 2}, {0, 0}}, 1, 64), (GatewayReplicas{2, 0}));
}

}  // namespace
}  // namespace isthmus::analysis
