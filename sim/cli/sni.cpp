// "Which server name does this hello ask for?"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "reports/texts.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/sni_build.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 5> reading_options = {
    {{"hex", 0, OptionKind::flag, "",
      "The input is hexadecimal text; white space is skipped. Text that begins with 16 03 is known "
      "for that anyway."},
     {"fields", 0, OptionKind::flag, "", "Every field with its place, and the fingerprints."},
     {"fingerprints", 0, OptionKind::flag, "", "The client's JA3 and JA4."},
     {"limit", 0, OptionKind::count, "BYTES",
      "How far into a stream a gateway looks, 256 to 65536; 16384 if not given."},
     {"build", 0, OptionKind::flag, "",
      "Build a hello instead of reading one: hexadecimal text, or a file with --write."}}};

constexpr std::array<Option, 4> other_options = {
    {output_option,
     {"write",
      0,
      OptionKind::text,
      "FILE",
      "Also write the answer to FILE, by its ending: .json, .yaml, .yml or .txt. May be repeated. "
      "With --build, write the hello to FILE: as a capture if it ends in .pcapng, else its bytes.",
      {},
      Times::many},
     colour_option,
     help_option}};

constexpr auto options = [] {
  std::array<Option, reading_options.size() + build_options.size() + other_options.size()> all{};
  auto end = std::copy(reading_options.begin(), reading_options.end(), all.begin());
  end = std::copy(build_options.begin(), build_options.end(), end);
  std::copy(other_options.begin(), other_options.end(), end);
  return all;
}();

constexpr std::array<Example, 6> examples = {
    {{"sni hello.bin", "the name that a gateway reads, and what is unusual about it"},
     {"sni -o json capture.pcap", "an array with one object for each connection of a capture"},
     {"sni --hex - < hello.txt", "bytes as hexadecimal text, from standard input"},
     {"sni --fields hello.bin", "every field of the hello, and where it lies"},
     {"sni --build --profile chromium --server-name api.example --write hello.pcapng",
      "a browser's hello, as a capture"},
     {"sni --build --server-name api.example | isthmus sni -", "built and read back"}}};

/// As much of a file as a gateway would ever look at is enough, but the length is said too; what is
/// larger than this is not a first flight.
constexpr std::uintmax_t input_bytes_max = std::uintmax_t{64} << 20;

void complain(const std::string& file, const std::string& why, const Arguments& arguments, Io& io) {
  io.err << diagnostic_text(error_at({}, "cannot-read", file + ": " + why), {},
                            err_style(io, arguments.colour()).colour);
}

std::optional<std::string> content_of(const std::string& file, const Arguments& arguments, Io& io) {
  if (file == "-") {
    return std::string{std::istreambuf_iterator<char>{io.in}, std::istreambuf_iterator<char>{}};
  }
  std::error_code trouble;
  if (std::filesystem::is_directory(file, trouble)) {
    complain(file, "it is a folder", arguments, io);
    return std::nullopt;
  }
  const std::uintmax_t size = std::filesystem::file_size(file, trouble);
  if (!trouble && size > input_bytes_max) {
    complain(file, "it is too large to be a first flight", arguments, io);
    return std::nullopt;
  }
  std::ifstream in{file, std::ios::binary};
  if (!in) {
    complain(file, "it cannot be opened", arguments, io);
    return std::nullopt;
  }
  return std::string{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The bytes that hexadecimal text stands for; none if it is not that.
std::optional<std::string> from_hex(const std::string& text) {
  std::string bytes;
  int high = -1;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ':') continue;
    const int digit = digit_of(c);
    if (digit < 0) return std::nullopt;
    if (high < 0) {
      high = digit;
    } else {
      bytes += static_cast<char>(high * 16 + digit);
      high = -1;
    }
  }
  if (high >= 0) return std::nullopt;
  return bytes;
}

/// What the operands held, and whether all of them could be read.
struct Read {
  std::vector<session::Hello> hellos{};
  bool all = true;
};

session::HelloReading reading_of(const Arguments& arguments) {
  session::HelloReading reading;
  reading.limit = arguments.number("limit").value_or(reading.limit);
  if (arguments.has("fingerprints")) reading.detail = analysis::HelloDetail::fingerprints;
  if (arguments.has("fields")) reading.detail = analysis::HelloDetail::fields;
  return reading;
}

/// What is wrong with a command line that reads hellos, as far as its options can be right alone.
Diagnostics reading_mistakes(const Arguments& arguments) {
  Diagnostics mistakes;
  if (arguments.operands().empty()) {
    mistakes.push_back(error_at({}, "missing-operand", "FILE is missing",
                                "usage: isthmus sni FILE..., or isthmus sni --build"));
  }
  for (const Option& option : build_options) {
    if (!arguments.has(option.name)) continue;
    mistakes.push_back(error_at({}, "bad-option",
                                "--" + std::string{option.name} + " is for a hello that is built",
                                "add --build, without a file"));
  }
  const std::uint64_t limit = arguments.number("limit").value_or(wire::hello_limit_default);
  if (limit < wire::hello_limit_min || limit > wire::hello_limit_max) {
    mistakes.push_back(
        error_at({}, "bad-option-value",
                 "--limit: no gateway can be told to look at " + std::to_string(limit) + " bytes",
                 "write a number from 256 to 65536"));
  }
  return mistakes;
}

void read_one(const std::string& file, const Arguments& arguments, Io& io, Read& read) {
  auto content = content_of(file, arguments, io);
  if (content && arguments.has("hex")) {
    content = from_hex(*content);
    if (!content) complain(file, "it is not hexadecimal text", arguments, io);
  } else if (content) {
    auto bytes = from_hex(*content);
    if (bytes && bytes->rfind("\x16\x03", 0) == 0) content = std::move(bytes);
  }
  if (!content) {
    read.all = false;
    return;
  }
  session::Hellos hellos = session::hellos_in(
      file, std::as_bytes(std::span{content->data(), content->size()}), reading_of(arguments));
  io.err << diagnostics_text(hellos.diagnostics, {}, err_style(io, arguments.colour()).colour);
  read.all = read.all && !has_errors(hellos.diagnostics);
  for (session::Hello& hello : hellos.found) read.hellos.push_back(std::move(hello));
}

/// Exit    0 every hello names a server; 1 a file cannot be read; 2 the options do not go together;
///         4 some hello names none, or there is no hello at all.
Exit sni(const Arguments& arguments, Io& io) {
  if (arguments.has("build")) return build_hello(arguments, io);
  const Diagnostics mistakes = reading_mistakes(arguments);
  io.err << diagnostics_text(mistakes, {}, err_style(io, arguments.colour()).colour);
  if (!mistakes.empty() || !can_write(arguments, io)) return Exit::usage;
  Read read;
  for (const std::string& file : arguments.operands()) read_one(file, arguments, io, read);

  const Page page{[&] { return reports::sni_document(read.hellos); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_sni_text(out, read.hellos, style);
                  }};
  if (!deliver(page, arguments, io) || !read.all) return Exit::trouble;
  const bool all_named = !read.hellos.empty() && std::all_of(read.hellos.begin(), read.hellos.end(),
                                                             [](const session::Hello& hello) {
                                                               return hello.report.found();
                                                             });
  return exit_of({.refused = !all_named});
}

}  // namespace

const Verb sni_verb{"sni",
                    "FILE...",
                    0,
                    SIZE_MAX,
                    "read the server names that clients ask for, or build such a hello",
                    examples,
                    options,
                    &sni};

}  // namespace isthmus::cli
