// What the panes show, as values: decimated lines, queries, pictures of large meshes.
#include <gmock/gmock.h>

#include <ctime>
#include <fstream>
#include <numeric>
#include <thread>

#include "gui/command_line.hpp"
#include "gui/decimate.hpp"
#include "gui/line_view.hpp"
#include "gui/painter.hpp"
#include "sim/session/generate.hpp"
#include "tests/gui/driven_window.hpp"

namespace isthmus::gui_test {
namespace {

using testing::HasSubstr;

std::vector<QPointF> line_of(std::size_t count) {
  std::vector<QPointF> points;
  for (std::size_t i = 0; i < count; ++i) {
    const auto x = static_cast<double>(i);
    points.emplace_back(x, std::fmod(x * 7, 100));
  }
  return points;
}

TEST(Decimated, KeepsFewPointsAsTheyAre) {
  const auto points = line_of(1'999);

  EXPECT_EQ(gui::decimated(points, gui::chart_points_most), points);
}

TEST(Decimated, LosesNoPeak) {
  auto points = line_of(200'000);
  points[123'457].setY(1e6);
  points[54'321].setY(-1e6);

  const auto drawn = gui::decimated(points, gui::chart_points_most);

  EXPECT_LE(drawn.size(), gui::chart_points_most);
  EXPECT_EQ(std::count(drawn.begin(), drawn.end(), points[123'457]), 1);
  EXPECT_EQ(std::count(drawn.begin(), drawn.end(), points[54'321]), 1);
  EXPECT_EQ(drawn.front(), points.front());
  EXPECT_EQ(drawn.back(), points.back());
}

TEST(Decimated, StaysInOrder) {
  const auto drawn = gui::decimated(line_of(50'000), gui::chart_points_most);

  EXPECT_TRUE(std::is_sorted(drawn.begin(), drawn.end(),
                             [](QPointF a, QPointF b) { return a.x() < b.x(); }));
}

TEST(Query, HoldsWordsAndMeasuresTogether) {
  const gui::Query query = gui::query_from("Bill busy>70% p99<50ms");
  const gui::Figures busy{.busy = 0.9, .p99_s = 0.02};
  const gui::Figures idle{.busy = 0.1, .p99_s = 0.02};

  EXPECT_TRUE(query.allows("finance/billing", &busy));
  EXPECT_FALSE(query.allows("finance/billing", &idle));
  EXPECT_FALSE(query.allows("finance/ledger", &busy));
  EXPECT_FALSE(query.allows("finance/billing", nullptr));
}

TEST(Query, AsksForAUnit) {
  EXPECT_THAT(gui::query_from("p99>50").problem, HasSubstr("with its unit"));
}

TEST(TimeUnit, IsThatOfTheGreatestValue) {
  EXPECT_STREQ(gui::time_unit_for(0.0004).name, "µs");
  EXPECT_STREQ(gui::time_unit_for(0.2).name, "ms");
  EXPECT_STREQ(gui::time_unit_for(30).name, "s");
}

TEST(CommandLine, UnderstandsWhatAPictureNeeds) {
  const gui::CommandLine line =
      gui::command_line_from({"--screenshot", "out.png", "--size", "1440x900", "--theme", "dark",
                              "--at", "120s", "--select", "finance/billing", "mesh.yaml"});

  EXPECT_EQ(line.problem.toStdString(), "");
  EXPECT_EQ(line.size, (QSize{1440, 900}));
  EXPECT_EQ(line.theme, gui::ThemeChoice::dark);
  EXPECT_EQ(line.at_s, 120);
  EXPECT_EQ(line.scenario.toStdString(), "mesh.yaml");
}

TEST(CommandLine, RefusesWhatItCannotUse) {
  EXPECT_NE(gui::command_line_from({"--theme", "pink"}).problem, "");
  EXPECT_NE(gui::command_line_from({"--size", "big"}).problem, "");
  EXPECT_NE(gui::command_line_from({"--at", "12", "mesh.yaml"}).problem, "");
  EXPECT_NE(gui::command_line_from({"--screenshot", "a.png"}).problem, "");
  EXPECT_NE(gui::command_line_from({"--sizes", "1x1"}).problem, "");
}

/// Seconds of processor time that this thread has used: what others take is not counted.
double processor_s() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

TEST(LargeMesh, BeginsCollapsedAndMovesSmoothly) {
  QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("mesh.yaml"));
  std::ofstream file{path.toStdString()};
  session::generate({.partitions = 100, .services = 50}, file);
  file.close();
  gui::MainWindow window{gui::ThemeChoice::dark};
  window.resize(1440, 900);
  window.show();
  const double before = processor_s();
  window.open(path);
  window.settle();
  const double opened_s = processor_s() - before;

  gui::Canvas& canvas = window.topology().canvas();
  ASSERT_TRUE(canvas.picture());
  EXPECT_TRUE(canvas.picture()->topology.collapsed);
  EXPECT_LE(canvas.picture()->topology.nodes.size(), gui::services_shown_most);

  constexpr int frames = 40;
  const double start = processor_s();
  for (int i = 0; i < frames; ++i) {
    canvas.zoom_by(i < frames / 2 ? 1.06 : 1 / 1.06, QPointF{500, 300});
    canvas.set_camera({canvas.camera().scale, canvas.camera().offset + QPointF{6, 3}});
    canvas.repaint();
  }
  const double frame_s = (processor_s() - start) / frames;

  RecordProperty("window_thread_open_ms", static_cast<int>(opened_s * 1000));
  RecordProperty("frame_us", static_cast<int>(frame_s * 1e6));
  EXPECT_LT(opened_s, 3);
  EXPECT_LT(frame_s, 0.05);
}

TEST(LargeMesh, ShowsTheServicesOfOnePartition) {
  QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("mesh.yaml"));
  std::ofstream file{path.toStdString()};
  session::generate({.partitions = 20, .services = 20}, file);
  file.close();
  gui::MainWindow window{gui::ThemeChoice::dark};
  window.show();
  window.open(path);
  window.settle();
  const gui::Thing first = window.topology().canvas().picture()->box_things.front();

  window.topology().toggle_collapsed(first);
  window.settle();

  const gui::Picture& picture = *window.topology().canvas().picture();
  const auto services = std::count_if(
      picture.topology.nodes.begin(), picture.topology.nodes.end(),
      [](const auto& node) { return node.shape == reports::Topology::Shape::service; });
  EXPECT_EQ(services, 20);
  EXPECT_FALSE(picture.box_collapsed[0]);
  EXPECT_TRUE(picture.box_collapsed[1]);
}

TEST(LargeMesh, IsPaintedByTwoThreadsAtOnce) {
  QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("mesh.yaml"));
  std::ofstream file{path.toStdString()};
  session::generate({.partitions = 6, .services = 20}, file);
  file.close();
  gui::MainWindow window{gui::ThemeChoice::dark};
  window.open(path);
  window.settle();
  const session::Study& study = window.workspace().loaded()->study;

  const gui::Theme theme = gui::dark_theme();
  constexpr int rounds = 40;
  for (int round = 0; round < rounds; ++round) {
    const gui::PicturePtr picture = gui::picture_of(study, {});
    const auto painted = [&](QImage& image) {
      image = QImage{800, 600, QImage::Format_ARGB32_Premultiplied};
      image.fill(Qt::transparent);
      QPainter painter{&image};
      const double scale = 600 / picture->bounds().height();
      gui::paint_edges(
          {painter, theme, *picture, gui::Shade{}, gui::Camera{scale}, picture->bounds()});
    };
    QImage here;
    QImage there;
    std::thread other{painted, std::ref(there)};
    painted(here);
    other.join();
    ASSERT_EQ(here, there);
  }
}

}  // namespace
}  // namespace isthmus::gui_test
