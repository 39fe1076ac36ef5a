#include "sim/layout/strata.hpp"

#include <algorithm>
#include <cstdint>

namespace isthmus::layout {
namespace {

/// The arcs of every vertex to one side.
struct Adjacent {
  std::vector<std::size_t> first;
  std::vector<std::size_t> arcs;
};

enum class Side { left, right };

std::size_t vertex_at(const Strata::Arc& arc, Side side) {
  return side == Side::left ? arc.left : arc.right;
}

/// The arcs that leave vertices to `side`.
Adjacent adjacent(const Strata& strata, Side side) {
  const Side own = side == Side::left ? Side::right : Side::left;
  Adjacent found{std::vector<std::size_t>(strata.vertices.size() + 1, 0),
                 std::vector<std::size_t>(strata.arcs.size())};
  for (const auto& arc : strata.arcs) ++found.first[vertex_at(arc, own) + 1];
  for (std::size_t v = 0; v < strata.vertices.size(); ++v) found.first[v + 1] += found.first[v];
  std::vector<std::size_t> next{found.first.begin(), found.first.end() - 1};
  for (std::size_t i = 0; i < strata.arcs.size(); ++i) {
    found.arcs[next[vertex_at(strata.arcs[i], own)]++] = i;
  }
  return found;
}

std::vector<std::size_t> places(const Strata& strata) {
  std::vector<std::size_t> place(strata.vertices.size(), 0);
  for (const auto& layer : strata.layers) {
    for (std::size_t i = 0; i < layer.size(); ++i) place[layer[i]] = i;
  }
  return place;
}

/// Counts of numbers seen, summed from the front.
class Tally {
 public:
  explicit Tally(std::size_t size) : sums_(size + 1, 0) {}
  void add(std::size_t at) {
    for (std::size_t i = at + 1; i < sums_.size(); i += i & (~i + 1)) ++sums_[i];
  }
  std::size_t up_to(std::size_t at) const {
    std::size_t sum = 0;
    for (std::size_t i = at + 1; i > 0; i -= i & (~i + 1)) sum += sums_[i];
    return sum;
  }

 private:
  std::vector<std::size_t> sums_;
};

std::size_t crossings(const Strata& strata, const Adjacent& to_right,
                      const std::vector<std::size_t>& place) {
  std::size_t total = 0;
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i + 1 < strata.layers.size(); ++i) {
    Tally seen{strata.layers[i + 1].size()};
    std::size_t count = 0;
    for (const std::size_t v : strata.layers[i]) {
      ends.clear();
      for (std::size_t at = to_right.first[v]; at < to_right.first[v + 1]; ++at) {
        ends.push_back(place[strata.arcs[to_right.arcs[at]].right]);
      }
      for (const std::size_t end : ends) total += count - seen.up_to(end);
      for (const std::size_t end : ends) seen.add(end);
      count += ends.size();
    }
  }
  return total;
}

/// Sorts one layer by the middle of each vertex' neighbours on one side.
void sort_layer(Strata& strata, std::size_t layer, const Adjacent& neighbours, Side side,
                std::vector<std::size_t>& place, std::vector<double>& key) {
  auto& order = strata.layers[layer];
  const std::size_t other = side == Side::left ? layer - 1 : layer + 1;
  const double scale = static_cast<double>(strata.layers[other].size()) /
                       static_cast<double>(std::max<std::size_t>(order.size(), 1));
  for (const std::size_t v : order) {
    double sum = 0;
    double weight = 0;
    for (std::size_t at = neighbours.first[v]; at < neighbours.first[v + 1]; ++at) {
      const auto& arc = strata.arcs[neighbours.arcs[at]];
      // Half a place for either end of a tall vertex, so that its arcs do not count as one point.
      const std::size_t end = vertex_at(arc, side);
      const double height = strata.vertices[end].height;
      const double offset = side == Side::left ? arc.left_offset : arc.right_offset;
      sum += static_cast<double>(place[end]) + (height > 0 ? offset / height : 0);
      weight += 1;
    }
    key[v] = weight > 0 ? sum / weight : static_cast<double>(place[v]) * scale;
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (strata.vertices[a].group != strata.vertices[b].group) {
      return strata.vertices[a].group < strata.vertices[b].group;
    }
    return key[a] < key[b];
  });
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
}

double step_between(const Strata::Vertex& upper, const Strata::Vertex& lower) {
  return (upper.height + lower.height) / 2 + std::max(upper.gap, lower.gap);
}

/// The heights as they settle: each layer in turn moves towards its neighbours.
class Settling {
 public:
  explicit Settling(const Strata& strata)
      : strata_{strata},
        to_left_{adjacent(strata, Side::left)},
        to_right_{adjacent(strata, Side::right)},
        y_(strata.vertices.size(), 0) {
    for (const auto& layer : strata.layers) {
      double at = 0;
      for (std::size_t i = 0; i < layer.size(); ++i) {
        if (i > 0) at += step_between(vertex(layer[i - 1]), vertex(layer[i]));
        y_[layer[i]] = at;
      }
      for (const std::size_t v : layer) y_[v] -= at / 2;
    }
  }

  std::vector<double> result() && {
    constexpr int sweeps = 3;
    const std::size_t n = strata_.layers.size();
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      for (std::size_t i = 1; i < n; ++i) move(i, true, false);
      for (std::size_t i = n; i-- > 1;) move(i - 1, false, true);
    }
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      for (std::size_t i = 0; i < n; ++i) move(i, true, true);
      for (std::size_t i = n; i-- > 0;) move(i, true, true);
    }
    return std::move(y_);
  }

 private:
  const Strata::Vertex& vertex(std::size_t v) const { return strata_.vertices[v]; }

  void gather(std::size_t v, const Adjacent& neighbours, Side side, double& sum,
              double& weight) const {
    for (std::size_t at = neighbours.first[v]; at < neighbours.first[v + 1]; ++at) {
      const auto& arc = strata_.arcs[neighbours.arcs[at]];
      const double level = side == Side::left ? y_[arc.left] + arc.left_offset - arc.right_offset
                                              : y_[arc.right] + arc.right_offset - arc.left_offset;
      sum += arc.weight * level;
      weight += arc.weight;
    }
  }

  void move(std::size_t layer, bool look_left, bool look_right) {
    const auto& order = strata_.layers[layer];
    wanted_.clear();
    weights_.clear();
    steps_.clear();
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::size_t v = order[i];
      double sum = 0;
      double weight = 0;
      if (look_left) gather(v, to_left_, Side::left, sum, weight);
      if (look_right) gather(v, to_right_, Side::right, sum, weight);
      // A vertex that nothing draws stays with little force where it is.
      wanted_.push_back(weight > 0 ? sum / weight : y_[v]);
      weights_.push_back(weight > 0 ? weight : 0.05);
      steps_.push_back(i + 1 < order.size() ? step_between(vertex(v), vertex(order[i + 1])) : 0);
    }
    const std::vector<double> found = nearest_rising(wanted_, weights_, steps_);
    for (std::size_t i = 0; i < order.size(); ++i) y_[order[i]] = found[i];
  }

  const Strata& strata_;
  Adjacent to_left_;
  Adjacent to_right_;
  std::vector<double> y_;
  std::vector<double> wanted_;
  std::vector<double> weights_;
  std::vector<double> steps_;
};

}  // namespace

std::size_t crossings(const Strata& strata) {
  return crossings(strata, adjacent(strata, Side::right), places(strata));
}

void untangle(Strata& strata) {
  constexpr int sweeps_max = 12;
  constexpr int patience = 3;  // Sweeps without a better order before giving up.
  const Adjacent to_left = adjacent(strata, Side::left);
  const Adjacent to_right = adjacent(strata, Side::right);
  std::vector<std::size_t> place = places(strata);
  std::vector<double> key(strata.vertices.size(), 0);

  auto best = strata.layers;
  std::size_t fewest = SIZE_MAX;
  int since_better = 0;
  for (int sweep = 0; sweep < sweeps_max && since_better < patience && fewest > 0; ++sweep) {
    for (std::size_t i = 1; i < strata.layers.size(); ++i) {
      sort_layer(strata, i, to_left, Side::left, place, key);
    }
    for (std::size_t i = strata.layers.size(); i-- > 1;) {
      sort_layer(strata, i - 1, to_right, Side::right, place, key);
    }
    const std::size_t now = crossings(strata, to_right, place);
    ++since_better;
    if (now >= fewest) continue;
    fewest = now;
    best = strata.layers;
    since_better = 0;
  }
  strata.layers = std::move(best);
}

std::vector<double> heights(const Strata& strata) { return Settling{strata}.result(); }

std::vector<double> nearest_rising(const std::vector<double>& wanted,
                                   const std::vector<double>& weights,
                                   const std::vector<double>& steps) {
  struct Pool {
    double sum;
    double weight;
    std::size_t size;
    double mean() const { return sum / weight; }
  };
  std::vector<Pool> pools;
  double shift = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    Pool pool{(wanted[i] - shift) * weights[i], weights[i], 1};
    while (!pools.empty() && pools.back().mean() >= pool.mean()) {
      pool.sum += pools.back().sum;
      pool.weight += pools.back().weight;
      pool.size += pools.back().size;
      pools.pop_back();
    }
    pools.push_back(pool);
    shift += steps[i];
  }
  std::vector<double> found;
  found.reserve(wanted.size());
  shift = 0;
  for (const Pool& pool : pools) {
    for (std::size_t i = 0; i < pool.size; ++i) {
      found.push_back(pool.mean() + shift);
      shift += steps[found.size() - 1];
    }
  }
  return found;
}

}  // namespace isthmus::layout
