// The pane where things are tried out: fields for the selection, the history, and what to do with
// it.
#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QWidget>
#include <vector>

#include "gui/choice_box.hpp"
#include "gui/look.hpp"
#include "gui/selection.hpp"
#include "gui/what_if.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class WhatIfPane : public QWidget {
  Q_OBJECT

 public:
  WhatIfPane(Workspace& workspace, Selection& selection, WhatIf& what_if,
             QWidget* parent = nullptr);

  QSpinBox& replicas() { return replicas_; }
  QSpinBox& cpu() { return cpu_; }
  QComboBox& mode() { return mode_; }  ///< Of the partition: its proxy-defaults.
  QComboBox& service_mode() { return service_mode_; }
  QComboBox& upstream_mode() { return upstream_mode_; }
  QDoubleSpinBox& load() { return load_; }
  QPushButton& lose() { return lose_; }
  QPushButton& crash() { return crash_; }
  QComboBox& cut() { return cut_; }
  QListWidget& list() { return list_; }

 signals:
  void compare_asked();
  void export_asked();

 private:
  void build_fields();
  void connect_fields();
  void connect_modes();
  void refresh();
  void show_thing();
  void show_modes();
  /// Who calls: of a way, its beginning.
  const Thing& caller() const {
    return selection_.is_way() ? selection_.from() : selection_.thing();
  }
  void show_traffic();
  void show_links();
  double moment_s() const;
  void show_changes();

  Workspace& workspace_;
  Selection& selection_;
  WhatIf& what_if_;
  QLabel title_;
  QWidget fields_;
  QLabel replicas_name_;
  QSpinBox replicas_;
  QLabel cpu_name_;
  QSpinBox cpu_;
  QLabel mode_name_;
  ChoiceBox mode_{Qt::ElideMiddle};
  QLabel service_mode_name_;
  ChoiceBox service_mode_{Qt::ElideMiddle};
  QLabel upstream_mode_name_;
  ChoiceBox upstream_mode_{Qt::ElideMiddle};
  QPushButton lose_;
  QPushButton crash_;
  QLabel cut_name_;
  ChoiceBox cut_{Qt::ElideMiddle};
  QWidget traffic_;
  QDoubleSpinBox load_;
  QLabel history_name_;
  QListWidget list_;
  QPushButton compare_;
  QPushButton export_;
};

}  // namespace isthmus::gui
