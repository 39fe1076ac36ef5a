// What the parts of the painter share.
#pragma once

#include <QFont>
#include <QPainter>
#include <QString>
#include <cmath>
#include <string>
#include <vector>

#include "gui/painter.hpp"

namespace isthmus::gui {

inline constexpr double text_least = 5.2;  // Pixels of a letter below which text is a smear.
inline constexpr double name_least =
    9;  // Below this a partition's name is written on its box at once.
inline constexpr double legible_letter = 11;  // Letters smaller than this grow, where they may.
inline constexpr double faint = 0.16;

inline QFont font_of(double pixels, QFont::Weight weight) {
  QFont font;
  font.setPixelSize(static_cast<int>(std::lround(pixels)));
  font.setWeight(weight);
  font.setHintingPreference(QFont::PreferNoHinting);
  return font;
}

/// Of the picture, moved and scaled; ends with its scope.
class InScene {
 public:
  explicit InScene(const Paint& paint) : painter_{paint.painter} {
    painter_.save();
    painter_.translate(paint.camera.offset);
    painter_.scale(paint.camera.scale, paint.camera.scale);
  }
  ~InScene() { painter_.restore(); }
  InScene(const InScene&) = delete;
  InScene& operator=(const InScene&) = delete;

 private:
  QPainter& painter_;
};

inline bool is_dimmed(const std::vector<bool>& dimmed, std::size_t index) {
  return index < dimmed.size() && dimmed[index];
}

inline QString words(const std::string& text) { return QString::fromStdString(text); }

}  // namespace isthmus::gui
