#include "gui/fact_list.hpp"

#include <QFileInfo>
#include <QHeaderView>
#include <QResizeEvent>
#include <algorithm>

namespace isthmus::gui {
namespace {

using Tone = Detail::Tone;

constexpr int cell_padding = 18;  // As the style sheet has it, and a little.

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

/// In the scenario itself its line is enough to know a place by; the tooltip has all of it.
QString short_place(const Detail& fact) {
  if (!fact.at.is_written()) return QString::fromStdString(fact.from);
  if (fact.at.source.index() == 0) return FactList::tr("line %1").arg(fact.at.line);
  const QString file = QFileInfo{QString::fromStdString(fact.from)}.fileName();
  return file.section(QLatin1Char{':'}, 0, -2);  // Without the column.
}

}  // namespace

FactList::FactList(const Look& look, QWidget* parent) : QTreeWidget{parent}, look_{look} {
  setHeaderLabels({tr("Property"), tr("Value"), tr("From")});
  setRootIsDecorated(false);
  setIndentation(0);
  setWordWrap(true);
  setTextElideMode(Qt::ElideMiddle);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  header()->setStretchLastSection(false);
  header()->setSectionResizeMode(QHeaderView::Fixed);
  header()->setMinimumSectionSize(30);
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
    QString value = QString::fromStdString(fact.value);
    value.replace(QStringLiteral(" %"), QStringLiteral("\u00a0%"));  // Not alone on a line.
    item->setText(value_column, mark_of(fact.tone) + value);
    item->setToolTip(value_column, QString::fromStdString(fact.value));
    item->setText(from_column, short_place(fact));
    item->setToolTip(from_column, QString::fromStdString(fact.from));
    item->setForeground(name_column, fact.tone == Tone::dim ? theme.dim : theme.text);
    item->setForeground(value_column, ink_of(theme, fact.tone));
    item->setForeground(from_column, fact.at.is_written() ? theme.accent : theme.dim);
  }
  share_width();
}

void FactList::resizeEvent(QResizeEvent* event) {
  QTreeWidget::resizeEvent(event);
  share_width();
}

int FactList::widest(Column column, int most) const {
  int width = fontMetrics().horizontalAdvance(headerItem()->text(column));
  for (int i = 0; i < topLevelItemCount(); ++i) {
    if (topLevelItem(i)->isFirstColumnSpanned()) continue;
    width = std::max(width, fontMetrics().horizontalAdvance(topLevelItem(i)->text(column)));
  }
  return std::min(width + cell_padding, most);
}

/// Names and places take what they need, up to a share; values have the rest and may wrap.
void FactList::share_width() {
  const int whole = viewport()->width();
  const int name = widest(name_column, whole * 9 / 25);
  const int from = widest(from_column, whole * 3 / 10);
  const int value = std::max(whole - name - from, 40);
  header()->resizeSection(name_column, name);
  header()->resizeSection(value_column, value);
  header()->resizeSection(from_column, from);
  const int line = fontMetrics().height() + 4;
  for (int i = 0; i < topLevelItemCount(); ++i) {
    QTreeWidgetItem* item = topLevelItem(i);
    if (item->isFirstColumnSpanned()) continue;
    int height = line;
    for (const auto& [column, width] :
         {std::pair{name_column, name}, {value_column, value}, {from_column, from}}) {
      const QRect room{0, 0, width - cell_padding + 3, 1'000};
      const QString& words = item->text(column);
      height =
          std::max(height, fontMetrics().boundingRect(room, Qt::TextWordWrap, words).height() + 4);
    }
    item->setSizeHint(value_column, {value, height});
  }
}

}  // namespace isthmus::gui
