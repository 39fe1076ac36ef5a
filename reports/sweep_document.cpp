#include "reports/sweep.hpp"
#include "sim/base/number_text.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

using session::Figure;
using session::SweepPoint;
using session::SweepResult;

std::string hexadecimal(std::uint64_t number) {
  std::string text(16, '0');
  for (std::size_t i = 0; i < text.size(); ++i) {
    text[text.size() - 1 - i] = "0123456789abcdef"[(number >> (4 * i)) & 0xF];
  }
  return text;
}

Value figure_value(const Figure& figure) {
  Value value = Value::object();
  value.set("subject", figure.subject).set("measure", figure.measure);
  value.set("value", figure.estimate.mean);
  value.set("half_width", figure.estimate.half_width);
  value.set("note", figure.estimate.note.empty() ? Value{} : Value{figure.estimate.note});
  return value;
}

Value point_value(const SweepPoint& point) {
  Value settings = Value::object();
  for (const auto& [path, chosen] : point.settings) settings.set(path, chosen);
  Value value = Value::object();
  value.set("settings", std::move(settings)).set("replications", point.replications);
  value.set("finished", point.finished).set("precise", point.precise);
  value.set("fingerprint", hexadecimal(point.fingerprint));
  value.set("warmup_s", static_cast<double>(point.warm_up.cut.in_nanoseconds()) / 1e9);
  value.set("figures", list_of(point.figures, figure_value));
  return value;
}

/// A field of CSV, in quotes where it has to be.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

Value sweep_document(const SweepView& view, const SweepResult& result) {
  Value document = Value::object();
  document.set("schema", "isthmus.sweep/1").set("version", session::version());
  document.set("scenario", view.path).set("interrupted", result.interrupted);
  document.set("axes", list_of(result.axes, [](const session::SweepAxis& axis) {
                 Value value = Value::object();
                 value.set("path", axis.path).set("values", texts(axis.values));
                 return value;
               }));
  document.set("points", list_of(result.points, point_value));
  return document;
}

void write_sweep_csv(std::ostream& out, const SweepResult& result) {
  for (const session::SweepAxis& axis : result.axes) out << field(axis.path) << ',';
  out << "subject,measure,value,half_width,replications\n";
  for (const SweepPoint& point : result.points) {
    std::string settings;
    for (const auto& [path, value] : point.settings) settings += field(value) + ',';
    for (const Figure& figure : point.figures) {
      out << settings << field(figure.subject) << ',' << figure.measure << ','
          << shortest_text(figure.estimate.mean) << ',';
      if (figure.estimate.half_width) out << shortest_text(*figure.estimate.half_width);
      out << ',' << point.replications << '\n';
    }
  }
}

}  // namespace isthmus::reports
