// What is being tried out, with its history: every change can be undone.
#pragma once

#include <QObject>
#include <QUndoStack>

#include "gui/changes.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

class WhatIf : public QObject {
  Q_OBJECT

 public:
  explicit WhatIf(Workspace& workspace, QObject* parent = nullptr);

  /// Does the changes as one command.
  void change(const QString& name, const Changes& more);
  void change(const Change& one) { change(QString::fromStdString(one.label), {one}); }

  const Changes& changes() const { return changes_; }
  std::string patch() const { return patch_of(changes_); }
  QUndoStack& history() { return history_; }

 signals:
  void changed();

 private:
  class Command;
  void set(Changes changes);

  Workspace& workspace_;
  Changes changes_;
  QUndoStack history_;
  QString path_;
};

}  // namespace isthmus::gui
