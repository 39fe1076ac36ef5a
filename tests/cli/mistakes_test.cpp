// Mistakes are found all at once, shown where they are, and answered with what was meant.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

using testing::HasSubstr;

TEST(Mistakes, AMistypedVerbIsAnsweredWithTheNearest) {
  EXPECT_THAT(isthmus({"rnu", "x.yaml"}).err, HasSubstr("did you mean \"run\"?"));
}

TEST(Mistakes, AMistypedOptionIsAnsweredWithTheNearest) {
  EXPECT_THAT(isthmus({"run", "x.yaml", "--sed", "3"}).err, HasSubstr("did you mean \"--seed\"?"));
}

TEST(Mistakes, TheBeginningOfAnOptionIsNotTheOption) {
  EXPECT_EQ(with_input({"run", "-", "--see", "3"}, two_services()).status, 2);
}

TEST(Mistakes, AllOfThemAreShownAtOnce) {
  const std::string err =
      isthmus({"run", "x.yaml", "--sed", "3", "-o", "xml", "-n", "0", "--duration", "5"}).err;

  EXPECT_THAT(err, HasSubstr("has no option --sed"));
  EXPECT_THAT(err, HasSubstr("\"xml\" is none of the choices"));
  EXPECT_THAT(err, HasSubstr("\"0\" is not a whole number of at least 1"));
  EXPECT_THAT(err, HasSubstr("\"5\" has no unit"));
  EXPECT_THAT(err, HasSubstr("4 errors"));
}

TEST(Mistakes, ALongerRunThanAnybodyWaitsForIsRefused) {
  const Ended ended = with_input({"run", "-", "--duration", "1000000h"}, two_services());

  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("duration-too-long"));
}

TEST(Mistakes, MoreReplicationsThanCanBeKeptAreRefused) {
  const Ended ended = with_input({"run", "-", "-n", "1000000000"}, two_services());

  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("too-many-replications"));
}

TEST(Mistakes, AnAnswerNeverReplacesItsInput) {
  const TemporaryFolder folder;
  const std::string scenario = folder / "mesh.yaml";
  std::ofstream{scenario} << two_services();

  const Ended ended = isthmus({"check", scenario, "--write", scenario});

  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.err, HasSubstr("would-overwrite-input"));
}

TEST(Mistakes, ExplainTellsWhatTheWholeMeshLacks) {
  const Ended ended = with_input(
      {"explain", "-", "web", "api", "--set", "partitions.default.agent=false"}, two_services());

  EXPECT_THAT(ended.out, HasSubstr("agent-missing"));
}

TEST(Mistakes, TheCaretStandsUnderTheWord) {
  EXPECT_THAT(isthmus({"run", "m.yaml", "-n", "two"}).err,
              HasSubstr("1 | isthmus run m.yaml -n two\n"
                        "  |                       ^^^"));
}

TEST(Mistakes, AnOptionWithoutItsValueIsSaidToBeSo) {
  EXPECT_THAT(isthmus({"run", "m.yaml", "--seed"}).err, HasSubstr("is its value missing?"));
}

TEST(Mistakes, AnOptionGivenTwiceIsNotChosenFrom) {
  EXPECT_THAT(isthmus({"run", "m.yaml", "--seed", "1", "--seed", "2"}).err,
              HasSubstr("--seed was given before"));
}

TEST(Mistakes, WhatIsMissingIsCalledByItsName) {
  EXPECT_THAT(isthmus({"run"}).err, HasSubstr("SCENARIO is missing"));
}

TEST(Mistakes, AWordTooManyIsPointedAt) {
  EXPECT_THAT(isthmus({"run", "a.yaml", "b.yaml"}).err, HasSubstr("\"b.yaml\" is one too many"));
}

TEST(Mistakes, AnOptionBeforeTheVerbIsSaidToBeSo) {
  EXPECT_THAT(isthmus({"--json", "run"}).err, HasSubstr("the verb comes first"));
}

TEST(Mistakes, AServiceOfAnotherPartitionIsFoundByItsName) {
  EXPECT_THAT(with_input({"explain", "-", "web", "billing"}, blocked()).err,
              HasSubstr("did you mean \"finance/billing\"?"));
}

TEST(Mistakes, ASettingThatLeadsNowhereIsRefusedWithItsPlace) {
  const Ended ended = with_input({"run", "-", "--set", "run.sed=3"}, two_services());

  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("--set:1:"));
}

TEST(Mistakes, ASettingWithAWrongValueIsRefusedAsInTheFile) {
  const Ended ended = with_input({"run", "-", "--set", "traffic[0].rate=400"}, two_services());

  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("unit"));
}

TEST(Mistakes, AnInputWithControlCharactersDoesNotDriveTheTerminal) {
  const Ended ended = with_input({"check", "-"}, "isthmus: 1\n\"\\e[31mred\": 1\n");

  EXPECT_EQ(ended.err.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace isthmus::cli_test
