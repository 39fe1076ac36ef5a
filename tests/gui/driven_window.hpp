// A window with a scenario of its own, and the few things that a person does to it.
#pragma once

#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <string>

#include "gui/main_window.hpp"

namespace isthmus::gui_test {

/// Two partitions, one way through two gateways, one that is not exported; runs in a moment.
inline const char* const two_partitions = R"(isthmus: 1
name: two partitions
zones:
  use1-a: {region: us-east-1, cloud: aws}
  euw1-a: {region: eu-west-1, cloud: aws}
partitions:
  default:
    zones: [use1-a]
    mesh_gateway: {replicas: 2}
    services:
      web:
        replicas: 2
        proxy:
          upstreams:
            - {destination_name: cart, local_bind_port: 10000}
            - {destination_name: billing, destination_partition: finance, local_bind_port: 10001}
            - {destination_name: ledger, destination_partition: finance, local_bind_port: 10002}
      cart: {replicas: 2, service_time: exp(2ms)}
  finance:
    zones: [euw1-a]
    mesh_gateway: {replicas: 1}
    services:
      billing: {replicas: 1, concurrency: 2, service_time: exp(8ms)}
      ledger: {replicas: 1}
config_entries:
  - {Kind: proxy-defaults, Name: global, MeshGateway: {Mode: local}}
  - Kind: exported-services
    Name: finance
    Services:
      - {Name: billing, Consumers: [{Partition: default}]}
      - {Name: mesh-gateway, Consumers: [{Partition: default}]}
traffic:
  - {name: carts, from: web, to: cart, rate: 100/s}
  - {name: bills, from: web, to: finance/billing, rate: 200/s}
expect:
  - {from: web, to: finance/billing, latency: p99 < 2s}
run: {seed: 1, duration: 4s, warmup: 500ms, replications: 4}
)";

/// The window of one test: shown, without memory, and cleaned up after.
class DrivenWindow {
 public:
  explicit DrivenWindow(const std::string& text = two_partitions,
                        std::unique_ptr<QSettings> settings = nullptr)
      : window{gui::ThemeChoice::dark, std::move(settings)} {
    write(text);
    window.resize(1440, 900);
    window.show();
    window.open(path());
    window.settle();
  }

  QString path() const { return folder.filePath(QStringLiteral("scenario.yaml")); }
  void write(const std::string& text) const {
    QFile file{path()};
    file.open(QIODevice::WriteOnly);
    file.write(text.data(), static_cast<qint64>(text.size()));
  }
  void rewrite(const std::string& what, const std::string& by) const {
    std::string text = two_partitions;
    text.replace(text.find(what), what.size(), by);
    write(text);
  }

  void trigger(const char* action) { window.action(QLatin1String{action})->trigger(); }
  void run() {
    trigger("run");
    window.settle();
  }

  /// Shows the tab below that begins with these words.
  void show_tab(const char* words) {
    QTabWidget& tabs = window.bottom();
    for (int i = 0; i < tabs.count(); ++i) {
      if (tabs.tabText(i).startsWith(QLatin1String{words})) tabs.setCurrentIndex(i);
    }
    window.settle();
  }

  /// Clicks the node of a thing where it is painted.
  void click(const std::string& thing, Qt::KeyboardModifiers keys = Qt::NoModifier) {
    gui::Canvas& canvas = window.topology().canvas();
    const auto& study = window.workspace().loaded()->study;
    const auto node = canvas.picture()->node_for(study.model, *gui::thing_named(study, thing));
    QTest::mouseClick(&canvas, Qt::LeftButton, keys, canvas.place_of(*node).toPoint());
    window.settle();
  }

  QTreeWidgetItem* row(const std::string& thing) {
    const auto& study = window.workspace().loaded()->study;
    return window.explorer().item_of(*gui::thing_named(study, thing));
  }

  QTemporaryDir folder;
  gui::MainWindow window;
};

/// The value that the inspector shows for a property; empty: it does not show it.
inline std::string fact(DrivenWindow& driven, const std::string& name) {
  gui::FactList& list = driven.window.inspector().facts();
  for (int i = 0; i < list.topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = list.topLevelItem(i);
    if (item->text(gui::FactList::name_column).toStdString() != name) continue;
    return item->text(gui::FactList::value_column).toStdString();
  }
  return {};
}

}  // namespace isthmus::gui_test
