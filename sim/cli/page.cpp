#include "sim/cli/page.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string_view>
#include <variant>

#include "reports/document_writers.hpp"
#include "sim/base/suggest.hpp"
#include "sim/cli/file_writer.hpp"

namespace isthmus::cli {
namespace {

enum class Format { table, json, yaml };
/// One of those that every verb has, or one that this verb has besides.
using AnyFormat = std::variant<Format, const ExtraFormat*>;

struct Ending {
  std::string_view text;
  Format format;
};
constexpr std::array<Ending, 4> endings = {{{".json", Format::json},
                                            {".yaml", Format::yaml},
                                            {".yml", Format::yaml},
                                            {".txt", Format::table}}};

std::optional<AnyFormat> format_of_file(const std::string& path,
                                        std::span<const ExtraFormat> more) {
  for (const ExtraFormat& format : more) {  // First: "trace.otlp.json" is no plain JSON.
    if (!format.ending.empty() && path.ends_with(format.ending)) return &format;
  }
  const std::string extension = std::filesystem::path{path}.extension().string();
  for (const Ending& ending : endings) {
    if (ending.text == extension) return ending.format;
  }
  return std::nullopt;
}

AnyFormat format_asked(const Arguments& arguments, std::span<const ExtraFormat> more) {
  const auto asked = arguments.text("output");
  for (const ExtraFormat& format : more) {
    if (asked == format.name) return &format;
  }
  if (asked == "json") return Format::json;
  return asked == "yaml" ? Format::yaml : Format::table;
}

/// Writes one page in as many formats as are wanted; its document is made once.
class Writer {
 public:
  explicit Writer(const Page& page) : page_{page} {}

  void write(AnyFormat format, const reports::TextStyle& style, std::ostream& out) {
    if (const auto* extra = std::get_if<const ExtraFormat*>(&format)) {
      const ExtraFormat& asked = **extra;
      return asked.write != nullptr ? asked.write(out, document()) : page_.special(asked.name, out);
    }
    switch (std::get<Format>(format)) {
      case Format::table:
        return page_.text(out, style);
      case Format::json:
        return reports::write_json(out, document());
      case Format::yaml:
        return reports::write_yaml(out, document());
    }
  }

 private:
  const reports::Value& document() {
    if (!document_) document_ = page_.document();
    return *document_;
  }

  const Page& page_;
  std::optional<reports::Value> document_;
};

std::string bad_ending_remedy(const std::string& path, std::span<const ExtraFormat> more) {
  std::vector<std::string> known;
  for (const Ending& ending : endings) known.emplace_back(ending.text);
  for (const ExtraFormat& format : more) {
    if (!format.ending.empty()) known.emplace_back(format.ending);
  }
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

void to_out(Writer& writer, const Page& page, const Arguments& arguments, Io& io) {
  writer.write(format_asked(arguments, page.more), out_style(io, arguments.colour()), io.out);
}

bool to_files(Writer& writer, const Page& page, const Arguments& arguments, Io& io) {
  bool all_written = true;
  for (const std::string& path : arguments.all("write")) {
    std::ostringstream content;
    writer.write(*format_of_file(path, page.more), {}, content);
    if (const auto failed = write_whole(path, content.str())) {
      io.err << diagnostic_text(error_at({}, "cannot-write", path + ": " + *failed), {},
                                err_style(io, arguments.colour()).colour);
      all_written = false;
    }
  }
  return all_written;
}

}  // namespace

bool can_write(const Arguments& arguments, Io& io, std::span<const ExtraFormat> more) {
  if (io.serves()) return true;  // It is another process that writes.
  Diagnostics mistakes;
  for (const std::string& path : arguments.all("write")) {
    const std::filesystem::path folder = std::filesystem::path{path}.parent_path();
    std::error_code trouble;
    if (!format_of_file(path, more)) {
      mistakes.push_back(error_at({}, "unknown-format",
                                  "--write cannot tell what to write to " + path,
                                  bad_ending_remedy(path, more)));
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
  Writer writer{page};
  to_out(writer, page, arguments, io);
}

bool write_files(const Page& page, const Arguments& arguments, Io& io) {
  if (io.serves()) return true;
  Writer writer{page};
  return to_files(writer, page, arguments, io);
}

bool deliver(const Page& page, const Arguments& arguments, Io& io) {
  if (io.serves()) return true;
  Writer writer{page};
  to_out(writer, page, arguments, io);
  return to_files(writer, page, arguments, io);
}

}  // namespace isthmus::cli
