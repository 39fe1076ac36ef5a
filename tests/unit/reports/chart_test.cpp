#include "reports/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <regex>

#include "reports/chart_scale.hpp"

namespace isthmus::reports {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::Not;

LineChart latency_chart() {
  LineChart chart;
  chart.x = {"time", Axis::Scale::linear, Axis::Unit::seconds, 0.0, 10.0};
  chart.y = {"latency", Axis::Scale::logarithmic, Axis::Unit::seconds, {}, {}};
  chart.series = {
      {"p99", Series::Look::first, {{0, 0.05, {}, {}}, {5, 0.2, 1e-9, 1e9}, {20, 3, {}, {}}}},
      {"p50 <b>", Series::Look::second, {{0, 0.01, {}, {}}, {5, {}, {}, {}}, {10, 0.02, {}, {}}}}};
  chart.limits = {{0.15, "limit"}, {0.149, "another"}};
  chart.periods = {{-3, 2, "warm-up", Period::Kind::warm_up},
                   {4, 40, "fault", Period::Kind::fault}};
  return chart;
}

std::vector<double> numbers_after(const std::string& svg, const std::string& pattern) {
  std::vector<double> numbers;
  const std::regex found{pattern};
  for (std::sregex_iterator at{svg.begin(), svg.end(), found}, end; at != end; ++at) {
    const std::string text = (*at)[1];
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    numbers.push_back(number);
  }
  return numbers;
}

TEST(Chart, NothingIsDrawnOutsideOfThePicture) {
  const std::string svg = chart_svg(latency_chart(), 500, "a chart");

  EXPECT_THAT(numbers_after(svg, R"([ML]([-0-9.]+) )"),
              Each(testing::AllOf(testing::Ge(0), testing::Le(500))));
  EXPECT_THAT(numbers_after(svg, R"([ML][-0-9.]+ ([-0-9.]+))"),
              Each(testing::AllOf(testing::Ge(0), testing::Le(300))));
}

TEST(Chart, TextIsEscaped) {
  EXPECT_THAT(chart_svg(latency_chart(), 500, "\"<&"), HasSubstr("p50 &lt;b&gt;"));
  EXPECT_THAT(chart_svg(latency_chart(), 500, "\"<&"), HasSubstr("aria-label=\"&quot;&lt;&amp;\""));
}

TEST(Chart, HasNoStyleOfItsOwn) {
  EXPECT_THAT(chart_svg(latency_chart(), 500, "a chart"), Not(HasSubstr("style=")));
}

TEST(Chart, AGapInterruptsTheLine) {
  const std::string svg = chart_svg(latency_chart(), 500, "a chart");
  const std::size_t line = svg.find("\"line s2\"");

  EXPECT_EQ(std::count(svg.begin() + static_cast<std::ptrdiff_t>(line),
                       svg.begin() + static_cast<std::ptrdiff_t>(svg.find("/>", line)), 'M'),
            2);
}

TEST(Chart, AnEmptyOneIsStillAPicture) {
  EXPECT_THAT(chart_svg(LineChart{}, 300, "nothing"), HasSubstr("</svg>"));
  EXPECT_THAT(chart_svg(BarChart{}, 300, "nothing"), HasSubstr("</svg>"));
  EXPECT_THAT(chart_svg(MatrixChart{}, 300, "nothing"), HasSubstr("</svg>"));
}

TEST(ChartScale, TicksAreRoundAndInside) {
  const ChartScale scale{{"", Axis::Scale::linear, Axis::Unit::seconds, {}, {}}, 0, 0.137};

  const auto ticks = scale.ticks(5);

  ASSERT_GE(ticks.size(), 3U);
  EXPECT_EQ(ticks.front().text, "0");
  EXPECT_EQ(ticks[1].text, "50 ms");
  for (const auto& tick : ticks) EXPECT_LE(tick.value, scale.to() * 1.001);
}

TEST(ChartScale, NinesStandAtEqualDistances) {
  const ChartScale scale{{"", Axis::Scale::rest, Axis::Unit::share, {}, {}}, 0, 0.999};

  EXPECT_NEAR(scale.at(0.9), 1.0 / 3, 1e-9);
  EXPECT_NEAR(scale.at(0.99), 2.0 / 3, 1e-9);
  EXPECT_EQ(scale.ticks(5).back().text, "99.9 %");
}

TEST(ChartScale, AxisTextIsAsShortAsItCanBe) {
  EXPECT_EQ(axis_text(0.05, Axis::Unit::seconds), "50 ms");
  EXPECT_EQ(axis_text(2.5, Axis::Unit::seconds), "2.5 s");
  EXPECT_EQ(axis_text(0.99999, Axis::Unit::share), "99.999 %");
  EXPECT_EQ(axis_text(1.2, Axis::Unit::share), "120 %");
}

}  // namespace
}  // namespace isthmus::reports
