#include <string>

#include "reports/trace_text.hpp"
#include "reports/traces.hpp"
#include "sim/base/json_writer.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

/// Microseconds; the fraction has the nanoseconds.
double microseconds(Duration duration) {
  return static_cast<double>(duration.in_nanoseconds()) / 1000;
}

class Perfetto {
 public:
  Perfetto(std::ostream& out, const session::Study& study, const results::Traces& traces)
      : json_{out, JsonWriter::Style::compact}, study_{study}, traces_{traces} {}

  void write() {
    json_.object([&] {
      json_.field("displayTimeUnit", "ns");
      json_.key("otherData").object([&] {
        json_.field("program", "isthmus " + std::string{session::version()});
        json_.field("scenario", study_.model.name);
        json_.field("seed", traces_.seed);
        json_.field("replication", traces_.replication);
        json_.field("time_zero", "the start of the run");
      });
      json_.key("traceEvents").array([&] { write_events(); });
    });
  }

 private:
  /// The requests of a source come one after the other.
  void write_events() {
    for (const results::Trace& trace : traces_.requests) {
      if (named_ == 0 || trace.traffic != traffic_) {
        traffic_ = trace.traffic;
        named_ = 0;
        write_name("process_name", trace_name(study_, trace));
      }
      ++named_;
      write_name("thread_name",
                 "#" + std::to_string(trace.ordinal) + " (" + reasons_text(trace) + ")");
      write_request(trace);
    }
  }

  void write_request(const results::Trace& trace) {
    write_slice(trace_name(study_, trace), "request", trace.intended, trace.ended, [&] {
      json_.field("ended", outcome_text(trace));
      json_.field("kept_because", reasons_text(trace));
    });
    for (const results::TraceStay& stay : trace.stays) {
      write_slice(stay_name(traces_, stay), stay.station ? "visit" : "way", stay.from, stay.to,
                  [] {});
      SimTime at = stay.from;
      for (const results::TracePart& part : stay.parts) {
        write_slice(std::string{results::text(part.part)}, "part", at, at + part.length, [] {});
        at = at + part.length;
      }
    }
  }

  void write_name(const char* of, const std::string& name) {
    json_.object([&] {
      json_.field("ph", "M");
      json_.field("name", of);
      write_track();
      json_.key("args").object([&] { json_.field("name", name); });
    });
  }

  template <class Arguments>
  void write_slice(const std::string& name, const char* category, SimTime from, SimTime to,
                   Arguments arguments) {
    json_.object([&] {
      json_.field("ph", "X");
      json_.field("name", name);
      json_.field("cat", category);
      write_track();
      json_.field("ts", microseconds(from.since_start()));
      json_.field("dur", microseconds(to - from));
      json_.key("args").object(arguments);
    });
  }

  void write_track() {
    json_.field("pid", traffic_ + 1);
    json_.field("tid", named_);
  }

  JsonWriter json_;
  const session::Study& study_;
  const results::Traces& traces_;
  std::size_t traffic_ = 0;
  std::size_t named_ = 0;  ///< Requests of that source so far: the number of the track.
};

}  // namespace

void write_perfetto(std::ostream& out, const session::Study& study, const results::Traces& traces) {
  Perfetto{out, study, traces}.write();
  out << '\n';
}

}  // namespace isthmus::reports
