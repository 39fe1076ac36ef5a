// "How does a request get from here to there?": two ends, the steps, and the hello's bytes.
#pragma once

#include <QComboBox>
#include <QTextBrowser>
#include <QToolButton>
#include <QWidget>

#include "gui/elided_label.hpp"
#include "gui/engine.hpp"
#include "gui/explained.hpp"
#include "gui/hello_view.hpp"
#include "gui/look.hpp"
#include "gui/selection.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class RoutePane : public QWidget {
  Q_OBJECT

 public:
  RoutePane(const Look& look, Workspace& workspace, Selection& selection,
            QWidget* parent = nullptr);

  /// What is shown now; null where no two services are selected.
  const ExplainedPtr& explained() const { return explained_; }
  QTextBrowser& page() { return page_; }
  HelloView& hello() { return hello_; }
  bool is_busy() const { return engine_.is_busy(); }

 signals:
  void explained_changed();
  void place_asked(const isthmus::SourceSpan& at);

 private:
  void fill_ends();
  void follow_selection();
  void choose();
  void ask();
  void show_page();

  const Look& look_;
  Workspace& workspace_;
  Selection& selection_;
  QComboBox from_;
  QComboBox to_;
  QTextBrowser page_;
  ElidedLabel hello_title_;
  HelloView hello_;
  ExplainedPtr explained_;
  Engine engine_;
};

}  // namespace isthmus::gui
