// The way of an edge: level stretches where it passes beside boxes, and bends in the free channels
// between them. Because it bends nowhere else, it meets no box.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/layout/geometry.hpp"
#include "sim/layout/graph.hpp"

namespace isthmus::layout {

enum class Heading { right, left };

/// A stretch at one height, in the direction of travel.
struct Stretch {
  double from_x = 0;
  double to_x = 0;
  double y = 0;
  Heading heading = Heading::right;
};

struct Way {
  std::vector<Stretch> stretches{};
  std::size_t label_bend = 0;  ///< The bend after this stretch carries the label.
};

/// The same way walked the other way round.
std::vector<Stretch> reversed(std::vector<Stretch> stretches);

/// Moves every stretch.
void shift(std::vector<Stretch>& stretches, Point by);

/// The curve along a way, and the middle of the bend that carries the label.
struct Drawn {
  Curve curve{};
  Point label{};
};
Drawn drawn(const Way& way);

/// A node as an edge meets it: its left and right sides may come to a point.
struct Outline {
  Rectangle box{};
  double tip = 0;
};

/// x of the border at `offset` below the middle.
double border_x(const Outline& node, double offset, Heading side);

/// Offsets from the middle of a side for `count` edges that meet it, from top to bottom.
std::vector<double> spread(std::size_t count, double side_length);

/// The shortest decent curve between two boxes, leaving and entering at the middle of a side.
Drawn direct(const Outline& from, const Outline& to);

/// Moves labels that stand above each other in one channel apart, as little as possible.
void separate_labels(const std::vector<Edge>& edges, std::vector<Point>& labels);

}  // namespace isthmus::layout
