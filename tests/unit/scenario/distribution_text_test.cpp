#include "sim/scenario/distribution_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace isthmus::scenario {
namespace {

random::Distribution law(const std::string& text) {
  auto parsed = parse_distribution(text);
  if (const auto* fault = std::get_if<QuantityFault>(&parsed)) {
    ADD_FAILURE() << text << ": " << fault->problem;
    return random::Constant{};
  }
  return std::get<random::Distribution>(parsed);
}

QuantityFault fault(const std::string& text) {
  auto parsed = parse_distribution(text);
  if (const auto* wrong = std::get_if<QuantityFault>(&parsed)) return *wrong;
  ADD_FAILURE() << text << " was accepted";
  return {};
}

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }

TEST(DistributionText, ATimeAloneIsAlwaysThatTime) {
  EXPECT_EQ(law("8ms"), random::Distribution{random::Constant{ms(8)}});
}

TEST(DistributionText, EachFormMeansItsLaw) {
  EXPECT_EQ(law("exp(5ms)"), random::Distribution{random::Exponential{ms(5)}});
  EXPECT_EQ(law("lognormal(p50=2ms, p99=15ms)"),
            (random::Distribution{random::Lognormal{ms(2), ms(15)}}));
  EXPECT_EQ(law("erlang(4, 5ms)"), (random::Distribution{random::Erlang{4, ms(5)}}));
  EXPECT_EQ(law("uniform(1ms, 3ms)"), (random::Distribution{random::Uniform{ms(1), ms(3)}}));
  EXPECT_EQ(law("pareto(1.5, 1ms, 1s)"),
            (random::Distribution{random::BoundedPareto{ms(1), ms(1000), 1.5}}));
}

TEST(DistributionText, TheSecondBranchOfAHyperexponentialHasTheRest) {
  const auto both = std::get<random::Hyperexponential>(law("hyperexp(25%, 1ms, 20ms)"));

  EXPECT_DOUBLE_EQ(both.branches[1].weight.share(), 0.75);
  EXPECT_EQ(both.branches[1].mean, ms(20));
}

TEST(DistributionText, AnEmpiricalLawKeepsItsPoints) {
  const auto measured = std::get<random::Empirical>(law("empirical(1ms 40%, 2 ms 60%)"));

  ASSERT_EQ(measured.points.size(), 2u);
  EXPECT_EQ(measured.points[1].value, ms(2));
  EXPECT_DOUBLE_EQ(measured.points[1].weight.share(), 0.6);
}

TEST(DistributionText, NamedArgumentsMayStandInAnyOrder) {
  EXPECT_EQ(law("lognormal(p99=15ms, p50=2ms)"), law("lognormal(p50=2ms, p99=15ms)"));
  EXPECT_EQ(law("erlang(mean=5ms, stages=4)"), law("erlang(4, 5ms)"));
}

TEST(DistributionText, EveryAdvertisedFormReadsBackFromItsOwnText) {
  for (const std::string& form : distribution_forms()) {
    const random::Distribution once = law(form);
    EXPECT_EQ(law(distribution_text(once)), once) << form;
  }
}

TEST(DistributionText, AMisspeltLawIsAnsweredWithTheNearestOne) {
  EXPECT_EQ(fault("lognormel(2ms, 15ms)").remedy, "did you mean \"lognormal\"?");
}

TEST(DistributionText, AWrongNumberOfArgumentsIsAnsweredWithTheForm) {
  EXPECT_EQ(fault("erlang(5ms)").problem, "\"erlang\" takes 2 arguments");
  EXPECT_EQ(fault("erlang(5ms)").remedy, "write erlang(4, 5ms)");
}

TEST(DistributionText, AnArgumentWithoutAUnitIsRefused) {
  EXPECT_EQ(fault("exp(5)").problem, "\"5\" has no unit");
}

TEST(DistributionText, AnArgumentGivenTwiceIsRefused) {
  EXPECT_EQ(fault("lognormal(p50=1ms, p50=2ms)").problem, "\"lognormal\" got \"p50\" twice");
}

TEST(DistributionText, QuantilesInTheWrongOrderCannotBeDrawnFrom) {
  EXPECT_FALSE(fault("lognormal(p50=15ms, p99=2ms)").problem.empty());
}

TEST(DistributionText, TextThatIsNoLawIsRefusedAndNotRead) {
  for (const char* text : {"", "(", ")", "exp", "exp(", "exp()", "exp(5ms", "(5ms)", "exp(5ms))",
                           "erlang(0, 5ms)", "erlang(-1, 5ms)", "empirical()", "empirical(1ms)",
                           "uniform(3ms, 1ms)", "pareto(x, 1ms, 1s)", "exp(,)"}) {
    EXPECT_FALSE(fault(text).problem.empty()) << text;
  }
}

}  // namespace
}  // namespace isthmus::scenario
