// An answer on its way out: one document and one text, whatever the format asked for.
#pragma once

#include <functional>
#include <ostream>
#include <span>
#include <string_view>

#include "reports/text_style.hpp"
#include "reports/value.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/io.hpp"

namespace isthmus::cli {

/// A format that only some verbs have, made from the document, or by the page itself.
struct ExtraFormat {
  std::string_view name;    ///< For `-o`.
  std::string_view ending;  ///< Of a file for `--write`; empty: it cannot be asked for so.
  void (*write)(std::ostream& out, const reports::Value& document) = nullptr;
};

/// What a verb has to say, in the two forms from which every format is made.
struct Page {
  std::function<reports::Value()> document;
  std::function<void(std::ostream&, const reports::TextStyle&)> text;
  std::span<const ExtraFormat> more{};  ///< Besides table, JSON and YAML.
  /// Writes those of `more` that the document alone does not make, by their names.
  std::function<void(std::string_view format, std::ostream& out)> special{};
};

/// Complains about every `--write` whose ending names no format or whose folder does not exist, so
/// that a long run does not end in vain. Says nothing and returns true when all is well.
bool can_write(const Arguments& arguments, Io& io, std::span<const ExtraFormat> more = {});

/// Writes the page to `out` in the format of `-o`.
void write_out(const Page& page, const Arguments& arguments, Io& io);

/// Writes the page to every `--write` file.
///
/// Errors   a file that cannot be written is reported on `err`; returns false then.
bool write_files(const Page& page, const Arguments& arguments, Io& io);

/// Both, `out` first.
bool deliver(const Page& page, const Arguments& arguments, Io& io);

}  // namespace isthmus::cli
