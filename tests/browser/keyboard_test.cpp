// The report used without a mouse, and what it shows held against its own document.
#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <set>

#include "tests/browser/browser.hpp"

namespace isthmus::browser_test {
namespace {

using support::Process;
using support::TemporaryFolder;

class Report : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder() = std::make_unique<TemporaryFolder>();
    Process::Setting setting;
    setting.folder = ISTHMUS_SOURCE_DIR;
    Process{ISTHMUS_PROGRAM,
            {"run", "scenarios/tutorial/05-three-partitions-two-clouds.yaml", "-n", "4",
             "--duration", "5s", "-q", "--write", *folder() / "report.html"},
            setting}
        .wait();
  }
  static void TearDownTestSuite() {
    browser().reset();
    folder().reset();
  }

  /// The page, as it is when it was just opened.
  static Browser& opened(int width = 1280) {
    if (!browser()) browser() = std::make_unique<Browser>(ISTHMUS_CHROMIUM);
    browser()->open(*folder() / "report.html", width);
    return *browser();
  }
  static std::unique_ptr<TemporaryFolder>& folder() {
    static std::unique_ptr<TemporaryFolder> one;
    return one;
  }
  static std::unique_ptr<Browser>& browser() {
    static std::unique_ptr<Browser> one;
    return one;
  }

  /// Presses the tab key until the thing that `selector` names has the focus.
  static bool tab_to(Browser& browser, const std::string& selector) {
    for (int i = 0; i < 300; ++i) {
      browser.press("Tab");
      if (browser.ask("document.activeElement.matches(" + nlohmann::json(selector).dump() + ")")) {
        return true;
      }
    }
    return false;
  }
};

TEST_F(Report, TheTabKeyReachesWhateverCanBeUsed) {
  Browser& browser = opened();
  browser.ask(
      "window.usable = [...document.querySelectorAll('a[href],button,summary,[tabindex=\"0\"]')]"
      ".filter((one) => one.checkVisibility()); window.reached = new Set(); 0");

  const int usable = browser.ask("usable.length");
  for (int i = 0; i < usable + 10; ++i) {
    browser.press("Tab");
    browser.ask("reached.add(document.activeElement); 0");
  }

  EXPECT_GT(usable, 40);
  EXPECT_EQ(browser.ask("usable.filter((one) => !reached.has(one)).map((one) => one.outerHTML)"),
            nlohmann::json::array());
}

TEST_F(Report, WhateverHasTheFocusShowsIt) {
  Browser& browser = opened();
  const std::string looks =
      "(() => { const one = document.activeElement; const own = getComputedStyle(one);"
      "const inner = one.querySelector('.node,.gateway');"
      "return own.outlineStyle !== 'none' && parseFloat(own.outlineWidth) > 0 ||"
      "inner !== null && parseFloat(getComputedStyle(inner).strokeWidth) >= 3; })()";

  for (int i = 0; i < 60; ++i) {
    browser.press("Tab");
    EXPECT_EQ(browser.ask(looks), true) << browser.ask("document.activeElement.outerHTML");
  }
}

TEST_F(Report, EnterOnAHeadSortsItsTable) {
  Browser& browser = opened();
  const std::string rates =
      "[...document.querySelectorAll('#routes table')[0].tBodies[0].rows]"
      ".map((row) => Number(row.cells[1].dataset.order))";

  ASSERT_TRUE(tab_to(browser, "#routes th:nth-child(2) button"));
  browser.press("Enter");
  const std::vector<double> up = browser.ask(rates);
  browser.press("Enter");
  const std::vector<double> down = browser.ask(rates);

  EXPECT_TRUE(std::is_sorted(up.begin(), up.end()));
  EXPECT_TRUE(std::is_sorted(down.rbegin(), down.rend()));
  EXPECT_EQ(browser.ask("document.activeElement.closest('th').getAttribute('aria-sort')"),
            "descending");
}

TEST_F(Report, EnterOpensTheTableOfAPicture) {
  Browser& browser = opened();

  ASSERT_TRUE(tab_to(browser, "#latency summary"));
  browser.press("Enter");

  EXPECT_EQ(browser.ask("document.activeElement.parentElement.open"), true);
  EXPECT_GT(browser.ask("document.activeElement.parentElement.querySelector('table').rows.length")
                .get<int>(),
            2);
}

TEST_F(Report, APlaceOfTheTopologyThatHasTheFocusShowsItsWays) {
  Browser& browser = opened();

  ASSERT_TRUE(tab_to(browser, ".topology [data-node]"));

  EXPECT_GT(
      browser.ask("document.querySelectorAll('.topology .tracing .traced').length").get<int>(), 1);
  EXPECT_NE(browser.ask("document.activeElement.querySelector('title')?.textContent ||"
                        "document.activeElement.getAttribute('aria-label')"),
            nlohmann::json{});
}

TEST_F(Report, SpaceSwitchesTheThemeAndBack) {
  Browser& browser = opened();
  const std::string theme = "document.documentElement.dataset.theme";

  ASSERT_TRUE(tab_to(browser, "#theme"));
  browser.press(" ");
  const std::string first = browser.ask(theme);
  browser.press(" ");
  const std::string second = browser.ask(theme);

  EXPECT_THAT((std::set<std::string>{first, second}), testing::ElementsAre("dark", "light"));
}

TEST_F(Report, TheFiguresOfTheRoutesAreThoseOfTheDocument) {
  Browser& browser = opened();

  const nlohmann::json differing = browser.ask(
      "(() => { const run = JSON.parse(document.getElementById('document').textContent);"
      "const shown = new Map([...document.querySelectorAll('#routes table')[0].tBodies[0].rows]"
      ".map((row) => [row.cells[0].textContent.trim(), row]));"
      "const short = (name) => name.split('/').filter((part) => part !== 'default').join('/');"
      "return run.pairs.filter((pair) => {"
      "  const row = shown.get(short(pair.from) + ' → ' + short(pair.to));"
      "  return !row || Number(row.cells[1].dataset.order) !== pair.requests_per_s.value ||"
      "    Number(row.cells[2].dataset.order) !== pair.latency_s.mean.value ||"
      "    Number(row.cells[4].dataset.order) !== pair.latency_s.p99.value;"
      "}).map((pair) => pair.to); })()");

  EXPECT_EQ(differing, nlohmann::json::array());
}

TEST_F(Report, NothingIsCutOffAtTheWidthOfADeskOrOfAPhone) {
  for (const int width : {1280, 390}) {
    Browser& browser = opened(width);

    EXPECT_EQ(browser.ask("document.documentElement.scrollWidth <= innerWidth"), true) << width;
    if (width > 1000) {
      EXPECT_EQ(browser.ask("[...document.querySelectorAll('.card.table, .card .scroll, .scroll')]"
                            ".filter((one) => one.checkVisibility() &&"
                            "  one.scrollWidth > one.clientWidth + 1)"
                            ".map((one) => one.closest('section').id)"),
                nlohmann::json::array());
    }
  }
}

}  // namespace
}  // namespace isthmus::browser_test
