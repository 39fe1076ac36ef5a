// Pictures and texts into files; the format by the ending of the name.
#pragma once

#include <QPainter>
#include <QString>
#include <functional>
#include <string>

class QWidget;

namespace isthmus::gui {

/// Paints onto a rectangle of any device.
using PaintOnto = std::function<void(QPainter&, const QRectF&)>;

/// Shape    `path` ends in .png, .svg or .pdf; `size` in pixels.
/// Returns  what went wrong; empty: nothing. A file that cannot be written whole is not left.
QString export_picture(const QString& path, const QSizeF& size, const PaintOnto& paint);

/// The same of a widget as it is seen.
QString export_widget(const QString& path, QWidget& widget);

QString export_text(const QString& path, const std::string& text);

}  // namespace isthmus::gui
