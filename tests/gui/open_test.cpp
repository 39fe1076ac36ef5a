// Opening: what is seen of a good scenario, of a bad one, and of one that changes on the disk.
#include <gmock/gmock.h>

#include <QDropEvent>
#include <QHeaderView>
#include <QMimeData>
#include <QTabBar>
#include <QTreeWidgetItemIterator>
#include <QUrl>

#include "gui/screenshot.hpp"
#include "tests/gui/driven_window.hpp"

namespace isthmus::gui_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string broken() {
  std::string text = two_partitions;
  const std::string from = "from: web, to: cart";
  return text.replace(text.find(from), from.size(), "from: web, to: crat");
}

TEST(Window, ListsPartitionsWithTheirGatewaysAndServices) {
  DrivenWindow driven;
  const QTreeWidgetItem* first = driven.window.explorer().topLevelItem(0);

  EXPECT_EQ(driven.window.explorer().topLevelItemCount(), 2);
  std::vector<std::string> rows;
  for (int i = 0; i < first->childCount(); ++i)
    rows.push_back(first->child(i)->text(0).toStdString());
  EXPECT_THAT(rows, ElementsAre("gateway ×2", "cart", "web"));
}

TEST(Window, DrawsEveryServiceAndGatewayInsideItsPartition) {
  DrivenWindow driven;
  const gui::Picture& picture = *driven.window.topology().canvas().picture();

  ASSERT_EQ(picture.topology.nodes.size(), 6U);
  for (std::size_t v = 0; v < picture.topology.nodes.size(); ++v) {
    EXPECT_TRUE(picture.box_box(picture.topology.nodes[v].box).contains(picture.node_box(v)));
  }
}

TEST(Window, FitsThePictureIntoTheView) {
  DrivenWindow driven;
  const gui::Canvas& canvas = driven.window.topology().canvas();

  const QRectF drawn = canvas.camera().to_view(canvas.picture()->bounds());

  EXPECT_TRUE(QRectF{canvas.rect()}.contains(drawn));
  EXPECT_GT(std::max(drawn.width() / canvas.width(), drawn.height() / canvas.height()), 0.7);
}

TEST(Window, BeginsWithAnInvitation) {
  gui::MainWindow window{gui::ThemeChoice::light};
  window.show();

  EXPECT_TRUE(window.state_pane().isVisible());
  EXPECT_EQ(window.state_pane().headline().toStdString(), "Open a scenario");
}

TEST(Window, SaysThatABrokenScenarioCannotBeUsed) {
  DrivenWindow driven{broken()};

  EXPECT_TRUE(driven.window.state_pane().isVisible());
  EXPECT_THAT(driven.window.state_pane().headline().toStdString(), HasSubstr("cannot be used"));
}

TEST(Problems, AreThoseOfTheCommandLine) {
  DrivenWindow driven{broken()};
  gui::ProblemsPane& problems = driven.window.problems();

  const auto& findings = driven.window.workspace().problems().checked.findings;
  ASSERT_FALSE(findings.empty());
  ASSERT_EQ(problems.list().topLevelItemCount(), static_cast<int>(findings.size()));
  EXPECT_EQ(problems.list().topLevelItem(0)->text(gui::ProblemsPane::code_column).toStdString(),
            findings.front().complaint.code);
  EXPECT_THAT(problems.text().toPlainText().toStdString(), HasSubstr("crat"));
  EXPECT_THAT(problems.text().toPlainText().toStdString(), HasSubstr("scenario.yaml:"));
}

TEST(Problems, OpenTheirPlaceWhenClicked) {
  DrivenWindow driven{broken()};
  const SourceSpan at = driven.window.workspace().problems().checked.findings.front().complaint.at;

  emit driven.window.problems().list().itemClicked(driven.window.problems().list().topLevelItem(0),
                                                   0);

  EXPECT_EQ(driven.window.source().marked_line(), static_cast<int>(at.line));
  EXPECT_TRUE(driven.window.source().isVisible());
}

TEST(Problems, AreCountedOnTheirTab) {
  DrivenWindow driven;
  QTabWidget& tabs = driven.window.bottom();

  const std::string title = tabs.tabText(tabs.indexOf(&driven.window.problems())).toStdString();

  EXPECT_THAT(title, HasSubstr("Problems ("));  // ledger is not exported.
}

TEST(LiveReload, ShowsWhatAnEditorSaved) {
  DrivenWindow driven;

  driven.rewrite("cart: {replicas: 2", "cart: {replicas: 7");

  EXPECT_TRUE(QTest::qWaitFor([&] {
    const auto& model = driven.window.workspace().loaded()->study.model;
    return model[gui::service_of(model, {gui::Thing::Kind::service, "cart"})].replicas == 7;
  }));
  driven.window.settle();
  driven.click("cart");
  EXPECT_EQ(fact(driven, "replicas"), "7");
}

TEST(LiveReload, KeepsThePictureWhileAMistakeStandsInTheFile) {
  DrivenWindow driven;

  driven.write(broken());

  EXPECT_TRUE(QTest::qWaitFor(
      [&] { return driven.window.workspace().state() == gui::Workspace::State::failed; }));
  EXPECT_TRUE(driven.window.topology().canvas().isVisible());
  EXPECT_EQ(driven.window.explorer().topLevelItemCount(), 2);
}

TEST(Window, OpensAFileThatIsDroppedOnIt) {
  DrivenWindow driven;
  const QString other = driven.folder.filePath(QStringLiteral("other.yaml"));
  QFile::copy(driven.path(), other);
  QMimeData files;
  files.setUrls({QUrl::fromLocalFile(other)});
  QDragEnterEvent enter{{100, 100}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier};
  QDropEvent drop{QPointF{100, 100}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier};

  QCoreApplication::sendEvent(&driven.window, &enter);
  QCoreApplication::sendEvent(&driven.window, &drop);
  driven.window.settle();

  EXPECT_EQ(driven.window.workspace().path(), other);
  EXPECT_EQ(driven.window.explorer().topLevelItemCount(), 2);
}

TEST(Memory, BringsBackRecentFilesAndMovedNodes) {
  QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("settings.ini"));
  const auto settings = [&] { return std::make_unique<QSettings>(file, QSettings::IniFormat); };
  DrivenWindow first{two_partitions, settings()};
  emit first.window.topology().canvas().moved(QStringLiteral("default/default/web"), {40, 260});
  first.window.close();

  gui::MainWindow second{gui::ThemeChoice::dark, settings()};
  second.open(first.path());
  second.settle();

  ASSERT_EQ(second.topology().pinned().count("default/default/web"), 1U);
  EXPECT_EQ(second.topology().pinned().at("default/default/web"), (layout::Point{40, 260}));
  EXPECT_THAT(settings()->value(QStringLiteral("recent")).toStringList().first().toStdString(),
              HasSubstr("scenario.yaml"));
}

TEST(Memory, BringsBackWhatWasOpenSelectedAndShown) {
  QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("settings.ini"));
  const auto settings = [&] { return std::make_unique<QSettings>(file, QSettings::IniFormat); };
  DrivenWindow first{two_partitions, settings()};
  first.click("web");
  first.click("finance/billing", Qt::ControlModifier);
  first.window.centre().setCurrentIndex(1);
  first.window.bottom().setCurrentIndex(2);
  first.window.close();

  gui::MainWindow second{gui::ThemeChoice::dark, settings()};
  second.show();
  second.resume();
  second.settle();

  EXPECT_EQ(second.explorer().topLevelItemCount(), 2);
  EXPECT_EQ(second.inspector().title().text().toStdString(), "web → finance/billing");
  EXPECT_TRUE(second.matrix().isVisible());
  EXPECT_TRUE(second.charts().errors().isVisible());
}

TEST(Window, FitsIntoASmallScreen) {
  DrivenWindow driven;

  driven.window.resize(1024, 700);

  EXPECT_EQ(driven.window.size(), (QSize{1024, 700}));
  EXPECT_LE(driven.window.minimumSizeHint().width(), 1024);
  EXPECT_LE(driven.window.minimumSizeHint().height(), 700);
}

/// Room for the words of a row in the tree, right of its arrow and icon.
TEST(Window, CutsNoShortNameInASmallTree) {
  DrivenWindow driven;
  driven.run();
  driven.window.resize(1024, 700);
  QCoreApplication::processEvents();
  gui::Explorer& tree = driven.window.explorer();

  for (QTreeWidgetItemIterator row{&tree}; *row != nullptr; ++row) {
    const int depth = (*row)->parent() == nullptr ? 1 : 2;
    const int room = tree.columnWidth(gui::Explorer::name_column) - depth * tree.indentation() -
                     tree.iconSize().width() - 12;
    EXPECT_LE(tree.fontMetrics().horizontalAdvance((*row)->text(gui::Explorer::name_column)), room)
        << (*row)->text(gui::Explorer::name_column).toStdString();
  }
}

TEST(Window, ShowsWhereAFactIsWrittenInASmallInspector) {
  DrivenWindow driven;
  driven.window.resize(1024, 700);
  driven.click("finance/billing");
  gui::FactList& facts = driven.window.inspector().facts();
  const auto found = facts.findItems(QStringLiteral("replicas"), Qt::MatchExactly);
  ASSERT_FALSE(found.isEmpty());

  const QRect cell =
      facts.visualRect(facts.indexFromItem(found.first(), gui::FactList::from_column));

  EXPECT_TRUE(facts.viewport()->rect().contains(cell));
  EXPECT_THAT(found.first()->text(gui::FactList::from_column).toStdString(), HasSubstr("line "));
}

/// Buttons and menus say their name; the rest must have been given one.
TEST(Window, NamesEverythingThatKeysCanReach) {
  DrivenWindow driven;
  driven.run();

  for (const QWidget* one : driven.window.findChildren<QWidget*>()) {
    const bool reached = one->focusPolicy() != Qt::NoFocus && one->isEnabled() &&
                         one->objectName() != QStringLiteral("qt_spinbox_lineedit");
    const bool of_qt = qobject_cast<const QTabBar*>(one) || qobject_cast<const QLabel*>(one) ||
                       qobject_cast<const QHeaderView*>(one) ||
                       one->parentWidget()->inherits("QComboBoxPrivateContainer");
    if (!reached || of_qt) continue;
    const auto* button = qobject_cast<const QAbstractButton*>(one);
    const bool named = !one->accessibleName().isEmpty() || (button && !button->text().isEmpty()) ||
                       one->focusProxy() != nullptr || one->parentWidget()->focusProxy() == one;
    EXPECT_TRUE(named) << one->metaObject()->className() << " " << one->objectName().toStdString()
                       << " in " << one->parentWidget()->metaObject()->className();
  }
}

TEST(Screenshot, IsOfTheAskedSizeAndShowsTheMomentAndTheSelection) {
  DrivenWindow driven;
  gui::MainWindow window{gui::ThemeChoice::dark};
  gui::CommandLine line =
      gui::command_line_from({"--screenshot", "out.png", "--size", "1440x900", "--theme", "dark",
                              "--at", "2s", "--select", "finance/billing", driven.path()});
  ASSERT_EQ(line.problem.toStdString(), "");
  line.screenshot = driven.folder.filePath(QStringLiteral("out.png"));

  EXPECT_EQ(gui::take_screenshot(window, line).toStdString(), "");

  EXPECT_EQ(QImage{line.screenshot}.size(), (QSize{1440, 900}));
  EXPECT_THAT(window.timeline().clock().toStdString(), HasSubstr("2.00 s / 4 s"));
  EXPECT_EQ(window.inspector().title().text().toStdString(), "finance/billing");
}

}  // namespace
}  // namespace isthmus::gui_test
