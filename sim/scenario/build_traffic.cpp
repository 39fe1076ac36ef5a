// The load: what was written, or a little of it everywhere.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "sim/base/number_text.hpp"
#include "sim/base/quantity_text.hpp"
#include "sim/base/suggest.hpp"
#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/letter_case.hpp"
#include "sim/model/defaults.hpp"
#include "sim/model/service_index.hpp"
#include "sim/scenario/build_traffic.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

std::string pair_text(const mesh::ServiceName* from, const mesh::ServiceName& to) {
  return (from == nullptr ? std::string{} : mesh::short_text(*from) + " ") + "→ " +
         mesh::short_text(to);
}

/// Where the requests come from; nothing, after a complaint, if that cannot be.
bool find_caller(Draft& draft, const TrafficSection& written, const mesh::ServiceName& to,
                 model::TrafficSource& source) {
  if (!written.from.at.is_written()) return true;
  const auto from = named_service(draft, written.from);
  if (!from) return false;
  source.from = draft.service_id(*from);
  if (!source.from.is_some()) {
    complain_unknown_service(draft, written.from.at, *from);
    return false;
  }
  return find_upstream(draft, source.from, to, written.to.at, source);
}

/// What the requests look like, where anything is said of it.
std::optional<mesh::HttpRequest> request_of(Draft& draft, const TrafficSection& written) {
  if (!written.method && !written.path && written.headers.empty()) return std::nullopt;
  mesh::HttpRequest request;
  request.method = written.method.value_or(request.method);
  request.path = written.path.value_or(request.path);
  for (const std::string& fault :
       mesh::condition_faults({.methods = {request.method}}, "traffic")) {
    draft.error(written.method.at, "invalid-request", fault, "write GET, POST, ...");
  }
  if (!request.path.starts_with('/')) {
    draft.error(written.path.at, "invalid-request", "a path begins with /",
                "write /" + request.path);
  }
  for (const NamedText& header : written.headers) {
    if (!request.headers.emplace(mesh::lower_text(*header.name), *header.text).second) {
      draft.error(header.name.at, "duplicate-entry",
                  "the header " + quoted(*header.name) + " is given twice", "keep one of them");
    }
  }
  return request;
}

/// Requests can be told apart only where the chain speaks http.
void check_request(Draft& draft, const TrafficSection& written, const model::TrafficSource& source,
                   const mesh::ServiceName& to) {
  if (!source.request) return;
  const SourceSpan at = written.path.at.is_written()     ? written.path.at
                        : written.method.at.is_written() ? written.method.at
                                                         : written.headers.front().name.at;
  if (!source.from.is_some()) {
    draft.warning(at, "request-not-seen",
                  "these requests come from outside, past every proxy: nobody looks at them");
  } else if (!mesh::is_http_like(draft.model.protocol_of(to))) {
    draft.warning(at, "request-not-seen",
                  quoted(mesh::short_text(to)) +
                      " is a tcp service: its proxies see connections, not requests",
                  "add {Kind: service-defaults, Name: " + to.name + ", Protocol: http}");
  }
}

/// A key of which a stream can have one, and whether it was written.
struct Way {
  const char* key;
  SourceSpan at;
};

/// A batch has to be over before the next one starts, or its rate is not what is written.
void check_spacing(Draft& draft, SourceSpan at, const model::TrafficSource& source) {
  const auto* batch = std::get_if<model::BatchArrivals>(&source.arrivals);
  if (batch == nullptr || !source.profile.stages.empty()) return;
  const double room = 1 / source.rate.in_per_second();
  if (batch->spacing.in_seconds() <= room) return;
  draft.error(at, "out-of-range",
              "requests that are " + human_text(batch->spacing) +
                  " apart are fewer than the rate says: it has one every " +
                  human_text(Duration::nearest_seconds(room)),
              "write a smaller spacing, or a smaller rate");
}

/// When the requests of a stream start: by exactly one of four keys.
void decide_when(Draft& draft, const TrafficSection& written, model::TrafficSource& source) {
  const bool own_law = written.arrivals && model::own_rate(*written.arrivals) > PerSecond{};
  const Way ways[] = {{"rate", written.rate.at},
                      {"trace", written.trace.at},
                      {"users", written.users.at},
                      {"arrivals", own_law ? written.arrivals.at : SourceSpan{}}};
  const Way* chosen = nullptr;
  for (const Way& way : ways) {
    if (!way.at.is_written()) continue;
    if (chosen != nullptr) {
      draft.error(
          way.at, "contradicting-keys",
          std::string{"`"} + way.key + "` and `" + chosen->key + "` both say when requests start",
          "keep one of them");
      return;
    }
    chosen = &way;
  }
  if (chosen == nullptr) {
    if (written.arrivals.at.is_written() && !written.arrivals) return;  // It says why itself.
    draft.error(written.at, "required-key", "`rate` is missing: nothing says when requests start",
                "add rate: 100/s, or users, or a trace");
    return;
  }
  const bool timed = written.trace.at.is_written() || written.users.at.is_written();
  if (timed && written.arrivals.at.is_written()) {
    draft.error(written.arrivals.at, "contradicting-keys",
                std::string{"`arrivals` has no say where `"} + chosen->key + "` is written",
                "remove one of them");
  }
  if (written.think_time.at.is_written() && !written.users.at.is_written()) {
    draft.error(written.think_time.at, "contradicting-keys",
                "nobody thinks in an open loop: think_time needs users",
                "add users: 20 in place of the rate, or remove it");
  }
  if (written.rate) {
    source.rate = written.rate->mean;
    source.profile = written.rate->profile;
  }
  source.arrivals = written.arrivals.value_or(source.arrivals);
  if (written.trace) source.arrivals = model::TraceArrivals{written.trace_starts};
  if (written.users) {
    source.arrivals = model::Users{*written.users,
                                   written.think_time.value_or(random::Constant{Duration::zero()})};
  }
  if (!written.rate) source.rate = model::own_rate(source.arrivals);
  check_spacing(draft, written.arrivals.at, source);
}

void add_source(Draft& draft, const TrafficSection& written) {
  const auto to = named_service(draft, written.to);
  if (!to) {
    named_service(draft, written.from);  // For its own complaint.
    return;
  }
  model::TrafficSource source;
  source.at = written.at;
  source.to = draft.service_id(*to);
  const bool called = find_caller(draft, written, *to, source);
  const auto from = source.from.is_some() ? &draft.model[source.from].name : nullptr;
  const bool excused = from != nullptr && draft.expected_unreachable.contains({*from, *to});
  if (!source.to.is_some() && !excused) {
    // An upstream to nowhere is complained about where it stands.
    if (from == nullptr || !called) complain_unknown_service(draft, written.to.at, *to);
  }
  if (!called) return;
  source.name = written.name.value_or(pair_text(from, *to));
  decide_when(draft, written, source);
  source.resilience = resilience_of(draft, written);
  source.address = written.address.value_or(model::CalledBy::local_port);
  source.open_connections = written.open_connections.value_or(0);
  source.connections = written.connections.value_or(source.connections);
  source.tls.version = written.tls.value_or(source.tls.version);
  source.idle_timeout = written.idle_timeout.value_or(
      std::get<Duration>(parse_duration(model::default_text("traffic[].idle_timeout"))));
  source.tls.resumption = written.resumption.value_or(source.tls.resumption);
  if (auto request = request_of(draft, written)) source.request = *std::move(request);
  check_request(draft, written, source, *to);
  source.request_size = written.request_size.value_or(default_size("traffic[].request_size"));
  source.work = written.work.value_or(source.work);
  source.response_size = written.response_size.value_or(
      source.to.is_some() ? draft.model[source.to].response_size
                          : default_size("defaults.service.response_size"));
  if (source.tls.version == model::TlsVersion::tls_1_2 &&
      source.tls.resumption == model::TlsResumption::early_data) {
    draft.error(written.resumption.at, "contradicting-keys", "early data needs TLS 1.3",
                "write tls: 1.3, or resumption: ticket");
  }
  draft.model.traffic.push_back(std::move(source));
}

void add_a_little_everywhere(Draft& draft) {
  const auto rate = std::get<PerSecond>(parse_per_second(model::default_text("traffic[].rate")));
  const Bytes request_size = default_size("traffic[].request_size");
  const Bytes response_size = default_size("defaults.service.response_size");
  const model::ServiceIndex services{draft.model};
  std::size_t upstreams = 0;
  for (const model::Service& from : draft.model.services) {
    upstreams += from.registration.upstreams.size();
  }
  draft.model.traffic.reserve(upstreams);
  for (std::size_t i = 0; i < draft.model.services.size(); ++i) {
    const model::Service& from = draft.model.services[i];
    const std::string caller = mesh::short_text(from.name) + " → ";
    for (std::size_t k = 0; k < from.registration.upstreams.size(); ++k) {
      const mesh::Upstream& upstream = from.registration.upstreams[k];
      model::TrafficSource source;
      const mesh::ServiceName to = destination_of(draft, from.name, upstream);
      source.name = caller + mesh::short_text(to.name.empty() ? upstream.destination : to);
      source.from = model::ServiceId{i};
      source.upstream = k;
      source.to = services.find(draft.model, to);
      source.rate = rate;
      source.request_size = request_size;
      source.response_size =
          source.to.is_some() ? draft.model[source.to].response_size : response_size;
      source.at = upstream.at;
      draft.model.traffic.push_back(std::move(source));
    }
  }
  if (draft.model.traffic.empty()) return;
  draft.diagnostics.push_back(
      {Severity::note, "default-traffic", draft.document.at,
       "no traffic is written, so every upstream gets " + model::default_text("traffic[].rate"),
       "add traffic: to say who calls whom how often"});
}

/// Names tell sources apart in reports and in `--set traffic.NAME.rate`.
void check_names(Draft& draft) {
  std::set<std::string> names;
  for (const TrafficSection& written : draft.document.traffic) {
    if (!written.name || names.insert(*written.name).second) continue;
    draft.error(written.name.at, "duplicate-entry",
                "two entries of traffic are called " + quoted(*written.name), "rename one");
  }
}

}  // namespace

void build_traffic(Draft& draft) {
  for (const TrafficSection& written : draft.document.traffic) add_source(draft, written);
  check_names(draft);
  if (!draft.document.traffic_given.at.is_written()) add_a_little_everywhere(draft);
}

}  // namespace isthmus::scenario
