// What the window looks like: one set of colours for light and one for dark, the same as in the
// report, so that a picture from either is recognised in the other.
#pragma once

#include <QColor>
#include <QObject>
#include <QPalette>
#include <QString>
#include <array>
#include <optional>

namespace isthmus::gui {

enum class ThemeChoice { system, light, dark };

/// Colours by what they mean. Nothing is said by colour alone.
struct Theme {
  bool is_dark = false;
  QColor page, panel, card, line, rule, text, dim, accent, accent_back, hover;
  QColor good, good_back, bad, bad_back, unsure, unsure_back;
  QColor box, edge, local, remote, direct, several, shade, fault;
  std::array<QColor, 6> series;  ///< Of lines in charts.
  std::array<QColor, 8> parts;   ///< Of a latency, as results::Part.

  /// Of a station that is so busy: good, unsure from 70 %, bad from 90 %.
  const QColor& of_load(double load) const {
    return load >= 0.9 ? bad : load >= 0.7 ? unsure : good;
  }
};

Theme light_theme();
Theme dark_theme();

QPalette palette_of(const Theme& theme);
QString style_sheet_of(const Theme& theme);

/// The look that is chosen now; widgets repaint themselves when it changes.
class Look : public QObject {
  Q_OBJECT

 public:
  explicit Look(ThemeChoice choice, QObject* parent = nullptr);

  const Theme& theme() const { return theme_; }
  ThemeChoice choice() const { return choice_; }
  void choose(ThemeChoice choice);

 signals:
  void changed();

 private:
  ThemeChoice choice_;
  bool system_is_dark_;
  Theme theme_;
};

/// "system", "light", "dark"; none for another word.
std::optional<ThemeChoice> theme_choice_from(const QString& word);
QString text(ThemeChoice choice);

}  // namespace isthmus::gui
