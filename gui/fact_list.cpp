#include "gui/fact_list.hpp"

#include <QFileInfo>
#include <QHeaderView>

namespace isthmus::gui {
namespace {

using Tone = Detail::Tone;

const QColor& ink_of(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::good:
      return theme.good;
    case Tone::bad:
      return theme.bad;
    case Tone::unsure:
      return theme.unsure;
    case Tone::dim:
      return theme.dim;
    default:
      return theme.text;
  }
}

/// Nothing is said by colour alone.
QString mark_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return QStringLiteral("✓ ");
    case Tone::bad:
      return QStringLiteral("✗ ");
    default:
      return {};
  }
}

/// The file's own name is enough to know it by; the tooltip has the whole place.
QString short_place(const std::string& place) {
  const QString whole = QString::fromStdString(place);
  return QFileInfo{whole}.fileName();
}

}  // namespace

FactList::FactList(const Look& look, QWidget* parent) : QTreeWidget{parent}, look_{look} {
  setHeaderLabels({tr("Property"), tr("Value"), tr("Where from")});
  setRootIsDecorated(false);
  setIndentation(0);
  setWordWrap(true);
  setTextElideMode(Qt::ElideMiddle);
  setSelectionMode(QAbstractItemView::SingleSelection);
  header()->setStretchLastSection(true);
  header()->setSectionResizeMode(QHeaderView::Interactive);
  header()->resizeSection(name_column, 118);
  header()->resizeSection(value_column, 126);
  connect(&look_, &Look::changed, this, &FactList::fill);
  connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
    const int row = indexOfTopLevelItem(item);
    const Detail& fact = facts_[static_cast<std::size_t>(row)];
    if (fact.at.is_written()) emit place_asked(fact.at);
  });
  connect(this, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item, int column) {
    if (column == from_column) emit itemActivated(item, column);
  });
}

void FactList::show_facts(Details facts) {
  facts_ = std::move(facts);
  fill();
}

void FactList::fill() {
  clear();
  const Theme& theme = look_.theme();
  for (const Detail& fact : facts_) {
    auto* item = new QTreeWidgetItem{this};
    if (fact.tone == Tone::heading) {
      item->setText(name_column, QString::fromStdString(fact.name));
      item->setFirstColumnSpanned(true);
      QFont font = this->font();
      font.setWeight(QFont::DemiBold);
      item->setFont(name_column, font);
      item->setForeground(name_column, theme.dim);
      item->setBackground(name_column, theme.rule);
      item->setFlags(Qt::ItemIsEnabled);
      continue;
    }
    item->setText(name_column, QString::fromStdString(fact.name));
    item->setToolTip(name_column, QString::fromStdString(fact.name));
    item->setText(value_column, mark_of(fact.tone) + QString::fromStdString(fact.value));
    item->setToolTip(value_column, QString::fromStdString(fact.value));
    item->setText(from_column, fact.at.is_written() ? short_place(fact.from)
                                                    : QString::fromStdString(fact.from));
    item->setToolTip(from_column, QString::fromStdString(fact.from));
    item->setForeground(name_column, fact.tone == Tone::dim ? theme.dim : theme.text);
    item->setForeground(value_column, ink_of(theme, fact.tone));
    item->setForeground(from_column, fact.at.is_written() ? theme.accent : theme.dim);
  }
}

}  // namespace isthmus::gui
