// "Which server name does this hello ask for?"
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "reports/texts.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/verbs.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 5> options = {
    {{"hex", 0, OptionKind::flag, "", "The input is hexadecimal text; white space is skipped."},
     output_option,
     write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 3> examples = {
    {{"sni hello.bin", "the name that a gateway reads, and what is unusual about it"},
     {"sni -o json *.bin", "an array with one object for each file"},
     {"sni --hex - < hello.txt", "bytes as hexadecimal text, from standard input"}}};

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

/// Exit    0 every hello names a server; 1 a file cannot be read; 4 some hello names none.
Exit sni(const Arguments& arguments, Io& io) {
  if (!can_write(arguments, io)) return Exit::usage;
  std::vector<reports::NamedHello> hellos;
  bool all_read = true;
  bool all_named = true;
  for (const std::string& file : arguments.operands()) {
    auto content = content_of(file, arguments, io);
    if (content && arguments.has("hex")) {
      content = from_hex(*content);
      if (!content) complain(file, "it is not hexadecimal text", arguments, io);
    }
    all_read = all_read && content.has_value();
    if (!content) continue;
    const auto bytes = std::as_bytes(std::span{content->data(), content->size()});
    hellos.push_back({file, analysis::answer(analysis::HelloQuestion{bytes})});
    all_named = all_named && hellos.back().report.found();
  }
  const Page page{[&] { return reports::sni_document(hellos); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_sni_text(out, hellos, style);
                  }};
  if (!deliver(page, arguments, io) || !all_read) return Exit::trouble;
  return exit_of({.refused = !all_named});
}

}  // namespace

const Verb sni_verb{"sni",    "FILE...", 1,   SIZE_MAX, "read the server name out of a ClientHello",
                    examples, options,   &sni};

}  // namespace isthmus::cli
