#include "gui/inspector.hpp"

#include <QVBoxLayout>

namespace isthmus::gui {

Inspector::Inspector(const Look& look, Workspace& workspace, Selection& selection, QWidget* parent)
    : QWidget{parent},
      workspace_{workspace},
      selection_{selection},
      facts_{look},
      route_{look, workspace, selection} {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  title_.setContentsMargins(10, 6, 10, 0);
  title_.setFixedHeight(title_.sizeHint().height() + 6);
  column->addWidget(&title_);
  tabs_.setDocumentMode(true);
  tabs_.addTab(&facts_, tr("Details"));
  tabs_.addTab(&route_, tr("Route"));
  tabs_.setAccessibleName(tr("Inspector"));
  facts_.setAccessibleName(tr("Details of the selection"));
  column->addWidget(&tabs_, 1);
  connect(&facts_, &FactList::place_asked, this, &Inspector::place_asked);
  connect(&route_, &RoutePane::place_asked, this, &Inspector::place_asked);
  connect(&workspace_, &Workspace::loaded_changed, this, &Inspector::refresh);
  connect(&workspace_, &Workspace::run_changed, this, &Inspector::refresh);
  connect(&workspace_, &Workspace::time_changed, this, &Inspector::refresh);
  connect(&selection_, &Selection::changed, this, [this] {
    if (selection_.is_way()) tabs_.setCurrentWidget(&route_);
    refresh();
  });
  refresh();
}

void Inspector::refresh() {
  const LoadedPtr& loaded = workspace_.loaded();
  if (!loaded) {
    title_.setText(tr("Inspector"));
    return facts_.show_facts({});
  }
  const Thing& thing = selection_.thing();
  const Ran* ran = workspace_.ran().get();
  Details details = details_of(*loaded, thing, ran, workspace_.frames().get(), workspace_.time_s());
  if (details.empty()) {
    title_.setText(tr("Scenario"));
    return facts_.show_facts(overview_of(*loaded, ran));
  }
  title_.setText(selection_.is_way()
                     ? QString::fromStdString(text(selection_.from()) + " → " + text(thing))
                     : QString::fromStdString(text(thing)));
  facts_.show_facts(std::move(details));
}

}  // namespace isthmus::gui
