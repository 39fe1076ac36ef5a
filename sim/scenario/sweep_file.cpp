#include "sim/scenario/sweep_file.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/scenario/field.hpp"
#include "sim/scenario/files.hpp"
#include "sim/scenario/promise_text.hpp"
#include "sim/scenario/yaml_reader.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::uint64_t replications_limit = 100'000;

/// One line of `matrix:`.
struct AxisSection {
  Written<std::string> path{};
  std::vector<Reference> values{};
};

struct SweepSection {
  SourceSpan at{};
  Written<std::string> scenario{};
  std::vector<AxisSection> matrix{};
  Written<std::uint64_t> replications{};
  Written<std::string> until{};
  Written<std::uint64_t> replications_max{};
};

/// Paths of the user's choice, each with the values that stand there in turn.
Field<SweepSection> matrix_field() {
  Field<SweepSection> field;
  field.info = {.name = "matrix",
                .shape = {.kind = Shape::Kind::named, .wanted = "paths with lists of values"},
                .doc = "Paths into the scenario, as after --set, each with its values."};
  field.read = [](Decoder& decoder, const Member& written, SweepSection& into) {
    const Node* matrix = decoder.names_in(written.value);
    if (matrix == nullptr) return;
    for (const Member& one : matrix->members) {
      AxisSection& axis = into.matrix.emplace_back();
      axis.path = {one.key, one.key_at};
      for (const Node* item : decoder.items_of(one.value, Spelling::exact)) {
        if (auto text = read_value(decoder, *item, As<std::string>{})) {
          axis.values.push_back({std::move(text), item->at});
        }
      }
    }
  };
  return field;
}

const Table<SweepSection>& sweep_table() {
  using S = SweepSection;
  static const Table<S> table{
      {.name = "sweep", .doc = "What isthmus sweep varies."},
      {value("scenario", &S::scenario, "The scenario, as seen from this file.").required(),
       matrix_field().required(),
       natural("replications", &S::replications, 2, replications_limit, "Of each point."),
       value("until", &S::until, "More of them, doubled each time, until this is reached."),
       natural("replications_max", &S::replications_max, 2, replications_limit,
               "Where a point stops that does not reach it.")}};
  return table;
}

/// A value with commas inside is one for `--set`, too, as long as it stands in brackets.
void add_axis(const AxisSection& written, SweepFile& file) {
  SweepAxis& axis = file.plan.axes.emplace_back();
  axis.path = *written.path;
  for (const Reference& value : written.values) {
    if (std::find(axis.values.begin(), axis.values.end(), *value) != axis.values.end()) {
      file.diagnostics.push_back(error_at(
          value.at, "duplicate-entry", quoted(*value) + " stands here twice", "keep one of them"));
    }
    axis.values.push_back(*value);
  }
  if (axis.values.empty()) {
    file.diagnostics.push_back(error_at(written.path.at, "wrong-count",
                                        quoted(axis.path) + " has no values",
                                        "write a list: [1, 2, 4]"));
  }
}

void build(const SweepSection& written, const std::string& path, SweepFile& file) {
  file.plan.scenario = joined_path(folder_of(path), written.scenario.value_or(""));
  file.plan.replications = written.replications.value;
  file.plan.replications_max = written.replications_max.value_or(file.plan.replications_max);
  for (const AxisSection& axis : written.matrix) add_axis(axis, file);
  if (written.until) {
    const std::size_t before = file.diagnostics.size();
    file.plan.until = precision_from(*written.until, file.diagnostics);
    for (std::size_t i = before; i < file.diagnostics.size(); ++i) {
      file.diagnostics[i].at = written.until.at;
    }
  }
  if (file.plan.points() > sweep_points_max) {
    file.diagnostics.push_back(
        error_at(written.at, "out-of-range",
                 "the matrix has more than " + std::to_string(sweep_points_max) + " points",
                 "leave out some values"));
  }
}

}  // namespace

std::size_t SweepPlan::points() const {
  std::size_t product = 1;
  for (const SweepAxis& axis : axes) {
    product *= std::min(axis.values.size(), sweep_points_max + 1);
    if (product > sweep_points_max) return sweep_points_max + 1;
  }
  return product;
}

SweepFile read_sweep(const std::string& path) {
  SweepFile file;
  file.plan.scenario = path;
  if (path == "-") return file;
  FileText text = read_file(path);
  if (!text.read) return file;  // Whoever opens it as a scenario says why.
  const SourceId source = file.sources.add(path, std::move(text.text));
  const Read read = read_yaml(source, file.sources);
  if (read.root.find("matrix") == nullptr) return file;

  SweepSection written;
  Decoder decoder{file.sources, file.diagnostics};
  decoder.despite(read.diagnostics,
                  [&] { read_mapping(decoder, sweep_table(), read.root, read.root.at, written); });
  file.diagnostics.insert(file.diagnostics.end(), read.diagnostics.begin(), read.diagnostics.end());
  build(written, path, file);
  sort_by_place(file.diagnostics);
  return file;
}

std::optional<Precision> precision_from(const std::string& text, Diagnostics& diagnostics) {
  constexpr std::string_view word = " within ";
  const auto refuse = [&](QuantityFault fault) {
    diagnostics.push_back(
        error_at({}, "invalid-promise", std::move(fault.problem), std::move(fault.remedy)));
    return std::nullopt;
  };
  const std::size_t at = text.find(word);
  if (at == std::string::npos) {
    return refuse({quoted(text) + " is not a precision", "write p99 within 5%"});
  }
  // The words before the sign of a promise about latency are the same.
  auto promise = parse_latency_promise(text.substr(0, at) + " < 1s");
  if (auto* fault = std::get_if<QuantityFault>(&promise)) return refuse(std::move(*fault));
  auto share = parse_ratio(text.substr(at + word.size()));
  if (auto* fault = std::get_if<QuantityFault>(&share)) return refuse(std::move(*fault));
  if (!(std::get<Ratio>(share) > Ratio{})) {
    return refuse({"nothing is ever known to within 0 %", "write p99 within 5%"});
  }
  return Precision{std::get<model::ExpectLatency>(promise).statistic, std::get<Ratio>(share)};
}

}  // namespace isthmus::scenario
