#include "gui/bar_pane.hpp"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <set>

namespace isthmus::gui {
namespace {

using reports::BarChart;

constexpr double head = 30;
constexpr double side = 10;
constexpr double number_width = 62;
constexpr double legend_height = 40;

QString words(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

BarPane::BarPane(const Look& look, Scale scale, QWidget* parent)
    : QWidget{parent}, look_{look}, scale_{scale} {
  connect(&look_, &Look::changed, this, qOverload<>(&QWidget::update));
}

void BarPane::show_chart(const QString& title, BarChart chart, const QString& empty) {
  title_ = title;
  empty_ = empty;
  chart_ = std::move(chart);
  setAccessibleName(title);
  QStringList rows;
  for (const BarChart::Row& row : chart_.rows) rows << words(row.name + " " + row.text);
  setAccessibleDescription(rows.join(QStringLiteral(", ")));
  update();
}

double BarPane::greatest() const {
  double most = 0;
  for (const BarChart::Row& row : chart_.rows) {
    double sum = 0;
    for (const BarChart::Part& part : row.parts) sum += part.value;
    most = std::max(most, sum);
  }
  return scale_ == Scale::share ? 1 : most;
}

double BarPane::name_width() const {
  double widest = 40;
  for (const BarChart::Row& row : chart_.rows) {
    widest =
        std::max(widest, static_cast<double>(fontMetrics().horizontalAdvance(words(row.name))));
  }
  return std::min(widest + 12, width() * (width() < 280 ? 0.52 : 0.46));
}

BarPane::Place BarPane::place_of(std::size_t row) const {
  const auto count = static_cast<double>(std::max<std::size_t>(chart_.rows.size(), 1));
  const double foot = scale_ == Scale::sum ? legend_height : 4;
  const double most = scale_ == Scale::sum ? 52 : 30;
  const double height = std::min((this->height() - head - foot) / count, most);
  const double top = head + static_cast<double>(row) * height;
  const double left = side + name_width();
  const double right = width() - side - number_width;
  const double thick = std::clamp(height - 8, 4.0, scale_ == Scale::sum ? 30.0 : 14.0);
  return {{side, top, width() - 2 * side, height},
          {left, top + (height - thick) / 2, std::max(right - left, 10.0), thick}};
}

void BarPane::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = look_.theme();
  painter.fillRect(rect(), theme.panel);
  QFont bold = font();
  bold.setWeight(QFont::DemiBold);
  painter.setFont(bold);
  painter.setPen(theme.text);
  painter.drawText(QRectF{side, 4, width() - 2 * side, head - 8}, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetrics{bold}.elidedText(title_, Qt::ElideRight, width() - 20));
  painter.setFont(font());
  if (chart_.rows.empty()) {
    painter.setPen(theme.dim);
    painter.drawText(QRectF{rect()}.adjusted(20, head, -20, -8), Qt::AlignCenter | Qt::TextWordWrap,
                     empty_);
    return;
  }
  for (std::size_t i = 0; i < chart_.rows.size(); ++i) {
    const BarChart::Row& row = chart_.rows[i];
    const Place place = place_of(i);
    painter.setPen(theme.text);
    const QRectF name{place.row.left(), place.row.top(), name_width() - 8, place.row.height()};
    painter.drawText(
        name, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(words(row.name), Qt::ElideMiddle, static_cast<int>(name.width())));
    painter.drawText(
        QRectF{place.bar.right() + 4, place.row.top(), number_width - 4, place.row.height()},
        Qt::AlignRight | Qt::AlignVCenter, words(row.text));
    scale_ == Scale::share ? paint_share(painter, row, place) : paint_parts(painter, row, place);
  }
  if (scale_ == Scale::sum) paint_legend(painter, height() - legend_height);
}

void BarPane::paint_share(QPainter& painter, const BarChart::Row& row, const Place& place) const {
  const double share = row.parts.empty() ? 0 : row.parts.front().value;
  painter.setPen(Qt::NoPen);
  painter.setBrush(look_.theme().rule);
  painter.drawRoundedRect(place.bar, 3, 3);
  if (share <= 0) return;
  painter.setBrush(look_.theme().of_load(share));
  QRectF filled = place.bar;
  filled.setWidth(std::max(place.bar.width() * std::min(share, 1.0), 2.0));
  painter.drawRoundedRect(filled, 3, 3);
}

void BarPane::paint_parts(QPainter& painter, const BarChart::Row& row, const Place& place) const {
  double left = place.bar.left();
  const double most = greatest();
  for (const BarChart::Part& part : row.parts) {
    const double width = place.bar.width() * part.value / most;
    const QRectF box{left, place.bar.top(), width, place.bar.height()};
    left += width;
    painter.setPen(QPen{look_.theme().panel, 1});
    painter.setBrush(look_.theme().parts[part.look % look_.theme().parts.size()]);
    painter.drawRect(box);
    const QString whole = words(part.name + " " + part.text);
    const QString text =
        fontMetrics().horizontalAdvance(whole) + 8 <= width ? whole : words(part.text);
    if (fontMetrics().horizontalAdvance(text) + 6 > width) continue;
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter, text);
  }
}

void BarPane::paint_legend(QPainter& painter, double top) const {
  double x = side;
  double y = top;
  std::set<std::string> seen;
  for (const BarChart::Row& row : chart_.rows) {
    for (const BarChart::Part& part : row.parts) {
      if (!seen.insert(part.name).second) continue;
      const double width = fontMetrics().horizontalAdvance(words(part.name)) + 30;
      if (x + width > this->width() - side) {
        x = side;
        y += 17;
      }
      painter.setPen(Qt::NoPen);
      painter.setBrush(look_.theme().parts[part.look % look_.theme().parts.size()]);
      painter.drawRect(QRectF{x, y + 4, 10, 10});
      painter.setPen(look_.theme().dim);
      painter.drawText(QRectF{x + 14, y, width, 18}, Qt::AlignLeft | Qt::AlignVCenter,
                       words(part.name));
      x += width;
    }
  }
}

void BarPane::mouseReleaseEvent(QMouseEvent* event) {
  for (std::size_t i = 0; i < chart_.rows.size(); ++i) {
    if (place_of(i).row.contains(event->position())) emit row_picked(words(chart_.rows[i].name));
  }
}

bool BarPane::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QString tip;
  for (std::size_t i = 0; i < chart_.rows.size(); ++i) {
    if (!place_of(i).row.contains(help->pos())) continue;
    tip = words(chart_.rows[i].name + "  " + chart_.rows[i].text);
    if (scale_ == Scale::share) break;
    for (const BarChart::Part& part : chart_.rows[i].parts) {
      tip += QLatin1Char{'\n'} + words(part.name + "  " + part.text);
    }
  }
  tip.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), tip, this);
  return true;
}

}  // namespace isthmus::gui
