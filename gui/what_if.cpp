#include "gui/what_if.hpp"

#include <QUndoCommand>

namespace isthmus::gui {

/// From one set of changes to another, and back.
class WhatIf::Command : public QUndoCommand {
 public:
  Command(WhatIf& what_if, const QString& name, Changes before, Changes after)
      : QUndoCommand{name},
        what_if_{what_if},
        before_{std::move(before)},
        after_{std::move(after)} {}

  void redo() override { what_if_.set(after_); }
  void undo() override { what_if_.set(before_); }

 private:
  WhatIf& what_if_;
  Changes before_;
  Changes after_;
};

WhatIf::WhatIf(Workspace& workspace, QObject* parent) : QObject{parent}, workspace_{workspace} {
  connect(&workspace_, &Workspace::state_changed, this, [this] {
    if (workspace_.path() == path_) return;  // Another scenario: nothing of this fits it.
    path_ = workspace_.path();
    history_.clear();
    changes_.clear();
    emit changed();
  });
}

void WhatIf::change(const QString& name, const Changes& more) {
  if (more.empty()) return;
  history_.push(new Command{*this, name, changes_, with(changes_, more)});
}

void WhatIf::set(Changes changes) {
  changes_ = std::move(changes);
  workspace_.try_out(patch());
  emit changed();
}

}  // namespace isthmus::gui
