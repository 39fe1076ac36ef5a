// The report as a browser sees it: the page's script has run, nothing complained, and nothing that
// the page does not allow can run in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "tests/support/process.hpp"

namespace isthmus {
namespace {

using support::Ended;
using support::file_text;
using support::Process;
using support::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

/// The page after its script has run, and what was said on the console.
Ended opened(const TemporaryFolder& folder, const std::string& file) {
  Process::Setting setting;
  setting.environment = {"LC_ALL=C.UTF-8", "HOME=" + folder.path().string(),
                         "PATH=/usr/local/bin:/usr/bin:/bin"};
  return Process{ISTHMUS_CHROMIUM,
                 {"--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
                  "--user-data-dir=" + (folder / "profile"), "--virtual-time-budget=2000",
                  "--dump-dom", "file://" + (folder / file)},
                 setting}
      .wait();
}

void write_report(const TemporaryFolder& folder) {
  Process::Setting setting;
  setting.folder = ISTHMUS_SOURCE_DIR;
  Process{ISTHMUS_PROGRAM,
          {"run", "scenarios/tutorial/05-three-partitions-two-clouds.yaml", "-n", "4", "--duration",
           "5s", "-q", "--write", folder / "report.html"},
          setting}
      .wait();
}

std::size_t count_of(const std::string& text, const std::string& pattern) {
  const std::regex found{pattern};
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator{text.begin(), text.end(), found}, {}));
}

TEST(ReportInABrowser, RunsItsScriptAndNothingComplains) {
  const TemporaryFolder folder;
  write_report(folder);

  const Ended page = opened(folder, "report.html");

  EXPECT_THAT(page.err, Not(HasSubstr("CONSOLE")));
  EXPECT_THAT(page.out, HasSubstr("<th scope=\"col\"><button type=\"button\">Route</button>"));
  EXPECT_THAT(page.out, Not(HasSubstr("id=\"theme\" type=\"button\" hidden")));
  EXPECT_GE(count_of(page.out, "<figure "), 6U);
  EXPECT_GE(count_of(page.out, "tabindex=\"0\" data-node|data-node=\"\\d+\" tabindex=\"0\""), 7U);
}

TEST(ReportInABrowser, EveryChartIsDrawnAndHasItsTable) {
  const TemporaryFolder folder;
  write_report(folder);
  const std::string html = file_text(folder / "report.html");

  std::size_t figures = 0;
  for (std::size_t at = html.find("<figure "); at != std::string::npos;
       at = html.find("<figure ", at + 1), ++figures) {
    const std::string figure = html.substr(at, html.find("</figure>", at) - at);
    EXPECT_GE(count_of(figure, "<(path|rect) class="), 3U);
    EXPECT_THAT(figure, HasSubstr("role=\"img\""));
    EXPECT_THAT(figure, HasSubstr("<details>"));
    EXPECT_GE(count_of(figure, "<tr>"), 2U);
  }
  EXPECT_GE(figures, 6U);
}

TEST(ReportInABrowser, RefusesAScriptThatIsNotItsOwn) {
  const TemporaryFolder folder;
  write_report(folder);
  std::string html = file_text(folder / "report.html");
  html.insert(html.find("</main>"), "<script>document.title = 'broken in'</script>");
  support::write_file(folder / "injected.html", html);

  const Ended page = opened(folder, "injected.html");

  EXPECT_THAT(page.out, Not(HasSubstr("<title>broken in")));
  EXPECT_THAT(page.err, HasSubstr("Content Security Policy"));
}

}  // namespace
}  // namespace isthmus
