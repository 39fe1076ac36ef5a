#include "gui/hello_view.hpp"

#include <QFontDatabase>
#include <QHeaderView>
#include <QSplitter>
#include <QTextBlock>
#include <QVBoxLayout>
#include <algorithm>

namespace isthmus::gui {
namespace {

/// As many bytes beside their letters as there is room for.
std::size_t bytes_that_fit(int width, int letter) {
  const int letters = (width - 24) / std::max(letter, 1);
  for (const std::size_t count : {16U, 12U, 8U, 6U}) {
    if (static_cast<int>(7 + 4 * count) <= letters) return count;
  }
  return 4;
}

}  // namespace

HelloView::HelloView(const Look& look, QWidget* parent) : QWidget{parent}, look_{look} {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(0, 0, 0, 0);
  auto* splitter = new QSplitter{Qt::Vertical, this};
  column->addWidget(splitter);
  fields_.setHeaderLabels({tr("Field"), tr("Value"), tr("Bytes")});
  fields_.setAccessibleName(tr("Fields of the ClientHello"));
  fields_.setUniformRowHeights(true);
  fields_.setIndentation(10);
  fields_.header()->setStretchLastSection(false);
  fields_.header()->setSectionResizeMode(0, QHeaderView::Interactive);
  fields_.header()->setSectionResizeMode(1, QHeaderView::Stretch);
  fields_.header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
  fields_.setTextElideMode(Qt::ElideMiddle);
  fields_.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  fields_.header()->setSectionResizeMode(0, QHeaderView::Fixed);
  splitter->setHandleWidth(1);
  bytes_.setReadOnly(true);
  bytes_.setAccessibleName(tr("Bytes of the ClientHello"));
  bytes_.setLineWrapMode(QPlainTextEdit::NoWrap);
  bytes_.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  splitter->addWidget(&fields_);
  splitter->addWidget(&bytes_);
  splitter->setSizes({130, 110});
  connect(&fields_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (item != nullptr) light(item->data(0, Qt::UserRole).toULongLong());
  });
  connect(&look_, &Look::changed, this, &HelloView::fill);
}

void HelloView::show_hello(ExplainedPtr explained) {
  explained_ = std::move(explained);
  fill();
  select_server_name();
}

void HelloView::fill() {
  fields_.clear();
  bytes_.clear();
  lit_ = {};
  if (!explained_ || explained_->hello.empty()) return;
  std::vector<QTreeWidgetItem*> open;  // The item at each depth.
  const auto& fields = explained_->dissected.fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto depth = static_cast<std::size_t>(std::max(fields[i].depth, 0));
    open.resize(std::min(open.size(), depth));
    auto* item = open.empty() ? new QTreeWidgetItem{&fields_} : new QTreeWidgetItem{open.back()};
    open.push_back(item);
    item->setText(0, QString::fromStdString(fields[i].name));
    item->setToolTip(0, QString::fromStdString(fields[i].name));
    item->setText(1, QString::fromStdString(fields[i].value));
    item->setToolTip(1, QString::fromStdString(fields[i].value));
    item->setText(2, QString::number(fields[i].bytes));
    item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    item->setData(0, Qt::UserRole, QVariant::fromValue<qulonglong>(i));
    item->setExpanded(depth < 2);
  }
  per_line_ =
      bytes_that_fit(width(), QFontMetrics{bytes_.font()}.horizontalAdvance(QLatin1Char{'0'}));
  bytes_.setPlainText(hex_dump(explained_->hello, per_line_));
}

void HelloView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fields_.header()->resizeSection(0, width() / 2);
  constexpr int counts_from = 340;
  fields_.setColumnHidden(2, width() < counts_from);
  const int letter = QFontMetrics{bytes_.font()}.horizontalAdvance(QLatin1Char{'0'});
  if (!explained_ || bytes_that_fit(width(), letter) == per_line_) return;
  const QTreeWidgetItem* item = fields_.currentItem();
  per_line_ = bytes_that_fit(width(), letter);
  bytes_.setPlainText(hex_dump(explained_->hello, per_line_));
  if (item != nullptr) light(item->data(0, Qt::UserRole).toULongLong());
}

void HelloView::select_server_name() {
  const auto found =
      fields_.findItems(QStringLiteral("host_name"), Qt::MatchContains | Qt::MatchRecursive, 0);
  const auto outer = found.isEmpty() ? fields_.findItems(QStringLiteral("server_name"),
                                                         Qt::MatchContains | Qt::MatchRecursive, 0)
                                     : found;
  if (outer.isEmpty()) return;
  fields_.setCurrentItem(outer.last());
  fields_.scrollToItem(outer.last(), QAbstractItemView::PositionAtCenter);
}

void HelloView::light(std::size_t field) {
  const auto& one = explained_->dissected.fields[field];
  lit_ = {one.offset, std::max(one.offset, one.end)};
  QList<QTextEdit::ExtraSelection> lit;
  QTextCharFormat format;
  format.setBackground(look_.theme().accent_back);
  format.setForeground(look_.theme().text);
  for (std::size_t at = lit_.first; at < lit_.second; ++at) {
    const QTextBlock line = bytes_.document()->findBlockByNumber(static_cast<int>(at / per_line_));
    if (!line.isValid()) break;
    const int place = static_cast<int>(at % per_line_);
    const int hex = line.position() + 6 + 3 * place;
    const int letter = line.position() + 6 + 3 * static_cast<int>(per_line_) + 1 + place;
    for (const auto& [from, length] : {std::pair{hex, 2}, std::pair{letter, 1}}) {
      QTextCursor cursor{bytes_.document()};
      cursor.setPosition(from);
      cursor.setPosition(from + length, QTextCursor::KeepAnchor);
      lit.append({cursor, format});
    }
  }
  bytes_.setExtraSelections(lit);
  const QTextBlock first =
      bytes_.document()->findBlockByNumber(static_cast<int>(lit_.first / per_line_));
  QTextCursor cursor{first};
  bytes_.setTextCursor(cursor);
  bytes_.centerCursor();
}

QString hex_dump(const std::vector<std::byte>& bytes, std::size_t width) {
  QString text;
  for (std::size_t line = 0; line < bytes.size(); line += width) {
    text += QStringLiteral("%1  ").arg(line, 4, 16, QLatin1Char{'0'});
    QString letters;
    for (std::size_t i = line; i < line + width; ++i) {
      if (i >= bytes.size()) {
        text += QStringLiteral("   ");
        continue;
      }
      const auto value = std::to_integer<unsigned>(bytes[i]);
      text += QStringLiteral("%1 ").arg(value, 2, 16, QLatin1Char{'0'});
      letters += value >= 0x20 && value < 0x7f ? QChar{static_cast<char16_t>(value)} : QChar{u'.'};
    }
    text += QLatin1Char{' '} + letters + QLatin1Char{'\n'};
  }
  text.chop(1);
  return text;
}

}  // namespace isthmus::gui
