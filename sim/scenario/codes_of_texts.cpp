// What can be wrong with a text before anybody asks what it says.
#include "sim/scenario/codes.hpp"

namespace isthmus::scenario {
namespace {

constexpr Code table[] = {
    {"unreadable-file",
     "A file that was named does not exist, is a folder, cannot be opened, is larger than 256 MiB, "
     "or has an ending by which Consul's files cannot be told apart.",
     "Check the path; paths under `files:` are relative to the scenario. Endings are .hcl, .json "
     "and .yaml."},
    {"file-twice", "Two entries of `files:` lead to the same file. It is read once.",
     "Remove one of them, or make the patterns disjoint."},
    {"file-too-large", "A text is larger than 256 MiB, so it is not read.",
     "Split it, or check that the right file was named."},
    {"not-text", "The bytes are not UTF-8, or contain control characters that no text has.",
     "Save the file as UTF-8, or name the file that was meant."},
    {"empty-file", "There is nothing in the file but blanks and comments.",
     "Write something; `isthmus generate` writes a first scenario."},
    {"not-a-scenario", "The text is a list or a single word, but a scenario is a mapping of keys.",
     "Begin with `isthmus: 1`."},
    {"second-document", "A line of `---` begins a second document; a scenario is one.",
     "Put the second one into a file of its own."},
    {"stripped_line_numbers",
     "Every line begins with a number and a dot, as text copied from some web pages does. The "
     "numbers are taken off and the rest is read.",
     "Remove them before you give the text to Consul."},
    {"yaml-syntax", "The text is not YAML at this place.",
     "The message says what stands in the way; text with `: ` or ` #` needs quotes."},
    {"bad-indentation", "A line is indented so that it belongs to nothing.",
     "Give the keys of one mapping, and the items of one list, the same indentation."},
    {"tab-indentation", "YAML does not allow tabs for indentation.", "Indent with blanks."},
    {"text-after-quote", "A text goes on after its closing quote.",
     "Put all of it in quotes; a quote inside is written \\\" or ''."},
    {"key-not-text", "A list or a mapping stands where a key belongs.", "Write key: value."},
    {"tag-ignored", "A YAML tag such as `!Ref` means nothing here and is ignored.", "Take it out."},
    {"template-text",
     "`{{ ... }}` is a template of Helm or of Ansible, which becomes YAML only when it is "
     "rendered.",
     "Render it first, or put the text in quotes."},
    {"unquoted_star", "A star without quotes begins a YAML alias; it is read as the text \"*\".",
     "Write \"*\"."},
    {"unknown-anchor", "An alias `*name` stands for an anchor `&name` that is not there before it.",
     "Write the anchor, or put the text in quotes."},
    {"recursive-alias", "An alias stands for a value that contains the alias.",
     "Write the value out."},
    {"too-many-aliases",
     "Aliases stand for more than a million values in all, as in texts that are made to fill the "
     "memory.",
     "Write the values out, or remove the aliases."},
    {"bad-merge", "`<<` merges a mapping, or a list of mappings, and stands for something else.",
     "Write <<: *anchor, where the anchor marks a mapping."},
    {"too-deep", "Values are nested more than 200 deep.", "Flatten the text."},
    {"duplicate-key",
     "A key is written twice in one mapping. The first one stands; in Consul's own words two "
     "letter "
     "cases of a key are the same key.",
     "Keep one of them."},
    {"missing-key", "A key is expected and something else stands there.", "Write key = value."},
    {"missing-value", "A value is expected and is not there.",
     "Write a text in quotes or a number."},
    {"missing-colon", "A key of JSON is not followed by a colon.", "Write \"key\": value."},
    {"missing-comma", "Two values of HCL or JSON stand side by side without a comma.",
     "Write a comma between them."},
    {"trailing-comma", "JSON allows no comma after the last value.", "Take it out."},
    {"trailing-text", "A document of JSON has ended, but the text goes on.", "Remove the rest."},
    {"missing-bracket", "A bracket of JSON or YAML is opened and never closed.",
     "Close it where it ends."},
    {"unexpected-bracket", "A bracket or brace closes nothing.",
     "Take it out, or open it where it begins."},
    {"repaired_missing_brace",
     "A brace or bracket of HCL is never closed. Consul would refuse the text; it is read as if it "
     "were closed where its block seems to end.",
     "Write the missing } or ]."},
    {"unexpected-label", "Only a block of HCL has labels.", "Remove the second word."},
    {"unexpected-character", "HCL has no use for a character.",
     "Take it out, or put the text in double quotes."},
    {"unquoted-text", "Text stands without quotes, which HCL and JSON require.",
     "Put it in double quotes."},
    {"wrong-quotes", "Text stands in quotes that HCL or JSON does not know: single or typographic.",
     "Use straight double quotes."},
    {"unterminated-string", "A text begins with a quote and never ends.", "Close the quote."},
    {"unterminated-comment", "A comment begins with /* and never ends.", "Close it with */."},
    {"bad-heredoc", "A heredoc of HCL does not begin with <<MARK alone.",
     "Write <<EOF, the text on the next lines, then EOF."},
    {"unterminated-heredoc", "A heredoc of HCL is never closed by its mark.",
     "Write the mark on a line of its own."},
    {"bad-escape", "A backslash in a text is followed by what is no escape.",
     "Write \\\\ for a backslash."},
};

}  // namespace

std::span<const Code> codes_of_texts() { return table; }

}  // namespace isthmus::scenario
