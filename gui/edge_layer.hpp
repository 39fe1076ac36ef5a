// Thousands of edges as an image, painted on another thread: while the view moves, the image that
// there is moves along, and a sharp one takes its place when it is ready.
#pragma once

#include <QImage>
#include <QObject>
#include <memory>

#include "gui/engine.hpp"
#include "gui/painter.hpp"

namespace isthmus::gui {

class EdgeLayer : public QObject {
  Q_OBJECT

 public:
  /// Everything that a layer is made of; owned, because it crosses threads.
  struct Order {
    PicturePtr picture{};
    std::shared_ptr<const Shade> shade{};
    Theme theme{};
    Camera camera{};
    QSize size{};
    double device_ratio = 1;
  };

  /// With fewer edges than this, painting them at once is as fast as an image.
  static constexpr std::size_t edges_least = 400;

  explicit EdgeLayer(QObject* parent = nullptr) : QObject{parent} {}

  /// Has it painted soon. A second order before the first is done takes its place.
  void order(Order order);
  /// The same at once, on this thread.
  void paint_now(const Order& order);

  /// Puts the image that there is where it belongs under `camera`.
  void draw(QPainter& painter, const Camera& camera) const;

 signals:
  void ready();

 private:
  struct Layer {
    QImage image{};
    Camera camera{};
  };
  static Layer painted(const Order& order);

  Layer layer_;
  Engine engine_;
};

}  // namespace isthmus::gui
