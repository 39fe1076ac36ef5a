// The names of a chart's lines with their colours; a click, or the space bar, hides one.
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

#include "gui/look.hpp"

namespace isthmus::gui {

class LegendBar : public QWidget {
  Q_OBJECT

 public:
  explicit LegendBar(const Look& look, QWidget* parent = nullptr);

  struct Entry {
    QString name{};
    QColor colour{};
    bool shown = true;
  };
  void show_entries(std::vector<Entry> entries);
  const std::vector<Entry>& entries() const { return entries_; }

  /// With all names whole.
  int wanted_width() const;
  QSize sizeHint() const override { return {wanted_width(), 20}; }
  QSize minimumSizeHint() const override { return {60, 20}; }
  /// Where an entry is; for tests.
  QRect place_of(std::size_t entry) const;

 signals:
  void toggled(const QString& name, bool shown);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  int width_of(const Entry& entry) const;
  std::optional<std::size_t> entry_at(QPoint at) const;
  void toggle(std::size_t entry);
  void say();

  const Look& look_;
  std::vector<Entry> entries_;
  std::size_t current_ = 0;  ///< That the keys speak of.
};

}  // namespace isthmus::gui
