#include "sim/cli/page.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string_view>

#include "reports/document_writers.hpp"
#include "sim/base/suggest.hpp"
#include "sim/cli/file_writer.hpp"

namespace isthmus::cli {
namespace {

enum class Format { table, json, yaml };

struct Ending {
  std::string_view text;
  Format format;
};
constexpr std::array<Ending, 4> endings = {{{".json", Format::json},
                                            {".yaml", Format::yaml},
                                            {".yml", Format::yaml},
                                            {".txt", Format::table}}};

std::optional<Format> format_of_file(const std::string& path) {
  const std::string extension = std::filesystem::path{path}.extension().string();
  for (const Ending& ending : endings) {
    if (ending.text == extension) return ending.format;
  }
  return std::nullopt;
}

Format format_asked(const Arguments& arguments) {
  const auto asked = arguments.text("output");
  if (asked == "json") return Format::json;
  return asked == "yaml" ? Format::yaml : Format::table;
}

void write(const Page& page, Format format, const reports::TextStyle& style, std::ostream& out) {
  switch (format) {
    case Format::table:
      return page.text(out, style);
    case Format::json:
      return reports::write_json(out, page.document());
    case Format::yaml:
      return reports::write_yaml(out, page.document());
  }
}

std::string bad_ending_remedy(const std::string& path) {
  std::vector<std::string> known;
  for (const Ending& ending : endings) known.emplace_back(ending.text);
  return "the ending of " + path + " names no format; " +
         suggestion(std::filesystem::path{path}.extension().string(), known);
}

/// Whether `path` is a file that the command reads.
bool is_operand(const std::string& path, const Arguments& arguments) {
  return std::any_of(arguments.operands().begin(), arguments.operands().end(),
                     [&](const std::string& operand) {
                       std::error_code trouble;
                       return std::filesystem::equivalent(path, operand, trouble);
                     });
}

}  // namespace

bool can_write(const Arguments& arguments, Io& io) {
  Diagnostics mistakes;
  for (const std::string& path : arguments.all("write")) {
    const std::filesystem::path folder = std::filesystem::path{path}.parent_path();
    std::error_code trouble;
    if (!format_of_file(path)) {
      mistakes.push_back(error_at({}, "unknown-format",
                                  "--write cannot tell what to write to " + path,
                                  bad_ending_remedy(path)));
    } else if (is_operand(path, arguments)) {
      mistakes.push_back(error_at({}, "would-overwrite-input",
                                  "--write would put the answer in place of " + path,
                                  "name another file"));
    } else if (!folder.empty() && !std::filesystem::is_directory(folder, trouble)) {
      mistakes.push_back(error_at(
          {}, "no-such-folder", "--write: there is no folder " + folder.string(), "make it first"));
    }
  }
  io.err << diagnostics_text(mistakes, {}, err_style(io, arguments.colour()).colour);
  return mistakes.empty();
}

void write_out(const Page& page, const Arguments& arguments, Io& io) {
  write(page, format_asked(arguments), out_style(io, arguments.colour()), io.out);
}

bool write_files(const Page& page, const Arguments& arguments, Io& io) {
  bool all_written = true;
  for (const std::string& path : arguments.all("write")) {
    std::ostringstream content;
    write(page, *format_of_file(path), {}, content);
    if (const auto failed = write_whole(path, content.str())) {
      io.err << diagnostic_text(error_at({}, "cannot-write", path + ": " + *failed), {},
                                err_style(io, arguments.colour()).colour);
      all_written = false;
    }
  }
  return all_written;
}

bool deliver(const Page& page, const Arguments& arguments, Io& io) {
  write_out(page, arguments, io);
  return write_files(page, arguments, io);
}

}  // namespace isthmus::cli
