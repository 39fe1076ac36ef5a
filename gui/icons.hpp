// Icons that we paint ourselves: no font is asked for signs that it may not have.
#pragma once

#include <QColor>
#include <QIcon>

namespace isthmus::gui {

enum class Sign {
  open,
  reload,
  run,
  stop,
  undo,
  redo,
  fit,
  plus,
  minus,
  play,
  pause,
  back,
  forward,
  save,
  report,
  compare,
  theme,
  search,
  service,
  gateway,
  partition,
  error,
  warning,
  note,
  good,
  collapse
};

QIcon icon_of(Sign sign, const QColor& colour);

}  // namespace isthmus::gui
