#include <map>
#include <string>
#include <vector>

#include "reports/name_text.hpp"
#include "reports/trace_text.hpp"
#include "reports/traces.hpp"
#include "sim/base/json_writer.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

enum class SpanKind { internal = 1, server = 2, client = 3 };  // As the protocol numbers them.
constexpr int status_error = 2;

/// A span before it is sorted to the resource that it belongs to.
struct Span {
  std::string trace_id;
  std::uint64_t id = 0;
  std::uint64_t parent = 0;  ///< 0: none.
  std::string name;
  SpanKind kind = SpanKind::internal;
  SimTime from;
  SimTime to;
  std::vector<std::pair<std::string, std::string>> attributes{};
  bool failed = false;
};

/// A number that no other span of the file is likely to have, and never zero.
///
/// Source   SplitMix64: Steele, Lea & Flood, 2014.
std::uint64_t mixed(std::uint64_t seed, std::uint64_t number) {
  std::uint64_t x = seed + (number + 1) * 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  x ^= x >> 31;
  return x == 0 ? 1 : x;
}

/// Whose span it is, as a viewer groups them: "gateway finance" or the service; and which instance.
struct Owner {
  std::string service;
  std::string instance;
  friend auto operator<=>(const Owner&, const Owner&) = default;
};

Owner owner_of(const results::TraceStation& station) {
  const std::string& name = station.name;
  const std::string group = name.substr(0, name.rfind('['));
  const bool keeps_kind =
      station.kind == results::StationKind::gateway || station.kind == results::StationKind::link;
  return {keeps_kind ? group : group.substr(group.find(' ') + 1), name};
}

class Otlp {
 public:
  Otlp(const session::Study& study, const results::Traces& traces)
      : study_{study}, traces_{traces} {
    for (const results::Trace& trace : traces.requests) add(trace);
  }

  void write(std::ostream& out) const {
    JsonWriter json{out, JsonWriter::Style::compact};
    json.object([&] {
      json.key("resourceSpans").array([&] {
        for (const auto& [owner, spans] : spans_) write_resource(json, owner, spans);
      });
    });
    out << '\n';
  }

 private:
  void add(const results::Trace& trace) {
    const std::uint64_t run = mixed(traces_.seed, traces_.replication);
    const std::uint64_t source = mixed(run, trace.traffic);
    const std::uint64_t request = mixed(source, trace.ordinal);
    const std::string trace_id = hexadecimal(source) + hexadecimal(request);
    std::uint64_t number = 0;
    const auto next = [&] { return mixed(request, number++); };

    const model::ServiceId caller = study_.model.traffic[trace.traffic].from;
    const Owner from{short_from_text(study_.model, caller), ""};
    Span root{trace_id,         next(),         0,           trace_name(study_, trace),
              SpanKind::client, trace.intended, trace.ended, {}};
    root.failed = trace.disposition != route::Disposition::delivered;
    root.attributes = {{"isthmus.disposition", std::string{outcome_text(trace)}},
                       {"isthmus.kept_because", reasons_text(trace)},
                       {"isthmus.request", std::to_string(trace.ordinal)}};
    for (const results::TraceStay& stay : trace.stays) {
      const Owner owner = stay.station ? owner_of(traces_.stations[*stay.station]) : from;
      Span span{trace_id,           next(),    root.id, stay_name(traces_, stay),
                SpanKind::internal, stay.from, stay.to, {}};
      if (stay.stage == results::TraceStage::service) span.kind = SpanKind::server;
      SimTime at = stay.from;
      for (const results::TracePart& part : stay.parts) {
        const std::string name{results::text(part.part)};
        Span leaf{trace_id, next(), span.id, name, SpanKind::internal, at, at + part.length, {}};
        leaf.attributes = {{"isthmus.part", name}};
        at = leaf.to;
        spans_[owner].push_back(std::move(leaf));
      }
      spans_[owner].push_back(std::move(span));
    }
    spans_[from].push_back(std::move(root));
  }

  static void write_attribute(JsonWriter& json, const std::string& key, const std::string& text) {
    json.object([&] {
      json.field("key", key);
      json.key("value").object([&] { json.field("stringValue", text); });
    });
  }

  void write_resource(JsonWriter& json, const Owner& owner, const std::vector<Span>& spans) const {
    json.object([&] {
      json.key("resource").object([&] {
        json.key("attributes").array([&] {
          write_attribute(json, "service.name", owner.service);
          if (!owner.instance.empty()) {
            write_attribute(json, "service.instance.id", owner.instance);
          }
          write_attribute(json, "isthmus.scenario", study_.model.name);
          write_attribute(json, "isthmus.epoch", "1970-01-01 is time zero of the run");
        });
      });
      json.key("scopeSpans").array([&] {
        json.object([&] {
          json.key("scope").object([&] {
            json.field("name", "isthmus");
            json.field("version", session::version());
          });
          json.key("spans").array([&] {
            for (const Span& span : spans) write_span(json, span);
          });
        });
      });
    });
  }

  static void write_span(JsonWriter& json, const Span& span) {
    const auto nanoseconds = [](SimTime time) {
      return std::to_string(time.since_start().in_nanoseconds());
    };
    json.object([&] {
      json.field("traceId", span.trace_id);
      json.field("spanId", hexadecimal(span.id));
      json.field("parentSpanId", span.parent == 0 ? std::string{} : hexadecimal(span.parent));
      json.field("name", span.name);
      json.field("kind", static_cast<int>(span.kind));
      json.field("startTimeUnixNano", nanoseconds(span.from));
      json.field("endTimeUnixNano", nanoseconds(span.to));
      json.key("attributes").array([&] {
        for (const auto& [key, text] : span.attributes) write_attribute(json, key, text);
      });
      json.key("status").object([&] {
        if (span.failed) json.field("code", status_error);
      });
    });
  }

  const session::Study& study_;
  const results::Traces& traces_;
  std::map<Owner, std::vector<Span>> spans_;
};

}  // namespace

void write_otlp(std::ostream& out, const session::Study& study, const results::Traces& traces) {
  Otlp{study, traces}.write(out);
}

}  // namespace isthmus::reports
