#include "gui/exporter.hpp"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

namespace isthmus::gui {
namespace {

QString save(const QString& path, const QByteArray& bytes) {
  QSaveFile file{path};
  const bool written =
      file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
  return written ? QString{}
                 : QStringLiteral("%1 cannot be written: %2").arg(path, file.errorString());
}

QByteArray png_of(const QSizeF& size, const PaintOnto& paint) {
  constexpr double ratio = 2;  // As sharp as a good screen.
  QImage image{(size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied};
  image.setDevicePixelRatio(ratio);
  image.fill(Qt::transparent);
  QPainter painter{&image};
  paint(painter, {QPointF{0, 0}, size});
  painter.end();
  QByteArray bytes;
  QBuffer buffer{&bytes};
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

QByteArray svg_of(const QSizeF& size, const PaintOnto& paint) {
  QByteArray bytes;
  QBuffer buffer{&bytes};
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(size.toSize());
  generator.setViewBox(QRectF{QPointF{0, 0}, size});
  generator.setTitle(QStringLiteral("isthmus"));
  QPainter painter{&generator};
  paint(painter, {QPointF{0, 0}, size});
  painter.end();
  return bytes;
}

QByteArray pdf_of(const QSizeF& size, const PaintOnto& paint) {
  QByteArray bytes;
  QBuffer buffer{&bytes};
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer{&buffer};
  constexpr int dots_per_inch = 96;
  writer.setResolution(dots_per_inch);
  writer.setPageSize(QPageSize{size / dots_per_inch, QPageSize::Inch});
  writer.setPageMargins({});
  QPainter painter{&writer};
  paint(painter, {QPointF{0, 0}, size});
  painter.end();
  return bytes;
}

}  // namespace

QString export_picture(const QString& path, const QSizeF& size, const PaintOnto& paint) {
  if (size.isEmpty()) return QStringLiteral("there is nothing to export yet");
  const QString name = path.toLower();
  if (name.endsWith(QStringLiteral(".png"))) return save(path, png_of(size, paint));
  if (name.endsWith(QStringLiteral(".svg"))) return save(path, svg_of(size, paint));
  if (name.endsWith(QStringLiteral(".pdf"))) return save(path, pdf_of(size, paint));
  return QStringLiteral("%1 ends in none of .png, .svg and .pdf").arg(path);
}

QString export_widget(const QString& path, QWidget& widget) {
  return export_picture(path, widget.size(), [&](QPainter& painter, const QRectF&) {
    widget.render(&painter, {}, {}, QWidget::DrawWindowBackground | QWidget::DrawChildren);
  });
}

QString export_text(const QString& path, const std::string& text) {
  return save(path, QByteArray::fromStdString(text));
}

}  // namespace isthmus::gui
