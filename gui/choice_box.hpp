// A choice in a narrow place: what does not fit ends in "…" instead of in half a letter.
#pragma once

#include <QComboBox>
#include <QStyleOptionComboBox>
#include <QStylePainter>

namespace isthmus::gui {

class ChoiceBox : public QComboBox {
  Q_OBJECT

 public:
  explicit ChoiceBox(Qt::TextElideMode mode = Qt::ElideRight, QWidget* parent = nullptr)
      : QComboBox{parent}, mode_{mode} {}

 protected:
  void paintEvent(QPaintEvent*) override {
    QStylePainter painter{this};
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect room =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    constexpr int air = 2;
    option.currentText = fontMetrics().elidedText(option.currentText, mode_, room.width() - air);
    if (currentIndex() < 0 && !placeholderText().isEmpty()) {
      option.currentText = placeholderText();
      option.palette.setBrush(QPalette::ButtonText, option.palette.placeholderText());
    }
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
  }

 private:
  Qt::TextElideMode mode_;
};

}  // namespace isthmus::gui
