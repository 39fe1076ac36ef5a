#include "gui/topology_view.hpp"

#include <QCoreApplication>
#include <QEventLoop>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "gui/choice_box.hpp"
#include "gui/icons.hpp"

namespace isthmus::gui {
namespace {

constexpr int outcomes_always = 3;  // Any, delivered, not delivered; single ends follow.

}  // namespace

TopologyView::TopologyView(const Look& look, Workspace& workspace, Selection& selection,
                           QWidget* parent)
    : QWidget{parent},
      look_{look},
      workspace_{workspace},
      selection_{selection},
      canvas_{look},
      shade_{std::make_shared<const Shade>()} {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  build_bar();
  column->addWidget(&bar_);
  column->addWidget(&canvas_, 1);

  connect(&workspace_, &Workspace::loaded_changed, this, [this] {
    if (!workspace_.loaded()) return;
    const bool other = drawn_path_ != workspace_.path();
    if (other) {
      wish_ = {};
      wish_.drawing.pinned = std::move(moved_before_);
      moved_before_.clear();
    }
    drawn_path_ = workspace_.path();
    fill_partitions();
    fill_outcomes();
    read_filters();
    redraw(other ? Canvas::Place::fit : Canvas::Place::keep);
  });
  connect(&workspace_, &Workspace::frames_changed, this, &TopologyView::reshade);
  connect(&workspace_, &Workspace::time_changed, this, &TopologyView::reshade);
  connect(&workspace_, &Workspace::run_changed, this, [this] {
    figures_ = workspace_.ran() ? figures_of(*workspace_.ran()) : std::map<Thing, Figures>{};
    refocus();
  });
  connect(&selection_, &Selection::changed, this, [this] {
    reshade();
    if (shade_->selected_node && !workspace_.is_reading()) canvas_.reveal(*shade_->selected_node);
  });
  connect(&canvas_, &Canvas::picked, this, [this](const Thing& thing, bool extend) {
    extend ? selection_.extend(thing) : selection_.select(thing);
  });
  connect(&canvas_, &Canvas::picked_edge, this, [this](std::size_t edge) {
    const auto& routes = canvas_.picture()->topology.edges[edge].routes;
    if (routes.empty() || !drawn_of_) return;
    const session::Study& study = drawn_of_->study;
    const route::RouteFacts& facts = study.routes.facts[routes.front()];
    if (!facts.to.is_some()) return selection_.select(thing_of(study.model, facts.from));
    selection_.select_way(thing_of(study.model, facts.from), thing_of(study.model, facts.to));
  });
  connect(&canvas_, &Canvas::activated, this, [this](const Thing& thing) {
    if (thing.kind == Thing::Kind::partition) toggle_collapsed(thing);
  });
  connect(&canvas_, &Canvas::resized, this, [this] {
    const double aspect = static_cast<double>(canvas_.width()) / std::max(canvas_.height(), 1);
    const double change = aspect / wish_.drawing.aspect;
    const bool other_shape = change > 1.3 || change < 1 / 1.3;
    if (drawn_of_ && wish_.drawing.pinned.empty() && other_shape) redraw(Canvas::Place::fit);
  });
  connect(&canvas_, &Canvas::moved, this, [this](const QString& node, QPointF to) {
    wish_.drawing.pinned[node.toStdString()] = {to.x(), to.y()};
    redraw(Canvas::Place::keep);
    emit positions_changed();
  });
}

QComboBox* TopologyView::choice(const QString& name, const QStringList& entries) {
  auto* box = new ChoiceBox{Qt::ElideMiddle, &bar_};
  box->addItems(entries);
  box->setAccessibleName(name);
  box->setToolTip(name);
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  constexpr int arrow_and_air = 32;  // As the style sheet has them.
  box->setMinimumWidth(box->fontMetrics().horizontalAdvance(entries.first()) + arrow_and_air);
  box->setMaximumWidth(150);
  connect(box, &QComboBox::currentIndexChanged, this, &TopologyView::read_filters);
  bar_.layout()->addWidget(box);
  return box;
}

QToolButton* TopologyView::button(int sign, const QString& name, void (Canvas::*action)()) {
  auto* made = new QToolButton{&bar_};
  made->setAccessibleName(name);
  made->setToolTip(name);
  made->setIconSize({14, 14});
  connect(made, &QToolButton::clicked, &canvas_, action);
  buttons_.emplace_back(made, sign);
  bar_.layout()->addWidget(made);
  return made;
}

void TopologyView::build_bar() {
  bar_.setObjectName(QStringLiteral("panel"));
  bar_.setAttribute(Qt::WA_StyledBackground);
  auto* row = new QHBoxLayout{&bar_};
  row->setContentsMargins(6, 4, 6, 4);
  row->setSpacing(3);
  partition_ = choice(tr("Show a partition"), {tr("Partition")});
  mode_ = choice(tr("Show a gateway mode"), {tr("Mode"), tr("none"), tr("local"), tr("remote")});
  busy_ = choice(tr("Show what is busy"),
                 {tr("Load"), tr("over 50 %"), tr("over 70 %"), tr("over 90 %")});
  arrival_ = choice(tr("Show what arrives"), {tr("Outcome"), tr("delivered"), tr("not delivered")});
  row->addStretch(1);
  auto* fold = new QToolButton{&bar_};
  fold->setAccessibleName(tr("Collapse or expand all partitions"));
  fold->setToolTip(tr("Collapse or expand all partitions (C)"));
  fold->setIconSize({14, 14});
  connect(fold, &QToolButton::clicked, this, [this] {
    const auto& picture = canvas_.picture();
    if (picture) picture->topology.collapsed ? expand_all() : collapse_all();
  });
  buttons_.emplace_back(fold, static_cast<int>(Sign::collapse));
  row->addWidget(fold);
  button(static_cast<int>(Sign::minus), tr("Zoom out (-)"), &Canvas::zoom_out);
  button(static_cast<int>(Sign::plus), tr("Zoom in (+)"), &Canvas::zoom_in);
  button(static_cast<int>(Sign::fit), tr("Fit (F)"), &Canvas::fit);
  connect(&look_, &Look::changed, this, &TopologyView::paint_icons);
  paint_icons();
}

void TopologyView::paint_icons() {
  for (const auto& [button, sign] : buttons_) {
    button->setIcon(icon_of(static_cast<Sign>(sign), look_.theme().dim));
  }
}

void TopologyView::fill_partitions() {
  const QSignalBlocker quiet{partition_};
  const QString chosen = partition_->currentIndex() > 0 ? partition_->currentText() : QString{};
  partition_->clear();
  partition_->addItem(tr("Partition"));
  const model::Model& model = workspace_.loaded()->study.model;
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    partition_->addItem(QString::fromStdString(model.label(model::PartitionId{i})));
  }
  const int index = chosen.isEmpty() ? 0 : partition_->findText(chosen);
  partition_->setCurrentIndex(std::max(index, 0));
  if (index <= 0) filters_.partition.clear();
}

/// Besides all and none of them: every end that some upstream of this mesh comes to.
void TopologyView::fill_outcomes() {
  const QSignalBlocker quiet{arrival_};
  const QString chosen = arrival_->currentText();
  std::set<route::Disposition> ends;
  for (const route::RouteFacts& facts : workspace_.loaded()->study.routes.facts) {
    if (!facts.delivered()) ends.insert(facts.disposition);
  }
  while (arrival_->count() > outcomes_always) arrival_->removeItem(outcomes_always);
  for (const route::Disposition end : ends) {
    const std::string_view name = text(end);
    arrival_->addItem(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                      static_cast<int>(end));
  }
  arrival_->setCurrentIndex(std::max(arrival_->findText(chosen), 0));
}

void TopologyView::read_filters() {
  Filters filters;
  if (partition_->currentIndex() > 0) filters.partition = partition_->currentText().toStdString();
  constexpr mesh::GatewayMode modes[] = {mesh::GatewayMode::none, mesh::GatewayMode::local,
                                         mesh::GatewayMode::remote};
  if (mode_->currentIndex() > 0) filters.mode = modes[mode_->currentIndex() - 1];
  constexpr double shares[] = {0, 0.5, 0.7, 0.9};
  filters.busy_least = shares[std::max(busy_->currentIndex(), 0)];
  if (arrival_->currentIndex() >= outcomes_always) {
    filters.ends_in = static_cast<route::Disposition>(arrival_->currentData().toInt());
  } else {
    filters.arrival = static_cast<Filters::Arrival>(std::max(arrival_->currentIndex(), 0));
  }
  filters_ = filters;
  refocus();
}

void TopologyView::filter(const Filters& filters) {
  const QSignalBlocker quiet[] = {QSignalBlocker{partition_}, QSignalBlocker{mode_},
                                  QSignalBlocker{busy_}, QSignalBlocker{arrival_}};
  const QString label = QString::fromStdString(filters.partition);
  partition_->setCurrentIndex(label.isEmpty() ? 0 : std::max(partition_->findText(label), 0));
  mode_->setCurrentIndex(filters.mode ? static_cast<int>(*filters.mode) + 1 : 0);
  busy_->setCurrentIndex(filters.busy_least >= 0.9   ? 3
                         : filters.busy_least >= 0.7 ? 2
                         : filters.busy_least > 0    ? 1
                                                     : 0);
  const int end = filters.ends_in ? arrival_->findData(static_cast<int>(*filters.ends_in)) : -1;
  arrival_->setCurrentIndex(end >= 0 ? end : static_cast<int>(filters.arrival));
  filters_ = filters;
  refocus();
}

void TopologyView::look_for(const QString& text) {
  query_ = query_from(text.toStdString());
  refocus();
}

void TopologyView::show_route(std::shared_ptr<const route::Route> route) {
  route_ = std::move(route);
  reshade();
}

void TopologyView::toggle_collapsed(const Thing& partition) {
  if (!workspace_.loaded() || partition.kind != Thing::Kind::partition) return;
  const bool collapsed = is_collapsed(workspace_.loaded()->study, wish_, partition.name);
  wish_.expanded.erase(partition.name);
  wish_.collapsed.erase(partition.name);
  (collapsed ? wish_.expanded : wish_.collapsed).insert(partition.name);
  redraw(Canvas::Place::keep);
}

void TopologyView::collapse_all() {
  if (!workspace_.loaded()) return;
  const model::Model& model = workspace_.loaded()->study.model;
  wish_.expanded.clear();
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    wish_.collapsed.insert(model.label(model::PartitionId{i}));
  }
  redraw(Canvas::Place::fit);
}

void TopologyView::expand_all() {
  if (!workspace_.loaded()) return;
  const model::Model& model = workspace_.loaded()->study.model;
  wish_.collapsed.clear();
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    wish_.expanded.insert(model.label(model::PartitionId{i}));
  }
  redraw(Canvas::Place::fit);
}

void TopologyView::start_with(std::map<std::string, layout::Point> places) {
  moved_before_ = std::move(places);
  drawn_path_.clear();
}

void TopologyView::forget_positions() {
  wish_.drawing.pinned.clear();
  redraw(Canvas::Place::fit);
  emit positions_changed();
}

void TopologyView::redraw(Canvas::Place place) {
  const LoadedPtr loaded = workspace_.loaded();
  if (!loaded) return;
  if (wish_.drawing.pinned.empty() && canvas_.height() > 0) {
    wish_.drawing.aspect =
        std::clamp(static_cast<double>(canvas_.width()) / canvas_.height(), 0.6, 3.5);
  }
  drawer_.ask<PicturePtr>(
      [loaded, wish = wish_](const Engine::Cancel&) { return picture_of(loaded->study, wish); },
      [this, loaded, place](const PicturePtr& picture) {
        drawn_of_ = loaded;
        canvas_.show_picture(picture, place);
        refocus();
        emit drawn();
      });
}

void TopologyView::refocus() {
  if (!canvas_.picture() || !drawn_of_) return;
  focus_ = focus_of(query_, filters_, *canvas_.picture(), *drawn_of_, figures_);
  reshade();
  emit focus_changed();
}

void TopologyView::reshade() {
  const PicturePtr& picture = canvas_.picture();
  if (!picture || !drawn_of_) return;
  auto shade = std::make_shared<Shade>();
  // A run of the mesh as it was before a change says nothing about what is drawn now.
  const session::Frames* frames = workspace_.frames().get();
  const bool same = !workspace_.ran() || workspace_.task() == Workspace::Task::running ||
                    workspace_.ran()->loaded == drawn_of_ ||
                    workspace_.ran()->loaded->pairs.size() == drawn_of_->pairs.size();
  show_moment(*shade, *picture, *drawn_of_, same ? frames : nullptr, workspace_.time_s());
  shade->dimmed_nodes = focus_.dimmed_nodes;
  shade->dimmed_edges = focus_.dimmed_edges;
  const Thing& thing = selection_.thing();
  if (thing.kind == Thing::Kind::partition) {
    for (std::size_t b = 0; b < picture->box_things.size(); ++b) {
      if (picture->box_things[b] == thing) shade->selected_box = b;
    }
  } else if (thing.is_something()) {
    shade->selected_node = picture->node_for(drawn_of_->study.model, thing);
  }
  if (route_) show_way(*shade, *picture, *drawn_of_, *route_);
  shade_ = shade;
  canvas_.show_shade(shade);
}

void TopologyView::settle() {
  while (drawer_.is_busy()) {
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
  }
  canvas_.settle();
}

}  // namespace isthmus::gui
