// Promises: one Expectation for each key of an entry of `expect:`.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "sim/base/number_text.hpp"
#include "sim/base/suggest.hpp"
#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/promise_text.hpp"

namespace isthmus::scenario {
namespace {

/// Adds the promises of one entry.
class Promises {
 public:
  Promises(Draft& draft, const ExpectSection& written, std::optional<mesh::ServiceName> from,
           mesh::ServiceName to)
      : draft_{draft}, written_{written}, from_{std::move(from)}, to_{std::move(to)} {}

  void add_all() {
    if (!from_) refuse_paths();
    during_ = events_of(written_.during);
    outside_ = events_of(written_.outside);
    if (!during_.empty() || !outside_.empty()) refuse_events();
    if (from_ && written_.reachable) {
      add(model::ExpectReachable{*written_.reachable}, written_.reachable.at,
          *written_.reachable ? "reachable" : "not reachable");
    }
    if (from_ && written_.via_given.at.is_written()) add_via();
    if (from_ && written_.hops) {
      const int hops = static_cast<int>(*written_.hops);
      add(model::ExpectHops{hops}, written_.hops.at,
          std::to_string(hops) + (hops == 1 ? " hop" : " hops"));
    }
    if (written_.latency) {
      const model::ExpectLatency& promise = *written_.latency;
      add(promise, written_.latency.at,
          std::string{model::text(promise.statistic)} + " latency " +
              std::string{model::text(promise.relation)} + " " + human_text(promise.limit));
    }
    if (written_.error_rate) {
      const model::ExpectErrorRate& promise = *written_.error_rate;
      add(promise, written_.error_rate.at,
          "error rate " + std::string{model::text(promise.relation)} + " " +
              shortest_text(std::round(promise.limit.share() * 1e8) / 1e6) + " %");
    }
    const bool unreadable = written_.reachable.at.is_written() || written_.hops.at.is_written() ||
                            written_.via_given.at.is_written() ||
                            written_.latency.at.is_written() || written_.error_rate.at.is_written();
    if (!added_ && !unreadable) {
      draft_.error(written_.at, "empty-promise", "this entry of expect promises nothing",
                   "add reachable, via, hops, latency or error_rate");
    }
  }

 private:
  /// What comes from outside goes straight to the app.
  void refuse_paths() {
    for (const SourceSpan at : {written_.reachable.at, written_.via_given.at, written_.hops.at}) {
      if (!at.is_written()) continue;
      draft_.error(at, "contradicting-keys",
                   "without `from` the requests come from outside, past every proxy: they have no "
                   "path to promise",
                   "add from, or promise latency and error_rate only");
    }
  }

  /// Routes are found without a clock.
  void refuse_events() {
    for (const SourceSpan at : {written_.reachable.at, written_.via_given.at, written_.hops.at}) {
      if (!at.is_written()) continue;
      draft_.error(at, "contradicting-keys",
                   "a path is promised for the whole run, not during or outside an event",
                   "promise it in an entry of its own");
    }
  }

  std::vector<std::size_t> events_of(const std::vector<Reference>& names) {
    std::vector<std::size_t> found;
    const auto& events = draft_.model.events;
    for (const Reference& name : names) {
      const auto at = std::find_if(events.begin(), events.end(),
                                   [&](const model::Event& event) { return event.name == *name; });
      if (at != events.end()) {
        found.push_back(static_cast<std::size_t>(at - events.begin()));
        continue;
      }
      std::vector<std::string> known;
      for (const model::Event& event : events) known.push_back(event.name);
      draft_.error(name.at, "unknown-event", "there is no event " + quoted(*name),
                   known.empty() ? "add it under events:" : suggestion(*name, known));
    }
    return found;
  }

  std::string when_text() const {
    std::string text;
    const auto append = [&](const char* word, const std::vector<std::size_t>& events) {
      for (std::size_t i = 0; i < events.size(); ++i) {
        text += (i == 0 ? word : std::string{", "}) + draft_.model.events[events[i]].name;
      }
    };
    append(" during ", during_);
    append(" outside ", outside_);
    return text;
  }

  void add_via() {
    model::ExpectVia promise;
    std::string phrase;
    for (const Reference& gateway : written_.via) {
      auto partition = parse_gateway_name(*gateway);
      if (auto* fault = std::get_if<QuantityFault>(&partition)) {
        draft_.error(gateway.at, "invalid-promise", std::move(fault->problem),
                     std::move(fault->remedy));
        continue;
      }
      const std::string& name = std::get<std::string>(partition);
      const std::size_t sign = name.find('@');
      if (sign != std::string::npos) {
        const std::string place = name.substr(sign + 1);
        if (!draft_.places.contains(place)) complain_unknown_place(draft_, gateway.at, place);
      } else if (!draft_.knows_partition(name)) {
        complain_unknown_partition(draft_, gateway.at, name);
      }
      phrase += (phrase.empty() ? "via " : ", ") + name + " gateway";
      promise.gateway_partitions.push_back(name);
    }
    add(std::move(promise), written_.via_given.at, phrase.empty() ? "via no gateway" : phrase);
  }

  void add(model::Promise promise, SourceSpan at, const std::string& phrase) {
    model::Expectation expectation;
    if (from_) expectation.from = draft_.service_id(*from_);
    expectation.to = draft_.service_id(to_);
    expectation.destination = to_;
    expectation.promise = std::move(promise);
    expectation.during = during_;
    expectation.outside = outside_;
    expectation.text = (from_ ? mesh::short_text(*from_) : std::string{"outside"}) + " → " +
                       mesh::short_text(to_) + ": " + phrase + when_text();
    expectation.at = at;
    draft_.model.expectations.push_back(std::move(expectation));
    added_ = true;
  }

  Draft& draft_;
  const ExpectSection& written_;
  std::optional<mesh::ServiceName> from_;  ///< None: from outside.
  mesh::ServiceName to_;
  std::vector<std::size_t> during_{};
  std::vector<std::size_t> outside_{};
  bool added_ = false;
};

}  // namespace

std::set<Pair> pairs_expected_unreachable(const Document& document) {
  std::set<Pair> pairs;
  for (const ExpectSection& written : document.expect) {
    if (written.reachable.value_or(true) || !written.from || !written.to) continue;
    const auto from = parse_service_name(*written.from, {});
    const auto to = parse_service_name(*written.to, {});
    if (!std::holds_alternative<mesh::ServiceName>(from)) continue;
    if (!std::holds_alternative<mesh::ServiceName>(to)) continue;
    pairs.emplace(std::get<mesh::ServiceName>(from), std::get<mesh::ServiceName>(to));
  }
  return pairs;
}

void build_expectations(Draft& draft) {
  for (const ExpectSection& written : draft.document.expect) {
    const bool outside = !written.from.at.is_written();
    auto from = named_service(draft, written.from);
    auto to = named_service(draft, written.to);
    if ((!from && !outside) || !to) continue;
    const bool unreachable = from && draft.expected_unreachable.contains({*from, *to});
    const bool knows_from = outside || draft.knows_service(*from);
    const bool knows_to = draft.knows_service(*to) || draft.is_resolved(*to) || unreachable;
    if (!knows_from) complain_unknown_service(draft, written.from.at, *from);
    if (!knows_to) complain_unknown_service(draft, written.to.at, *to);
    if (!knows_from || !knows_to) continue;
    Promises{draft, written, std::move(from), *std::move(to)}.add_all();
  }
}

}  // namespace isthmus::scenario
