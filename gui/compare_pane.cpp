#include "gui/compare_pane.hpp"

#include <QHeaderView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"

namespace isthmus::gui {
namespace {

QString words(const std::string& text) { return QString::fromStdString(text); }

std::string signed_text(double value, std::string (*text)(double)) {
  if (value == 0) return "±0";
  return (value < 0 ? "−" : "+") + text(std::abs(value));
}

/// "−12.0 ms  [−13.1 ms, −10.9 ms]"
QString difference_text(const stats::Estimate& difference, std::string (*text)(double)) {
  std::string whole = signed_text(difference.mean, text);
  if (difference.half_width) {
    whole += "   [" + signed_text(difference.low(), text) + ", " +
             signed_text(difference.high(), text) + "]";
  }
  return words(whole);
}

std::string pair_name(const Compared& compared, const analysis::PairRunChange& change) {
  const analysis::PairSummary& pair = compared.runs.before.summary.pairs[change.before];
  return reports::short_from_text(compared.before->study.model, pair.from) + " → " +
         short_text(pair.destination);
}

}  // namespace

ComparePane::ComparePane(const Look& look, Workspace& workspace, Selection& selection,
                         QWidget* parent)
    : QWidget{parent}, look_{look}, workspace_{workspace}, selection_{selection} {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(8, 6, 8, 0);
  words_.setObjectName(QStringLiteral("soft"));
  words_.setWordWrap(true);
  column->addWidget(&words_);
  table_.setHeaderLabels({tr("Pair"), tr("Measure"), tr("As it stands"), tr("Tried out"),
                          tr("Difference, with its 95 % interval")});
  table_.setAccessibleName(tr("Comparison"));
  table_.setRootIsDecorated(false);
  table_.setUniformRowHeights(true);
  table_.header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_.header()->setSectionResizeMode(difference_column, QHeaderView::Stretch);
  column->addWidget(&table_, 1);
  connect(&workspace_, &Workspace::compared_changed, this, &ComparePane::fill);
  connect(&look_, &Look::changed, this, &ComparePane::fill);
  connect(&table_, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) {
    const QStringList ends = item->text(pair_column).split(QStringLiteral(" → "));
    const LoadedPtr& loaded = workspace_.loaded();
    if (ends.size() != 2 || !loaded) return;
    const auto from = thing_named(loaded->study, ends[0].toStdString());
    const auto to = thing_named(loaded->study, ends[1].toStdString());
    if (from && to) selection_.select_way(*from, *to);
  });
  fill();
}

void ComparePane::fill() {
  table_.clear();
  const ComparedPtr& compared = workspace_.compared();
  if (!compared) {
    words_.setText(
        tr("Change something under \"What if\" and run both: every difference comes "
           "with its interval, on the same random numbers."));
    return;
  }
  for (const session::RunResult* run : {&compared->runs.before, &compared->runs.after}) {
    if (!has_errors(run->diagnostics)) continue;
    words_.setText(words(run->diagnostics.front().problem));
    return;
  }
  if (compared->runs.interrupted()) {
    words_.setText(tr("The comparison was stopped before its end."));
    return;
  }
  for (const analysis::RouteChange& change : compared->routes.changes) add_route(*compared, change);
  for (const analysis::PairRunChange& change : compared->runs.changes) add_pair(*compared, change);
  const auto sure = std::count_if(compared->runs.changes.begin(), compared->runs.changes.end(),
                                  [](const auto& change) { return change.significant(); });
  words_.setText(tr("%1 of %2 pairs differ beyond chance; %3 upstreams go another way. "
                    "%4 paired replications.")
                     .arg(sure)
                     .arg(compared->runs.changes.size())
                     .arg(compared->routes.changes.size())
                     .arg(compared->runs.before.records.size()));
}

void ComparePane::add_route(const Compared& compared, const analysis::RouteChange& change) {
  const Loaded& loaded = change.before ? *compared.before : *compared.after;
  const std::size_t index = change.before ? *change.before : *change.after;
  const route::Route route = route::route_of(loaded.study.model, loaded.study.routes, index);
  const auto ways = [](const LoadedPtr& of, const std::optional<std::size_t>& route_index) {
    if (!route_index) return QStringLiteral("–");
    const session::Study& study = of->study;
    const route::Route one = route::route_of(study.model, study.routes, *route_index);
    return one.delivered() ? words(analysis::ways_text(study.model, one))
                           : words(std::string{text(one.disposition)});
  };
  auto* item = new QTreeWidgetItem{&table_};
  item->setText(pair_column, words(short_text(loaded.study.model[route.from].name) + " → " +
                                   short_text(route.destination)));
  item->setText(measure_column, tr("route"));
  item->setText(before_column, ways(compared.before, change.before));
  item->setText(after_column, ways(compared.after, change.after));
  item->setText(difference_column, QString::fromUtf8(text(change.kind).data()));
  const bool bad = change.kind == analysis::RouteChangeKind::lost;
  item->setForeground(difference_column, bad ? look_.theme().bad : look_.theme().accent);
}

void ComparePane::add_pair(const Compared& compared, const analysis::PairRunChange& change) {
  const QString name = words(pair_name(compared, change));
  const auto add = [&](const QString& measure, const analysis::MeasureChange& one,
                       std::string (*text)(double)) {
    auto* item = new QTreeWidgetItem{&table_};
    item->setText(pair_column, name);
    item->setText(measure_column, measure);
    item->setText(before_column, words(text(one.before.mean)));
    item->setText(after_column, words(text(one.after.mean)));
    const bool sure = one.significant();
    const bool better = one.difference.mean < 0;
    item->setText(difference_column, difference_text(one.difference, text) +
                                         (sure ? better ? tr("   ✓ better") : tr("   ✗ worse")
                                               : tr("   within chance")));
    const Theme& theme = look_.theme();
    item->setForeground(difference_column, !sure ? theme.dim : better ? theme.good : theme.bad);
  };
  if (change.mean) add(tr("mean"), *change.mean, reports::seconds_text);
  if (change.p50) add(tr("p50"), *change.p50, reports::seconds_text);
  if (change.p99) add(tr("p99"), *change.p99, reports::seconds_text);
  const bool fails = change.error_rate.before.mean > 0 || change.error_rate.after.mean > 0;
  if (fails) add(tr("errors"), change.error_rate, reports::percent_text);
}

std::string ComparePane::csv() const {
  std::string csv = "pair,measure,before,after,difference\n";
  for (int i = 0; i < table_.topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = table_.topLevelItem(i);
    for (int column = pair_column; column <= difference_column; ++column) {
      csv +=
          (column == pair_column ? "" : ",") + reports::csv_field(item->text(column).toStdString());
    }
    csv += "\n";
  }
  return csv;
}

}  // namespace isthmus::gui
