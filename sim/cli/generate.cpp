// "What would a mesh of such a size look like?"
#include <charconv>
#include <variant>

#include "sim/base/quantity_text.hpp"
#include "sim/cli/file_writer.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/session/generate.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<std::string_view, 3> modes = {"local", "remote", "none"};

constexpr std::array<Option, 11> options = {
    {{"partitions", 0, OptionKind::count, "N", "How many partitions; 3 if not given."},
     {"services", 0, OptionKind::count, "N",
      "How many services in each partition; 8 if not given."},
     {"upstreams", 0, OptionKind::text, "N|published",
      "Distinct upstreams of each service: a number, or drawn from what was published about Meta's "
      "services (median 4, 99th percentile 93), which is the default."},
     {"cross-partition", 0, OptionKind::text, "SHARE",
      "Share of the upstreams that leave the partition; 20% if not given."},
     {"broken", 0, OptionKind::text, "SHARE",
      "Share of the needed exports that are left out; none if not given."},
     {"mode", 0, OptionKind::choice, "MODE", "local (the default), remote or none.", modes},
     {"rate", 0, OptionKind::text, "RATE",
      "Requests of every upstream, as in 10/s; if not given, there is no traffic section."},
     {"seed", 0, OptionKind::natural, "N", "Another seed, another mesh; 1 if not given."},
     {"write", 0, OptionKind::text, "FILE", "Write to FILE instead of the terminal."},
     colour_option,
     help_option}};

constexpr std::array<Example, 3> examples = {
    {{"generate > mesh.yaml", "three partitions of eight services"},
     {"generate --partitions 30 --services 12 --rate 10/s > mesh.yaml", "a mesh with traffic"},
     {"generate --partitions 4 --broken 25% --seed 7 > mesh.yaml", "with exports forgotten"}}};

/// The specification while options are being read into it.
class Reading {
 public:
  explicit Reading(const Arguments& arguments) : arguments_{arguments} {
    spec_.partitions = arguments.number("partitions").value_or(spec_.partitions);
    spec_.services = arguments.number("services").value_or(spec_.services);
    spec_.seed = {arguments.number("seed").value_or(spec_.seed.number)};
    if (const auto mode = arguments.text("mode")) spec_.mode = *mesh::gateway_mode_from(*mode);
    read_upstreams();
    read("cross-partition", &parse_ratio, spec_.cross_partition);
    read("broken", &parse_ratio, spec_.broken);
    read("rate", &parse_per_second, spec_.rate);
    if (!mistakes_.empty()) return;
    if (const auto fault = session::fault_in(spec_)) {
      mistakes_.push_back(
          error_at({}, "bad-option-value", "no mesh can be made of that", "write " + *fault));
    }
  }

  const session::GenerateSpec& spec() const { return spec_; }
  const Diagnostics& mistakes() const { return mistakes_; }

 private:
  void read_upstreams() {
    const auto written = arguments_.text("upstreams");
    if (!written || *written == "published") return;
    std::size_t number = 0;
    const char* end = written->data() + written->size();
    const auto found = std::from_chars(written->data(), end, number);
    if (found.ec == std::errc{} && found.ptr == end) {
      spec_.upstreams = number;
    } else {
      mistake("upstreams", "\"" + *written + "\" is neither a number nor published",
              "write 10, or published");
    }
  }

  template <class Quantity, class Into>
  void read(std::string_view option, isthmus::Parsed<Quantity> (*parse)(std::string_view),
            Into& into) {
    const auto written = arguments_.text(option);
    if (!written) return;
    const isthmus::Parsed<Quantity> parsed = parse(*written);
    if (const auto* fault = std::get_if<QuantityFault>(&parsed)) {
      mistake(option, fault->problem, fault->remedy);
    } else {
      into = std::get<Quantity>(parsed);
    }
  }

  void mistake(std::string_view option, const std::string& problem, std::string remedy) {
    mistakes_.push_back(error_at({}, "bad-option-value",
                                 "--" + std::string{option} + ": " + problem, std::move(remedy)));
  }

  const Arguments& arguments_;
  session::GenerateSpec spec_{};
  Diagnostics mistakes_{};
};

/// Exit    0; 1 the file cannot be written; 2 no mesh can be made of the options.
Exit generate(const Arguments& arguments, Io& io) {
  const Colour colour = err_style(io, arguments.colour()).colour;
  const Reading reading{arguments};
  if (!reading.mistakes().empty()) {
    io.err << diagnostics_text(reading.mistakes(), {}, colour);
    return Exit::usage;
  }
  const auto path = arguments.text("write");
  if (!path) {
    session::generate(reading.spec(), io.out);
    return Exit::fine;
  }
  const auto write = [&](std::ostream& out) { session::generate(reading.spec(), out); };
  if (const auto failed = write_whole(*path, write)) {
    io.err << diagnostic_text(error_at({}, "cannot-write", *path + ": " + *failed), {}, colour);
    return Exit::trouble;
  }
  return Exit::fine;
}

}  // namespace

const Verb generate_verb{"generate", "",      0,        0, "write a synthetic scenario of any size",
                         examples,   options, &generate};

}  // namespace isthmus::cli
