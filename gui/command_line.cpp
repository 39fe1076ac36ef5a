#include "gui/command_line.hpp"

#include <QCommandLineParser>
#include <variant>

#include "sim/base/quantity_text.hpp"

namespace isthmus::gui {
namespace {

void add_options(QCommandLineParser& parser) {
  parser.setApplicationDescription(QStringLiteral(
      "Shows a scenario: its topology, the way every request takes, and what a run finds."));
  parser.addPositionalArgument(QStringLiteral("SCENARIO"), QStringLiteral("The file to open."));
  const QCommandLineOption options[] = {
      {{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")},
      {QStringLiteral("version"), QStringLiteral("Show the version.")},
      {QStringLiteral("theme"), QStringLiteral("system, light or dark."), QStringLiteral("THEME")},
      {QStringLiteral("size"), QStringLiteral("Of the window, as 1440x900."),
       QStringLiteral("WxH")},
      {QStringLiteral("screenshot"),
       QStringLiteral("Write a picture of the window to FILE (.png) and end."),
       QStringLiteral("FILE")},
      {QStringLiteral("at"), QStringLiteral("Run first and show this moment, as 120s."),
       QStringLiteral("TIME")},
      {QStringLiteral("select"),
       QStringLiteral("Select finance/billing, \"gateway finance\", finance, or a way: "
                      "\"web -> finance/billing\"."),
       QStringLiteral("THING")},
      {QStringLiteral("pane"), QStringLiteral("Show the tab of that name."),
       QStringLiteral("NAME")}};
  for (const QCommandLineOption& option : options) parser.addOption(option);
}

/// "1440x900"; an empty size for anything else, and for what no screen has.
QSize size_from(const QString& text) {
  const QStringList sides = text.split(QLatin1Char{'x'});
  if (sides.size() != 2) return {};
  const QSize size{sides[0].toInt(), sides[1].toInt()};
  const bool sane = size.width() >= 640 && size.height() >= 480 && size.width() <= 16'000 &&
                    size.height() <= 16'000;
  return sane ? size : QSize{};
}

}  // namespace

CommandLine command_line_from(const QStringList& arguments) {
  QCommandLineParser parser;
  add_options(parser);
  CommandLine line;
  if (!parser.parse(QStringList{QStringLiteral("isthmus-gui")} + arguments)) {
    line.problem = parser.errorText();
    return line;
  }
  line.help = parser.isSet(QStringLiteral("help"));
  line.version = parser.isSet(QStringLiteral("version"));
  line.screenshot = parser.value(QStringLiteral("screenshot"));
  line.select = parser.value(QStringLiteral("select"));
  line.pane = parser.value(QStringLiteral("pane"));
  const QStringList names = parser.positionalArguments();
  line.scenario = names.value(0);
  if (names.size() > 1) line.problem = QStringLiteral("one scenario at a time, please");
  if (parser.isSet(QStringLiteral("theme"))) {
    const auto theme = theme_choice_from(parser.value(QStringLiteral("theme")));
    if (!theme) line.problem = QStringLiteral("--theme is system, light or dark");
    line.theme = theme.value_or(ThemeChoice::system);
  }
  if (parser.isSet(QStringLiteral("size"))) {
    line.size = size_from(parser.value(QStringLiteral("size")));
    if (line.size.isEmpty()) {
      line.problem = QStringLiteral("--size is a width and a height from 640x480 up, as 1440x900");
    }
  }
  if (parser.isSet(QStringLiteral("at"))) {
    const auto time = parse_duration(parser.value(QStringLiteral("at")).toStdString());
    if (const auto* moment = std::get_if<Duration>(&time)) {
      line.at_s = moment->in_seconds();
    } else {
      line.problem = QStringLiteral("--at is a time with its unit, as 120s");
    }
  }
  if (!line.screenshot.isEmpty() && line.scenario.isEmpty()) {
    line.problem = QStringLiteral("--screenshot needs a scenario");
  }
  return line;
}

QString help_text() {
  QCommandLineParser parser;
  add_options(parser);
  return parser.helpText();
}

}  // namespace isthmus::gui
