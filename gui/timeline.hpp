// The moment that is shown: play, seek, speed, and what happened when.
#pragma once

#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QTimer>
#include <QToolButton>
#include <QWidget>
#include <vector>

#include "gui/look.hpp"
#include "gui/workspace.hpp"
#include "reports/chart.hpp"

namespace isthmus::gui {

/// The strip itself: the whole time, its periods, and the moment.
class TimeStrip : public QWidget {
  Q_OBJECT

 public:
  TimeStrip(const Look& look, Workspace& workspace, QWidget* parent = nullptr);

  void show_periods(std::vector<reports::Period> periods);
  const std::vector<reports::Period>& periods() const { return periods_; }

  QSize sizeHint() const override { return {400, 30}; }
  QSize minimumSizeHint() const override { return {120, 30}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  double x_of(double seconds) const;
  double time_at(double x) const;

  const Look& look_;
  Workspace& workspace_;
  std::vector<reports::Period> periods_;
};

class Timeline : public QWidget {
  Q_OBJECT

 public:
  Timeline(const Look& look, Workspace& workspace, QWidget* parent = nullptr);

  bool is_playing() const { return tick_.isActive(); }
  void toggle_play();
  void pause();
  /// Simulated seconds per second.
  void set_speed(double speed);
  double speed() const { return speed_; }
  void to_next_event();
  void to_previous_event();
  TimeStrip& strip() { return strip_; }
  QString clock() const { return clock_.text(); }

 signals:
  void played(bool playing);

 private:
  void refresh();
  void advance();
  void paint_icons();
  void fill_speeds();
  std::vector<double> moments() const;

  const Look& look_;
  Workspace& workspace_;
  QToolButton back_;
  QToolButton play_;
  QToolButton forward_;
  TimeStrip strip_;
  QLabel clock_;
  QComboBox speeds_;
  double speed_ = 1;
  double speeds_for_s_ = -1;  ///< The duration that the speeds were made for.
  QTimer tick_;
  QElapsedTimer since_;
};

}  // namespace isthmus::gui
