#include "gui/look.hpp"

#include <QGuiApplication>
#include <QtGlobal>

// Of a static library, nobody else would keep what the linker does not see used.
static void keep_signs() { Q_INIT_RESOURCE(gui); }

namespace isthmus::gui {
namespace {

QColor rgb(unsigned value) { return QColor{QRgb{0xff000000U | value}}; }

}  // namespace

Theme light_theme() {
  Theme t;
  t.page = rgb(0xf3f5f8);
  t.panel = rgb(0xfbfcfd);
  t.card = rgb(0xffffff);
  t.line = rgb(0xdce2ea);
  t.rule = rgb(0xedf0f4);
  t.text = rgb(0x131a24);
  t.dim = rgb(0x566070);
  t.accent = rgb(0x1d5cc4);
  t.accent_back = rgb(0xdfeafb);
  t.hover = rgb(0xe9eef5);
  t.good = rgb(0x17714a);
  t.good_back = rgb(0xe2f3e9);
  t.bad = rgb(0xb3201f);
  t.bad_back = rgb(0xfde7e6);
  t.unsure = rgb(0x8a5200);
  t.unsure_back = rgb(0xfdf0d8);
  t.box = rgb(0xfdfdfe);
  t.edge = rgb(0x8a94a3);
  t.local = rgb(0x1d4ed8);
  t.remote = rgb(0x6d28d9);
  t.direct = rgb(0x0f766e);
  t.several = rgb(0x2c5a8f);
  t.shade = rgb(0x8a94a3);
  t.fault = rgb(0xd9443f);
  t.series = {rgb(0xb3201f), rgb(0xb06a00), rgb(0x17714a),
              rgb(0x1d5cc4), rgb(0x6d28d9), rgb(0x0f766e)};
  t.parts = {rgb(0x157a6e), rgb(0x4267b2), rgb(0xc2413a), rgb(0x3f86b5),
             rgb(0x77838f), rgb(0x8a63b8), rgb(0xa8632a), rgb(0x5b6470)};
  return t;
}

Theme dark_theme() {
  Theme t;
  t.is_dark = true;
  t.page = rgb(0x0c1117);
  t.panel = rgb(0x131a23);
  t.card = rgb(0x161d27);
  t.line = rgb(0x2a3441);
  t.rule = rgb(0x1d2530);
  t.text = rgb(0xe7ecf3);
  t.dim = rgb(0xa2aebd);
  t.accent = rgb(0x7fb0ff);
  t.accent_back = rgb(0x1c3358);
  t.hover = rgb(0x1f2935);
  t.good = rgb(0x5ed39a);
  t.good_back = rgb(0x12301f);
  t.bad = rgb(0xff9089);
  t.bad_back = rgb(0x401a1a);
  t.unsure = rgb(0xf3be58);
  t.unsure_back = rgb(0x3a2a0c);
  t.box = rgb(0x121922);
  t.edge = rgb(0x6d7a8c);
  t.local = rgb(0x7fb0ff);
  t.remote = rgb(0xbfa3ff);
  t.direct = rgb(0x5fd0c0);
  t.several = rgb(0x8fb8e8);
  t.shade = rgb(0x8a97a8);
  t.fault = rgb(0xff7d75);
  t.series = {rgb(0xff7f76), rgb(0xf3be58), rgb(0x5ed39a),
              rgb(0x7fb0ff), rgb(0xbfa3ff), rgb(0x5fd0c0)};
  t.parts = {rgb(0x1b8577), rgb(0x4a72c4), rgb(0xc2473f), rgb(0x3a80ad),
             rgb(0x66727f), rgb(0x8460b5), rgb(0xa0622e), rgb(0x56606c)};
  return t;
}

QPalette palette_of(const Theme& theme) {
  QPalette palette;
  palette.setColor(QPalette::Window, theme.page);
  palette.setColor(QPalette::WindowText, theme.text);
  palette.setColor(QPalette::Base, theme.card);
  palette.setColor(QPalette::AlternateBase, theme.panel);
  palette.setColor(QPalette::Text, theme.text);
  palette.setColor(QPalette::PlaceholderText, theme.dim);
  palette.setColor(QPalette::Button, theme.panel);
  palette.setColor(QPalette::ButtonText, theme.text);
  palette.setColor(QPalette::Highlight, theme.accent_back);
  palette.setColor(QPalette::HighlightedText, theme.text);
  palette.setColor(QPalette::ToolTipBase, theme.card);
  palette.setColor(QPalette::ToolTipText, theme.text);
  palette.setColor(QPalette::Link, theme.accent);
  palette.setColor(QPalette::Mid, theme.line);
  palette.setColor(QPalette::Dark, theme.line);
  palette.setColor(QPalette::Light, theme.card);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    QColor faint = theme.dim;
    faint.setAlphaF(0.55F);
    palette.setColor(QPalette::Disabled, role, faint);
  }
  return palette;
}

QString style_sheet_of(const Theme& theme) {
  QString sheet = QStringLiteral(R"(
QToolTip{background:@card;color:@text;border:1px solid @line;padding:5px}
QMainWindow,QMainWindow>QWidget{background:@page}
QToolBar{background:@panel;border:0;border-bottom:1px solid @line;padding:4px 8px;spacing:2px}
QToolBar::separator{background:@line;width:1px;margin:5px 6px}
QToolButton{background:transparent;border:1px solid transparent;border-radius:5px;padding:4px 8px;
color:@text}
QToolButton:hover{background:@hover}
QToolButton:pressed,QToolButton:checked{background:@accentback}
QToolButton:focus{border-color:@accent}
QToolButton:disabled{color:@faint}
QToolButton#primary{background:@accentback;font-weight:600}
QWidget#panel QToolButton{padding:4px 6px}
QPushButton{background:@card;border:1px solid @line;border-radius:5px;padding:5px 12px;
color:@text}
QPushButton:hover{background:@hover}QPushButton:focus{border-color:@accent}
QPushButton:disabled{color:@faint}
QPushButton#primary{background:@accentback;border-color:@accentback;font-weight:600}
QLineEdit,QComboBox,QPlainTextEdit{background:@card;
border:1px solid @line;
border-radius:5px;padding:3px 7px;color:@text;selection-background-color:@accentback;
selection-color:@text}
QLineEdit:focus,QComboBox:focus{border-color:@accent}
QComboBox::drop-down{border:0;width:18px}
QWidget#panel QComboBox{padding:3px 1px 3px 6px}
QComboBox::down-arrow{image:url(:/isthmus/signs/down.svg);width:10px;height:10px}
QComboBox:disabled,QLineEdit:disabled,QAbstractSpinBox:disabled{color:@faint}
QAbstractSpinBox{background:@card;border:1px solid @line;border-radius:5px;padding:3px 4px 3px 7px;
color:@text;selection-background-color:@accentback;selection-color:@text}
QAbstractSpinBox:focus{border-color:@accent}
QAbstractSpinBox::up-button,QAbstractSpinBox::down-button{border:0;width:18px;
background:transparent}
QAbstractSpinBox::up-button:hover,QAbstractSpinBox::down-button:hover{background:@hover}
QAbstractSpinBox::up-arrow{image:url(:/isthmus/signs/up.svg);width:9px;height:9px}
QAbstractSpinBox::down-arrow{image:url(:/isthmus/signs/down.svg);width:9px;height:9px}
QComboBox QAbstractItemView{background:@card;border:1px solid @line;
selection-background-color:@accentback}
QTreeView,QTableView,QListView{background:@panel;alternate-background-color:@panel;border:0;
color:@text;
selection-background-color:@accentback;selection-color:@text;outline:0}
QTreeView::item,QListView::item{padding:2px 4px;border:0}
QTableCornerButton::section{background:@panel;border:0}
QTreeView::item:hover,QListView::item:hover{background:@hover}
QTreeView::item:selected,QListView::item:selected{background:@accentback;color:@text}
QHeaderView{background:@panel;border:0}
QHeaderView::section{background:@panel;color:@dim;border:0;border-bottom:1px solid @line;
padding:4px 6px;font-weight:600}
QTabWidget::pane{border:0;background:@panel}
QTabBar{background:@panel;qproperty-drawBase:0}
QTabBar::tab{background:transparent;color:@dim;padding:6px 11px;border:0;
border-bottom:2px solid transparent}
QTabBar::tab:hover{color:@text}
QTabBar::tab:selected{color:@text;border-bottom:2px solid @accent}
QTabBar::tab:focus{color:@accent}
QSplitter::handle{background:@line}QSplitter::handle:hover{background:@accent}
QScrollBar:vertical{background:transparent;width:10px;margin:0}
QScrollBar:horizontal{background:transparent;height:10px;margin:0}
QScrollBar::handle{background:@line;border-radius:4px;min-width:28px;min-height:28px;margin:1px}
QScrollBar::handle:hover{background:@dim}
QScrollBar::add-line,QScrollBar::sub-line{width:0;height:0}
QAbstractScrollArea::corner{background:transparent;border:0}
QScrollBar::add-page,QScrollBar::sub-page{background:transparent}
QScrollArea,QScrollArea>QWidget>QWidget{background:@panel;border:0}
QStatusBar{background:@panel;border-top:1px solid @line;color:@dim}
QStatusBar::item{border:0}QStatusBar QLabel{color:@dim;padding:1px 6px}
QMenu{background:@card;border:1px solid @line;padding:4px;color:@text}
QMenu::item{padding:5px 26px 5px 22px;border-radius:4px}QMenu::item:selected{
background:@accentback}
QMenu::item:disabled{color:@faint}QMenu::separator{height:1px;background:@line;margin:4px 6px}
QMenuBar{background:@panel;color:@text}QMenuBar::item{padding:4px 9px}
QMenuBar::item:selected{background:@hover;border-radius:4px}
QProgressBar{background:@rule;border:0;border-radius:3px;height:6px;text-align:center;
color:transparent}
QProgressBar::chunk{background:@accent;border-radius:3px}
QSlider::groove:horizontal{height:4px;background:@line;border-radius:2px}
QSlider::sub-page:horizontal{background:@accent;border-radius:2px}
QSlider::handle:horizontal{background:@card;border:2px solid @accent;width:10px;height:10px;
margin:-5px 0;border-radius:7px}
QCheckBox{color:@text;spacing:6px}
QWidget#panel,QFrame#panel{background:@panel}
QFrame#card{background:@card;border:1px solid @line;border-radius:7px}
QLabel#heading{font-weight:600;color:@text}QLabel#soft{color:@dim}
QLabel#title{font-size:16px;font-weight:650;color:@text}
)");
  QColor faint = theme.dim;
  faint = QColor::fromRgbF((faint.redF() + theme.panel.redF()) / 2,
                           (faint.greenF() + theme.panel.greenF()) / 2,
                           (faint.blueF() + theme.panel.blueF()) / 2);
  const std::pair<const char*, QColor> words[] = {{"@accentback", theme.accent_back},
                                                  {"@accent", theme.accent},
                                                  {"@card", theme.card},
                                                  {"@text", theme.text},
                                                  {"@line", theme.line},
                                                  {"@page", theme.page},
                                                  {"@panel", theme.panel},
                                                  {"@hover", theme.hover},
                                                  {"@faint", faint},
                                                  {"@dim", theme.dim},
                                                  {"@rule", theme.rule}};
  for (const auto& [word, colour] : words) sheet.replace(QLatin1String{word}, colour.name());
  return sheet;
}

Look::Look(ThemeChoice choice, QObject* parent)
    : QObject{parent},
      choice_{choice},
      system_is_dark_{QGuiApplication::palette().color(QPalette::Window).lightness() < 128} {
  keep_signs();
  choose(choice);
}

void Look::choose(ThemeChoice choice) {
  choice_ = choice;
  const bool dark =
      choice == ThemeChoice::dark || (choice == ThemeChoice::system && system_is_dark_);
  theme_ = dark ? dark_theme() : light_theme();
  emit changed();
}

std::optional<ThemeChoice> theme_choice_from(const QString& word) {
  for (const auto choice : {ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark}) {
    if (text(choice) == word) return choice;
  }
  return std::nullopt;
}

QString text(ThemeChoice choice) {
  switch (choice) {
    case ThemeChoice::system:
      return QStringLiteral("system");
    case ThemeChoice::light:
      return QStringLiteral("light");
    case ThemeChoice::dark:
      return QStringLiteral("dark");
  }
  return {};
}

}  // namespace isthmus::gui
