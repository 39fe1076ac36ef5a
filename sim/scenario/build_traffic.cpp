// The load: what was written, or a little of it everywhere.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "sim/base/quantity_text.hpp"
#include "sim/base/suggest.hpp"
#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/letter_case.hpp"
#include "sim/model/defaults.hpp"
#include "sim/model/service_index.hpp"
#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

constexpr PerSecond rate_max = PerSecond::of(1e9);  // Time is counted in nanoseconds.

std::string pair_text(const mesh::ServiceName* from, const mesh::ServiceName& to) {
  return (from == nullptr ? std::string{} : mesh::short_text(*from) + " ") + "→ " +
         mesh::short_text(to);
}

Bytes default_size(std::string_view name) {
  return std::get<Bytes>(parse_bytes(model::default_text(name)));
}

/// The upstream of `from` that leads to `to`; the number of its upstreams if there is none.
std::size_t upstream_to(const Draft& draft, const model::Service& from,
                        const mesh::ServiceName& to) {
  const auto& upstreams = from.registration.upstreams;
  const auto at = std::find_if(upstreams.begin(), upstreams.end(), [&](const auto& upstream) {
    const bool here =
        upstream.datacenter.empty() || upstream.datacenter == draft.model.consul.datacenter;
    return upstream.type == mesh::DestinationType::service && upstream.peer.empty() && here &&
           upstream.destination == to;
  });
  return static_cast<std::size_t>(at - upstreams.begin());
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
  const model::Service& caller = draft.model[source.from];
  source.upstream = upstream_to(draft, caller, to);
  if (source.upstream < caller.registration.upstreams.size()) return true;
  if (draft.completeness == Completeness::partial) return false;
  draft.error(
      written.to.at, "traffic-without-upstream",
      quoted(mesh::short_text(*from)) + " has no upstream " + quoted(mesh::short_text(to)) +
          ", so its app cannot call it",
      "add {destination_name: " + to.name +
          (to.partition == from->partition ? "" : ", destination_partition: " + to.partition) +
          (to.namespace_ == from->namespace_ ? "" : ", destination_namespace: " + to.namespace_) +
          ", local_bind_port: 10000} to its proxy.upstreams");
  return false;
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
  if (written.rate && written.rate->in_per_second() <= 0) {
    draft.error(written.rate.at, "out-of-range", "a rate of 0 is no traffic",
                "write a rate, or remove the entry");
  }
  source.name = written.name.value_or(pair_text(from, *to));
  if (written.rate && written.rate->in_per_second() > rate_max.in_per_second()) {
    draft.error(written.rate.at, "out-of-range",
                "no more than a request per nanosecond can be told apart",
                "write at most 1000000000/s");
  }
  source.rate = written.rate.value_or(PerSecond::of(1));
  source.arrivals = written.arrivals.value_or(source.arrivals);
  source.connections = written.connections.value_or(source.connections);
  source.tls.version = written.tls.value_or(source.tls.version);
  source.tls.resumption = written.resumption.value_or(source.tls.resumption);
  source.request = request_of(draft, written);
  check_request(draft, written, source, *to);
  source.request_size = written.request_size.value_or(default_size("traffic[].request_size"));
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
    for (std::size_t k = 0; k < from.registration.upstreams.size(); ++k) {
      const mesh::Upstream& upstream = from.registration.upstreams[k];
      model::TrafficSource source;
      source.name = pair_text(&from.name, upstream.destination);
      source.from = model::ServiceId{i};
      source.upstream = k;
      const bool here =
          upstream.type == mesh::DestinationType::service && upstream.peer.empty() &&
          (upstream.datacenter.empty() || upstream.datacenter == draft.model.consul.datacenter);
      if (here) {
        source.to = services.find(draft.model, draft.model.consul.datacenter, upstream.destination);
      }
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
