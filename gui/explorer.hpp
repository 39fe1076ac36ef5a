// The mesh as a tree: partitions, their gateways, their services. Everything that the picture says
// is here too, for those who use keys or a screen reader.
#pragma once

#include <QTreeWidget>
#include <map>

#include "gui/figures.hpp"
#include "gui/look.hpp"
#include "gui/query.hpp"
#include "gui/selection.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class Explorer : public QTreeWidget {
  Q_OBJECT

 public:
  enum Column { name_column, busy_column, p99_column };

  Explorer(const Look& look, Workspace& workspace, Selection& selection, QWidget* parent = nullptr);

  /// Hides what does not match; partitions stay as long as something in them does.
  void look_for(const Query& query);
  QTreeWidgetItem* item_of(const Thing& thing) const;

 signals:
  void activated_thing(const isthmus::gui::Thing& thing);

 private:
  void fill();
  QTreeWidgetItem* add(QTreeWidgetItem* parent, const Thing& thing, const QString& label);
  void show_figures();
  void follow_selection();
  void paint_icons();

  const Look& look_;
  Workspace& workspace_;
  Selection& selection_;
  std::map<Thing, QTreeWidgetItem*> items_;
  std::map<QTreeWidgetItem*, Thing> things_;
  std::map<Thing, Figures> figures_;
  Query query_;
};

}  // namespace isthmus::gui
