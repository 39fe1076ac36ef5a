// The texts that were read, with the line that somebody asked for.
#pragma once

#include <QPlainTextEdit>
#include <QWidget>

#include "gui/choice_box.hpp"
#include "gui/look.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class SourceView : public QWidget {
  Q_OBJECT

 public:
  SourceView(const Look& look, Workspace& workspace, QWidget* parent = nullptr);

  void show_place(const SourceSpan& at);
  /// From 1; 0 where no line is marked.
  int marked_line() const { return marked_line_; }
  QPlainTextEdit& text() { return text_; }

 private:
  void fill();
  void show_source(int index);
  void mark();

  const Look& look_;
  Workspace& workspace_;
  ChoiceBox files_{Qt::ElideMiddle};
  QPlainTextEdit text_;
  int marked_line_ = 0;
};

}  // namespace isthmus::gui
