// Rows of facts: what, how much, and where from. A click on a place opens it.
#pragma once

#include <QTreeWidget>

#include "gui/details.hpp"
#include "gui/look.hpp"

namespace isthmus::gui {

class FactList : public QTreeWidget {
  Q_OBJECT

 public:
  enum Column { name_column, value_column, from_column };

  explicit FactList(const Look& look, QWidget* parent = nullptr);

  void show_facts(Details facts);
  const Details& facts() const { return facts_; }

 signals:
  void place_asked(const isthmus::SourceSpan& at);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fill();
  int widest(Column column, int most) const;
  void share_width();

  const Look& look_;
  Details facts_;
};

}  // namespace isthmus::gui
