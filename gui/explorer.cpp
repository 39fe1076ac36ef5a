#include "gui/explorer.hpp"

#include <QHeaderView>
#include <QSignalBlocker>

#include "gui/icons.hpp"
#include "gui/time_unit.hpp"
#include "reports/figure_text.hpp"

namespace isthmus::gui {
namespace {

/// "3.4", "16", "118": what a narrow column has room for.
QString short_number(double value) { return QString::number(value, 'f', value < 9.95 ? 1 : 0); }

/// "95 %", "0.4 %"; names need the room more than digits do.
QString busy_text(const Figures& figures) {
  if (!figures.busy) return {};
  const double percent = *figures.busy * 100;
  const bool nothing = percent < 0.05;
  return (nothing ? QStringLiteral("0") : short_number(percent)) + QStringLiteral(" %");
}

/// "700 µs", "62 ms", "1.2 s"
QString p99_text(const Figures& figures) {
  if (!figures.p99_s) return {};
  const double seconds = *figures.p99_s;
  const TimeUnit unit{seconds >= 0.9995     ? TimeUnit{1, "s"}
                      : seconds >= 9.995e-4 ? TimeUnit{1e3, "ms"}
                                            : TimeUnit{1e6, "µs"}};
  return short_number(seconds * unit.per_second) + QLatin1Char{' '} + QString::fromUtf8(unit.name);
}

}  // namespace

Explorer::Explorer(const Look& look, Workspace& workspace, Selection& selection, QWidget* parent)
    : QTreeWidget{parent}, look_{look}, workspace_{workspace}, selection_{selection} {
  setObjectName(QStringLiteral("explorer"));
  setAccessibleName(tr("Explorer"));
  setHeaderLabels({tr("Mesh"), tr("Busy"), tr("p99")});
  setUniformRowHeights(true);
  setIndentation(10);
  setIconSize({14, 14});
  setSelectionMode(QAbstractItemView::SingleSelection);
  header()->setStretchLastSection(false);
  header()->setSectionResizeMode(name_column, QHeaderView::Stretch);
  header()->setSectionResizeMode(busy_column, QHeaderView::Fixed);
  header()->setSectionResizeMode(p99_column, QHeaderView::Fixed);
  header()->setMinimumSectionSize(40);
  setTextElideMode(Qt::ElideMiddle);
  const QFontMetrics metrics{font()};
  header()->resizeSection(busy_column, metrics.horizontalAdvance(QStringLiteral("9.9 %")) + 16);
  header()->resizeSection(p99_column, metrics.horizontalAdvance(QStringLiteral("999 ms")) + 16);
  headerItem()->setTextAlignment(busy_column, Qt::AlignRight | Qt::AlignVCenter);
  headerItem()->setTextAlignment(p99_column, Qt::AlignRight | Qt::AlignVCenter);
  connect(&workspace_, &Workspace::loaded_changed, this, &Explorer::fill);
  connect(&workspace_, &Workspace::run_changed, this, &Explorer::show_figures);
  connect(&selection_, &Selection::changed, this, &Explorer::follow_selection);
  connect(&look_, &Look::changed, this, [this] {
    paint_icons();
    show_figures();
  });
  connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    const auto found = things_.find(item);
    if (found != things_.end()) selection_.select(found->second);
  });
  connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
    const auto found = things_.find(item);
    if (found != things_.end()) emit activated_thing(found->second);
  });
}

QTreeWidgetItem* Explorer::add(QTreeWidgetItem* parent, const Thing& thing, const QString& label) {
  auto* item = parent == nullptr ? new QTreeWidgetItem{this} : new QTreeWidgetItem{parent};
  item->setText(name_column, label);
  item->setToolTip(name_column, QString::fromStdString(text(thing)));
  item->setTextAlignment(busy_column, Qt::AlignRight | Qt::AlignVCenter);
  item->setTextAlignment(p99_column, Qt::AlignRight | Qt::AlignVCenter);
  items_.emplace(thing, item);
  things_.emplace(item, thing);
  return item;
}

void Explorer::fill() {
  const QSignalBlocker quiet{this};
  std::map<Thing, bool> was_open;
  for (const auto& [thing, item] : items_) was_open[thing] = item->isExpanded();
  clear();
  items_.clear();
  things_.clear();
  if (!workspace_.loaded()) return;
  setUpdatesEnabled(false);
  const model::Model& model = workspace_.loaded()->study.model;
  const bool few = model.services.size() <= 120;
  for (std::size_t p = 0; p < model.partitions.size(); ++p) {
    const model::PartitionId id{p};
    const model::Partition& partition = model.partitions[p];
    const Thing thing = partition_thing(model, id);
    QTreeWidgetItem* top = add(nullptr, thing, QString::fromStdString(thing.name));
    if (partition.mesh_gateway) {
      add(top, gateway_thing(model, id),
          QStringLiteral("gateway ×%1").arg(partition.mesh_gateway->replicas));
    }
    for (const model::ServiceId service : partition.services) {
      const mesh::ServiceName& name = model[service].name;
      const std::string label =
          name.namespace_ == mesh::default_name ? name.name : name.namespace_ + "/" + name.name;
      add(top, thing_of(model, service), QString::fromStdString(label));
    }
    const auto before = was_open.find(thing);
    top->setExpanded(before == was_open.end() ? few : before->second);
  }
  setUpdatesEnabled(true);
  paint_icons();
  show_figures();
  look_for(query_);
  follow_selection();
}

void Explorer::paint_icons() {
  const Theme& theme = look_.theme();
  const QIcon partition = icon_of(Sign::partition, theme.dim);
  const QIcon gateway = icon_of(Sign::gateway, theme.local);
  const QIcon service = icon_of(Sign::service, theme.dim);
  for (const auto& [thing, item] : items_) {
    item->setIcon(name_column, thing.kind == Thing::Kind::partition ? partition
                               : thing.kind == Thing::Kind::gateway ? gateway
                                                                    : service);
  }
}

void Explorer::show_figures() {
  figures_ = workspace_.ran() ? figures_of(*workspace_.ran()) : std::map<Thing, Figures>{};
  // Columns with nothing in them would only take the room that names need.
  setColumnHidden(busy_column, figures_.empty());
  setColumnHidden(p99_column, figures_.empty());
  for (const auto& [thing, item] : items_) {
    const auto found = figures_.find(thing);
    const bool known = found != figures_.end();
    item->setText(busy_column, known ? busy_text(found->second) : QString{});
    item->setText(p99_column, known ? p99_text(found->second) : QString{});
    item->setToolTip(
        busy_column,
        known && found->second.busy
            ? tr("busy %1 at its busiest instance")
                  .arg(QString::fromStdString(reports::percent_text(*found->second.busy)))
            : QString{});
    item->setToolTip(
        p99_column,
        known && found->second.p99_s
            ? tr("p99 %1, the worst of its pairs")
                  .arg(QString::fromStdString(reports::seconds_text(*found->second.p99_s)))
            : QString{});
    const double busy = known && found->second.busy ? *found->second.busy : 0;
    const QColor& ink = busy >= 0.7 ? look_.theme().of_load(busy) : look_.theme().text;
    item->setForeground(busy_column, ink);
  }
}

void Explorer::look_for(const Query& query) {
  query_ = query;
  if (items_.empty()) return;
  for (int top = 0; top < topLevelItemCount(); ++top) {
    QTreeWidgetItem* partition = topLevelItem(top);
    const std::string box = partition->text(name_column).toStdString();
    bool any = query.is_empty();
    for (int i = 0; i < partition->childCount(); ++i) {
      QTreeWidgetItem* child = partition->child(i);
      const auto found = figures_.find(things_.at(child));
      const bool kept =
          query.is_empty() || query.allows(box + "/" + child->text(name_column).toStdString(),
                                           found == figures_.end() ? nullptr : &found->second);
      child->setHidden(!kept);
      any = any || kept;
    }
    const auto own = figures_.find(things_.at(partition));
    partition->setHidden(!any &&
                         !query.allows(box, own == figures_.end() ? nullptr : &own->second));
    if (!query.is_empty() && any) partition->setExpanded(true);
  }
}

QTreeWidgetItem* Explorer::item_of(const Thing& thing) const {
  const auto found = items_.find(thing);
  return found == items_.end() ? nullptr : found->second;
}

void Explorer::follow_selection() {
  const QSignalBlocker quiet{this};
  QTreeWidgetItem* item = item_of(selection_.thing());
  if (item == currentItem()) return;
  setCurrentItem(item);
  if (item != nullptr) scrollToItem(item);
}

}  // namespace isthmus::gui
