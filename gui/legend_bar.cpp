#include "gui/legend_bar.hpp"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace isthmus::gui {
namespace {

constexpr int square = 9;
constexpr int beside_square = 5;
constexpr int between = 12;

}  // namespace

LegendBar::LegendBar(const Look& look, QWidget* parent) : QWidget{parent}, look_{look} {
  setFocusPolicy(Qt::TabFocus);
  setCursor(Qt::PointingHandCursor);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  say();
}

void LegendBar::show_entries(std::vector<Entry> entries) {
  entries_ = std::move(entries);
  current_ = 0;
  setVisible(!entries_.empty());
  say();
  updateGeometry();
  update();
}

void LegendBar::say() {
  QStringList names;
  for (const Entry& one : entries_) {
    names << one.name + QLatin1Char{' '} + (one.shown ? tr("shown") : tr("hidden"));
  }
  setAccessibleName(tr("Lines"));
  setAccessibleDescription(names.join(QStringLiteral(", ")));
}

int LegendBar::width_of(const Entry& entry) const {
  return square + beside_square + fontMetrics().horizontalAdvance(entry.name) + between;
}

int LegendBar::wanted_width() const {
  int width = 4;
  for (const Entry& one : entries_) width += width_of(one);
  return width;
}

QRect LegendBar::place_of(std::size_t entry) const {
  const double share = std::min(1.0, static_cast<double>(width()) / std::max(wanted_width(), 1));
  double left = 0;
  for (std::size_t i = 0; i < entry; ++i) left += share * width_of(entries_[i]);
  return QRectF{left, 0, share * width_of(entries_[entry]), static_cast<double>(height())}.toRect();
}

void LegendBar::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = look_.theme();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& one = entries_[i];
    const QRect place = place_of(i);
    const QRectF box{place.left() + 1.0, (height() - square) / 2.0, square, square};
    painter.setPen(QPen{one.colour, 1.4});
    painter.setBrush(one.shown ? QBrush{one.colour} : QBrush{Qt::NoBrush});
    painter.drawRoundedRect(box, 2, 2);
    const QRect words = place.adjusted(square + beside_square, 0, -between / 2, 0);
    painter.setPen(one.shown ? theme.text : theme.dim);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(one.name, Qt::ElideMiddle, words.width()));
    if (!hasFocus() || i != current_) continue;
    painter.setPen(QPen{theme.accent, 1});
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF{place}.adjusted(-0.5, 0.5, -between / 2.0 + 2, -0.5), 3, 3);
  }
}

std::optional<std::size_t> LegendBar::entry_at(QPoint at) const {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (place_of(i).contains(at)) return i;
  }
  return std::nullopt;
}

void LegendBar::toggle(std::size_t entry) {
  Entry& one = entries_[entry];
  one.shown = !one.shown;
  say();
  update();
  emit toggled(one.name, one.shown);
}

void LegendBar::mouseReleaseEvent(QMouseEvent* event) {
  if (const auto entry = entry_at(event->position().toPoint())) toggle(*entry);
}

void LegendBar::keyPressEvent(QKeyEvent* event) {
  if (entries_.empty()) return QWidget::keyPressEvent(event);
  const std::size_t last = entries_.size() - 1;
  switch (event->key()) {
    case Qt::Key_Left:
      current_ = current_ == 0 ? last : current_ - 1;
      return update();
    case Qt::Key_Right:
      current_ = current_ == last ? 0 : current_ + 1;
      return update();
    case Qt::Key_Space:
      return toggle(current_);
    default:
      QWidget::keyPressEvent(event);
  }
}

bool LegendBar::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto entry = entry_at(help->pos());
  entry ? QToolTip::showText(help->globalPos(), entries_[*entry].name, this) : QToolTip::hideText();
  return true;
}

}  // namespace isthmus::gui
