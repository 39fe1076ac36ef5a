// The one selection that tree, graph, charts and tables share: a thing, or the way from one service
// to another.
#pragma once

#include <QObject>

#include "gui/thing.hpp"

namespace isthmus::gui {

class Selection : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// What the inspector shows; of a way, the service that it leads to.
  const Thing& thing() const { return thing_; }
  /// Where a way begins; nothing where only a thing is selected.
  const Thing& from() const { return from_; }
  bool is_way() const { return from_.is_something() && thing_.is_something(); }

  void select(const Thing& thing) { set({}, thing); }
  void select_way(const Thing& from, const Thing& to) { set(from, to); }
  void clear() { set({}, {}); }
  /// A second service makes a way from the one that was selected; anything else is selected alone.
  void extend(const Thing& thing);

 signals:
  void changed();

 private:
  void set(const Thing& from, const Thing& thing);

  Thing from_;
  Thing thing_;
};

}  // namespace isthmus::gui
