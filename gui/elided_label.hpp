// A line of text that ends in "…" where there is no room for it; the tooltip has all of it.
#pragma once

#include <QPainter>
#include <QWidget>

namespace isthmus::gui {

class ElidedLabel : public QWidget {
  Q_OBJECT

 public:
  explicit ElidedLabel(Qt::TextElideMode mode = Qt::ElideRight, QWidget* parent = nullptr)
      : QWidget{parent}, mode_{mode} {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_StyledBackground);
  }

  void setText(const QString& text) {
    text_ = text;
    setToolTip(text);
    setAccessibleName(text);
    update();
  }
  const QString& text() const { return text_; }

  QSize sizeHint() const override {
    return {fontMetrics().horizontalAdvance(text_) + 2, fontMetrics().height() + 6};
  }
  QSize minimumSizeHint() const override { return {40, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter{this};
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(contentsRect(), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics{bold}.elidedText(text_, mode_, contentsRect().width()));
  }

 private:
  Qt::TextElideMode mode_;
  QString text_;
};

}  // namespace isthmus::gui
