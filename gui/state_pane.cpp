#include "gui/state_pane.hpp"

#include <QFileInfo>
#include <QPainter>
#include <QPixmap>

#include "reports/figure_text.hpp"

namespace isthmus::gui {
namespace {

constexpr std::size_t errors_listed_most = 5;

/// Two lands and the strip between them: the mark of the report, larger.
QPixmap mark_in(const QColor& colour) {
  constexpr double ratio = 2;
  QPixmap pixmap{QSize{72, 48} * ratio};
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter{&pixmap};
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPolygon(
      QPolygonF{{{4, 4}, {34, 21}, {38, 21}, {68, 4}, {68, 44}, {38, 27}, {34, 27}, {4, 44}}});
  return pixmap;
}

}  // namespace

StatePane::StatePane(const Look& look, Workspace& workspace, QWidget* parent)
    : QWidget{parent}, look_{look}, workspace_{workspace} {
  auto* column = new QVBoxLayout{this};
  column->addStretch(2);
  for (QLabel* label : {&mark_, &headline_, &words_}) {
    label->setAlignment(Qt::AlignHCenter);
    column->addWidget(label);
  }
  column->setSpacing(10);
  headline_.setObjectName(QStringLiteral("title"));
  words_.setObjectName(QStringLiteral("soft"));
  words_.setWordWrap(true);
  words_.setTextInteractionFlags(Qt::TextSelectableByMouse);
  busy_.setRange(0, 0);
  busy_.setFixedWidth(220);
  column->addWidget(&busy_, 0, Qt::AlignHCenter);
  action_.setObjectName(QStringLiteral("primary"));
  column->addWidget(&action_, 0, Qt::AlignHCenter);
  recent_rows_ = new QVBoxLayout{&recent_};
  recent_rows_->setSpacing(2);
  column->addWidget(&recent_, 0, Qt::AlignHCenter);
  column->addStretch(3);
  connect(&workspace_, &Workspace::state_changed, this, &StatePane::refresh);
  connect(&workspace_, &Workspace::problems_changed, this, &StatePane::refresh);
  connect(&look_, &Look::changed, this, &StatePane::refresh);
  connect(&action_, &QPushButton::clicked, this, [this] {
    workspace_.state() == Workspace::State::failed ? emit problems_asked() : emit open_asked();
  });
  refresh();
}

void StatePane::show_recent(const QStringList& paths) {
  recent_paths_ = paths;
  fill_recent();
}

void StatePane::fill_recent() {
  while (QLayoutItem* item = recent_rows_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  for (const QString& path : recent_paths_) {
    auto* button = new QPushButton{QFileInfo{path}.fileName(), &recent_};
    button->setFlat(true);
    button->setToolTip(path);
    button->setMinimumWidth(260);
    connect(button, &QPushButton::clicked, this, [this, path] { emit recent_asked(path); });
    recent_rows_->addWidget(button);
  }
  recent_.setVisible(!recent_paths_.isEmpty() && workspace_.state() == Workspace::State::empty);
}

/// The first of them with their lines and remedies: often there is no need for more.
QString StatePane::list_of_errors() const {
  const Problems& problems = workspace_.problems();
  const std::size_t errors = problems.count(Severity::error);
  const QString dim = look_.theme().dim.name();
  QString page = QStringLiteral("<p style='color:%1'>%2</p>")
                     .arg(dim, QString::fromStdString(reports::counted(errors, "error")));
  std::size_t shown = 0;
  for (const analysis::Finding& finding : problems.checked.findings) {
    const Diagnostic& one = finding.complaint;
    if (one.severity != Severity::error) continue;
    if (++shown > errors_listed_most) break;
    const QString place =
        QFileInfo{QString::fromStdString(problems.sources.place(one.at))}.fileName();
    page +=
        QStringLiteral("<p style='margin:8px 0'><b style='color:%1'>✗ %2</b>")
            .arg(look_.theme().text.name(), QString::fromStdString(one.problem).toHtmlEscaped());
    if (!place.isEmpty()) page += QStringLiteral("<br>%1").arg(place.toHtmlEscaped());
    if (!one.remedy.empty()) {
      page += QStringLiteral("<br><span style='color:%1'>%2</span>")
                  .arg(dim, QString::fromStdString(one.remedy).toHtmlEscaped());
    }
    page += QStringLiteral("</p>");
  }
  if (errors > errors_listed_most) {
    page += QStringLiteral("<p style='color:%1'>%2</p>")
                .arg(dim, tr("and %1 more").arg(errors - errors_listed_most));
  }
  return page;
}

void StatePane::refresh() {
  const Workspace::State state = workspace_.state();
  const Theme& theme = look_.theme();
  mark_.setPixmap(mark_in(state == Workspace::State::failed ? theme.bad : theme.accent));
  busy_.setVisible(state == Workspace::State::loading);
  action_.setVisible(state == Workspace::State::empty || state == Workspace::State::failed);
  recent_.setVisible(state == Workspace::State::empty && !recent_paths_.isEmpty());
  const QString name = QFileInfo{workspace_.path()}.fileName();
  switch (state) {
    case Workspace::State::empty:
      headline_.setText(tr("Open a scenario"));
      words_.setText(
          tr("Drop a file here, or open one: a mesh of partitions, the way every "
             "request takes through it, and what that costs in time."));
      action_.setText(tr("Open…"));
      break;
    case Workspace::State::loading:
      headline_.setText(tr("Reading %1").arg(name));
      words_.setText(tr("Every upstream is resolved as Consul would do it."));
      break;
    case Workspace::State::failed: {
      headline_.setText(tr("%1 cannot be used").arg(name));
      words_.setText(list_of_errors());
      action_.setText(tr("Show the problems"));
      break;
    }
    case Workspace::State::ready:
      break;
  }
}

}  // namespace isthmus::gui
