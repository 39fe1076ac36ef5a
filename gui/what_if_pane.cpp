#include "gui/what_if_pane.hpp"

#include <QFormLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <set>

#include "reports/figure_text.hpp"

namespace isthmus::gui {
namespace {

constexpr std::size_t streams_most = 6;  // Fields for single streams; all of them have one factor.

}  // namespace

WhatIfPane::WhatIfPane(Workspace& workspace, Selection& selection, WhatIf& what_if, QWidget* parent)
    : QWidget{parent}, workspace_{workspace}, selection_{selection}, what_if_{what_if} {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(10, 10, 10, 10);
  title_.setObjectName(QStringLiteral("heading"));
  title_.setWordWrap(true);
  column->addWidget(&title_);
  build_fields();
  column->addWidget(&fields_);
  history_name_.setObjectName(QStringLiteral("heading"));
  history_name_.setText(tr("Tried out"));
  column->addWidget(&history_name_);
  list_.setAccessibleName(tr("What is tried out"));
  list_.setWordWrap(true);
  column->addWidget(&list_, 1);
  auto* row = new QVBoxLayout;  // Below each other: the pane may be narrow.
  compare_.setText(tr("Run both and compare"));
  compare_.setObjectName(QStringLiteral("primary"));
  export_.setText(tr("Export patch…"));
  row->addWidget(&compare_);
  row->addWidget(&export_);
  column->addLayout(row);
  connect(&compare_, &QPushButton::clicked, this, &WhatIfPane::compare_asked);
  connect(&export_, &QPushButton::clicked, this, &WhatIfPane::export_asked);
  connect(&workspace_, &Workspace::loaded_changed, this, &WhatIfPane::refresh);
  connect(&workspace_, &Workspace::progressed, this, &WhatIfPane::show_changes);
  connect(&selection_, &Selection::changed, this, &WhatIfPane::refresh);
  connect(&what_if_, &WhatIf::changed, this, &WhatIfPane::show_changes);
  refresh();
}

void WhatIfPane::build_fields() {
  auto* form = new QFormLayout{&fields_};
  form->setContentsMargins(0, 0, 0, 0);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  replicas_.setRange(1, 10'000);
  replicas_.setKeyboardTracking(false);
  replicas_name_.setText(tr("Replicas"));
  form->addRow(&replicas_name_, &replicas_);
  cpu_.setRange(0, 1'000'000);
  cpu_.setSingleStep(100);
  cpu_.setSuffix(QStringLiteral("m"));
  cpu_.setSpecialValueText(tr("no limit"));
  cpu_.setKeyboardTracking(false);
  cpu_name_.setText(tr("CPU of each"));
  form->addRow(&cpu_name_, &cpu_);
  const std::pair<QLabel*, QComboBox*> modes[] = {{&mode_name_, &mode_},
                                                  {&service_mode_name_, &service_mode_},
                                                  {&upstream_mode_name_, &upstream_mode_}};
  for (const auto& [name, box] : modes) {
    box->addItems({QStringLiteral("none"), QStringLiteral("local"), QStringLiteral("remote")});
    box->setPlaceholderText(tr("not set"));
    form->addRow(name, box);
  }
  lose_.setText(tr("Lose one gateway"));
  form->addRow(&lose_);
  crash_.setText(tr("Crash one at the moment shown"));
  form->addRow(&crash_);
  cut_name_.setText(tr("Cut the link to"));
  form->addRow(&cut_name_, &cut_);
  form->addRow(&traffic_);
  load_.setRange(0.01, 1000);
  load_.setSingleStep(0.1);
  load_.setPrefix(QStringLiteral("×"));
  load_.setValue(1);
  load_.setKeyboardTracking(false);
  form->addRow(tr("All load"), &load_);
  const std::pair<QWidget*, QString> names[] = {
      {&replicas_, tr("Replicas")},
      {&cpu_, tr("CPU of each in millicores")},
      {&mode_, tr("Gateway mode of the partition")},
      {&service_mode_, tr("Gateway mode of the service")},
      {&upstream_mode_, tr("Gateway mode of the upstream")},
      {&cut_, tr("Cut the link to a region")},
      {&load_, tr("Factor on all load")}};
  for (const auto& [field, name] : names) field->setAccessibleName(name);

  connect_fields();
}

/// Where there is no mesh, nothing is tried out, whoever moves a field.
void WhatIfPane::connect_fields() {
  const auto on = [this](auto& field, auto signal, auto does) {
    connect(&field, signal, this, [this, does](auto... value) {
      if (workspace_.loaded()) does(workspace_.loaded()->study.model, value...);
    });
  };
  on(replicas_, &QSpinBox::valueChanged, [this](const model::Model& model, int value) {
    what_if_.change(replicas_change(model, selection_.thing(), static_cast<std::size_t>(value)));
  });
  on(cpu_, &QSpinBox::valueChanged, [this](const model::Model& model, int value) {
    if (value == 0) return;
    what_if_.change(cpu_change(model, selection_.thing(), static_cast<std::size_t>(value)));
  });
  on(lose_, &QPushButton::clicked, [this](const model::Model& model, bool) {
    what_if_.change(gateway_loss(model, selection_.thing()));
  });
  on(crash_, &QPushButton::clicked, [this](const model::Model&, bool) {
    what_if_.change(gateway_crash(selection_.thing(), moment_s()));
  });
  on(cut_, &QComboBox::activated, [this](const model::Model& model, int index) {
    const model::PartitionId partition = partition_of(model, selection_.thing());
    if (!partition.is_some() || index < 1) return;
    const std::string& from = model.network[model[partition].zones.front()].region;
    what_if_.change(link_cut(from, cut_.itemText(index).toStdString(), moment_s()));
  });
  on(load_, &QDoubleSpinBox::valueChanged, [this](const model::Model&, double factor) {
    // Of what the file says: a factor on a factor would be nobody's number.
    what_if_.change(tr("all load ×%1").arg(factor),
                    load_changes(workspace_.base()->study.model, factor));
  });
  connect_modes();
}

void WhatIfPane::connect_modes() {
  const auto on = [this](ChoiceBox& box, auto change) {
    connect(&box, &QComboBox::activated, this, [this, change](int index) {
      if (!workspace_.loaded() || index < 0) return;
      change(workspace_.loaded()->study.model, static_cast<mesh::GatewayMode>(index));
    });
  };
  on(mode_, [this](const model::Model& model, mesh::GatewayMode mode) {
    const model::PartitionId partition = partition_of(model, caller());
    if (partition.is_some()) what_if_.change(mode_change(model, partition, mode));
  });
  on(service_mode_, [this](const model::Model& model, mesh::GatewayMode mode) {
    const model::ServiceId service = service_of(model, caller());
    if (service.is_some()) what_if_.change(mode_change(model, service, mode));
  });
  on(upstream_mode_, [this](const model::Model& model, mesh::GatewayMode mode) {
    const model::ServiceId from = service_of(model, caller());
    const mesh::Upstream* upstream =
        upstream_between(model, from, service_of(model, selection_.thing()));
    if (upstream != nullptr) what_if_.change(mode_change(model, from, *upstream, mode));
  });
}

/// That of the timeline, to a millisecond; well inside of the run where there is none yet.
double WhatIfPane::moment_s() const {
  const double whole = workspace_.duration_s();
  const double at = workspace_.time_s();
  const double inside = at > 0 && at < whole ? at : whole / 3;
  return std::max(std::round(inside * 1000) / 1000, 0.001);
}

/// The regions that a partition's traffic may have to reach.
void WhatIfPane::show_links() {
  const QSignalBlocker quiet{&cut_};
  cut_.clear();
  cut_.addItem(tr("no link"));
  const model::Model& model = workspace_.loaded()->study.model;
  const model::PartitionId partition = partition_of(model, selection_.thing());
  std::set<std::string> regions;
  for (const model::Partition& one : model.partitions) {
    for (const underlay::ZoneId zone : one.zones) regions.insert(model.network[zone].region);
  }
  if (partition.is_some()) regions.erase(model.network[model[partition].zones.front()].region);
  for (const std::string& region : regions) cut_.addItem(QString::fromStdString(region));
  const bool any = partition.is_some() && !regions.empty();
  cut_.setVisible(any);
  cut_name_.setVisible(any);
}

void WhatIfPane::refresh() {
  const bool ready = workspace_.loaded() != nullptr;
  fields_.setEnabled(ready);
  if (ready) {
    show_thing();
    show_modes();
    show_traffic();
    show_links();
  }
  show_changes();
}

void WhatIfPane::show_thing() {
  const QSignalBlocker quiet[] = {QSignalBlocker{replicas_}, QSignalBlocker{cpu_},
                                  QSignalBlocker{mode_}, QSignalBlocker{load_}};
  const model::Model& model = workspace_.loaded()->study.model;
  const Thing& thing = selection_.thing();
  const model::PartitionId partition = partition_of(model, thing);
  const model::ServiceId service = service_of(model, thing);
  const bool gateway = thing.kind == Thing::Kind::gateway && partition.is_some() &&
                       model[partition].mesh_gateway.has_value();
  const bool ours = partition.is_some() && model[partition].away.empty();
  const bool counted = ours && (gateway || service.is_some());
  for (QWidget* one : {static_cast<QWidget*>(&replicas_name_), static_cast<QWidget*>(&replicas_),
                       static_cast<QWidget*>(&cpu_name_), static_cast<QWidget*>(&cpu_)}) {
    one->setVisible(counted);
  }
  lose_.setVisible(ours && gateway);
  crash_.setVisible(ours && gateway);
  title_.setText(partition.is_some() ? tr("What if, at %1").arg(QString::fromStdString(text(thing)))
                                     : tr("What if? Select a service, a gateway or a partition."));
  if (counted) {
    replicas_.setValue(static_cast<int>(gateway ? model[partition].mesh_gateway->replicas
                                                : model[service].replicas));
    const auto& cpu = gateway ? model[partition].mesh_gateway->queueing.cpu : model[service].cpu;
    cpu_.setValue(cpu ? static_cast<int>(cpu->millicores) : 0);
  }
  if (gateway) {
    lose_.setText(model[partition].mesh_gateway->replicas > 1
                      ? tr("Lose one of %1 gateways").arg(model[partition].mesh_gateway->replicas)
                      : tr("Lose the only gateway"));
  }
}

/// The rungs that can be tried out here: partition, service, and of a way its upstream.
void WhatIfPane::show_modes() {
  const model::Model& model = workspace_.loaded()->study.model;
  const auto show = [](QLabel& name, QComboBox& box, const QString& words,
                       const Written<mesh::GatewayMode>* mode) {
    name.setVisible(mode != nullptr);
    box.setVisible(mode != nullptr);
    name.setText(words);
    const QSignalBlocker quiet{&box};
    box.setCurrentIndex(mode != nullptr && mode->value ? static_cast<int>(*mode->value) : -1);
  };
  constexpr auto words = [](const std::string& text) { return QString::fromStdString(text); };
  const model::PartitionId partition = partition_of(model, caller());
  const bool ours = partition.is_some() && model[partition].away.empty();
  const Written<mesh::GatewayMode> silent{};
  const mesh::ProxyDefaults* defaults =
      ours ? model.proxy_defaults_of(model[partition].name) : nullptr;
  show(mode_name_, mode_,
       ours ? tr("Mode of partition %1").arg(words(model.label(partition))) : QString{},
       !ours                 ? nullptr
       : defaults != nullptr ? &defaults->mode
                             : &silent);
  const model::ServiceId service = ours ? service_of(model, caller()) : model::ServiceId{};
  const bool calls = service.is_some() && !model[service].registration.upstreams.empty();
  show(service_mode_name_, service_mode_, tr("Mode of %1").arg(words(text(caller()))),
       calls ? &model[service].registration.mode : nullptr);
  const mesh::Upstream* upstream =
      selection_.is_way() && calls
          ? upstream_between(model, service, service_of(model, selection_.thing()))
          : nullptr;
  show(upstream_mode_name_, upstream_mode_,
       tr("Mode towards %1").arg(words(text(selection_.thing()))),
       upstream != nullptr ? &upstream->mode : nullptr);
}

/// A field for each stream that the selection answers or sends.
void WhatIfPane::show_traffic() {
  delete traffic_.layout();
  qDeleteAll(traffic_.children());
  auto* form = new QFormLayout{&traffic_};
  form->setContentsMargins(0, 0, 0, 0);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  const model::Model& model = workspace_.loaded()->study.model;
  const model::ServiceId service = service_of(model, selection_.thing());
  std::size_t shown = 0;
  for (const model::TrafficSource& source : model.traffic) {
    const bool touches = service.is_some() && (source.from == service || source.to == service);
    const bool has_rate =
        source.profile.stages.empty() && model::own_rate(source.arrivals).in_per_second() == 0;
    if (!touches || !has_rate || source.name.empty() || ++shown > streams_most) continue;
    auto* field = new QDoubleSpinBox{&traffic_};
    field->setRange(0.001, 1e9);
    field->setDecimals(3);
    field->setSuffix(QStringLiteral("/s"));
    field->setKeyboardTracking(false);
    field->setValue(source.rate.in_per_second());
    field->setAccessibleName(tr("Rate of %1").arg(QString::fromStdString(source.name)));
    field->setObjectName(QStringLiteral("rate_") + QString::fromStdString(source.name));
    connect(field, &QDoubleSpinBox::valueChanged, this, [this, name = source.name](double rate) {
      model::TrafficSource named;
      named.name = name;
      what_if_.change(rate_change(named, rate));
    });
    form->addRow(QString::fromStdString(source.name), field);
  }
}

void WhatIfPane::show_changes() {
  list_.clear();
  for (const Change& change : what_if_.changes()) {
    list_.addItem(QString::fromStdString(change.label));
  }
  const bool any = !what_if_.changes().empty();
  const bool idle = workspace_.task() == Workspace::Task::none;
  if (!any) list_.addItem(tr("Nothing yet: the scenario as it stands in its file."));
  compare_.setEnabled(any && idle && workspace_.loaded() != nullptr);
  export_.setEnabled(any);
}

}  // namespace isthmus::gui
