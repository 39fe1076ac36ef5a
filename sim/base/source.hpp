// Where things were written: the texts that were read, and places in them.
//
// A place is small and copied freely; the texts live in one `Sources`, which travels with the
// Document and the Model so that any answer can still point at the line that caused it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/id.hpp"

namespace isthmus {

struct Source;
using SourceId = Id<Source>;

/// A place in a text. Absent (`line == 0`) for what nobody wrote: defaults and derived facts.
///
/// Units   `line` and `column` count from 1; columns count characters (code points), not bytes.
///         `length` is in characters too; 0 means "the place, without an extent".
struct SourceSpan {
  SourceId source{};
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 0;

  bool is_written() const { return line != 0; }
  friend auto operator<=>(const SourceSpan&, const SourceSpan&) = default;
};

/// One text that was read.
struct Source {
  std::string name;  ///< As the user would name it: a path, `-`, or `--set`.
  std::string text;
  std::vector<std::size_t> milestones{};  ///< Where every 1,024th line of the text begins.
};

/// Every text of a study, in the order of reading.
class Sources {
 public:
  /// A byte-order mark at the front is dropped: it is no character of the text.
  SourceId add(std::string name, std::string text);

  std::size_t size() const { return sources_.size(); }
  const Source& operator[](SourceId id) const;

  /// Line `line` of a source without its line ending; empty if there is none.
  std::string_view line_text(SourceId id, std::uint32_t line) const;

  /// `name:line:column`, the form that editors and CI systems open; empty for an absent place.
  std::string place(const SourceSpan& at) const;

 private:
  std::vector<Source> sources_;
};

}  // namespace isthmus
