// The right-hand pane: what is known of the selected thing, the way between two, and what if.
#pragma once

#include <QTabWidget>
#include <QWidget>

#include "gui/elided_label.hpp"
#include "gui/fact_list.hpp"
#include "gui/look.hpp"
#include "gui/route_pane.hpp"
#include "gui/selection.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class Inspector : public QWidget {
  Q_OBJECT

 public:
  Inspector(const Look& look, Workspace& workspace, Selection& selection,
            QWidget* parent = nullptr);

  QTabWidget& tabs() { return tabs_; }
  FactList& facts() { return facts_; }
  RoutePane& route() { return route_; }
  const ElidedLabel& title() const { return title_; }

 signals:
  void place_asked(const isthmus::SourceSpan& at);

 private:
  void refresh();

  Workspace& workspace_;
  Selection& selection_;
  ElidedLabel title_{Qt::ElideMiddle};
  QTabWidget tabs_;
  FactList facts_;
  RoutePane route_;
};

}  // namespace isthmus::gui
