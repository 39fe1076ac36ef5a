#include "gui/source_view.hpp"

#include <QDesktopServices>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QUrl>
#include <QVBoxLayout>

namespace isthmus::gui {

SourceView::SourceView(const Look& look, Workspace& workspace, QWidget* parent)
    : QWidget{parent}, look_{look}, workspace_{workspace} {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(8, 6, 8, 8);
  auto* row = new QHBoxLayout;
  files_.setAccessibleName(tr("File"));
  files_.setMinimumWidth(120);
  row->addWidget(&files_, 1);
  auto* edit = new QPushButton{tr("Open in editor"), this};
  row->addWidget(edit);
  column->addLayout(row);
  text_.setReadOnly(true);
  text_.setAccessibleName(tr("Text of the file"));
  text_.setLineWrapMode(QPlainTextEdit::NoWrap);
  text_.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  column->addWidget(&text_, 1);
  connect(&files_, &QComboBox::currentIndexChanged, this, [this](int index) {
    marked_line_ = 0;
    show_source(index);
  });
  connect(edit, &QPushButton::clicked, this, [this] {
    const QString file = files_.currentText();
    if (QFileInfo::exists(file)) QDesktopServices::openUrl(QUrl::fromLocalFile(file));
  });
  connect(&workspace_, &Workspace::problems_changed, this, &SourceView::fill);
  connect(&look_, &Look::changed, this, &SourceView::mark);
}

void SourceView::fill() {
  const QSignalBlocker quiet{&files_};
  const int before = files_.currentIndex();
  files_.clear();
  const Sources& sources = workspace_.problems().sources;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    files_.addItem(QString::fromStdString(sources[SourceId{i}].name));
  }
  const bool same = before >= 0 && before < files_.count();
  files_.setCurrentIndex(files_.count() == 0 ? -1 : same ? before : 0);
  show_source(files_.currentIndex());
}

void SourceView::show_source(int index) {
  const Sources& sources = workspace_.problems().sources;
  if (index < 0 || static_cast<std::size_t>(index) >= sources.size()) return text_.clear();
  const Source& source = sources[SourceId{static_cast<std::size_t>(index)}];
  text_.setPlainText(QString::fromStdString(source.text));
  mark();
}

void SourceView::show_place(const SourceSpan& at) {
  if (!at.is_written() || at.source.index() >= workspace_.problems().sources.size()) return;
  marked_line_ = 0;
  files_.setCurrentIndex(static_cast<int>(at.source.index()));
  marked_line_ = static_cast<int>(at.line);
  mark();
}

void SourceView::mark() {
  QList<QTextEdit::ExtraSelection> marks;
  const QTextBlock line = text_.document()->findBlockByNumber(marked_line_ - 1);
  if (marked_line_ > 0 && line.isValid()) {
    QTextCharFormat format;
    format.setBackground(look_.theme().accent_back);
    format.setProperty(QTextFormat::FullWidthSelection, true);
    marks.append({QTextCursor{line}, format});
    text_.setTextCursor(QTextCursor{line});
    text_.centerCursor();
  }
  text_.setExtraSelections(marks);
}

}  // namespace isthmus::gui
