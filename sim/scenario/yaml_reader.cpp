#include "sim/scenario/yaml_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "sim/base/utf8.hpp"
#include "sim/scenario/legible_text.hpp"
#include "sim/scenario/yaml_places.hpp"
#include "sim/scenario/yaml_plain.hpp"
#include "sim/scenario/yaml_repair.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::size_t repairs_max = 16;
constexpr std::size_t repaired_bytes_max = 8u << 20;  // Of all attempts at one document together.

/// Thrown through the parser to end it: a limit was passed, which the tree has reported.
struct Stopped {};
/// Thrown through the parser at a value after the document's only one.
struct SecondValue {
  std::size_t offset;
};

/// yaml-cpp's events, passed on to the tree.
class Events : public YAML::EventHandler {
 public:
  explicit Events(YamlTree& tree) : tree_{tree} {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (std::exchange(begun_, true)) throw SecondValue{offset(mark)};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    tree_.null({offset(mark), "?", anchor});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    tree_.alias({offset(mark), "?", anchor});
    stop_at_limit();
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    tree_.scalar({offset(mark), tag, anchor}, value);
    stop_at_limit();
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    tree_.begin_sequence({offset(mark), tag, anchor}, style_of(style));
    stop_at_limit();
  }
  void OnSequenceEnd() override { tree_.end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    tree_.begin_mapping({offset(mark), tag, anchor}, style_of(style));
    stop_at_limit();
  }
  void OnMapEnd() override { tree_.end(); }

 private:
  static std::size_t offset(const YAML::Mark& mark) {
    return static_cast<std::size_t>(std::max(mark.pos, 0));
  }
  static YamlStyle style_of(YAML::EmitterStyle::value style) {
    return style == YAML::EmitterStyle::Flow ? YamlStyle::flow : YamlStyle::block;
  }
  void stop_at_limit() const {
    if (tree_.gave_up()) throw Stopped{};
  }

  YamlTree& tree_;
  bool begun_ = false;
};

/// Parses one document into `tree`. Returns where and why the parser stopped, if it did.
std::optional<YamlFault> parse(const std::string& part, YamlTree& tree) {
  try {
    std::istringstream stream{part};
    YAML::Parser parser{stream};
    Events events{tree};
    while (parser.HandleNextDocument(events)) {
    }
  } catch (const Stopped&) {
    return std::nullopt;
  } catch (const SecondValue& second) {
    return YamlFault{second.offset, second_value};
  } catch (const YAML::Exception& error) {
    const bool placed = !error.mark.is_null();
    return YamlFault{placed ? static_cast<std::size_t>(error.mark.pos) : part.size(), error.msg};
  } catch (const std::exception& error) {
    return YamlFault{part.size(), error.what()};
  }
  if (const auto quote = tree.open_quote()) return YamlFault{*quote, "end of text in a string"};
  return std::nullopt;
}

/// One document of the text, and the line on which it begins.
struct Part {
  std::string_view text{};
  std::uint32_t first_line = 1;
};

/// Whether a place is in a text, or just after a line of it: a repair may put characters behind.
bool holds(const YamlPlaces& places, const LegibleText& legible, std::uint32_t first_line,
           const SourceSpan& at) {
  const std::string_view line = places.line(at.line - first_line);
  const auto width = static_cast<std::uint32_t>(utf8_length(line));
  return at.column <= legible.source_column(at.line, width + 1);
}

/// How a text is read; with the first two nothing but the time may differ.
struct Reading {
  enum class How { fitting, full, around } how = How::fitting;
  std::span<const std::uint32_t> lines{};  ///< Around which, in order.
};

/// Reads a document with the full parser, and after each syntax error what is left of it.
Node read_in_full(const LegibleText& legible, const Part& part, Diagnostics& diagnostics) {
  const std::size_t repairs_affordable =
      std::clamp<std::size_t>(repaired_bytes_max / (part.text.size() + 1), 1, repairs_max);
  const YamlPlaces written_places{legible, part.text, part.first_line};
  std::string text{part.text};
  std::optional<SourceSpan> last_fault_at;
  bool indices_tried = false;
  for (std::size_t repairs = 0;; ++repairs) {
    const YamlPlaces places{legible, text, part.first_line};
    Diagnostics found;
    YamlTree tree{places, found};
    std::optional<std::string> repaired;
    if (const auto fault = parse(text, tree)) {
      if (!indices_tried) {  // No mistake, though YAML says so.
        indices_tried = true;
        if (auto readable = with_indices(text)) {
          text = std::move(*readable);
          continue;
        }
      }
      YamlDiagnosis diagnosis = diagnose(*fault, tree, places);
      // A fault that stays where it was, or that the repair itself made, has been said before.
      const SourceSpan at = diagnosis.diagnostic.at;
      const bool is_new =
          last_fault_at != at && holds(written_places, legible, part.first_line, at);
      last_fault_at = at;
      if (is_new) diagnostics.push_back(std::move(diagnosis.diagnostic));
      if (is_new && repairs < repairs_affordable) repaired = std::move(diagnosis.repaired);
    }
    if (!repaired) {
      std::move(found.begin(), found.end(), std::back_inserter(diagnostics));
      return tree.take();
    }
    text = std::move(*repaired);
  }
}

/// Where those of the lines begin that are in this part.
std::vector<std::size_t> starts_of(std::span<const std::uint32_t> lines, std::uint32_t first_line,
                                   const YamlPlaces& places) {
  std::vector<std::size_t> starts;
  for (const std::uint32_t line : lines) {
    if (line < first_line || line - first_line >= places.line_count()) continue;
    starts.push_back(places.line_start(line - first_line));
  }
  return starts;
}

/// Reads a document: in one pass where it is plain enough.
Node read_part(const LegibleText& legible, const Part& part, const Reading& reading,
               Diagnostics& diagnostics) {
  if (reading.how == Reading::How::full) return read_in_full(legible, part, diagnostics);
  Diagnostics found;
  {
    const YamlPlaces places{legible, part.text, part.first_line};
    YamlTree tree{places, found};
    const bool read =
        reading.how == Reading::How::around
            ? read_plain_yaml(part.text, starts_of(reading.lines, part.first_line, places), tree)
            : read_plain_yaml(part.text, tree);
    if (read) {
      std::move(found.begin(), found.end(), std::back_inserter(diagnostics));
      return tree.take();
    }
  }
  return read_in_full(legible, part, diagnostics);
}

/// `---` or `...` in the first column, alone or before a blank: no text of a document can hold it.
bool is_marker(std::string_view line, std::string_view marker) {
  return line.starts_with(marker) && (line.size() == marker.size() || line[marker.size()] == ' ' ||
                                      line[marker.size()] == '\t');
}

/// Whether a line before `---` belongs to the document after it: a directive, a comment, nothing.
bool is_prologue(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first == std::string_view::npos || line[first] == '#' || line.starts_with('%');
}

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts(1);
  bool only_prologue = true;
  std::uint32_t number = 1;
  std::size_t part_begin = 0;
  const auto end_part = [&](std::size_t at, std::size_t next, std::uint32_t next_line) {
    parts.back().text = text.substr(part_begin, at - part_begin);
    part_begin = next;
    parts.push_back({{}, next_line});
  };
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t next = std::min(end + 1, text.size());
    const bool ends = is_marker(line, "...");
    if (is_marker(line, "---") && !only_prologue) end_part(begin, begin, number);
    only_prologue = ends || (only_prologue && is_prologue(line));
    if (ends) end_part(begin, next, number + 1);
    begin = end + 1;
  }
  parts.back().text = text.substr(part_begin);
  return parts;
}

ReadDocuments documents_of(SourceId id, const Sources& sources, const Reading& reading) {
  ReadDocuments read;
  const auto legible = legible_text(id, sources, read.diagnostics);
  if (!legible) return read;
  for (const Part& part : parts_of(legible->text)) {
    Node root = read_part(*legible, part, reading, read.diagnostics);
    if (!root.is_null()) read.roots.push_back(std::move(root));
  }
  sort_by_place(read.diagnostics);
  if (read.diagnostics.size() > complaints_max) read.diagnostics.resize(complaints_max);
  if (read.roots.empty() && !has_errors(read.diagnostics)) {
    read.diagnostics.push_back(
        error_at({id, 1, 1, 0}, "empty-file", "there is nothing in this file", "write key: value"));
  }
  return read;
}

}  // namespace

ReadDocuments read_yaml_documents(SourceId id, const Sources& sources) {
  return documents_of(id, sources, {});
}

ReadDocuments read_yaml_around(SourceId id, const Sources& sources,
                               std::span<const std::uint32_t> lines) {
  return documents_of(id, sources, {Reading::How::around, lines});
}

ReadDocuments read_yaml_in_full(SourceId id, const Sources& sources) {
  return documents_of(id, sources, {Reading::How::full, {}});
}

Read read_yaml(SourceId id, const Sources& sources) {
  ReadDocuments documents = read_yaml_documents(id, sources);
  Read read{{}, std::move(documents.diagnostics)};
  if (documents.roots.empty()) return read;
  if (documents.roots.size() > 1) {
    read.diagnostics.push_back(error_at(documents.roots[1].at, "second-document",
                                        "a second document begins here; one is read",
                                        "write it in a file of its own"));
    sort_by_place(read.diagnostics);
  }
  read.root = std::move(documents.roots.front());
  return read;
}

}  // namespace isthmus::scenario
