// What services call: each call becomes a stream of its own, with the rate that follows from the
// requests of its caller.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "sim/scenario/build_traffic.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

using Kind = model::CallStep::Kind;

class Calls {
 public:
  explicit Calls(Draft& draft) : draft_{draft} {}

  void build() {
    for (const auto& [name, declared] : draft_.services) {
      if (declared.section == nullptr || declared.section->calls.empty()) continue;
      const model::ServiceId id = draft_.service_id(name);
      if (!id.is_some()) continue;
      caller_ = id;
      numbers_.clear();
      auto steps = steps_of(declared.section->calls);
      draft_.model.services[id.index()].calls = std::move(steps);
    }
    if (!find_loop()) add_rates();
  }

 private:
  std::vector<model::CallStep> steps_of(const std::vector<CallSection>& written) {
    std::vector<model::CallStep> steps;
    for (const CallSection& one : written) {
      if (auto step = step_of(one)) steps.push_back(*std::move(step));
    }
    return steps;
  }

  std::optional<model::CallStep> step_of(const CallSection& written) {
    const bool parallel = written.parallel_given.at.is_written();
    const bool sequence = written.sequence_given.at.is_written();
    const int kinds =
        (written.to.at.is_written() ? 1 : 0) + (parallel ? 1 : 0) + (sequence ? 1 : 0);
    if (kinds != 1) {
      draft_.error(written.at, kinds == 0 ? "required-key" : "contradicting-keys",
                   kinds == 0 ? "this step says nothing that is to be done"
                              : "a step is one thing: a call, or steps of its own",
                   "write one of to, parallel and sequence");
      return std::nullopt;
    }
    model::CallStep step;
    step.probability = written.probability.value_or(step.probability);
    step.count = written.count.value_or(step.count);
    step.on_error = written.on_error.value_or(step.on_error);
    if (written.to.at.is_written()) {
      const auto traffic = stream_of(written);
      if (!traffic) return std::nullopt;
      step.traffic = *traffic;
      return step;
    }
    refuse_keys_of_calls(written);
    step.kind = parallel ? Kind::parallel : Kind::sequence;
    step.steps = steps_of(parallel ? written.parallel : written.sequence);
    if (step.steps.empty()) return std::nullopt;
    return step;
  }

  void refuse_keys_of_calls(const CallSection& written) {
    for (const SourceSpan at :
         {written.request_size.at, written.response_size.at, written.work.at, written.on_error.at,
          written.timeout.at, written.per_try_timeout.at, written.retry.at, written.hedge.at}) {
      if (!at.is_written()) continue;
      draft_.error(at, "contradicting-keys", "this key belongs to a call, not to a group of steps",
                   "write it beside each `to`");
    }
  }

  std::optional<model::TrafficId> stream_of(const CallSection& written) {
    const auto to = named_service(draft_, written.to);
    if (!to) return std::nullopt;
    const mesh::ServiceName& from = draft_.model[caller_].name;
    model::TrafficSource source;
    source.at = written.at;
    source.from = caller_;
    source.to = draft_.service_id(*to);
    source.arrivals = model::ImpliedCalls{};
    if (!source.to.is_some() && !draft_.is_resolved(*to)) {
      complain_unknown_service(draft_, written.to.at, *to);
      return std::nullopt;
    }
    if (!find_upstream(draft_, caller_, *to, written.to.at, source)) return std::nullopt;
    const std::string name = mesh::full_text(from) + " calls " + mesh::full_text(*to);
    const int number = ++numbers_[name];
    source.name = number == 1 ? name : name + " #" + std::to_string(number);
    source.request_size = written.request_size.value_or(default_size("traffic[].request_size"));
    source.response_size = written.response_size.value_or(
        source.to.is_some() ? draft_.model[source.to].response_size
                            : default_size("defaults.service.response_size"));
    source.work = written.work.value_or(source.work);
    source.resilience = resilience_of(draft_, written);
    draft_.model.traffic.push_back(std::move(source));
    return model::TrafficId{draft_.model.traffic.size() - 1};
  }

  /// The services that one service calls, with how often each is called per request.
  void collect(const std::vector<model::CallStep>& steps, double times,
               std::vector<std::pair<model::TrafficId, double>>& calls) const {
    for (const model::CallStep& step : steps) {
      const double made = times * step.probability.share() * static_cast<double>(step.count);
      if (step.kind == Kind::call) {
        calls.emplace_back(step.traffic, made);
      } else {
        collect(step.steps, made, calls);
      }
    }
  }

  std::vector<std::pair<model::TrafficId, double>> calls_of(model::ServiceId id) const {
    std::vector<std::pair<model::TrafficId, double>> calls;
    collect(draft_.model[id].calls, 1, calls);
    return calls;
  }

  /// Complains about the first loop; services would call each other without end.
  bool find_loop() {
    std::vector<int> seen(draft_.model.services.size(), 0);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (seen[i] == 0 && visit(model::ServiceId{i}, seen)) return true;
    }
    return false;
  }

  bool visit(model::ServiceId id, std::vector<int>& seen) {
    seen[id.index()] = 1;
    way_.push_back(id);
    for (const auto& [call, times] : calls_of(id)) {
      const model::TrafficSource& source = draft_.model.traffic[call.index()];
      if (!source.to.is_some() || seen[source.to.index()] == 2) continue;
      if (seen[source.to.index()] == 1) {
        complain_loop(source);
        return true;
      }
      if (visit(source.to, seen)) return true;
    }
    way_.pop_back();
    seen[id.index()] = 2;
    order_.push_back(id);
    return false;
  }

  void complain_loop(const model::TrafficSource& source) {
    std::string text;
    for (auto at = std::find(way_.begin(), way_.end(), source.to); at != way_.end(); ++at) {
      text += mesh::short_text(draft_.model[*at].name) + " → ";
    }
    draft_.error(source.at, "call-loop",
                 "these calls come back to where they began: " + text +
                     mesh::short_text(draft_.model[source.to].name),
                 "leave one of them out");
  }

  /// From those who are called by nobody on; `order_` has everybody after whom they call.
  void add_rates() {
    std::vector<double> asked(draft_.model.services.size(), 0);
    for (const model::TrafficSource& source : draft_.model.traffic) {
      if (source.to.is_some()) asked[source.to.index()] += source.rate.in_per_second();
    }
    for (auto id = order_.rbegin(); id != order_.rend(); ++id) {
      for (const auto& [call, times] : calls_of(*id)) {
        model::TrafficSource& source = draft_.model.traffic[call.index()];
        const double rate = asked[id->index()] * times;
        source.rate = PerSecond::of(rate);
        if (source.to.is_some()) asked[source.to.index()] += rate;
      }
    }
  }

  Draft& draft_;
  model::ServiceId caller_{};
  std::map<std::string, int> numbers_{};
  std::vector<model::ServiceId> way_{};
  std::vector<model::ServiceId> order_{};
};

}  // namespace

void build_calls(Draft& draft) { Calls{draft}.build(); }

}  // namespace isthmus::scenario
