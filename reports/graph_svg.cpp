#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "reports/figure_text.hpp"
#include "reports/graph.hpp"
#include "reports/markup.hpp"
#include "reports/topology_drawing.hpp"

namespace isthmus::reports {
namespace {

using Kind = Topology::Kind;
using Shape = Topology::Shape;

constexpr double tip = gateway_tip;
constexpr double head_alone = 62;  // Room for name and summary.
constexpr double foot = 34;        // Room for the legend.
constexpr double margin = drawing_margin;

constexpr std::string_view style_sheet = R"(
.page{fill:#fff}.box{fill:#f4f6f9;stroke:#dde2e9}
.lost{fill:none;stroke:#b91c1c;stroke-dasharray:5 4}
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:#131a24}
.name{font-size:16px;font-weight:650}.soft{font-size:12px;fill:#5a6472}
.title{font-size:12px;font-weight:650}.where{font-size:11px;fill:#5a6472;font-weight:400}
.label{font-size:12px;font-weight:600;text-anchor:middle}
.note{font-size:11px;font-weight:400;fill:#5a6472}
.node{fill:#fff;stroke:#8a94a3;stroke-width:1.2}.stack{fill:#fff;stroke:#b3bbc7}
.gateway{fill:#fff;stroke:#1d4ed8;stroke-width:1.5}
.missing{fill:none;stroke:#b91c1c;stroke-dasharray:4 3}
.edge{fill:none;stroke-width:1.5}.inside{stroke:#8a94a3}.local{stroke:#1d4ed8}
.remote{stroke:#7c3aed}.none{stroke:#0f766e}.several{stroke:#3b6ea8}
.broken{stroke:#b91c1c;stroke-dasharray:6 4}
.mode{font-size:11px;font-weight:600;text-anchor:middle;stroke:#fff;stroke-width:4px;
paint-order:stroke;stroke-linejoin:round}.within{stroke:#f4f6f9}
.t-inside{fill:#5a6472}.t-local{fill:#1d4ed8}.t-remote{fill:#6d28d9}.t-none{fill:#0f766e}
.t-several{fill:#2c5a8f}.t-broken{fill:#b91c1c}
.faint .edge{stroke-opacity:.32}.faint g:hover .edge,g:hover>.edge{stroke-opacity:1;stroke-width:3}
@media (prefers-color-scheme:dark){
.page{fill:#0f141b}.box{fill:#171e28;stroke:#2b3542}.lost{stroke:#ff8f8f}
text{fill:#e6ebf2}.soft,.where,.note{fill:#a3afbf}
.node{fill:#0f141b;stroke:#6d7a8c}.stack{fill:#0f141b;stroke:#485465}
.gateway{fill:#0f141b;stroke:#7fb0ff}.missing{stroke:#ff8f8f}
.inside{stroke:#6d7a8c}.local{stroke:#7fb0ff}.remote{stroke:#bfa3ff}.none{stroke:#5fd0c0}
.several{stroke:#8fb8e8}.broken{stroke:#ff8f8f}.mode{stroke:#0f141b}.within{stroke:#171e28}
.t-inside{fill:#a3afbf}.t-local{fill:#7fb0ff}.t-remote{fill:#bfa3ff}.t-none{fill:#5fd0c0}
.t-several{fill:#8fb8e8}.t-broken{fill:#ff8f8f}}
)";

std::string at(layout::Point point) { return pixels(point.x) + " " + pixels(point.y); }

class Svg {
 public:
  Svg(std::ostream& out, const Topology& topology, GraphUse use)
      : out_{out}, topology_{topology}, use_{use}, head_{use == GraphUse::alone ? head_alone : 0} {}

  void write() {
    draw();
    const double legend_least = 90.0 * static_cast<double>(kinds_.size()) + 2 * margin;
    double width = std::max(drawing_.bounds.width, legend_least);
    if (use_ == GraphUse::alone) {
      width = std::max({width, width_of(topology_.name, 10.5) + 2 * margin,
                        width_of(topology_.summary(), 7.6) + 2 * margin});
    }
    width = std::ceil(width);
    shift_ = (width - drawing_.bounds.width) / 2;
    const bool has_legend = !kinds_.empty();
    const double height = std::ceil(head_ + drawing_.bounds.height + (has_legend ? foot : 0.0));
    open(width, height);
    for (std::size_t b = 0; b < topology_.boxes.size(); ++b) box(b);
    out_ << (framed_ ? "<g class=\"faint\">\n" : "<g>\n");
    for (std::size_t e = 0; e < topology_.edges.size(); ++e) edge(e);
    out_ << "</g>\n";
    for (std::size_t v = 0; v < topology_.nodes.size(); ++v) node(v);
    for (std::size_t e = 0; e < topology_.edges.size(); ++e) mode(e);
    out_ << "</g>\n";
    if (has_legend) legend(head_ + drawing_.bounds.height);
    out_ << "</svg>\n";
  }

 private:
  bool crosses(const Topology::Edge& edge) const {
    return topology_.nodes[edge.from].box != topology_.nodes[edge.to].box;
  }

  void draw() {
    for (const Topology::Edge& edge : topology_.edges) {
      busiest_ = std::max(busiest_, edge.requests_per_s);
      kinds_.insert(edge.kind);
    }
    TopologyDrawing drawn = drawing_of(topology_);
    framed_ = drawn.framed;
    drawing_ = std::move(drawn.drawing);
  }

  static std::string shown(const std::string& name) { return drawn_name(name); }

  void open(double width, double height) {
    const std::string size = pixels(width) + "\" height=\"" + pixels(height);
    out_ << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" << size << "\" viewBox=\"0 0 "
         << pixels(width) << " " << pixels(height)
         << "\" role=\"img\" aria-labelledby=\"isthmus-name isthmus-summary\">\n<title "
            "id=\"isthmus-name\">"
         << markup_text(topology_.name) << "</title>\n<desc id=\"isthmus-summary\">"
         << markup_text(topology_.summary()) << "</desc>\n";
    if (use_ == GraphUse::alone) out_ << "<style>" << style_sheet << "</style>\n";
    out_ << "<defs>\n";
    for (const Kind kind : kinds_) {
      out_ << "<marker id=\"isthmus-" << text(kind)
           << "\" viewBox=\"0 0 9 8\" refX=\"8.6\" refY=\"4\" markerWidth=\"9\" markerHeight=\"8\" "
              "markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"><path class=\"t-"
           << text(kind) << "\" d=\"M0 0.4 9 4 0 7.6z\"/></marker>\n";
    }
    out_ << "</defs>\n";
    if (use_ == GraphUse::alone) heading(size);
    out_ << "<g transform=\"translate(" << pixels(shift_) << " " << pixels(head_) << ")\">\n";
  }

  void heading(const std::string& size) {
    out_ << "<rect class=\"page\" width=\"" << size << "\"/>\n<text class=\"name\" x=\""
         << pixels(margin) << "\" y=\"30\">" << markup_text(topology_.name)
         << "</text>\n<text class=\"soft\" x=\"" << pixels(margin) << "\" y=\"50\">"
         << markup_text(topology_.summary()) << "</text>\n";
  }

  void box(std::size_t b) {
    const Topology::Box& box = topology_.boxes[b];
    const layout::Rectangle& place = drawing_.clusters[b];
    rectangle(box.outside ? "lost" : "box", place, 8);
    const layout::Rectangle& title = drawing_.titles[b];
    const std::string y = pixels(title.y + 16);
    out_ << "<text class=\"title\" x=\"" << pixels(title.x) << "\" y=\"" << y
         << "\"><tspan class=\"where\">" << box.what << "</tspan><tspan dx=\"5\">"
         << markup_text(shown(box.name)) << "</tspan></text>\n";
    if (box.where.empty()) return;
    out_ << "<text class=\"where\" text-anchor=\"end\" x=\"" << pixels(title.right()) << "\" y=\""
         << y << "\">" << markup_text(shown(box.where)) << "</text>\n";
  }

  void rectangle(std::string_view style, const layout::Rectangle& box, double round) {
    out_ << "<rect class=\"" << style << "\" x=\"" << pixels(box.x) << "\" y=\"" << pixels(box.y)
         << "\" width=\"" << pixels(box.width) << "\" height=\"" << pixels(box.height) << "\" rx=\""
         << pixels(round) << "\"/>\n";
  }

  void node(std::size_t v) {
    const Topology::Node& node = topology_.nodes[v];
    const layout::Rectangle& box = drawing_.nodes[v];
    out_ << "<g" << handle("node", v) << "><title>" << markup_text(node.title) << load_title(node)
         << "</title>\n";
    if (node.shape == Shape::gateway) {
      const double middle = box.centre().y;
      out_ << "<path class=\"gateway\" d=\"M" << at({box.x, middle}) << "L"
           << at({box.x + tip, box.y}) << "H" << pixels(box.right() - tip) << "L"
           << at({box.right(), middle}) << "L" << at({box.right() - tip, box.bottom()}) << "H"
           << pixels(box.x + tip) << "z\"/>\n";
    } else {
      if (node.shape == Shape::services) {
        rectangle("stack", {box.x + 4, box.y + 4, box.width - 1, box.height - 1}, 6);
      }
      rectangle(node.shape == Shape::missing ? "missing" : "node", box, 6);
    }
    const double raised = node.load ? 0 : 4;
    if (node.load) load_bar(node, box);
    out_ << "<text class=\"label\" x=\"" << pixels(box.centre().x) << "\" y=\""
         << pixels(box.centre().y + raised) << "\">" << markup_text(shown(node.label));
    if (!node.note.empty()) {
      out_ << "<tspan class=\"note\" dx=\"5\">" << markup_text(node.note) << "</tspan>";
    }
    out_ << "</text></g>\n";
  }

  /// In a page, what a script needs to follow paths.
  std::string handle(std::string_view what, std::size_t number) const {
    if (use_ == GraphUse::alone) return "";
    return " data-" + std::string{what} + "=\"" + std::to_string(number) + "\"";
  }

  static std::string load_title(const Topology::Node& node) {
    return node.load ? "\nbusiest instance: " + percent_text(*node.load) + " of what it can do"
                     : "";
  }

  void load_bar(const Topology::Node& node, const layout::Rectangle& box) {
    const double inset = node.shape == Shape::gateway ? tip + 6 : 10;
    const layout::Rectangle whole{box.x + inset, box.bottom() - 10, box.width - 2 * inset, 4};
    rectangle("load", whole, 2);
    const double share = std::clamp(*node.load, 0.0, 1.0);
    if (share <= 0) return;
    const char* look = *node.load >= 0.9   ? "load-bad"
                       : *node.load >= 0.7 ? "load-high"
                                           : "load-good";
    rectangle(look, {whole.x, whole.y, std::max(whole.width * share, 2.0), whole.height}, 2);
  }

  std::string path(const layout::Curve& curve) const {
    std::string text = "M" + at(curve.start);
    layout::Point from = curve.start;
    for (const layout::Cubic& piece : curve.pieces) {
      const bool level =
          piece.control_1.y == from.y && piece.control_2.y == from.y && piece.end.y == from.y;
      text += level ? "H" + pixels(piece.end.x)
                    : "C" + at(piece.control_1) + " " + at(piece.control_2) + " " + at(piece.end);
      from = piece.end;
    }
    return text;
  }

  /// By traffic after a run, and by the number of upstreams where services are not shown.
  double stroke_of(const Topology::Edge& edge) const {
    if (busiest_ > 0) return 1.2 + 4.3 * std::sqrt(edge.requests_per_s / busiest_);
    if (!topology_.collapsed || edge.upstreams < 2) return 0;
    return std::min(1.4 + 0.5 * std::log2(static_cast<double>(edge.upstreams)), 5.0);
  }

  void edge(std::size_t e) {
    const Topology::Edge& edge = topology_.edges[e];
    const std::string kind{text(edge.kind)};
    out_ << "<g" << handle("from", edge.from) << handle("to", edge.to);
    if (use_ == GraphUse::in_a_page && !topology_.collapsed) {
      out_ << " data-ways=\"";
      for (const std::size_t route : edge.routes) out_ << route << ' ';
      out_ << "\"";
    }
    out_ << "><title>" << markup_text(edge.title);
    if (edge.requests_per_s > 0) out_ << "\n" << plain_text(edge.requests_per_s) << " requests/s";
    out_ << "</title><path class=\"edge " << kind << "\" d=\"" << path(drawing_.edges[e]) << "\"";
    if (const double stroke = stroke_of(edge); stroke > 0) {
      const char* open = use_ == GraphUse::alone ? " style=\"stroke-width:" : " stroke-width=\"";
      out_ << open << pixels(stroke) << "\"";
    }
    if (!framed_) {
      out_ << " marker-end=\"url(#isthmus-" << kind << ")\"";
      if (edge.both_ways) out_ << " marker-start=\"url(#isthmus-" << kind << ")\"";
    }
    out_ << "/></g>\n";
  }

  void mode(std::size_t e) {
    const Topology::Edge& edge = topology_.edges[e];
    if (edge.label.empty()) return;
    const layout::Point middle = drawing_.labels[e];
    out_ << "<text class=\"mode " << (crosses(edge) ? "" : "within ") << "t-" << text(edge.kind)
         << "\" x=\"" << pixels(middle.x) << "\" y=\"" << pixels(middle.y + 4) << "\">"
         << markup_text(shown(edge.label)) << "</text>\n";
  }

  static std::string_view meaning(Kind kind) {
    switch (kind) {
      case Kind::inside:
        return "within a partition";
      case Kind::none:
        return "mode none";
      case Kind::local:
        return "mode local";
      case Kind::remote:
        return "mode remote";
      case Kind::several:
        return "several modes";
      case Kind::broken:
        return "unreachable";
    }
    return "";
  }

  void legend(double y) {
    double x = margin;
    for (const Kind kind : kinds_) {
      const std::string_view what = meaning(kind);
      out_ << "<path class=\"edge " << text(kind) << "\" d=\"M" << at({x, y + 10}) << "H"
           << pixels(x + 26) << (use_ == GraphUse::alone ? "" : "\" stroke-width=\"2")
           << "\"/><text class=\"note\" x=\"" << pixels(x + 32) << "\" y=\"" << pixels(y + 14)
           << "\">" << what << "</text>\n";
      x += 32 + width_of(what, 6.3) + 22;
    }
  }

  std::ostream& out_;
  const Topology& topology_;
  GraphUse use_;
  double head_;
  layout::Drawing drawing_;
  std::set<Kind> kinds_;
  bool framed_ = false;
  double busiest_ = 0;  ///< Requests per second of the busiest edge.
  double shift_ = 0;
};

}  // namespace

void write_graph_svg(std::ostream& out, const Topology& topology, GraphUse use) {
  Svg{out, topology, use}.write();
}

}  // namespace isthmus::reports
