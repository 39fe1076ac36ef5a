#include "gui/problems_pane.hpp"

#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QResizeEvent>
#include <QSplitter>
#include <map>
#include <utility>

#include "gui/icons.hpp"
#include "reports/figure_text.hpp"
#include "reports/patch_text.hpp"
#include "sim/base/diagnostic_text.hpp"

namespace isthmus::gui {
namespace {

Sign sign_of(Severity severity) {
  return severity == Severity::error     ? Sign::error
         : severity == Severity::warning ? Sign::warning
                                         : Sign::note;
}

QString word_of(Severity severity) {
  return severity == Severity::error     ? ProblemsPane::tr("error")
         : severity == Severity::warning ? ProblemsPane::tr("warning")
                                         : ProblemsPane::tr("note");
}

}  // namespace

ProblemsPane::ProblemsPane(const Look& look, Workspace& workspace, QWidget* parent)
    : QWidget{parent}, look_{look}, workspace_{workspace} {
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins(0, 0, 0, 0);
  auto* splitter = new QSplitter{Qt::Horizontal, this};
  row->addWidget(splitter);
  list_.setHeaderLabels({tr("Problem"), tr("Code"), tr("Place")});
  list_.setAccessibleName(tr("Problems"));
  list_.setRootIsDecorated(false);
  list_.setUniformRowHeights(true);
  list_.setIconSize({14, 14});
  list_.header()->setStretchLastSection(false);
  list_.header()->setSectionResizeMode(problem_column, QHeaderView::Stretch);
  list_.header()->setSectionResizeMode(code_column, QHeaderView::ResizeToContents);
  list_.header()->setSectionResizeMode(place_column, QHeaderView::ResizeToContents);
  text_.setReadOnly(true);
  text_.setAccessibleName(tr("The problem with its line and its remedy"));
  text_.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  text_.setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  list_.setMinimumWidth(180);
  text_.setMinimumWidth(180);
  splitter->setHandleWidth(1);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(&list_);
  splitter->addWidget(&text_);
  splitter->setSizes({560, 440});
  connect(&workspace_, &Workspace::problems_changed, this, &ProblemsPane::fill);
  connect(&workspace_, &Workspace::run_changed, this, &ProblemsPane::fill);
  connect(&look_, &Look::changed, this, &ProblemsPane::fill);
  connect(&list_, &QTreeWidget::currentItemChanged, this, &ProblemsPane::show_current);
  const auto open = [this](QTreeWidgetItem* item) {
    const auto index = item->data(0, Qt::UserRole).toULongLong();
    const auto& findings = workspace_.problems().checked.findings;
    if (index < findings.size()) emit place_asked(findings[index].complaint.at);
  };
  connect(&list_, &QTreeWidget::itemClicked, this, open);
  connect(&list_, &QTreeWidget::itemActivated, this, open);
}

void ProblemsPane::fill() {
  list_.clear();
  text_.clear();
  const Problems& problems = workspace_.problems();
  const Theme& theme = look_.theme();
  std::map<std::pair<Severity, bool>, QIcon> icons;  // Painted once each: there may be thousands.
  QList<QTreeWidgetItem*> items;
  const auto add = [&](const Diagnostic& one, std::size_t index, bool accepted) {
    auto* item = new QTreeWidgetItem;
    items << item;
    const QColor& ink = accepted                            ? theme.dim
                        : one.severity == Severity::error   ? theme.bad
                        : one.severity == Severity::warning ? theme.unsure
                                                            : theme.dim;
    QIcon& icon = icons[{one.severity, accepted}];
    if (icon.isNull()) icon = icon_of(sign_of(one.severity), ink);
    item->setIcon(problem_column, icon);
    item->setText(problem_column, QString::fromStdString(one.problem));
    item->setToolTip(problem_column, QString::fromStdString(one.problem));
    item->setText(code_column, QString::fromStdString(one.code));
    const QString place = QString::fromStdString(problems.sources.place(one.at));
    const QString file = QFileInfo{place}.fileName();
    item->setText(place_column, one.at.is_written() && one.at.source.index() == 0
                                    ? tr("line %1").arg(one.at.line)
                                    : file);
    item->setToolTip(place_column, place);
    item->setData(
        problem_column, Qt::AccessibleTextRole,
        word_of(one.severity) + QStringLiteral(": ") + QString::fromStdString(one.problem));
    item->setData(0, Qt::UserRole, QVariant::fromValue<qulonglong>(index));
  };
  const auto& findings = problems.checked.findings;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    add(findings[i].complaint, i, findings[i].is_suppressed());
  }
  if (workspace_.ran()) {
    for (const Diagnostic& one : workspace_.ran()->result.diagnostics) {
      add(one, findings.size(), false);
    }
  }
  list_.addTopLevelItems(items);
  if (list_.topLevelItemCount() > 0) {
    list_.setCurrentItem(list_.topLevelItem(0));
  } else if (workspace_.loaded()) {
    text_.setPlainText(tr("✓ Nothing is wrong in %1.")
                           .arg(QString::fromStdString(
                               reports::counted(workspace_.loaded()->study.files_read, "file"))));
  }
}

/// The code stands in the text beside, too; a narrow list has room for the problem alone.
void ProblemsPane::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  constexpr int codes_from = 900;
  list_.setColumnHidden(code_column, width() < codes_from);
}

void ProblemsPane::show_current() {
  QTreeWidgetItem* item = list_.currentItem();
  if (item == nullptr) return text_.clear();
  const Problems& problems = workspace_.problems();
  const auto index = item->data(0, Qt::UserRole).toULongLong();
  if (index >= problems.checked.findings.size()) {  // Of the run: it has no place.
    const auto& all = workspace_.ran()->result.diagnostics;
    const auto row = static_cast<std::size_t>(list_.indexOfTopLevelItem(item)) -
                     problems.checked.findings.size();
    return text_.setPlainText(
        QString::fromStdString(diagnostic_text(all[row], problems.sources, Colour::never)));
  }
  const analysis::Finding& finding = problems.checked.findings[index];
  std::string page = diagnostic_text(finding.complaint, problems.sources, Colour::never);
  for (const analysis::Clue& clue : finding.evidence) {
    page += "   = " + clue.text;
    if (clue.at.is_written()) page += " (" + problems.sources.place(clue.at) + ")";
    page += "\n";
  }
  if (index < problems.checked.patches.size() && problems.checked.patches[index]) {
    const session::Patch& patch = *problems.checked.patches[index];
    page += "\n" + reports::heading_of(patch, problems.sources) + "\n" + reports::patch_text(patch);
  }
  if (finding.is_suppressed()) page += "\naccepted: " + finding.accepted;
  text_.setPlainText(QString::fromStdString(page));
}

}  // namespace isthmus::gui
