// Events of a YAML parser to a tree. Knows YAML's rules about keys, anchors and merging, and
// nothing of the parser.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/mapping_builder.hpp"
#include "sim/scenario/node.hpp"
#include "sim/scenario/yaml_places.hpp"

namespace isthmus::scenario {

/// Stands in a repaired text for a star that lacks its quotes: one character of the private use
/// area, so that columns stay what they were.
inline constexpr std::string_view star_stand_in = "\uE000";

/// The same for the brackets around a number behind a name, as in finance[0].
inline constexpr std::string_view open_stand_in = "\uE001";
inline constexpr std::string_view close_stand_in = "\uE002";

/// Whether a collection is written in brackets or by indentation.
enum class YamlStyle { flow, block };

class YamlTree {
 public:
  /// What an event carries: where it is (the byte offset, which may be that of its anchor or tag),
  /// its tag ("?" without quotes, "!" with them, else as written) and its anchor (0 for none); an
  /// alias carries the anchor that it refers to.
  struct Event {
    std::size_t offset;
    std::string_view tag;
    std::size_t anchor;
  };

  YamlTree(const YamlPlaces& places, Diagnostics& diagnostics)
      : places_{places},
        diagnostics_{diagnostics},
        has_stand_ins_{places.text().find(star_stand_in) != std::string_view::npos},
        has_index_stand_ins_{places.text().find(open_stand_in) != std::string_view::npos} {}

  void null(Event event);
  void alias(Event event);
  void scalar(Event event, std::string value);
  void begin_sequence(Event event, YamlStyle style);
  void begin_mapping(Event event, YamlStyle style);
  /// Ends the innermost collection.
  void end();

  /// True once a limit was passed, which has been reported; the parser should stop.
  bool gave_up() const { return gave_up_; }

  /// The tree, ending what is still open; null if there was no value.
  Node take();

  /// Offset of the innermost open bracket, if the parser is inside of brackets.
  std::optional<std::size_t> open_bracket() const;
  /// Offset of the quote that opened the last scalar, if its closing quote stands on a later line.
  std::optional<std::size_t> last_quote_over_lines() const { return last_quote_over_lines_; }
  /// Offset of a quote that is never closed, if there is one.
  std::optional<std::size_t> open_quote() const { return open_quote_; }
  /// Offset just after the last scalar.
  std::size_t last_end() const { return last_end_; }

 private:
  struct Key {
    std::string text;
    SourceSpan at;
    bool merges;   // A plain `<<`.
    bool ignored;  // Reported already; its value is read and dropped.
  };
  struct Level {
    YamlStyle style;
    std::size_t offset;
    std::size_t anchor;
    std::size_t weight_before;
    std::size_t height;
    Node sequence;           // If it is a sequence.
    MappingBuilder mapping;  // If it is a mapping.
    bool is_mapping;
    std::optional<Key> key{};
    std::vector<Member> merges{};
    bool is_template = false;  // Reported already; what is inside is no YAML of ours.
  };
  struct Anchored {
    Node node;
    std::size_t weight;
    std::size_t height;
  };
  struct Extent {
    std::size_t begin;
    std::size_t end;
    bool quoted;
    bool block;
  };

  void complain(Diagnostic diagnostic);
  void give_up(Diagnostic diagnostic);
  void begin(Event event, YamlStyle style, bool is_mapping);
  std::size_t past_properties(std::size_t offset) const;
  Extent extent(std::size_t offset, std::string_view value);
  void note_tag(Event event);
  void finished(Node node, SourceSpan at, std::size_t anchor, std::size_t weight,
                std::size_t height);
  void take_key(Level& level, const Node& node, SourceSpan at);
  void take_member(Level& level, Node node);
  void merge(Level& level);
  void merge_from(Level& level, Node source, SourceSpan at);
  bool spend(std::size_t weight, SourceSpan at);

  const YamlPlaces& places_;
  Diagnostics& diagnostics_;
  bool has_stand_ins_;  // Almost never: only where a text was repaired.
  bool has_index_stand_ins_;
  std::vector<Level> levels_{};
  std::map<std::size_t, Anchored> anchors_{};
  Node root_{};
  std::size_t weight_ = 0;  // Of everything made so far: values, and their text by 64 bytes.
  std::size_t spent_ = 0;   // Weight of the copies that anchors and aliases cost.
  bool gave_up_ = false;
  std::optional<std::size_t> last_quote_over_lines_{};
  std::optional<std::size_t> open_quote_{};
  std::size_t last_end_ = 0;
};

}  // namespace isthmus::scenario
