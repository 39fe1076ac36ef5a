#include "gui/route_pane.hpp"

#include <QCompleter>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include "reports/figure_text.hpp"

namespace isthmus::gui {
namespace {

QString words(std::size_t number, const char* noun) {
  return QString::fromStdString(reports::counted(number, noun));
}

}  // namespace

RoutePane::RoutePane(const Look& look, Workspace& workspace, Selection& selection, QWidget* parent)
    : QWidget{parent}, look_{look}, workspace_{workspace}, selection_{selection}, hello_{look} {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(8, 8, 8, 0);
  auto* ends = new QGridLayout;
  ends->setColumnStretch(1, 1);
  const std::pair<QComboBox*, QString> rows[] = {{&from_, tr("From")}, {&to_, tr("To")}};
  for (int row = 0; row < 2; ++row) {
    QComboBox* box = rows[row].first;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setMinimumContentsLength(10);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setAccessibleName(rows[row].second);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    auto* label = new QLabel{rows[row].second, this};
    label->setObjectName(QStringLiteral("soft"));
    label->setBuddy(box);
    ends->addWidget(label, row, 0);
    ends->addWidget(box, row, 1);
    connect(box, &QComboBox::activated, this, &RoutePane::choose);
  }
  column->addLayout(ends);
  auto* splitter = new QSplitter{Qt::Vertical, this};
  page_.setOpenLinks(false);
  page_.setFrameShape(QFrame::NoFrame);
  page_.setAccessibleName(tr("The way, step by step"));
  page_.document()->setDocumentMargin(2);
  splitter->addWidget(&page_);
  auto* below = new QWidget{splitter};
  auto* hello_column = new QVBoxLayout{below};
  hello_column->setContentsMargins(0, 6, 0, 0);
  hello_column->addWidget(&hello_title_);
  hello_column->addWidget(&hello_, 1);
  splitter->setSizes({330, 270});
  splitter->setHandleWidth(1);
  splitter->setChildrenCollapsible(false);
  column->addWidget(splitter, 1);

  connect(&page_, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
    if (const auto at = place_from(link.toString())) emit place_asked(*at);
  });
  connect(&workspace_, &Workspace::loaded_changed, this, [this] {
    fill_ends();
    ask();
  });
  connect(&selection_, &Selection::changed, this, &RoutePane::follow_selection);
  connect(&look_, &Look::changed, this, &RoutePane::show_page);
  show_page();
}

void RoutePane::fill_ends() {
  for (QComboBox* box : {&from_, &to_}) {
    const QSignalBlocker quiet{box};
    box->clear();
    if (!workspace_.loaded()) continue;
    QStringList names;
    for (const model::Service& service : workspace_.loaded()->study.model.services) {
      names << QString::fromStdString(short_text(service.name));
    }
    box->addItems(names);
    box->setCurrentIndex(-1);
  }
  follow_selection();
}

void RoutePane::follow_selection() {
  const auto show = [](QComboBox& box, const Thing& thing) {
    const QSignalBlocker quiet{&box};
    const bool service = thing.kind == Thing::Kind::service;
    box.setCurrentIndex(service ? box.findText(QString::fromStdString(thing.name)) : -1);
    if (!service) box.clearEditText();
  };
  show(from_, selection_.is_way() ? selection_.from() : selection_.thing());
  show(to_, selection_.is_way() ? selection_.thing() : Thing{});
  ask();
}

void RoutePane::choose() {
  const auto named = [](const QComboBox& box) {
    return Thing{Thing::Kind::service, box.currentText().toStdString()};
  };
  if (from_.currentIndex() < 0) return selection_.select(named(to_));
  if (to_.currentIndex() < 0) return selection_.select(named(from_));
  selection_.select_way(named(from_), named(to_));
}

void RoutePane::ask() {
  const LoadedPtr loaded = workspace_.loaded();
  model::ServiceId from;
  model::ServiceId to;
  if (loaded && selection_.is_way()) {
    from = service_of(loaded->study.model, selection_.from());
    to = service_of(loaded->study.model, selection_.thing());
  }
  if (!from.is_some() || !to.is_some()) {
    engine_.forget();
    const bool was_shown = explained_ != nullptr;
    explained_.reset();
    show_page();
    if (was_shown) emit explained_changed();
    return;
  }
  engine_.ask<ExplainedPtr>(
      [loaded, from, to](const Engine::Cancel&) { return gui::explained(loaded, from, to); },
      [this](ExplainedPtr answer) {
        explained_ = std::move(answer);
        show_page();
        emit explained_changed();
      });
}

void RoutePane::show_page() {
  hello_.show_hello(explained_);
  const bool has_hello = explained_ && !explained_->hello.empty();
  hello_title_.parentWidget()->setVisible(has_hello);
  if (!explained_) {
    page_.setHtml(QStringLiteral("<p style='color:%1'>%2</p>")
                      .arg(look_.theme().dim.name(),
                           tr("Choose two services here, or click one in the picture and then "
                              "another with Ctrl held down.")));
    return;
  }
  page_.setHtml(page_of(*explained_, look_.theme()));
  if (!has_hello) return;
  const analysis::HelloFacts& facts = explained_->answer.hello;
  hello_title_.setText(tr("ClientHello: %1, %2, %3")
                           .arg(words(facts.bytes, "byte"), words(facts.records, "record"),
                                words(facts.segments, "segment")));
}

}  // namespace isthmus::gui
