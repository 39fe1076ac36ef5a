#include "gui/timeline.hpp"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolTip>
#include <algorithm>

#include "gui/chart_content.hpp"
#include "gui/icons.hpp"
#include "reports/figure_text.hpp"

namespace isthmus::gui {
namespace {

using reports::Period;

constexpr double inset = 9;
constexpr int tick_ms = 33;
constexpr double whole_run_s = 20;  // The speed that is chosen at first plays a run in so long.

QString seconds_words(double seconds) {
  return QStringLiteral("%1 s").arg(seconds, 0, 'f', seconds < 100 ? 2 : 1);
}

}  // namespace

TimeStrip::TimeStrip(const Look& look, Workspace& workspace, QWidget* parent)
    : QWidget{parent}, look_{look}, workspace_{workspace} {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Timeline"));
  setCursor(Qt::PointingHandCursor);
  connect(&look_, &Look::changed, this, qOverload<>(&QWidget::update));
}

void TimeStrip::show_periods(std::vector<Period> periods) {
  periods_ = std::move(periods);
  update();
}

double TimeStrip::x_of(double seconds) const {
  const double whole = std::max(workspace_.duration_s(), 1e-9);
  return inset + (width() - 2 * inset) * std::clamp(seconds / whole, 0.0, 1.0);
}

double TimeStrip::time_at(double x) const {
  return std::clamp((x - inset) / (width() - 2 * inset), 0.0, 1.0) * workspace_.duration_s();
}

void TimeStrip::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = look_.theme();
  const double middle = height() / 2.0;
  const QRectF track{inset, middle - 3, width() - 2 * inset, 6};
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.line);
  painter.drawRoundedRect(track, 3, 3);
  const double x = x_of(workspace_.time_s());
  if (workspace_.frames()) {
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(QRectF{track.topLeft(), QPointF{x, track.bottom()}}, 3, 3);
  }
  for (const Period& period : periods_) {
    const double from = x_of(period.from);
    const double to = std::max(x_of(period.to), from + 2);
    const bool fault = period.kind == Period::Kind::fault;
    QColor fill = fault                                 ? theme.fault
                  : period.kind == Period::Kind::change ? theme.accent
                                                        : theme.shade;
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF{from, middle - 9, to - from, 4}, 2, 2);
  }
  if (!workspace_.frames()) return;
  painter.setPen(QPen{hasFocus() ? theme.text : theme.accent, 2});
  painter.setBrush(theme.card);
  painter.drawEllipse(QPointF{x, middle}, 6.5, 6.5);
}

void TimeStrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) workspace_.set_time_s(time_at(event->position().x()));
}

void TimeStrip::mouseMoveEvent(QMouseEvent* event) {
  if ((event->buttons() & Qt::LeftButton) != 0) {
    workspace_.set_time_s(time_at(event->position().x()));
  }
}

void TimeStrip::keyPressEvent(QKeyEvent* event) {
  const double step = workspace_.frames() ? workspace_.frames()->frame_s() : 0;
  if (event->key() == Qt::Key_Left) return workspace_.set_time_s(workspace_.time_s() - step);
  if (event->key() == Qt::Key_Right) return workspace_.set_time_s(workspace_.time_s() + step);
  if (event->key() == Qt::Key_Home) return workspace_.set_time_s(0);
  if (event->key() == Qt::Key_End) return workspace_.set_time_s(workspace_.duration_s());
  QWidget::keyPressEvent(event);
}

bool TimeStrip::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const double at = time_at(help->pos().x());
  QString tip = seconds_words(at);
  for (const Period& period : periods_) {
    const double near = 4 * workspace_.duration_s() / std::max(width(), 1);
    if (at < period.from - near || at > period.to + near) continue;
    tip += QLatin1Char{'\n'} + QString::fromStdString(period.name);
  }
  QToolTip::showText(help->globalPos(), tip, this);
  return true;
}

Timeline::Timeline(const Look& look, Workspace& workspace, QWidget* parent)
    : QWidget{parent}, look_{look}, workspace_{workspace}, strip_{look, workspace} {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins(8, 2, 8, 2);
  row->setSpacing(2);
  const std::pair<QToolButton*, QString> buttons[] = {
      {&back_, tr("To the event before (Ctrl+Left)")},
      {&play_, tr("Play (Ctrl+Space)")},
      {&forward_, tr("To the next event (Ctrl+Right)")}};
  for (const auto& [button, name] : buttons) {
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setIconSize({14, 14});
    row->addWidget(button);
  }
  row->addWidget(&strip_, 1);
  clock_.setMinimumWidth(124);
  clock_.setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  row->addWidget(&clock_);
  row->addSpacing(8);
  speeds_.setAccessibleName(tr("Speed"));
  speeds_.setToolTip(tr("Simulated seconds per second"));
  row->addWidget(&speeds_);
  tick_.setInterval(tick_ms);
  connect(&tick_, &QTimer::timeout, this, &Timeline::advance);
  connect(&back_, &QToolButton::clicked, this, &Timeline::to_previous_event);
  connect(&forward_, &QToolButton::clicked, this, &Timeline::to_next_event);
  connect(&play_, &QToolButton::clicked, this, &Timeline::toggle_play);
  connect(&speeds_, &QComboBox::currentIndexChanged, this, [this](int index) {
    if (index >= 0) speed_ = speeds_.itemData(index).toDouble();
  });
  connect(&workspace_, &Workspace::frames_changed, this, &Timeline::refresh);
  connect(&workspace_, &Workspace::time_changed, this, &Timeline::refresh);
  connect(&workspace_, &Workspace::loaded_changed, this, &Timeline::refresh);
  connect(&look_, &Look::changed, this, &Timeline::paint_icons);
  paint_icons();
  refresh();
}

void Timeline::paint_icons() {
  const QColor& ink = look_.theme().text;
  back_.setIcon(icon_of(Sign::back, ink));
  forward_.setIcon(icon_of(Sign::forward, ink));
  play_.setIcon(icon_of(is_playing() ? Sign::pause : Sign::play, ink));
}

void Timeline::fill_speeds() {
  const double duration = workspace_.duration_s();
  if (duration == speeds_for_s_) return;
  speeds_for_s_ = duration;
  const QSignalBlocker quiet{&speeds_};
  speeds_.clear();
  int best = 0;
  for (const double speed : {0.25, 1.0, 4.0, 16.0, 64.0, 256.0, 1024.0}) {
    speeds_.addItem(QStringLiteral("×%1").arg(speed), speed);
    if (speed * whole_run_s <= duration) best = speeds_.count() - 1;
  }
  speeds_.setCurrentIndex(best);
  speed_ = speeds_.itemData(best).toDouble();
}

void Timeline::set_speed(double speed) {
  speed_ = speed;
  const QSignalBlocker quiet{&speeds_};
  speeds_.setCurrentIndex(speeds_.findData(speed));
}

void Timeline::refresh() {
  const bool any = workspace_.frames() != nullptr;
  for (QWidget* one : {static_cast<QWidget*>(&back_), static_cast<QWidget*>(&play_),
                       static_cast<QWidget*>(&forward_), static_cast<QWidget*>(&speeds_)}) {
    one->setEnabled(any);
  }
  if (!any && is_playing()) pause();
  fill_speeds();
  const LoadedPtr& loaded = workspace_.loaded();
  strip_.show_periods(any && loaded ? periods_of(loaded->study.model, *workspace_.frames())
                                    : std::vector<Period>{});
  clock_.setText(any ? seconds_words(workspace_.time_s()) + QStringLiteral(" / ") +
                           QStringLiteral("%1 s").arg(workspace_.duration_s(), 0, 'g', 6)
                     : tr("not run yet"));
  strip_.update();
}

void Timeline::toggle_play() {
  if (!workspace_.frames()) return;
  if (is_playing()) return pause();
  if (workspace_.time_s() >= workspace_.duration_s()) workspace_.set_time_s(0);
  since_.restart();
  tick_.start();
  paint_icons();
  emit played(true);
}

void Timeline::pause() {
  tick_.stop();
  paint_icons();
  emit played(false);
}

void Timeline::advance() {
  const double passed = static_cast<double>(since_.restart()) / 1000 * speed_;
  workspace_.set_time_s(workspace_.time_s() + passed);
  if (workspace_.time_s() >= workspace_.duration_s()) pause();
}

/// Where something begins or ends.
std::vector<double> Timeline::moments() const {
  std::vector<double> all{0, workspace_.duration_s()};
  for (const Period& period : strip_.periods()) {
    all.push_back(period.from);
    all.push_back(period.to);
  }
  std::sort(all.begin(), all.end());
  return all;
}

void Timeline::to_next_event() {
  const auto all = moments();
  const auto next = std::upper_bound(all.begin(), all.end(), workspace_.time_s() + 1e-9);
  if (next != all.end()) workspace_.set_time_s(*next);
}

void Timeline::to_previous_event() {
  const auto all = moments();
  const auto next = std::lower_bound(all.begin(), all.end(), workspace_.time_s() - 1e-9);
  if (next != all.begin()) workspace_.set_time_s(*std::prev(next));
}

}  // namespace isthmus::gui
