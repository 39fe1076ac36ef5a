// What a site tells the tracer, if there is one.
#include "sim/dataplane/site.hpp"
#include "sim/dataplane/tracer.hpp"

namespace isthmus::dataplane {
namespace {

using results::TraceStage;

TraceStage stage_of(const Flight& flight, bool at_app) {
  switch (flight.step) {
    case Step::dial:
      return TraceStage::connect;
    case Step::hello:
      return TraceStage::hello;
    case Step::connected:
    case Step::server_flight:
      return TraceStage::handshake;
    case Step::link:
      return TraceStage::link;
    default:
      break;
  }
  if (at_app) return TraceStage::service;
  return flight.stop < flight.path->stop_count / 2 ? TraceStage::request : TraceStage::response;
}

}  // namespace

/// Propagation on the way that led a flight to where it is, as far as it is that of the request or
/// the response: what a handshake travels is part of the handshake.
Duration Site::crossed_by(const Flight& flight) const {
  const Flow& flow = plan_->flows[flight.flow];
  if (flow.outside) return Duration::zero();
  const std::size_t server = flow.legs.size();
  if (flight.step == Step::hello) {
    return flow.early_data ? leg_of(flight, flight.stop - 1u).one_way : Duration::zero();
  }
  if (flight.step != Step::message || flight.stop == 0) return Duration::zero();
  if (flight.stop <= server) return leg_of(flight, flight.stop - 1u).one_way;
  if (flight.stop <= server + 2) return Duration::zero();  // To the app, and back from it.
  return leg_of(flight, flight.path->mirror(flight.stop)).one_way;
}

void Site::trace_visit(const Flight& flight, const Room& room, SimTime arrival, Visit visit) const {
  Tracer* tracer = conditions_->replication.tracer;
  const bool returns = flight.step == Step::aside || flight.step == Step::farewell;
  if (tracer == nullptr || returns) return;
  const Flow& flow = plan_->flows[flight.flow];
  const bool hello = flight.step == Step::hello;
  if (hello) {
    std::vector<std::byte> bytes;
    tracer->heard(flight, flow.hello.front().with_random(flight.path->nonce, bytes));
  }
  tracer->visited(flight,
                  {.station = room.station_number,
                   .stage = stage_of(flight, room.setup == nullptr),
                   .arrival = arrival,
                   .visit = visit,
                   .crossed = crossed_by(flight),
                   .segment = hello ? leg_of(flight, flight.stop - 1u).one_way : Duration::zero()});
}

/// The service at `room` has waited until `now` for those that it calls.
void Site::trace_calls(const Flight& flight, std::uint32_t room, SimTime now,
                       const results::Ledger& ledger) const {
  Tracer* tracer = conditions_->replication.tracer;
  if (tracer != nullptr) [[unlikely]] {
    tracer->called(flight, rooms_[room].station_number, now, ledger);
  }
}

void Site::trace_end(const Flight& flight, SimTime when, route::Disposition disposition,
                     const std::optional<results::Ledger>& ledger) const {
  Tracer* tracer = conditions_->replication.tracer;
  if (tracer != nullptr) [[unlikely]] {
    tracer->ended(flight, when, disposition, ledger);
  }
}

}  // namespace isthmus::dataplane
