#include "gui/selection.hpp"

namespace isthmus::gui {

void Selection::extend(const Thing& thing) {
  const Thing start = is_way() ? from_ : thing_;
  const bool joins =
      start.kind == Thing::Kind::service && thing.kind == Thing::Kind::service && start != thing;
  joins ? select_way(start, thing) : select(thing);
}

void Selection::set(const Thing& from, const Thing& thing) {
  if (from_ == from && thing_ == thing) return;
  from_ = from;
  thing_ = thing;
  emit changed();
}

}  // namespace isthmus::gui
