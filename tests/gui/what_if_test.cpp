// Trying out: changes, undo, patches, comparing, and what is written to files.
#include <gmock/gmock.h>

#include <QFile>
#include <QSvgRenderer>

#include "tests/gui/driven_window.hpp"

namespace isthmus::gui_test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

QByteArray bytes_of(const QString& path) {
  QFile file{path};
  file.open(QIODevice::ReadOnly);
  return file.readAll();
}

TEST(WhatIf, ChangesReplicasInTheMeshThatIsShown) {
  DrivenWindow driven;
  driven.click("finance/billing");

  driven.window.what_if_pane().replicas().setValue(4);
  driven.window.settle();

  EXPECT_EQ(fact(driven, "replicas"), "4");
  EXPECT_EQ(driven.window.what_if_pane().list().item(0)->text().toStdString(),
            "finance/billing: 4 replicas");
}

TEST(WhatIf, IsUndoneAndDoneAgain) {
  DrivenWindow driven;
  driven.click("gateway finance");
  driven.window.what_if_pane().replicas().setValue(3);
  driven.window.settle();

  driven.trigger("undo");
  driven.window.settle();
  EXPECT_EQ(fact(driven, "replicas"), "1");
  EXPECT_FALSE(driven.window.action(QStringLiteral("undo"))->isEnabled());

  driven.trigger("redo");
  driven.window.settle();
  EXPECT_EQ(fact(driven, "replicas"), "3");
}

TEST(WhatIf, ChangesTheModeOfAPartition) {
  DrivenWindow driven;
  driven.click("web");

  emit driven.window.what_if_pane().mode().activated(2);
  driven.window.settle();

  EXPECT_EQ(fact(driven, "→ finance/billing"), "mode remote");
}

TEST(WhatIf, ChangesTheModeOfAllUpstreamsOfAService) {
  DrivenWindow driven;
  driven.click("web");

  emit driven.window.what_if_pane().service_mode().activated(2);
  driven.window.settle();

  EXPECT_EQ(fact(driven, "→ finance/billing"), "mode remote");
  EXPECT_EQ(fact(driven, "    overruled"), "local");  // The proxy-defaults, as written.
  EXPECT_EQ(driven.window.what_if_pane().list().item(0)->text().toStdString(), "web: mode remote");
}

TEST(WhatIf, ChangesTheModeOfOneUpstreamAboveEverythingElse) {
  DrivenWindow driven;
  driven.click("web");
  driven.click("finance/billing", Qt::ControlModifier);
  EXPECT_EQ(driven.window.topology().shade().way.size(), 4U);

  emit driven.window.what_if_pane().upstream_mode().activated(2);
  driven.window.settle();

  EXPECT_EQ(driven.window.topology().shade().way.size(), 3U);  // No gateway of its own.
  EXPECT_EQ(driven.window.what_if_pane().upstream_mode().currentText().toStdString(), "remote");
  EXPECT_THAT(driven.window.inspector().route().page().toPlainText().toStdString(),
              HasSubstr("mode remote · 2 network hops"));
}

TEST(WhatIf, LosesTheOnlyGatewayAndShowsWhatIsNotReachedThen) {
  DrivenWindow driven;
  driven.click("gateway finance");

  driven.window.what_if_pane().lose().click();
  driven.window.settle();
  driven.click("web");

  EXPECT_EQ(fact(driven, "→ finance/billing"), "✗ no_gateway");
}

TEST(WhatIf, CrashesAGatewayAtAMomentThatTheTimelineShows) {
  DrivenWindow driven;
  driven.click("gateway default");

  driven.window.what_if_pane().crash().click();
  driven.window.settle();
  driven.run();

  const auto& periods = driven.window.timeline().strip().periods();
  ASSERT_EQ(periods.size(), 2U);
  EXPECT_EQ(periods[1].kind, reports::Period::Kind::fault);
  EXPECT_THAT(periods[1].name, HasSubstr("gateway default crashes"));
  EXPECT_EQ(driven.window.charts().latency().chart().periods.size(), 2U);
}

TEST(WhatIf, CutsALinkSoThatRequestsFail) {
  DrivenWindow driven;
  driven.click("gateway finance");

  emit driven.window.what_if_pane().cut().activated(1);
  driven.window.settle();
  ASSERT_EQ(driven.window.workspace().state(), gui::Workspace::State::ready);
  driven.run();
  driven.window.find_field().setText(QStringLiteral("errors>10%"));

  EXPECT_FALSE(driven.row("finance/billing")->isHidden());
  EXPECT_TRUE(driven.row("cart")->isHidden());
}

TEST(WhatIf, MultipliesAllLoad) {
  DrivenWindow driven;

  driven.window.what_if_pane().load().setValue(2);
  driven.window.settle();

  const auto& traffic = driven.window.workspace().loaded()->study.model.traffic;
  EXPECT_DOUBLE_EQ(traffic[0].rate.in_per_second(), 200);
  EXPECT_DOUBLE_EQ(traffic[1].rate.in_per_second(), 400);
}

TEST(WhatIf, WritesAPatchThatAScenarioCanBeOpenedWith) {
  DrivenWindow driven;
  driven.click("finance/billing");
  driven.window.what_if_pane().replicas().setValue(5);
  driven.window.settle();
  const QString patch = driven.folder.filePath(QStringLiteral("patch.yaml"));

  EXPECT_EQ(driven.window.export_patch(patch).toStdString(), "");

  session::OpenOptions options;
  options.settings = {"@" + patch.toStdString()};
  const session::Opened opened = session::open(driven.path().toStdString(), options);
  ASSERT_TRUE(opened);
  const model::Model& model = opened.study->model;
  EXPECT_EQ(model[gui::service_of(model, {gui::Thing::Kind::service, "finance/billing"})].replicas,
            5U);
}

TEST(Compare, TellsWhatBecomesBetterBeyondChance) {
  DrivenWindow driven;
  driven.click("finance/billing");
  driven.window.what_if_pane().replicas().setValue(4);
  driven.window.settle();

  driven.trigger("compare");
  driven.window.settle();

  gui::ComparePane& pane = driven.window.comparison();
  EXPECT_TRUE(pane.isVisible());
  EXPECT_THAT(pane.summary().toStdString(), HasSubstr("4 paired replications"));
  const auto rows = pane.table().findItems(QStringLiteral("web → finance/billing"),
                                           Qt::MatchExactly, gui::ComparePane::pair_column);
  ASSERT_FALSE(rows.isEmpty());
  EXPECT_THAT(rows.first()->text(gui::ComparePane::difference_column).toStdString(),
              HasSubstr("✓ better"));
}

TEST(Compare, DrawsBothLatencyDistributions) {
  DrivenWindow driven;
  driven.click("finance/billing");
  driven.window.what_if_pane().replicas().setValue(4);
  driven.window.settle();
  driven.trigger("compare");
  driven.window.settle();

  driven.show_tab("Where time goes");

  gui::ChartPane& spectrum = driven.window.charts().spectrum();
  ASSERT_EQ(spectrum.chart().series.size(), 2U);
  EXPECT_EQ(spectrum.legend().entries()[0].name.toStdString(), "tried out");
  EXPECT_EQ(spectrum.legend().entries()[1].name.toStdString(), "as it stands");
  EXPECT_LT(spectrum.chart().series[0].points.back().y, spectrum.chart().series[1].points.back().y);
}

TEST(Compare, KeepsTheRunBeforeAChangeAsTheBaseline) {
  DrivenWindow driven;
  driven.run();
  driven.click("finance/billing");
  driven.window.what_if_pane().replicas().setValue(4);
  driven.window.settle();

  driven.run();
  driven.show_tab("Where time goes");

  const auto& entries = driven.window.charts().spectrum().legend().entries();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].name.toStdString(), "this run");
  EXPECT_EQ(entries[1].name.toStdString(), "as it stands");
}

TEST(Export, WritesThePictureAsPngSvgAndPdf) {
  DrivenWindow driven;
  const auto path = [&](const char* name) { return driven.folder.filePath(QLatin1String{name}); };

  EXPECT_EQ(driven.window.export_to(path("a.png")).toStdString(), "");
  EXPECT_EQ(driven.window.export_to(path("a.svg")).toStdString(), "");
  EXPECT_EQ(driven.window.export_to(path("a.pdf")).toStdString(), "");

  EXPECT_GT(QImage{path("a.png")}.width(), 400);
  EXPECT_TRUE(QSvgRenderer{path("a.svg")}.isValid());
  EXPECT_THAT(bytes_of(path("a.svg")).toStdString(), HasSubstr("billing"));
  EXPECT_THAT(bytes_of(path("a.pdf")).toStdString(), StartsWith("%PDF"));
}

TEST(Export, RefusesAnEndingThatItDoesNotKnow) {
  DrivenWindow driven;

  const std::string problem =
      driven.window.export_to(driven.folder.filePath(QStringLiteral("a.gif"))).toStdString();

  EXPECT_THAT(problem, HasSubstr("none of .png, .svg and .pdf"));
}

TEST(Export, WritesTheMatrixAsATable) {
  DrivenWindow driven;
  driven.window.centre().setCurrentWidget(&driven.window.matrix());
  driven.window.settle();
  const QString path = driven.folder.filePath(QStringLiteral("reach.csv"));

  EXPECT_EQ(driven.window.export_to(path).toStdString(), "");

  EXPECT_THAT(bytes_of(path).toStdString(), HasSubstr("finance/default/ledger"));
  EXPECT_THAT(bytes_of(path).toStdString(), HasSubstr("not_exported"));
}

TEST(Export, WritesThePointsOfAChart) {
  DrivenWindow driven;
  driven.run();
  const QString path = driven.folder.filePath(QStringLiteral("latency.csv"));

  EXPECT_EQ(driven.window.export_chart(path).toStdString(), "");

  EXPECT_THAT(bytes_of(path).toStdString(),
              StartsWith("chart,series,x,y\nLatency of web → finance/billing,p99,"));
}

TEST(Export, WritesTheBarsOfALedger) {
  DrivenWindow driven;
  driven.run();
  driven.click("finance/billing");
  driven.show_tab("Where time goes");
  const QString path = driven.folder.filePath(QStringLiteral("ledger.csv"));

  EXPECT_EQ(driven.window.export_chart(path).toStdString(), "");

  const std::string csv = bytes_of(path).toStdString();
  EXPECT_THAT(csv, HasSubstr("Percentiles of web → finance/billing,this run,"));
  EXPECT_THAT(csv, HasSubstr("Where the time of web → finance/billing goes,mean,propagation,0."));
}

TEST(Export, SaysThatThereIsNoChartYet) {
  DrivenWindow driven;
  const QString path = driven.folder.filePath(QStringLiteral("nothing.csv"));

  EXPECT_THAT(driven.window.export_chart(path).toStdString(), HasSubstr("run the scenario first"));
  EXPECT_FALSE(QFile::exists(path));
}

TEST(Report, IsThatOfTheCommandLine) {
  DrivenWindow driven;
  driven.run();
  QString written;
  driven.window.disconnect(&driven.window);  // Nobody opens a browser here.
  QObject::connect(&driven.window, &gui::MainWindow::report_written,
                   [&](const QString& path) { written = path; });

  driven.trigger("report");

  ASSERT_TRUE(QTest::qWaitFor([&] { return !written.isEmpty(); }));
  EXPECT_THAT(bytes_of(written).toStdString(), HasSubstr("two partitions"));
  QFile::remove(written);
}

}  // namespace
}  // namespace isthmus::gui_test
