#include "sim/layout/way.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/base/expects.hpp"
#include "sim/layout/strata.hpp"

namespace isthmus::layout {
namespace {

Point between(Point a, Point b, double share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

Cubic straight(Point from, Point to) {
  return {between(from, to, 1.0 / 3), between(from, to, 2.0 / 3), to};
}

Point middle(Point start, const Cubic& piece) {
  return {(start.x + 3 * piece.control_1.x + 3 * piece.control_2.x + piece.end.x) / 8,
          (start.y + 3 * piece.control_1.y + 3 * piece.control_2.y + piece.end.y) / 8};
}

/// How far a turn leans out of the column for edges between neighbours above each other.
double lean(double distance) { return std::min(28 + distance * 0.06, 64.0); }

/// The bend from the end of one stretch to the beginning of the next.
Cubic bend(const Stretch& from, const Stretch& to) {
  const double sign = from.heading == Heading::right ? 1 : -1;
  const Point end{to.from_x, to.y};
  if (from.heading == to.heading) {
    const double half = (to.from_x - from.to_x) / 2;
    return {{from.to_x + half, from.y}, {end.x - half, end.y}, end};
  }
  const double out = sign * lean(std::abs(to.y - from.y));
  return {{from.to_x + out, from.y}, {end.x + out, end.y}, end};
}

void extend(Curve& curve, Point to) {
  if (curve.end().x != to.x || curve.end().y != to.y) {
    curve.pieces.push_back(straight(curve.end(), to));
  }
}

}  // namespace

std::vector<Stretch> reversed(std::vector<Stretch> stretches) {
  std::reverse(stretches.begin(), stretches.end());
  for (Stretch& stretch : stretches) {
    std::swap(stretch.from_x, stretch.to_x);
    stretch.heading = stretch.heading == Heading::right ? Heading::left : Heading::right;
  }
  return stretches;
}

void shift(std::vector<Stretch>& stretches, Point by) {
  for (Stretch& stretch : stretches) {
    stretch.from_x += by.x;
    stretch.to_x += by.x;
    stretch.y += by.y;
  }
}

Drawn drawn(const Way& way) {
  ISTHMUS_EXPECTS(way.stretches.size() > 1);
  Drawn found;
  const Stretch& first = way.stretches.front();
  Curve& curve = found.curve;
  curve.start = {first.from_x, first.y};
  for (std::size_t i = 0; i + 1 < way.stretches.size(); ++i) {
    const Stretch& stretch = way.stretches[i];
    const Stretch& next = way.stretches[i + 1];
    const Point end{stretch.to_x, stretch.y};
    const Cubic turn = bend(stretch, next);
    if (i == way.label_bend) found.label = middle(end, turn);
    // A bend that stays level is part of the line that follows.
    if (stretch.y == next.y && stretch.heading == next.heading) continue;
    extend(curve, end);
    curve.pieces.push_back(turn);
  }
  const Stretch& last = way.stretches.back();
  extend(curve, {last.to_x, last.y});
  return found;
}

double border_x(const Outline& node, double offset, Heading side) {
  const Rectangle& box = node.box;
  const double inset = box.height > 0 ? node.tip * std::abs(offset) / (box.height / 2) : 0;
  return side == Heading::right ? box.right() - inset : box.x + inset;
}

std::vector<double> spread(std::size_t count, double side_length) {
  std::vector<double> offsets(count, 0);
  if (count < 2) return offsets;
  const double n = static_cast<double>(count - 1);
  const double step = std::min(7.0, side_length * 0.56 / n);  // Clear of rounded corners.
  for (std::size_t i = 0; i < count; ++i) offsets[i] = (static_cast<double>(i) - n / 2) * step;
  return offsets;
}

Drawn direct(const Outline& from_node, const Outline& to_node) {
  const Rectangle& from = from_node.box;
  const Rectangle& to = to_node.box;
  const Point a = from.centre();
  const Point b = to.centre();
  if (to.x >= from.right() || from.x >= to.right()) {
    const bool rightwards = to.x >= from.right();
    const Heading heading = rightwards ? Heading::right : Heading::left;
    const double start = rightwards ? from.right() : from.x;
    const double end = rightwards ? to.x : to.right();
    return drawn({{{start, start, a.y, heading}, {end, end, b.y, heading}}, 0});
  }
  if (to.y >= from.bottom() || from.y >= to.bottom()) {
    const bool down = to.y >= from.bottom();
    const Point start{a.x, down ? from.bottom() : from.y};
    const Point end{b.x, down ? to.y : to.bottom()};
    const double half = (end.y - start.y) / 2;
    const Cubic piece{{start.x, start.y + half}, {end.x, end.y - half}, end};
    return {{start, {piece}}, middle(start, piece)};
  }
  // To itself, or to what it lies upon: a loop on the right.
  const double up = from.height / 5;
  const double down = to.height / 5;
  const double start = border_x(from_node, up, Heading::right);
  const double end = border_x(to_node, down, Heading::right);
  return drawn(
      {{{start, start, a.y - up, Heading::right}, {end, end, b.y + down, Heading::left}}, 0});
}

void separate_labels(const std::vector<Edge>& edges, std::vector<Point>& labels) {
  std::map<long, std::vector<std::size_t>> channels;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    if (edges[e].label.width > 0) channels[std::lround(labels[e].x)].push_back(e);
  }
  for (auto& [x, members] : channels) {
    std::stable_sort(members.begin(), members.end(),
                     [&](std::size_t a, std::size_t b) { return labels[a].y < labels[b].y; });
    std::vector<double> wanted;
    std::vector<double> steps;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const std::size_t next = members[std::min(i + 1, members.size() - 1)];
      wanted.push_back(labels[members[i]].y);
      steps.push_back((edges[members[i]].label.height + edges[next].label.height) / 2);
    }
    const std::vector<double> weights(members.size(), 1.0);
    const std::vector<double> found = nearest_rising(wanted, weights, steps);
    for (std::size_t i = 0; i < members.size(); ++i) labels[members[i]].y = found[i];
  }
}

}  // namespace isthmus::layout
