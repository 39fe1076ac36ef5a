// The view of the topology: wheel zoom at the pointer, pan, fit, overview map, keys, selection.
//
// It paints a picture itself instead of keeping an item for each part (decision 0150): a mesh of a
// hundred partitions has thousands of edges, and moving must stay smooth.
#pragma once

#include <QPoint>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

#include "gui/edge_layer.hpp"
#include "gui/look.hpp"
#include "gui/painter.hpp"

namespace isthmus::gui {

class Canvas : public QWidget {
  Q_OBJECT

 public:
  explicit Canvas(const Look& look, QWidget* parent = nullptr);

  /// `keep`: the camera stays where it is, as after a reload.
  enum class Place { fit, keep };
  void show_picture(PicturePtr picture, Place place);
  void show_shade(std::shared_ptr<const Shade> shade);

  const PicturePtr& picture() const { return picture_; }
  const Camera& camera() const { return camera_; }
  void set_camera(const Camera& camera);

  void fit();
  /// Limits   between 2 % and 400 %.
  void zoom_by(double factor, QPointF around);
  void zoom_in();
  void zoom_out();
  void zoom_to_actual();
  /// Brings a node into the middle, if it cannot be seen.
  void reveal(std::size_t node);
  /// Paints everything sharp before returning; for pictures and for tests.
  void settle();

  /// Where a node is on the widget; for tests and for menus.
  QPointF place_of(std::size_t node) const;

  /// The whole picture onto any device: SVG, PDF.
  void paint_whole(QPainter& painter, const QRectF& where) const;

  QSize sizeHint() const override { return {760, 480}; }

 signals:
  void picked(const isthmus::gui::Thing& thing, bool extend);
  void picked_edge(std::size_t edge);
  void activated(const isthmus::gui::Thing& thing);  ///< Enter, or a double click.
  void moved(const QString& node_id, QPointF top_left);
  void resized();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// What a press of the mouse has begun.
  struct Drag {
    QPointF from{};
    Camera camera{};
    std::optional<std::size_t> node{};
    bool on_map = false;
    bool moving = false;
  };

  std::optional<std::size_t> node_at(QPointF view) const;
  std::optional<std::size_t> box_at(QPointF view) const;
  std::optional<std::size_t> edge_at(QPointF view) const;
  Thing thing_at(QPointF view) const;
  QString tip_at(QPointF view) const;
  QString edge_tip(std::size_t edge) const;
  void step(Qt::Key towards);
  QRectF map_box() const;
  bool has_map() const;
  void look_at_map(QPointF view);
  bool has_layer() const;
  EdgeLayer::Order layer_order() const;
  void refresh_layer();
  void paint_ghost(QPainter& painter) const;

  const Look& look_;
  PicturePtr picture_;
  std::shared_ptr<const Shade> shade_;
  Camera camera_;
  bool fitted_ = true;        ///< Nobody moved the view since it was fitted, so it stays so.
  bool shows_focus_ = false;  ///< Somebody came here by keys.
  std::optional<Drag> drag_;
  QPointF pointer_;
  EdgeLayer layer_;
  QTimer rest_;  ///< Runs out when the view has not moved for a moment.
};

}  // namespace isthmus::gui
