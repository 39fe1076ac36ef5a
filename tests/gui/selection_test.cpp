// One selection for all, finding, filtering, and the way from one service to another.
#include <gmock/gmock.h>

#include <QTextBlock>
#include <algorithm>

#include "tests/gui/driven_window.hpp"

namespace isthmus::gui_test {
namespace {

using testing::HasSubstr;

TEST(Selection, OfANodeIsSeenInTheTreeAndTheInspector) {
  DrivenWindow driven;

  driven.click("finance/billing");

  EXPECT_EQ(driven.window.explorer().currentItem(), driven.row("finance/billing"));
  EXPECT_EQ(driven.window.inspector().title().text().toStdString(), "finance/billing");
  EXPECT_EQ(fact(driven, "replicas"), "1");
}

TEST(Selection, InTheTreeIsSeenInThePicture) {
  DrivenWindow driven;

  driven.window.explorer().setCurrentItem(driven.row("gateway finance"));

  const auto selected = driven.window.topology().shade().selected_node;
  ASSERT_TRUE(selected);
  const gui::Picture& picture = *driven.window.topology().canvas().picture();
  EXPECT_EQ(gui::text(picture.node_things[*selected]), "gateway finance");
}

TEST(Inspector, SaysWhichRungDecidedTheModeAndWhere) {
  DrivenWindow driven;

  driven.click("web");

  EXPECT_EQ(fact(driven, "→ finance/billing"), "mode local");
  EXPECT_EQ(fact(driven, "→ finance/ledger"), "✗ not_exported");
}

TEST(Inspector, OpensThePlaceWhereSomethingIsWritten) {
  DrivenWindow driven;
  driven.click("cart");
  gui::FactList& facts = driven.window.inspector().facts();
  const auto found = facts.findItems(QStringLiteral("replicas"), Qt::MatchExactly);
  ASSERT_FALSE(found.isEmpty());

  emit facts.itemClicked(found.first(), gui::FactList::from_column);

  const std::string line = driven.window.source()
                               .text()
                               .document()
                               ->findBlockByNumber(driven.window.source().marked_line() - 1)
                               .text()
                               .toStdString();
  EXPECT_THAT(line, HasSubstr("cart:"));
}

TEST(Explain, DrawsTheWayBetweenTwoClickedServices) {
  DrivenWindow driven;

  driven.click("web");
  driven.click("finance/billing", Qt::ControlModifier);

  const gui::Shade& shade = driven.window.topology().shade();
  const gui::Picture& picture = *driven.window.topology().canvas().picture();
  std::vector<std::string> passed;
  for (const std::size_t v : shade.way) passed.push_back(gui::text(picture.node_things[v]));
  EXPECT_THAT(passed,
              testing::ElementsAre("web", "gateway default", "gateway finance", "finance/billing"));
  EXPECT_EQ(shade.way_edges.size(), 3U);
}

TEST(Explain, ShowsTheStepsWithTheServerNameThatEachGatewayReads) {
  DrivenWindow driven;

  driven.click("web");
  driven.click("finance/billing", Qt::ControlModifier);

  const std::string page = driven.window.inspector().route().page().toPlainText().toStdString();
  EXPECT_THAT(page, HasSubstr("✓ delivered"));
  EXPECT_THAT(page, HasSubstr("billing.default.finance.dc1.internal-v1"));
  EXPECT_THAT(page, HasSubstr("reads the server name and matches it by"));
}

TEST(Explain, LightsTheBytesOfTheServerNameInTheHello) {
  DrivenWindow driven;

  driven.click("web");
  driven.click("finance/billing", Qt::ControlModifier);

  gui::RoutePane& route = driven.window.inspector().route();
  const auto [from, to] = route.hello().lit();
  std::string lit;
  for (std::size_t i = from; i < to; ++i) {
    lit += static_cast<char>(std::to_integer<int>(route.explained()->hello[i]));
  }
  EXPECT_THAT(lit, HasSubstr(route.explained()->answer.route.sni));
}

TEST(Explain, SaysWhyAServiceIsNotReached) {
  DrivenWindow driven;

  driven.click("web");
  driven.click("finance/ledger", Qt::ControlModifier);

  const std::string page = driven.window.inspector().route().page().toPlainText().toStdString();
  EXPECT_THAT(page, HasSubstr("✗ not_exported"));
  EXPECT_THAT(page, HasSubstr("Why it does not arrive"));
  EXPECT_TRUE(driven.window.topology().shade().way_ends_badly);
}

TEST(Find, DimsWhatDoesNotMatchWhileOneTypes) {
  DrivenWindow driven;

  QTest::keyClicks(&driven.window.find_field(), QStringLiteral("bill"));

  EXPECT_EQ(driven.window.topology().focus().found, 1U);
  EXPECT_TRUE(driven.row("cart")->isHidden());
  EXPECT_FALSE(driven.row("finance/billing")->isHidden());
}

TEST(Find, SaysWhatItDoesNotUnderstand) {
  DrivenWindow driven;

  QTest::keyClicks(&driven.window.find_field(), QStringLiteral("p98>5ms"));

  EXPECT_THAT(driven.window.find_field().toolTip().toStdString(), HasSubstr("no measure"));
}

TEST(Find, TakesMeasuresAfterARun) {
  DrivenWindow driven;
  driven.run();

  driven.window.find_field().setText(QStringLiteral("p99>40ms"));

  EXPECT_FALSE(driven.row("finance/billing")->isHidden());
  EXPECT_TRUE(driven.row("cart")->isHidden());
}

TEST(Filter, LeavesTheChosenPartition) {
  DrivenWindow driven;

  driven.window.topology().filter({.partition = "finance"});

  EXPECT_EQ(driven.window.topology().focus().found, 3U);
}

TEST(Filter, LeavesWhatIsRefused) {
  DrivenWindow driven;

  driven.window.topology().filter({.arrival = gui::Filters::Arrival::refused});

  const gui::Focus& focus = driven.window.topology().focus();
  EXPECT_EQ(std::count(focus.dimmed_edges.begin(), focus.dimmed_edges.end(), false), 1);
}

TEST(Filter, OffersEveryEndThatThisMeshKnows) {
  DrivenWindow driven;
  const auto boxes = driven.window.topology().findChildren<QComboBox*>();
  const auto outcome = std::find_if(boxes.begin(), boxes.end(), [](const QComboBox* one) {
    return one->accessibleName() == QStringLiteral("Show what arrives");
  });
  ASSERT_NE(outcome, boxes.end());

  (*outcome)->setCurrentText(QStringLiteral("not_exported"));

  const gui::Focus& focus = driven.window.topology().focus();
  EXPECT_EQ(std::count(focus.dimmed_edges.begin(), focus.dimmed_edges.end(), false), 1);
}

TEST(Matrix, TellsHopsAndReasonsForEveryPair) {
  DrivenWindow driven;
  driven.window.centre().setCurrentWidget(&driven.window.matrix());
  driven.window.settle();
  const auto cell = [&](const char* from, const char* to, int role) {
    const gui::Matrix& matrix = *driven.window.matrix().matrix();
    const auto place = [&](const char* name) {
      for (std::size_t i = 0; i < matrix.ends.size(); ++i) {
        if (matrix.ends[i].name == name) return static_cast<int>(i);
      }
      return -1;
    };
    const auto* model = driven.window.matrix().table().model();
    return model->data(model->index(place(from), place(to)), role).toString().toStdString();
  };

  EXPECT_EQ(cell("web", "finance/billing", Qt::DisplayRole), "3");
  EXPECT_EQ(cell("web", "cart", Qt::DisplayRole), "1");
  EXPECT_EQ(cell("web", "finance/ledger", Qt::DisplayRole), "✗");
  EXPECT_THAT(cell("web", "finance/ledger", Qt::ToolTipRole), HasSubstr("not_exported"));
}

TEST(Matrix, SelectsTheWayOfAClickedCell) {
  DrivenWindow driven;
  driven.window.centre().setCurrentWidget(&driven.window.matrix());
  driven.window.settle();
  QTableView& table = driven.window.matrix().table();

  emit table.clicked(table.model()->index(3, 1));
  driven.window.settle();

  EXPECT_TRUE(driven.window.selection().is_way());
  EXPECT_NE(driven.window.inspector().route().explained(), nullptr);
}

}  // namespace
}  // namespace isthmus::gui_test
