// What nobody wishes for: odd files, files that go away, and windows that close at the wrong time.
#include <gmock/gmock.h>

#include <QElapsedTimer>
#include <QFile>
#include <ctime>

#include "tests/gui/driven_window.hpp"

namespace isthmus::gui_test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Long enough that it is going on while something else happens.
std::string lasting() {
  std::string text = two_partitions;
  const std::string plan = "duration: 4s, warmup: 500ms, replications: 4";
  return text.replace(text.find(plan), plan.size(),
                      "duration: 500s, warmup: 1s, replications: 512");
}

std::string broken() {
  std::string text = two_partitions;
  const std::string from = "from: web, to: cart";
  return text.replace(text.find(from), from.size(), "from: web, to: crat");
}

/// The words under the headline of a scenario that cannot be used.
std::string complaint_of(DrivenWindow& driven) {
  EXPECT_EQ(driven.window.workspace().state(), gui::Workspace::State::failed);
  EXPECT_TRUE(driven.window.state_pane().isVisible());
  return driven.window.state_pane().words().toStdString();
}

TEST(OddFile, ThatIsEmptyIsNamed) {
  DrivenWindow driven{""};

  EXPECT_THAT(complaint_of(driven), HasSubstr("scenario.yaml"));
}

TEST(OddFile, ThatIsAFolderIsRefused) {
  DrivenWindow driven;

  driven.window.open(driven.folder.path());
  driven.window.settle();

  EXPECT_THAT(complaint_of(driven), HasSubstr("1 error"));
}

TEST(OddFile, ThatDoesNotExistIsRefused) {
  DrivenWindow driven;

  driven.window.open(driven.folder.filePath(QStringLiteral("nobody.yaml")));
  driven.window.settle();

  EXPECT_THAT(complaint_of(driven), HasSubstr("1 error"));
}

TEST(OddFile, OfAnyBytesIsRefused) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += static_cast<char>((i * 7919) % 256);

  DrivenWindow driven{bytes};

  EXPECT_THAT(complaint_of(driven), HasSubstr("error"));
}

TEST(OddFile, WithTenThousandMistakesShowsThemSoon) {
  std::string text = "isthmus: 1\npartitions:\n  default:\n    services:\n";
  for (int i = 0; i < 10'000; ++i) {
    text += "      s" + std::to_string(i) + ": {replicos: 2}\n";
  }
  const std::clock_t before = std::clock();

  DrivenWindow driven{text};

  EXPECT_THAT(complaint_of(driven), HasSubstr("more"));
  EXPECT_GT(driven.window.problems().list().topLevelItemCount(), 10);
  EXPECT_LT((std::clock() - before) / CLOCKS_PER_SEC, 10);  // Of processor time.
}

TEST(WatchedFile, ThatVanishesLeavesThePictureAndComesBack) {
  DrivenWindow driven;

  QFile::remove(driven.path());
  EXPECT_TRUE(QTest::qWaitFor(
      [&] { return driven.window.workspace().state() == gui::Workspace::State::failed; }));
  EXPECT_TRUE(driven.window.topology().canvas().isVisible());
  EXPECT_EQ(driven.window.explorer().topLevelItemCount(), 2);

  driven.rewrite("cart: {replicas: 2", "cart: {replicas: 5");
  EXPECT_TRUE(QTest::qWaitFor(
      [&] { return driven.window.workspace().state() == gui::Workspace::State::ready; }));
  driven.window.settle();
  driven.click("cart");
  EXPECT_EQ(fact(driven, "replicas"), "5");
}

TEST(Window, ClosesAtOnceWhileItRuns) {
  auto driven = std::make_unique<DrivenWindow>(lasting());
  driven->trigger("run");
  QTest::qWait(100);
  ASSERT_EQ(driven->window.workspace().task(), gui::Workspace::Task::running);
  QElapsedTimer since;
  since.start();

  driven->window.close();
  driven.reset();

  EXPECT_LT(since.elapsed(), 5'000);
}

TEST(Window, OpensAnotherScenarioWhileItRuns) {
  DrivenWindow driven{lasting()};
  driven.trigger("run");
  QTest::qWait(100);
  const QString other = driven.folder.filePath(QStringLiteral("other.yaml"));
  QFile file{other};
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(two_partitions);
  file.close();

  driven.window.open(other);
  driven.window.settle();

  EXPECT_EQ(driven.window.workspace().task(), gui::Workspace::Task::none);
  EXPECT_FALSE(driven.window.workspace().ran());
  EXPECT_FALSE(driven.window.workspace().frames());
  driven.run();
  EXPECT_THAT(driven.window.verdict_text().toStdString(), HasSubstr("✓ 1 expectation kept"));
}

TEST(Window, ComparesNothingOnceTheComparisonIsCancelled) {
  DrivenWindow driven{lasting()};
  driven.click("finance/billing");
  driven.window.what_if_pane().replicas().setValue(2);
  driven.window.settle();
  driven.trigger("compare");
  QTest::qWait(100);

  driven.trigger("cancel");
  driven.window.settle();

  EXPECT_THAT(driven.window.comparison().summary().toStdString(), HasSubstr("stopped"));
}

TEST(WhatIf, OfAScenarioThatBreaksMeanwhileStaysUsable) {
  DrivenWindow driven;
  driven.click("finance/billing");
  driven.write(broken());
  ASSERT_TRUE(QTest::qWaitFor(
      [&] { return driven.window.workspace().state() == gui::Workspace::State::failed; }));

  driven.window.what_if_pane().replicas().setValue(4);
  driven.window.settle();
  driven.trigger("undo");
  driven.window.settle();
  driven.write(two_partitions);

  EXPECT_TRUE(QTest::qWaitFor(
      [&] { return driven.window.workspace().state() == gui::Workspace::State::ready; }));
  driven.window.settle();
  EXPECT_EQ(fact(driven, "replicas"), "1");
}

TEST(WhatIf, OfAScenarioThatNeverWasUsableHasNothingToChange) {
  DrivenWindow driven{broken()};

  driven.window.what_if_pane().load().setValue(2);
  emit driven.window.what_if_pane().mode().activated(1);
  driven.window.what_if_pane().lose().click();
  driven.window.settle();

  EXPECT_TRUE(driven.window.what_if().changes().empty());
}

}  // namespace
}  // namespace isthmus::gui_test
