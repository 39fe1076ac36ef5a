// "What does it look like?"
#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>

#include "reports/graph.hpp"
#include "sim/cli/file_writer.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<std::string_view, 3> formats = {"svg", "dot", "mermaid"};
constexpr std::array<std::string_view, 3> details = {"auto", "services", "partitions"};

constexpr std::array<Option, 6> options = {
    {{"format", 'o', OptionKind::choice, "FORMAT",
      "svg (the default), dot (Graphviz) or mermaid (Markdown pages).", formats},
     {"detail", 0, OptionKind::choice, "WHAT",
      "services, partitions, or auto: services as long as there are at most 100.", details},
     {"write",
      0,
      OptionKind::text,
      "FILE",
      "Also write to FILE, by its ending: .svg, .dot, .gv or .mmd. May be repeated.",
      {},
      Times::many},
     set_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 3> examples = {
    {{"graph mesh.yaml > mesh.svg", "partitions, gateways and services, and the ways between them"},
     {"graph mesh.yaml --format mermaid", "for a page in Markdown"},
     {"graph mesh.yaml --detail partitions > mesh.svg", "partitions and gateways only"}}};

struct Ending {
  std::string_view text;
  std::string_view format;
};
constexpr std::array<Ending, 4> endings = {
    {{".svg", "svg"}, {".dot", "dot"}, {".gv", "dot"}, {".mmd", "mermaid"}}};

std::optional<std::string_view> format_of_file(const std::string& path) {
  const std::string extension = std::filesystem::path{path}.extension().string();
  const auto found = std::find_if(endings.begin(), endings.end(),
                                  [&](const Ending& ending) { return ending.text == extension; });
  if (found == endings.end()) return std::nullopt;
  return found->format;
}

void write(std::ostream& out, const reports::Topology& topology, std::string_view format) {
  if (format == "dot") {
    reports::write_graph_dot(out, topology);
  } else if (format == "mermaid") {
    reports::write_graph_mermaid(out, topology);
  } else {
    reports::write_graph_svg(out, topology);
  }
}

reports::GraphDetail detail_asked(const Arguments& arguments) {
  const auto asked = arguments.text("detail");
  if (asked == "services") return reports::GraphDetail::services;
  return asked == "partitions" ? reports::GraphDetail::partitions : reports::GraphDetail::automatic;
}

/// Exit    0, whatever can be reached; 1 a file cannot be written; 2 its ending says no format;
///         3 the scenario is invalid.
Exit graph(const Arguments& arguments, Io& io) {
  const Colour colour = err_style(io, arguments.colour()).colour;
  Diagnostics mistakes;
  for (const std::string& path : arguments.all("write")) {
    if (format_of_file(path)) continue;
    mistakes.push_back(error_at({}, "unknown-format",
                                "--write cannot tell what to write to " + path,
                                "end the name in .svg, .dot, .gv or .mmd"));
  }
  if (!mistakes.empty()) {
    io.err << diagnostics_text(mistakes, {}, colour);
    return Exit::usage;
  }
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);

  const reports::Topology topology = reports::topology_of(*opened.study, detail_asked(arguments));
  write(io.out, topology, arguments.text("format").value_or("svg"));
  Exit exit = Exit::fine;
  for (const std::string& path : arguments.all("write")) {
    std::ostringstream content;
    write(content, topology, *format_of_file(path));
    if (const auto failed = write_whole(path, content.str())) {
      io.err << diagnostic_text(error_at({}, "cannot-write", path + ": " + *failed), {}, colour);
      exit = Exit::trouble;
    }
  }
  return exit;
}

}  // namespace

const Verb graph_verb{"graph",  "SCENARIO", 1,     1, "draw the topology as SVG, DOT or Mermaid",
                      examples, options,    &graph};

}  // namespace isthmus::cli
