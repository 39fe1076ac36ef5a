// Running: progress, cancelling, charts, the timeline, and a window that never waits.
#include <gmock/gmock.h>

#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>

#include "gui/decimate.hpp"
#include "tests/gui/driven_window.hpp"

namespace isthmus::gui_test {
namespace {

using testing::HasSubstr;

/// Milliseconds that this thread was ready to run and others had the processor: no stall of ours.
qint64 waited_for_processor_ms() {
  QFile file{QStringLiteral("/proc/thread-self/schedstat")};
  if (!file.open(QIODevice::ReadOnly)) return 0;
  return file.readAll().split(' ').value(1).toLongLong() / 1'000'000;
}

/// Long enough that nobody waits for its end: in one piece, or in many that each bring new charts.
std::string endless(const std::string& duration, const std::string& replications) {
  std::string text = two_partitions;
  const std::string plan = "duration: 4s, warmup: 500ms, replications: 4";
  return text.replace(text.find(plan), plan.size(),
                      "duration: " + duration + ", warmup: 500ms, replications: " + replications);
}

TEST(Run, ShowsFiguresInTheTree) {
  DrivenWindow driven;

  driven.run();

  EXPECT_THAT(driven.row("finance/billing")->text(gui::Explorer::p99_column).toStdString(),
              HasSubstr("ms"));
  EXPECT_THAT(driven.row("finance/billing")->text(gui::Explorer::busy_column).toStdString(),
              HasSubstr("%"));
}

TEST(Run, SaysInTheStatusWhetherExpectationsWereKept) {
  DrivenWindow driven;

  driven.run();

  EXPECT_THAT(driven.window.verdict_text().toStdString(), HasSubstr("✓ 1 expectation kept"));
}

TEST(Run, DrawsThePercentilesOfTheSelectedPair) {
  DrivenWindow driven;
  driven.run();

  driven.click("finance/billing");

  gui::ChartPane& latency = driven.window.charts().latency();
  EXPECT_THAT(latency.title().toStdString(), HasSubstr("web → finance/billing"));
  ASSERT_EQ(latency.chart().series.size(), 3U);
  EXPECT_GT(latency.drawn_points(), 150U);
  EXPECT_LE(latency.drawn_points(), 3 * gui::chart_points_most);
}

TEST(Run, TellsTheValuesUnderThePointer) {
  DrivenWindow driven;
  driven.run();

  const std::string read = driven.window.charts().latency().read_out(2.0).toStdString();

  EXPECT_THAT(read, HasSubstr("p99  "));
  EXPECT_THAT(read, HasSubstr("p50  "));
}

TEST(Run, CanBeCancelledAndSaysSo) {
  DrivenWindow driven{endless("5000s", "64")};
  driven.trigger("run");
  QTest::qWait(200);
  ASSERT_TRUE(driven.window.action(QStringLiteral("cancel"))->isEnabled());
  EXPECT_FALSE(driven.window.action(QStringLiteral("run"))->isEnabled());

  driven.trigger("cancel");

  EXPECT_TRUE(QTest::qWaitFor(
      [&] { return driven.window.workspace().task() == gui::Workspace::Task::none; }, 10'000));
  EXPECT_TRUE(driven.window.action(QStringLiteral("run"))->isEnabled());
}

TEST(Run, LeavesTheWindowFreeWhileItSimulates) {
  DrivenWindow driven{endless("20s", "5000")};
  QElapsedTimer since;
  qint64 longest = 0;
  qint64 waited = waited_for_processor_ms();
  QTimer beat;
  beat.setInterval(1);
  QObject::connect(&beat, &QTimer::timeout, [&] {
    const qint64 now_waited = waited_for_processor_ms();
    longest = std::max(longest, since.restart() - (now_waited - waited));
    waited = now_waited;
  });
  driven.trigger("run");
  since.start();
  beat.start();

  QTest::qWait(3000);
  beat.stop();
  ASSERT_EQ(driven.window.workspace().task(), gui::Workspace::Task::running);
  ASSERT_TRUE(driven.window.workspace().frames());  // Charts were drawn meanwhile.
  driven.trigger("cancel");
  driven.window.settle();

  RecordProperty("longest_stall_ms", static_cast<int>(longest));
  EXPECT_LT(longest, 100);
}

TEST(Timeline, MovesTheMomentInPictureAndCharts) {
  DrivenWindow driven;
  driven.run();

  driven.window.workspace().set_time_s(0.02);
  const double early = driven.window.topology().shade().busiest_per_s;
  driven.window.workspace().set_time_s(3);

  EXPECT_TRUE(driven.window.topology().shade().measured);
  EXPECT_NE(driven.window.topology().shade().busiest_per_s, early);
  EXPECT_THAT(driven.window.charts().busy_now().title().toStdString(), HasSubstr("3.0 s"));
  EXPECT_THAT(driven.window.timeline().clock().toStdString(), HasSubstr("3.00 s / 4 s"));
}

TEST(Timeline, PlaysUntilTheEnd) {
  DrivenWindow driven;
  driven.run();
  driven.window.workspace().set_time_s(0);
  driven.window.timeline().set_speed(16);

  driven.trigger("play");

  EXPECT_TRUE(driven.window.timeline().is_playing());
  EXPECT_TRUE(QTest::qWaitFor([&] { return !driven.window.timeline().is_playing(); }, 10'000));
  EXPECT_DOUBLE_EQ(driven.window.workspace().time_s(), 4);
}

TEST(Timeline, JumpsToTheEndOfTheWarmUp) {
  DrivenWindow driven;
  driven.run();
  driven.window.workspace().set_time_s(0);

  driven.trigger("next_event");

  EXPECT_DOUBLE_EQ(driven.window.workspace().time_s(), 0.5);
}

TEST(Timeline, IsSoughtByAClick) {
  DrivenWindow driven;
  driven.run();
  gui::TimeStrip& strip = driven.window.timeline().strip();

  QTest::mouseClick(&strip, Qt::LeftButton, {}, {strip.width() / 2, strip.height() / 2});

  EXPECT_NEAR(driven.window.workspace().time_s(), 2, 0.05);
}

TEST(Charts, ShowRequestsThatNeverEndAmongTheFailed) {
  DrivenWindow driven;
  driven.click("gateway finance");
  emit driven.window.what_if_pane().cut().activated(1);  // Nobody gives up: there is no timeout.
  driven.window.settle();
  driven.run();

  driven.show_tab("Errors");

  const reports::LineChart& errors = driven.window.charts().errors().chart();
  ASSERT_EQ(errors.series.size(), 1U);
  EXPECT_GT(errors.series[0].points[80].y.value_or(0), 100);  // Of 200/s.
  EXPECT_EQ(driven.window.charts().errors().legend().entries()[0].name.toStdString(),
            "web → finance/billing");
}

TEST(Charts, HideALineByItsName) {
  DrivenWindow driven;
  driven.run();
  gui::ChartPane& latency = driven.window.charts().latency();
  EXPECT_THAT(latency.read_out(2.0).toStdString(), HasSubstr("p90  "));

  QTest::mouseClick(&latency.legend(), Qt::LeftButton, {}, latency.legend().place_of(1).center());

  EXPECT_THAT(latency.read_out(2.0).toStdString(), testing::Not(HasSubstr("p90  ")));
  QTest::keyClick(&latency.legend(), Qt::Key_Space);  // Of the first.
  EXPECT_THAT(latency.read_out(2.0).toStdString(), testing::Not(HasSubstr("p99  ")));
}

TEST(Charts, ShowWhatIsBusyAndWhereTheTimeGoes) {
  DrivenWindow driven;
  driven.run();
  driven.click("finance/billing");
  QTabWidget& tabs = driven.window.bottom();

  tabs.setCurrentIndex(1);
  EXPECT_GE(driven.window.charts().utilisation().chart().series.size(), 3U);
  tabs.setCurrentIndex(3);
  const reports::BarChart& ledger = driven.window.charts().ledger().chart();

  ASSERT_FALSE(ledger.rows.empty());
  double sum = 0;
  for (const auto& part : ledger.rows.front().parts) sum += part.value;
  EXPECT_GT(sum, 0.08);  // The ocean is in it.
  EXPECT_FALSE(driven.window.charts().spectrum().chart().series.empty());
}

}  // namespace
}  // namespace isthmus::gui_test
