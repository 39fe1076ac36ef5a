#include "sim/layout/columns.hpp"

#include <algorithm>
#include <cmath>

#include "sim/layout/strata.hpp"

namespace isthmus::layout {
namespace {

using Column = std::vector<std::size_t>;

// A drawing that fits a page as it stands is not wrapped, whatever its aspect.
constexpr Size page{1400, 900};

/// Layers of clusters in an order with few crossings.
std::vector<Column> ordered_layers(const std::vector<std::size_t>& layer,
                                   const std::vector<Link>& links, std::size_t clusters) {
  Strata strata;
  std::size_t last = 0;
  for (const std::size_t i : layer) last = std::max(last, i);
  strata.layers.resize(last + 1);
  strata.vertices.resize(clusters);
  for (std::size_t c = 0; c < clusters; ++c) strata.layers[layer[c]].push_back(c);
  for (const Link& link : links) {
    if (layer[link.from] == layer[link.to]) continue;
    const bool forward = layer[link.from] < layer[link.to];
    const std::size_t right = forward ? link.to : link.from;
    std::size_t before = forward ? link.from : link.to;
    for (std::size_t i = layer[before] + 1; i < layer[right]; ++i) {
      strata.vertices.push_back({});
      strata.layers[i].push_back(strata.vertices.size() - 1);
      strata.arcs.push_back({before, strata.vertices.size() - 1});
      before = strata.vertices.size() - 1;
    }
    strata.arcs.push_back({before, right});
  }
  untangle(strata);
  for (Column& column : strata.layers) {
    column.erase(
        std::remove_if(column.begin(), column.end(), [&](std::size_t v) { return v >= clusters; }),
        column.end());
  }
  return std::move(strata.layers);
}

class Wrapping {
 public:
  Wrapping(const std::vector<Size>& sizes, const std::vector<Link>& links, const Style& style)
      : sizes_{sizes}, links_{links}, style_{style} {}

  double height(const Column& column) const {
    double sum = 0;
    for (const std::size_t c : column) sum += sizes_[c].height + style_.cluster_gap;
    return sum;
  }

  Size size(const std::vector<Column>& columns) const {
    const std::vector<double> passing = edges_passing(columns);
    Size whole;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      double widest = 0;
      for (const std::size_t c : columns[i]) widest = std::max(widest, sizes_[c].width);
      whole.width += widest + style_.column_gap;
      whole.height = std::max(whole.height, height(columns[i]) + passing[i] * style_.lane_gap);
    }
    return whole;
  }

  /// How far from the wished aspect; 0 for what fits a page.
  double strangeness(const std::vector<Column>& columns) const {
    const Size whole = size(columns);
    if (whole.width <= page.width && whole.height <= page.height) return 0;
    return std::abs(std::log(whole.width / (whole.height * style_.aspect)));
  }

  /// `clusters` in columns of about equal height, none higher than `most` if it need not be.
  std::vector<Column> cut(const Column& clusters, double most) const {
    const double whole = height(clusters);
    const double pieces = std::max(1.0, std::ceil(whole / most));
    std::vector<Column> found(1);
    double sum = 0;
    for (const std::size_t c : clusters) {
      const double next = sizes_[c].height + style_.cluster_gap;
      const double limit = whole / pieces * static_cast<double>(found.size());
      if (!found.back().empty() && sum + next / 2 > limit) found.emplace_back();
      found.back().push_back(c);
      sum += next;
    }
    return found;
  }

 private:
  /// For each column, the edges that need a lane through it.
  std::vector<double> edges_passing(const std::vector<Column>& columns) const {
    std::vector<std::size_t> column_of(sizes_.size(), 0);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      for (const std::size_t c : columns[i]) column_of[c] = i;
    }
    std::vector<double> passing(columns.size() + 1, 0);  // Differences first, then sums.
    for (const Link& link : links_) {
      const std::size_t left = std::min(column_of[link.from], column_of[link.to]);
      const std::size_t right = std::max(column_of[link.from], column_of[link.to]);
      if (right <= left + 1) continue;
      passing[left + 1] += link.weight;
      passing[right] -= link.weight;
    }
    for (std::size_t i = 1; i < passing.size(); ++i) passing[i] += passing[i - 1];
    return passing;
  }

  const std::vector<Size>& sizes_;
  const std::vector<Link>& links_;
  const Style& style_;
};

}  // namespace

std::vector<std::size_t> columns(const std::vector<Size>& sizes, const std::vector<Link>& links,
                                 const Style& style) {
  constexpr double price_of_sharing = 0.6;  // Edges within a column are harder to follow.
  const std::size_t clusters = sizes.size();
  const std::vector<std::size_t> natural =
      rank(clusters, links, std::vector<Pull>(clusters), std::max<std::size_t>(clusters, 1));
  std::vector<Column> best = ordered_layers(natural, links, clusters);
  const Wrapping wrapping{sizes, links, style};
  double least = wrapping.strangeness(best);

  const std::vector<Column> layers = best;
  Column sequence;
  for (const Column& layer : layers) sequence.insert(sequence.end(), layer.begin(), layer.end());
  const double whole = wrapping.height(sequence);
  for (std::size_t count = 1; least > 0 && count <= std::min<std::size_t>(clusters, 40); ++count) {
    const double most = whole / static_cast<double>(count) + 1;
    std::vector<Column> split;
    for (const Column& layer : layers) {
      for (Column& piece : wrapping.cut(layer, most)) split.push_back(std::move(piece));
    }
    const std::vector<Column> shared = wrapping.cut(sequence, most);
    const double split_is = wrapping.strangeness(split);
    const double shared_is = wrapping.strangeness(shared) + price_of_sharing;
    if (split_is < least) best = split;
    least = std::min(least, split_is);
    if (shared_is < least) best = shared;
    least = std::min(least, shared_is);
  }

  std::vector<std::size_t> column(clusters, 0);
  for (std::size_t i = 0; i < best.size(); ++i) {
    for (const std::size_t c : best[i]) column[c] = i;
  }
  return column;
}

}  // namespace isthmus::layout
