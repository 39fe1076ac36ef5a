// The calls that a service makes before it answers (docs/model/calls.md).
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {
namespace {

using StepKind = model::CallStep::Kind;

Duration of(const results::Ledger& ledger, results::Part part) {
  return Duration::nanoseconds(ledger[static_cast<std::size_t>(part)]);
}

}  // namespace

/// A message has left a station; where that is the app, the request may fail there, or calls begin.
void Site::asked_left(Flight& flight, Visit visit, Scheduler& out) {
  if (flight.stop != flight.path->stop_count / 2)
    return message_onward(flight, visit.departure, out);
  const Flow& flow = plan_->flows[flight.flow];
  const std::uint32_t room = flight.path->stops[flight.stop].station;
  const Answering& answering = *flow.answering;
  if (answering.error_rate > Ratio{} && deciders_.at(room).errors.bernoulli(answering.error_rate)) {
    flight.verdict = static_cast<std::uint8_t>(route::Disposition::service_error);
    return message_onward(flight, visit.departure, out);
  }
  if (answering.calls.empty()) return message_onward(flight, visit.departure, out);
  flight.step = Step::calls;
  go(flight, number_, visit.departure, out);
}

void Site::calls_begin(const Flight& flight, SimTime now, Scheduler& out) {
  const std::uint32_t held = std::exchange(held_, nobody);  // Others are sent from here.
  const Flow& flow = plan_->flows[flight.flow];
  const std::size_t app = flow.places.size() - 1;
  Join whole;
  whole.flight = flight;
  whole.program = &flow.answering->calls;
  whole.room = flight.path->stops[flight.stop].station;
  whole.instance = static_cast<std::uint32_t>(instance_at(flow, app, *flight.path));
  open_join(std::move(whole), now, out);
  held_ = held;
}

void Site::open_join(Join join, SimTime now, Scheduler& out) {
  join.began = now;
  const CallNode& node = join.program->nodes[join.node];
  const Join known = join;
  const Call call = joins_.add(std::move(join));
  if (node.kind == StepKind::sequence) return begin_step(known, node.children[0], call, now, out);
  for (const std::uint32_t child : node.children) begin_step(known, child, call, now, out);
}

void Site::note_start(std::size_t source, SimTime now) {
  TrafficTally& tally = tallies_[source];
  if (conditions_->measured.contains(now)) tally.started();
  if (tally.watched() && now < conditions_->measured.to) tally.begun(slice_of(now));
}

/// Begins one step of `within`, whose present place is `around`.
void Site::begin_step(const Join& within, std::uint32_t node_index, Call around, SimTime now,
                      Scheduler& out) {
  const CallNode& node = within.program->nodes[node_index];
  if (node.probability < Ratio::of(1) &&
      !deciders_.at(within.room).steps[node.draws].bernoulli(node.probability)) {
    return step_ended(around, true, {}, now, out);
  }
  if (node.kind == StepKind::call) {
    Order order;
    order.source = plan_->flows[plan_->first_flow[node.traffic]].source;
    order.instance = within.instance;
    order.join = around;
    order.ignores_errors = node.ignores_errors;
    note_start(order.source, now);
    if (timeline_) timeline_->started(order.source, now);
    return open_order(order, now, out);
  }
  Join inner;
  inner.around = around;
  inner.program = within.program;
  inner.node = node_index;
  inner.room = within.room;
  inner.instance = within.instance;
  open_join(inner, now, out);
}

/// A step inside `around` has ended; its `ledger` says where its time went. A step that ends at
/// once may end others: they take their turn, however many there are, and not the stack.
void Site::step_ended(Call around, bool kept, const results::Ledger& ledger, SimTime now,
                      Scheduler& out) {
  step_ends_.push_back({around, kept, ledger});
  if (telling_) return;
  telling_ = true;
  while (!step_ends_.empty()) {
    const StepEnd end = step_ends_.back();
    step_ends_.pop_back();
    end_step(end, now, out);
  }
  telling_ = false;
}

void Site::end_step(const StepEnd& end, SimTime now, Scheduler& out) {
  Join& join = joins_[end.around.index];
  const CallNode& node = join.program->nodes[join.node];
  ++join.ended;
  if (!end.kept) join.failed = true;
  if (node.kind == StepKind::sequence) {
    for (std::size_t i = 0; i < end.ledger.size(); ++i) join.ledger[i] += end.ledger[i];
    if (!join.failed && join.ended < node.children.size()) {
      const Join known = join;
      return begin_step(known, node.children[known.ended], end.around, now, out);
    }
  } else {
    join.ledger = end.ledger;  // The last one decides how long all of them took.
    if (join.ended < node.children.size()) return;
  }
  const Join done = joins_.remove(end.around.index);
  if (done.around.is_some()) return step_ended(done.around, !done.failed, done.ledger, now, out);
  calls_ended(done, now, out);
}

/// The service has what it needs, or knows that it will not get it, and answers.
void Site::calls_ended(const Join& done, SimTime now, Scheduler& out) {
  using results::Part;
  std::int64_t sum = 0;
  for (const std::int64_t part : done.ledger) sum += part;
  ISTHMUS_EXPECTS(sum == (now - done.began).in_nanoseconds());
  Flight flight = done.flight;
  flight.add(Spent::app, of(done.ledger, Part::app));
  flight.add(Spent::proxy_cpu, of(done.ledger, Part::proxy_cpu));
  flight.add(Spent::queue, of(done.ledger, Part::queue));
  flight.path->propagation += of(done.ledger, Part::propagation);
  flight.path->transmission += of(done.ledger, Part::transmission);
  flight.path->tcp_of_calls += of(done.ledger, Part::tcp_setup);
  flight.path->tls_of_calls += of(done.ledger, Part::tls_setup);
  flight.path->waits_of_calls += of(done.ledger, Part::retry_wait);
  flight.step = Step::message;
  trace_calls(flight, done.room, now, done.ledger);
  if (done.failed) {
    flight.verdict = static_cast<std::uint8_t>(route::Disposition::service_error);
  }
  const Fate* fate = rooms_[flight.path->stops[flight.stop].station].rules == nullptr
                         ? nullptr
                         : rooms_[flight.path->stops[flight.stop].station].rules->fate;
  if (fate != nullptr && is_gone(*fate, flight, now)) return lose(flight, now, out);
  message_onward(flight, now, out);
}

}  // namespace isthmus::dataplane
