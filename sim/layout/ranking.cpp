#include "sim/layout/ranking.hpp"

#include <algorithm>
#include <cstdint>

#include "sim/base/expects.hpp"

namespace isthmus::layout {
namespace {

/// Neighbours on one side, one vertex after the other in one array.
struct Neighbours {
  std::vector<std::size_t> first;
  std::vector<Link> links;

  const Link* begin(std::size_t vertex) const { return links.data() + first[vertex]; }
  const Link* end(std::size_t vertex) const { return links.data() + first[vertex + 1]; }
};

template <class KeyOf>
Neighbours by(std::size_t vertices, const std::vector<Link>& links, KeyOf key_of) {
  Neighbours found{std::vector<std::size_t>(vertices + 1, 0), std::vector<Link>(links.size())};
  for (const Link& link : links) ++found.first[key_of(link) + 1];
  for (std::size_t v = 0; v < vertices; ++v) found.first[v + 1] += found.first[v];
  std::vector<std::size_t> next{found.first.begin(), found.first.end() - 1};
  for (const Link& link : links) found.links[next[key_of(link)]++] = link;
  return found;
}

/// The order of vertices along which few links run backwards.
class Sequence {
 public:
  Sequence(const Neighbours& out, const Neighbours& in, const std::vector<Pull>& pulls)
      : out_{out},
        in_{in},
        open_(pulls.size(), true),
        balance_(pulls.size(), 0),
        left_weight_(pulls.size(), 0),
        right_weight_(pulls.size(), 0) {
    for (std::size_t v = 0; v < pulls.size(); ++v) {
      for (const Link* at = out.begin(v); at != out.end(v); ++at) right_weight_[v] += at->weight;
      for (const Link* at = in.begin(v); at != in.end(v); ++at) left_weight_[v] += at->weight;
      balance_[v] = pulls[v].right - pulls[v].left;
    }
  }

  std::vector<std::size_t> order() && {
    std::size_t left = open_.size();
    for (std::size_t v = open_.size(); v-- > 0;) note(v);
    while (left > 0) {
      const std::size_t v = next();
      take(v, right_weight_[v] > 0 || left_weight_[v] <= 0);
      --left;
    }
    head_.insert(head_.end(), tail_.rbegin(), tail_.rend());
    return std::move(head_);
  }

 private:
  /// Remembers a vertex that became an end: nothing left of it, or nothing right of it.
  void note(std::size_t v) {
    if (open_[v] && (right_weight_[v] <= 0 || left_weight_[v] <= 0)) ends_.push_back(v);
  }

  std::size_t next() {
    while (!ends_.empty()) {
      const std::size_t v = ends_.back();
      ends_.pop_back();
      if (open_[v]) return v;
    }
    std::size_t best = open_.size();
    for (std::size_t v = 0; v < open_.size(); ++v) {
      if (!open_[v]) continue;
      if (best == open_.size() || surplus(v) > surplus(best)) best = v;
    }
    return best;
  }

  double surplus(std::size_t v) const { return right_weight_[v] - left_weight_[v] + balance_[v]; }

  void take(std::size_t v, bool to_head) {
    open_[v] = false;
    (to_head ? head_ : tail_).push_back(v);
    for (const Link* at = out_.begin(v); at != out_.end(v); ++at) {
      left_weight_[at->to] -= at->weight;
      note(at->to);
    }
    for (const Link* at = in_.begin(v); at != in_.end(v); ++at) {
      right_weight_[at->from] -= at->weight;
      note(at->from);
    }
  }

  const Neighbours& out_;
  const Neighbours& in_;
  std::vector<bool> open_;
  std::vector<double> balance_;
  std::vector<double> left_weight_;
  std::vector<double> right_weight_;
  std::vector<std::size_t> ends_;
  std::vector<std::size_t> head_;
  std::vector<std::size_t> tail_;
};

/// Layers by the longest way from the left, then each vertex as near to its neighbours as it may.
class Layering {
 public:
  Layering(std::vector<Link> forward, const std::vector<Pull>& pulls,
           const std::vector<std::size_t>& sequence)
      : out_{by(pulls.size(), forward, [](const Link& link) { return link.from; })},
        in_{by(pulls.size(), forward, [](const Link& link) { return link.to; })},
        pulls_{pulls},
        sequence_{sequence},
        layer_(pulls.size(), 0) {}

  std::vector<std::size_t> layers() && {
    for (const std::size_t v : sequence_) {
      layer_[v] = lowest(v);
      last_ = std::max(last_, layer_[v]);
    }
    for (int pass = 0; pass < 3; ++pass) {
      for (auto at = sequence_.rbegin(); at != sequence_.rend(); ++at) settle(*at);
      for (const std::size_t v : sequence_) settle(v);
    }
    return std::move(layer_);
  }

 private:
  std::size_t lowest(std::size_t v) const {
    std::size_t low = 0;
    for (const Link* at = in_.begin(v); at != in_.end(v); ++at) {
      low = std::max(low, layer_[at->from] + 1);
    }
    return low;
  }
  std::size_t highest(std::size_t v) const {
    std::size_t high = last_;
    for (const Link* at = out_.begin(v); at != out_.end(v); ++at) {
      high = std::min(high, layer_[at->to] - 1);
    }
    return high;
  }
  void settle(std::size_t v) {
    double to_right = pulls_[v].right;
    double to_left = pulls_[v].left;
    for (const Link* at = out_.begin(v); at != out_.end(v); ++at) to_right += at->weight;
    for (const Link* at = in_.begin(v); at != in_.end(v); ++at) to_left += at->weight;
    if (to_right > to_left) layer_[v] = highest(v);
    if (to_left > to_right) layer_[v] = lowest(v);
  }

  Neighbours out_;
  Neighbours in_;
  const std::vector<Pull>& pulls_;
  const std::vector<std::size_t>& sequence_;
  std::vector<std::size_t> layer_;
  std::size_t last_ = 0;
};

/// Splits layers that are too long, keeping the order of vertices; empty layers vanish.
void split_long_layers(std::vector<std::size_t>& layer, const std::vector<bool>& loose,
                       std::size_t most) {
  std::vector<std::size_t> count;
  for (std::size_t v = 0; v < layer.size(); ++v) {
    if (loose[v]) continue;
    if (layer[v] >= count.size()) count.resize(layer[v] + 1, 0);
    ++count[layer[v]];
  }
  std::vector<std::size_t> first(count.size() + 1, 0);
  std::vector<std::size_t> rows(count.size(), 1);
  for (std::size_t i = 0; i < count.size(); ++i) {
    const std::size_t pieces = (count[i] + most - 1) / most;
    first[i + 1] = first[i] + pieces;
    if (pieces > 0) rows[i] = (count[i] + pieces - 1) / pieces;
  }
  std::vector<std::size_t> seen(count.size(), 0);
  for (std::size_t v = 0; v < layer.size(); ++v) {
    if (loose[v]) continue;
    const std::size_t old = layer[v];
    layer[v] = first[old] + seen[old]++ / rows[old];
  }
}

/// Puts vertices without neighbours into the shortest layers, and into new ones at the end.
void place_loose(std::vector<std::size_t>& layer, const std::vector<bool>& loose,
                 std::size_t most) {
  std::vector<std::size_t> count(1, 0);
  for (std::size_t v = 0; v < layer.size(); ++v) {
    if (loose[v]) continue;
    if (layer[v] >= count.size()) count.resize(layer[v] + 1, 0);
    ++count[layer[v]];
  }
  for (std::size_t v = 0; v < layer.size(); ++v) {
    if (!loose[v]) continue;
    auto shortest = std::min_element(count.begin(), count.end());
    if (*shortest >= most) shortest = count.insert(count.end(), 0);
    ++*shortest;
    layer[v] = static_cast<std::size_t>(shortest - count.begin());
  }
}

}  // namespace

std::vector<std::size_t> rank(std::size_t vertices, const std::vector<Link>& links,
                              const std::vector<Pull>& pulls, std::size_t most) {
  ISTHMUS_EXPECTS(pulls.size() == vertices && most > 0);
  std::vector<Link> kept;
  std::vector<bool> loose(vertices);
  for (std::size_t v = 0; v < vertices; ++v) loose[v] = pulls[v].left + pulls[v].right <= 0;
  for (const Link& link : links) {
    if (link.from == link.to) continue;
    kept.push_back(link);
    loose[link.from] = loose[link.to] = false;
  }
  const Neighbours out = by(vertices, kept, [](const Link& link) { return link.from; });
  const Neighbours in = by(vertices, kept, [](const Link& link) { return link.to; });
  const std::vector<std::size_t> sequence = Sequence{out, in, pulls}.order();

  std::vector<std::size_t> place(vertices);
  for (std::size_t i = 0; i < sequence.size(); ++i) place[sequence[i]] = i;
  for (Link& link : kept) {
    if (place[link.from] > place[link.to]) std::swap(link.from, link.to);
  }
  std::vector<std::size_t> layer = Layering{std::move(kept), pulls, sequence}.layers();
  split_long_layers(layer, loose, most);
  place_loose(layer, loose, most);
  return layer;
}

}  // namespace isthmus::layout
