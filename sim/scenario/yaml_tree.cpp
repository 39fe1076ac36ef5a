#include "sim/scenario/yaml_tree.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/utf8.hpp"

namespace isthmus::scenario {
namespace {

/// Assumed: no honest document comes near; a "billion laughs" document is refused in milliseconds.
constexpr std::size_t copies_max = 1'000'000;

std::size_t weight_of(std::string_view text) { return 1 + text.size() / 64; }

bool is_standard_tag(std::string_view tag) {
  return tag.empty() || tag == "?" || tag == "!" || tag.starts_with("tag:yaml.org,2002:");
}

/// Puts the stars back for which a stand-in was read. Returns whether there were any.
bool restore(std::string& text, std::string_view stand_in, const char* original) {
  bool any = false;
  for (std::size_t at = text.find(stand_in); at != std::string::npos;
       at = text.find(stand_in, at)) {
    text.replace(at, stand_in.size(), original);
    any = true;
  }
  return any;
}

/// Offset after the quote that closes the one at `open`; npos if there is none.
std::size_t after_closing_quote(std::string_view text, std::size_t open) {
  const char quote = text[open];
  for (std::size_t i = open + 1; i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || text.substr(i + 1, 1) != "'") return i + 1;
      ++i;  // Two single quotes are one within the text.
    }
  }
  return std::string_view::npos;
}

}  // namespace

void YamlTree::complain(Diagnostic diagnostic) {
  if (diagnostics_.size() < complaints_max) {
    diagnostics_.push_back(std::move(diagnostic));
  } else {
    gave_up_ = true;
  }
}

void YamlTree::give_up(Diagnostic diagnostic) {
  complain(std::move(diagnostic));
  gave_up_ = true;
}

/// Offset of the value itself, behind its anchor and tag.
std::size_t YamlTree::past_properties(std::size_t offset) const {
  const std::string_view text = places_.text();
  while (offset < text.size() && (text[offset] == '&' || text[offset] == '!')) {
    offset = std::min(text.find_first_of(" \t\n{}[],", offset), text.size());
    offset = std::min(text.find_first_not_of(" \t\n", offset), text.size());
  }
  return offset;
}

/// Where in the text a scalar stands; finds out on the way whether its quote is closed.
YamlTree::Extent YamlTree::extent(std::size_t offset, std::string_view value) {
  const std::string_view text = places_.text();
  const std::size_t begin = past_properties(offset);
  last_quote_over_lines_.reset();
  if (begin >= text.size()) return {begin, begin, false, false};

  const char first = text[begin];
  if (first == '"' || first == '\'') {
    const std::size_t end = after_closing_quote(text, begin);
    if (end == std::string_view::npos) open_quote_ = begin;
    last_end_ = std::min(end, text.size());
    const std::size_t line_length = text.substr(begin, last_end_ - begin).find('\n');
    if (line_length == std::string_view::npos) return {begin, last_end_, true, false};
    if (end != std::string_view::npos) last_quote_over_lines_ = begin;
    return {begin, begin + line_length, true, false};
  }
  if (first == '|' || first == '>') {
    last_end_ = std::min(text.find('\n', begin), text.size());
    return {begin, begin + 1, false, true};
  }
  // The end of the line is looked for only where it is needed: it may be megabytes away.
  const bool on_one_line = text.substr(begin).starts_with(value);
  last_end_ = on_one_line ? begin + value.size() : std::min(text.find('\n', begin), text.size());
  return {begin, last_end_, false, false};
}

void YamlTree::note_tag(Event event) {
  if (is_standard_tag(event.tag)) return;
  complain(warning_at(places_.at(event.offset), "tag-ignored",
                      "the tag " + echoed(event.tag) + " means nothing here",
                      "take it out; the value is read as if it had none"));
}

void YamlTree::null(Event event) {
  const std::size_t begin = past_properties(event.offset);
  const std::string_view rest = places_.text().substr(std::min(begin, places_.text().size()));
  const std::size_t length =
      rest.starts_with('~')                                                              ? 1
      : rest.starts_with("null") || rest.starts_with("Null") || rest.starts_with("NULL") ? 4
                                                                                         : 0;
  SourceSpan at = places_.at(begin, length);
  // A value that is not written has the place of its key: the next token may be far away.
  const bool has_key = !levels_.empty() && levels_.back().key;
  if (length == 0 && has_key) at = levels_.back().key->at;
  if (length != 0) last_end_ = begin + length;
  ++weight_;
  finished(null_at(at), at, event.anchor, 1, 0);
}

void YamlTree::scalar(Event event, std::string value) {
  note_tag(event);
  const Extent extent_of = extent(event.offset, value);
  const std::string_view written =
      places_.text().substr(extent_of.begin, extent_of.end - extent_of.begin);
  const SourceSpan at = places_.at(extent_of.begin, utf8_length(written));
  const bool starred = has_stand_ins_ && restore(value, star_stand_in, "*");
  if (has_index_stand_ins_) {
    restore(value, open_stand_in, "[");
    restore(value, close_stand_in, "]");
  }
  const bool is_string =
      extent_of.quoted || extent_of.block || starred || event.tag == "tag:yaml.org,2002:str";
  const std::size_t weight = weight_of(value);
  weight_ += weight;
  finished(scalar_at(at, is_string ? ScalarForm::string : ScalarForm::plain, std::move(value)), at,
           event.anchor, weight, 0);
}

void YamlTree::alias(Event event) {
  const std::string_view text = places_.text();
  const std::size_t end = std::min(text.find_first_of(" \t\n,]}", event.offset), text.size());
  const SourceSpan at =
      places_.at(event.offset, utf8_length(text.substr(event.offset, end - event.offset)));
  last_end_ = end;
  const auto found = anchors_.find(event.anchor);
  if (found == anchors_.end()) {
    complain(error_at(at, "recursive-alias", "this alias stands for a value that contains it",
                      "write the value out"));
    return finished(null_at(at), at, 0, 1, 0);
  }
  const Anchored& anchored = found->second;
  if (levels_.size() + anchored.height > depth_max) {
    return give_up(error_at(at, "too-deep", "with this alias, values are nested more than 200 deep",
                            "flatten the document"));
  }
  if (!spend(anchored.weight, at)) return;
  weight_ += anchored.weight;
  finished(anchored.node, at, 0, anchored.weight, anchored.height);
}

bool YamlTree::spend(std::size_t weight, SourceSpan at) {
  spent_ += weight;
  if (spent_ <= copies_max) return true;
  give_up(error_at(at, "too-many-aliases", "the aliases stand for more than a million values",
                   "write out what is needed, without aliases of aliases"));
  return false;
}

void YamlTree::begin_sequence(Event event, YamlStyle style) { begin(event, style, false); }

void YamlTree::begin_mapping(Event event, YamlStyle style) {
  const bool is_template = style == YamlStyle::flow && !levels_.empty() && !gave_up_ &&
                           places_.text().substr(event.offset).starts_with("{{");
  if (is_template) {
    complain(error_at(places_.at(event.offset, 2), "template-text",
                      "this is a template, which is not YAML yet",
                      "render it first (helm template), or put the text in quotes"));
  }
  begin(event, style, true);
  levels_.back().is_template = is_template;
}

void YamlTree::begin(Event event, YamlStyle style, bool is_mapping) {
  note_tag(event);
  const std::size_t offset = past_properties(event.offset);
  const SourceSpan at = places_.at(offset);
  if (levels_.size() >= depth_max) {
    give_up(
        error_at(at, "too-deep", "values are nested more than 200 deep", "flatten the document"));
  }
  levels_.push_back({style, offset, event.anchor, weight_, 1, sequence_at(at),
                     MappingBuilder{mapping_at(at)}, is_mapping});
  ++weight_;
}

void YamlTree::end() {
  if (levels_.empty()) return;
  if (levels_.back().is_mapping) merge(levels_.back());
  Level level = std::move(levels_.back());
  levels_.pop_back();
  Node node = level.is_mapping ? level.mapping.take() : std::move(level.sequence);
  node.items.shrink_to_fit();  // A large mesh has millions of them, and none grows again.
  node.members.shrink_to_fit();
  const SourceSpan at = node.at;
  finished(std::move(node), at, level.anchor, weight_ - level.weight_before, level.height);
}

/// A value is complete: it becomes a key, a member, an item or the root.
void YamlTree::finished(Node node, SourceSpan at, std::size_t anchor, std::size_t weight,
                        std::size_t height) {
  if (anchor != 0 && spend(weight, at)) anchors_[anchor] = {node, weight, height};
  if (levels_.empty()) {
    root_ = std::move(node);
    return;
  }
  Level& level = levels_.back();
  level.height = std::max(level.height, height + 1);
  if (level.is_template) return;
  if (!level.is_mapping) {
    level.sequence.items.push_back(std::move(node));
  } else if (!level.key) {
    take_key(level, node, at);
  } else {
    take_member(level, std::move(node));
    level.key.reset();
  }
}

void YamlTree::take_key(Level& level, const Node& node, SourceSpan at) {
  if (node.is_scalar()) {
    const bool merges = node.text == "<<" && node.form == ScalarForm::plain;
    level.key = Key{node.text, at, merges, false};
    return;
  }
  complain(error_at(at, "key-not-text", "a key must be text", "write key: value"));
  level.key = Key{"", at, false, true};
}

void YamlTree::take_member(Level& level, Node node) {
  Key& key = *level.key;
  if (key.ignored) return;
  if (key.merges) {
    level.merges.push_back({"", key.at, std::move(node)});
  } else if (const Member* first = level.mapping.find(key.text)) {
    complain(MappingBuilder::duplicate(key.text, key.at, first->key_at));
  } else {
    level.mapping.add({std::move(key.text), key.at, std::move(node)});
  }
}

/// What `<<` brings in, the earlier before the later, behind what the mapping says itself.
/// Source  yaml.org/type/merge.html.
void YamlTree::merge(Level& level) {
  for (Member& merged : level.merges) {
    if (merged.value.is_sequence()) {
      for (Node& source : merged.value.items) merge_from(level, std::move(source), merged.key_at);
    } else {
      merge_from(level, std::move(merged.value), merged.key_at);
    }
  }
}

void YamlTree::merge_from(Level& level, Node source, SourceSpan at) {
  if (!source.is_mapping()) {
    return complain(error_at(at, "bad-merge", "<< merges a mapping, or a list of mappings",
                             "write <<: *anchor, where the anchor marks a mapping"));
  }
  for (Member& member : source.members) {
    if (level.mapping.find(member.key) == nullptr) level.mapping.add(std::move(member));
  }
}

Node YamlTree::take() {
  while (!levels_.empty()) end();
  return std::move(root_);
}

std::optional<std::size_t> YamlTree::open_bracket() const {
  if (levels_.empty() || levels_.back().style == YamlStyle::block) return std::nullopt;
  return levels_.back().offset;
}

}  // namespace isthmus::scenario
