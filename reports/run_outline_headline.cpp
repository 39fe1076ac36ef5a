// The first thing that a reader sees: what came out, why, and what would mend it.
#include <algorithm>
#include <cmath>

#include "reports/figure_text.hpp"
#include "reports/run_outline_parts.hpp"

namespace isthmus::reports {
namespace {

constexpr std::size_t told_most = 3;  // Failures that are explained; the table has all of them.

Words plain(std::string text) { return {std::move(text)}; }
Words strong(std::string text) { return {std::move(text), Face::strong}; }
Words code(std::string text) { return {std::move(text), Face::code}; }

std::size_t count_of(const std::vector<View>& verdicts, const std::string& status) {
  return static_cast<std::size_t>(
      std::count_if(verdicts.begin(), verdicts.end(),
                    [&](const View& one) { return one["status"].text() == status; }));
}

/// What has these two ends, in a list of pairs, upstreams or close-ups.
View same_ends(const std::vector<View>& all, const View& ends) {
  for (const View& one : all) {
    if (one["from"].text() == ends["from"].text() && one["to"].text() == ends["to"].text()) {
      return one;
    }
  }
  return {};
}

struct LargestPart {
  std::string name{};
  double share = 0;
};

LargestPart largest_part(const View& ledger) {
  LargestPart largest;
  double sum = 0;
  for (const std::string& part : ledger.keys()) sum += ledger[part].number_or(0);
  for (const std::string& part : ledger.keys()) {
    const double share = sum > 0 ? ledger[part].number_or(0) / sum : 0;
    if (share > largest.share) largest = {part, share};
  }
  return largest;
}

/// In a sentence, what a part of a latency is.
std::string part_phrase(const std::string& part) {
  if (part == "app") return "the service's own work";
  if (part == "proxy_cpu") return "work of sidecars and gateways";
  if (part == "queue") return "waiting for a server";
  if (part == "propagation") return "distance";
  if (part == "transmission") return "bytes on the wire";
  if (part == "tcp_setup") return "connecting";
  if (part == "tls_setup") return "TLS handshakes";
  return "backing off";
}

class Teller {
 public:
  explicit Teller(const View& run)
      : run_{run},
        pairs_{run["pairs"].items()},
        upstreams_{run["upstreams"].items()},
        close_ups_{run["close_ups"].items()},
        groups_{station_groups(run)} {}

  /// Where the time of a pair goes, and where it is most crowded on the way.
  Prose cause(const View& ends) const {
    Prose prose;
    const View tail = same_ends(close_ups_, ends)["tail"];
    const View pair = same_ends(pairs_, ends);
    const bool at_tail = tail.is_something();
    const LargestPart largest = largest_part(at_tail ? tail["ledger_s"] : pair["ledger_s"]);
    if (largest.share > 0) {
      prose.push_back(plain(at_tail ? " Of the requests about the p99, " : " Of the mean, "));
      prose.push_back(strong(percent_text(largest.share)));
      prose.push_back(plain(" is " + part_phrase(largest.name)));
    }
    if (const StationGroup* busiest = busiest_on(pair)) {
      prose.push_back(plain(largest.share > 0 ? "; the busiest place on the way is "
                                              : " The busiest place on the way is "));
      prose.push_back(strong(busiest->name));
      prose.push_back(plain(" at "));
      prose.push_back(strong(percent_text(busiest->offered_load_most)));
    }
    if (!prose.empty()) prose.push_back(plain("."));
    return prose;
  }

  Prose failure(const View& verdict) const {
    Prose prose = {strong(verdict["text"].text())};
    const std::string measure = verdict["measure"].text();
    const std::string why = verdict["why"].text();
    if (measure == "latency_s" || measure == "error_rate") {
      const auto value = verdict["value"].number();
      if (!why.empty()) {
        prose.push_back(plain(": " + why + "."));
      } else if (value) {
        prose.push_back(plain(", but it is "));
        prose.push_back(
            strong(measure == "latency_s" ? seconds_text(*value) : percent_text(*value)));
        prose.push_back(plain("."));
      }
      if (measure == "latency_s") append(prose, cause(verdict));
      if (measure == "error_rate") append(prose, refusals(verdict));
      return prose;
    }
    const Prose because = reason(verdict);
    if (because.empty()) {
      prose.push_back(plain(why.empty() ? ", but it is not so." : ": " + why + "."));
    } else {
      prose.push_back(plain(":"));
      append(prose, because);
    }
    return prose;
  }

  Prose slowest() const {
    View slowest;
    double most = -1;
    for (const View& pair : pairs_) {
      const auto p99 = pair["latency_s"]["p99"]["value"].number();
      if (p99 && *p99 > most) {
        most = *p99;
        slowest = pair;
      }
    }
    if (!slowest.is_something()) return {};
    Prose prose = {plain("Slowest is "), strong(pair_name(slowest)), plain(" with a p99 of "),
                   strong(seconds_text(most)), plain(".")};
    append(prose, cause(slowest));
    return prose;
  }

  Prose unreachable() const {
    std::size_t lost = 0;
    const View* first = nullptr;
    for (const View& upstream : upstreams_) {
      if (upstream["disposition"].text() == "delivered") continue;
      ++lost;
      if (first == nullptr) first = &upstream;
    }
    if (first == nullptr) return {};
    Prose prose = {strong(counted(lost, "upstream")),
                   plain(" of " + std::to_string(upstreams_.size()) +
                         (lost == 1 ? " does not arrive: " : " do not arrive, first "))};
    prose.push_back(strong(pair_name(*first)));
    prose.push_back(plain("."));
    append(prose, reason(*first));
    return prose;
  }

  Prose crowded() const {
    for (const StationGroup& group : groups_) {
      if (!group.unstable) continue;
      return {strong(group.name), plain(" gets "), strong(percent_text(group.offered_load_most)),
              plain(" of the work that it can do: its queue grows for as long as the load lasts, "
                    "and what passes it has no mean latency.")};
    }
    return {};
  }

  std::vector<KeyFigure> figures() const {
    std::vector<KeyFigure> figures;
    View slowest;
    double throughput = 0;
    double requests = 0;
    double failed = 0;
    for (const View& pair : pairs_) {
      const auto p99 = pair["latency_s"]["p99"]["value"].number();
      if (p99 && *p99 > slowest["latency_s"]["p99"]["value"].number_or(-1)) slowest = pair;
      throughput += pair["requests_per_s"]["value"].number_or(0);
      requests += pair["requests"].number_or(0);
      failed += pair["failed"].number_or(0);
    }
    if (slowest.is_something()) {
      const View p99 = slowest["latency_s"]["p99"];
      figures.push_back({"p99 " + pair_name(slowest), seconds_text(p99["value"].number_or(0)),
                         p99["converged"].is_true() ? margin_of(p99) : "not converged"});
    }
    figures.push_back({"throughput", plain_text(throughput), "requests/s"});
    if (requests > 0) {
      figures.push_back(
          failed > 0 ? KeyFigure{"errors", percent_text(failed / requests), "of requests"}
                     : KeyFigure{"errors", "none", "of " + plain_text(requests) + " requests"});
    }
    const StationGroup* busiest = nullptr;
    for (const StationGroup& group : groups_) {
      if (group.kind == "gateway" &&
          (busiest == nullptr || group.offered_load_most > busiest->offered_load_most)) {
        busiest = &group;
      }
    }
    if (const auto holds = run_["headroom"]["holds"].number()) {
      figures.push_back(
          {"headroom", (*holds >= 1 ? "+" : "-") + percent_text(std::abs(*holds - 1)), "load"});
    } else if (busiest != nullptr) {
      figures.push_back(
          {"busiest " + busiest->name, percent_text(busiest->offered_load_most), "busy"});
    }
    return figures;
  }

 private:
  static void append(Prose& to, const Prose& more) {
    to.insert(to.end(), more.begin(), more.end());
  }

  const StationGroup* busiest_on(const View& pair) const {
    const StationGroup* busiest = nullptr;
    for (const View& step : pair["path"].items()) {
      for (const StationGroup& group : groups_) {
        if (group.name != step.text()) continue;
        if (busiest == nullptr || group.offered_load_most > busiest->offered_load_most) {
          busiest = &group;
        }
      }
    }
    return busiest;
  }

  /// How the requests of a pair ended that were not delivered.
  Prose refusals(const View& ends) const {
    const View ended = same_ends(pairs_, ends)["dispositions"];
    std::string list;
    for (const std::string& how : ended.keys()) {
      if (how == "delivered") continue;
      list +=
          (list.empty() ? " Ended as " : ", ") + how + ": " + plain_text(ended[how].number_or(0));
    }
    if (list.empty()) return {};
    return {plain(list + ".")};
  }

  /// Why an upstream does not arrive, where that is written, and what would mend it.
  Prose reason(const View& ends) const {
    const View why = same_ends(upstreams_, ends)["reason"];
    if (!why.is_something()) return {};
    Prose prose = {plain(" " + why["problem"].text())};
    if (why["at"].is_something()) {
      prose.push_back(plain(" ("));
      prose.push_back(code(short_place(run_, why["at"].text())));
      prose.push_back(plain(")"));
    }
    prose.push_back(plain("."));
    if (const std::string fix = why["fix"].text(); !fix.empty()) {
      prose.push_back(plain(" To mend it: "));
      prose.push_back(code(fix));
    }
    return prose;
  }

  View run_;
  std::vector<View> pairs_;
  std::vector<View> upstreams_;
  std::vector<View> close_ups_;
  std::vector<StationGroup> groups_;
};

void set_title(Headline& headline, const View& run, bool trouble) {
  const std::vector<View> verdicts = run["expectations"].items();
  const std::size_t failed = count_of(verdicts, "fail");
  const std::size_t unsure = count_of(verdicts, "unsure");
  const std::string of = " of " + counted(verdicts.size(), "expectation");
  if (failed > 0) {
    headline.tone = Tone::bad;
    headline.title = std::to_string(failed) + of + " failed";
  } else if (unsure > 0) {
    headline.tone = Tone::unsure;
    headline.title = std::to_string(unsure) + of + (unsure == 1 ? " is" : " are") + " undecided";
  } else if (!verdicts.empty()) {
    headline.title = verdicts.size() == 1
                         ? "The expectation is kept"
                         : "All " + std::to_string(verdicts.size()) + " expectations are kept";
  } else {
    headline.tone = trouble ? Tone::bad : Tone::good;
    headline.title = trouble ? "Not everything arrives" : "Everything arrives";
  }
  if (run["interrupted"].is_true()) {
    headline.tone = Tone::unsure;
    headline.title += " (interrupted)";
  }
}

}  // namespace

Headline headline_of(const View& run) {
  const Teller teller{run};
  Headline headline;
  const auto say = [&](Prose prose) {
    if (!prose.empty()) headline.paragraphs.push_back(std::move(prose));
  };
  std::size_t told = 0;
  for (const View& verdict : run["expectations"].items()) {
    if (verdict["status"].text() != "fail" || told == told_most) continue;
    say(teller.failure(verdict));
    ++told;
  }
  const Prose crowded = teller.crowded();
  const Prose unreachable = teller.unreachable();
  set_title(headline, run, !crowded.empty() || !unreachable.empty());
  say(crowded);
  if (told == 0) say(unreachable);
  if (told == 0) say(teller.slowest());
  if (!run["converged"].is_true() && !run["interrupted"].is_true()) {
    say(
        {plain("Some figures have not converged: their intervals are too wide to be believed. Run "
               "longer, or more replications.")});
  }
  headline.figures = teller.figures();
  return headline;
}

}  // namespace isthmus::reports
