// Points, boxes and curves of a drawing: x to the right, y downwards, in pixels.
#pragma once

#include <vector>

namespace isthmus::layout {

struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

struct Size {
  double width = 0;
  double height = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

struct Rectangle {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
  Point centre() const { return {x + width / 2, y + height / 2}; }

  bool overlaps(const Rectangle& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
  bool contains(const Rectangle& other) const {
    return x <= other.x && other.right() <= right() && y <= other.y && other.bottom() <= bottom();
  }
  friend bool operator==(const Rectangle&, const Rectangle&) = default;
};

/// One piece of a curve: from where the piece before ended, bent by two control points.
struct Cubic {
  Point control_1{};
  Point control_2{};
  Point end{};
  friend bool operator==(const Cubic&, const Cubic&) = default;
};

/// A line without corners. A straight piece is a cubic whose controls lie on it.
struct Curve {
  Point start{};
  std::vector<Cubic> pieces{};

  const Point& end() const { return pieces.empty() ? start : pieces.back().end; }
  friend bool operator==(const Curve&, const Curve&) = default;
};

}  // namespace isthmus::layout
