#include <gtest/gtest.h>

#include <set>

#include "sim/cli/arguments.hpp"
#include "sim/cli/shell_word.hpp"

namespace isthmus::cli {
namespace {

using Words = std::vector<std::string>;

Parsed parsed(const Words& words) { return parse(*find_verb(words.front()), words); }

TEST(Parse, TakesOptionsInEveryCommonSpelling) {
  for (const Words& words : {Words{"run", "m.yaml", "-n", "8"}, Words{"run", "-n8", "m.yaml"},
                             Words{"run", "--replications=8", "m.yaml"},
                             Words{"run", "--replications", "8", "m.yaml"}}) {
    const Parsed read = parsed(words);
    ASSERT_TRUE(read.arguments.has_value()) << words[1];
    EXPECT_EQ(read.arguments->number("replications"), 8U);
    EXPECT_EQ(read.arguments->operands(), Words{"m.yaml"});
  }
}

TEST(Parse, ADashAloneIsAnOperand) {
  EXPECT_EQ(parsed({"check", "-"}).arguments->operands(), Words{"-"});
}

TEST(Parse, WhatFollowsTwoDashesIsNoOption) {
  EXPECT_EQ(parsed({"check", "--", "--odd.yaml"}).arguments->operands(), Words{"--odd.yaml"});
}

TEST(Parse, ARepeatableOptionKeepsItsOrder) {
  const Parsed read = parsed({"run", "m.yaml", "--set", "b=1", "--set", "a=2"});

  EXPECT_EQ(read.arguments->all("set"), (Words{"b=1", "a=2"}));
}

TEST(Parse, AnOptionThatWasNotGivenIsAbsent) {
  const Parsed read = parsed({"run", "m.yaml"});

  EXPECT_EQ(read.arguments->number("seed"), std::nullopt);
  EXPECT_FALSE(read.arguments->has("strict"));
}

TEST(Parse, ADurationNeedsItsUnit) {
  EXPECT_EQ(parsed({"run", "m.yaml", "--duration", "90s"}).arguments->duration("duration"),
            Duration::seconds(90));
  EXPECT_FALSE(parsed({"run", "m.yaml", "--duration", "90"}).arguments.has_value());
}

TEST(Parse, ANumberTooLargeIsAMistakeAndNoOtherNumber) {
  const Parsed read = parsed({"run", "m.yaml", "--seed", "18446744073709551616"});

  ASSERT_EQ(read.mistakes.size(), 1U);
  EXPECT_EQ(read.mistakes[0].code, "bad-option-value");
}

TEST(Parse, TheLargestSeedIsASeed) {
  EXPECT_EQ(parsed({"run", "m.yaml", "--seed", "18446744073709551615"}).arguments->number("seed"),
            UINT64_MAX);
}

TEST(Parse, HelpIsWantedWhateverElseIsMissing) { EXPECT_TRUE(parsed({"run", "-h"}).help_wanted); }

TEST(Verbs, EveryOptionOfAVerbHasAnotherNameAndLetter) {
  for (const Verb* verb : verbs()) {
    std::set<std::string_view> names;
    std::set<char> letters;
    for (const Option& option : verb->options) {
      EXPECT_TRUE(names.insert(option.name).second) << verb->name << " --" << option.name;
      if (option.letter != 0) {
        EXPECT_TRUE(letters.insert(option.letter).second) << verb->name << " -" << option.letter;
      }
    }
  }
}

TEST(Verbs, EveryExampleIsACommandLineOfItsVerb) {
  for (const Verb* verb : verbs()) {
    for (const Example& example : verb->examples) {
      Words words(1);
      for (const char c : example.command) {
        if (c == '<' || c == '>') break;  // The shell's part.
        if (c == ' ') {
          words.emplace_back();
        } else {
          words.back() += c;
        }
      }
      if (words.back().empty()) words.pop_back();
      EXPECT_EQ(words.front(), verb->name);
      EXPECT_TRUE(parsed(words).arguments.has_value()) << example.command;
    }
  }
}

TEST(Verbs, EveryVerbCanBeAskedForHelp) {
  for (const Verb* verb : verbs()) {
    EXPECT_TRUE(parsed({std::string{verb->name}, "--help"}).help_wanted) << verb->name;
  }
}

TEST(ShellWord, QuotesOnlyWhatAShellWouldTouch) {
  EXPECT_EQ(shell_word("a/b-1.yaml"), "a/b-1.yaml");
  EXPECT_EQ(shell_word("a b"), "'a b'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace isthmus::cli
