#include "sim/session/trace.hpp"

#include <algorithm>
#include <map>

#include "sim/base/expects.hpp"
#include "sim/capture/write_capture.hpp"
#include "sim/dataplane/tracer.hpp"

namespace isthmus::session {
namespace {

dataplane::TraceWish wish_of(const results::RunRecord& record) {
  dataplane::TraceWish wish;
  const std::size_t all = record.traffic.size();
  const std::size_t count = std::min(all, traced_sources_max);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t traffic = i * all / count;
    const stats::Histogram& latency = record.traffic[traffic].latency;
    wish.sources.push_back({traffic, std::nullopt});
    if (!latency.empty()) wish.sources.back().p99 = latency.quantile(0.99);
  }
  return wish;
}

std::string address_of(std::size_t station) {
  const std::size_t host = station + 1;
  ISTHMUS_EXPECTS(host < std::size_t{1} << 24);
  return "10." + std::to_string(host >> 16) + "." + std::to_string(host >> 8 & 255) + "." +
         std::to_string(host & 255);
}

/// Where Consul's proxies listen on Kubernetes.
///
/// Source   consul-k8s, connect-inject (20000) and the chart's mesh gateway (8443).
std::uint16_t port_of(const results::TraceStation& station) {
  return station.kind == results::StationKind::gateway ? 8443 : 20000;
}

}  // namespace

results::Traces traces_of(const Study& study, const RunResult& result, const RunOptions& options) {
  if (result.records.empty()) return {};
  const results::RunRecord& first = result.records.front();
  dataplane::Replication replication;
  replication.index = first.replication;
  replication.seed = result.plan.seed;
  replication.duration = result.plan.duration;
  replication.warmup = first.warmup;
  replication.cancel = options.cancel;
  dataplane::TracedRun run =
      dataplane::simulate_traced(study.model, study.routes, replication, wish_of(first));
  if (!run.record.whole) return {};
  ISTHMUS_EXPECTS(run.record.fingerprint == first.fingerprint);  // To follow changes nothing.
  return std::move(run.traces);
}

void write_flows(std::ostream& out, const results::Traces& traces) {
  std::vector<capture::SyntheticFlow> flows;
  std::map<std::string, std::string> names;
  std::map<std::size_t, std::uint16_t> ports;  // The next of each dialling station.
  for (const results::Trace& trace : traces.requests) {
    for (const results::TraceConnection& connection : trace.connections) {
      capture::SyntheticFlow& flow = flows.emplace_back();
      std::uint16_t& port = ports.try_emplace(connection.from, std::uint16_t{32768}).first->second;
      flow.client = {address_of(connection.from), port};
      port = port == 60999 ? std::uint16_t{32768} : static_cast<std::uint16_t>(port + 1);
      flow.server = {address_of(connection.to), port_of(traces.stations[connection.to])};
      flow.starts = std::max(SimTime::start(), connection.starts);
      flow.round_trip = connection.round_trip;
      flow.mss = 1460;
      flow.client_bytes = trace.hello;
      for (const std::size_t station : {connection.from, connection.to}) {
        names.try_emplace(address_of(station), traces.stations[station].name);
      }
    }
  }
  capture::write_pcapng(out, flows, names);
}

}  // namespace isthmus::session
