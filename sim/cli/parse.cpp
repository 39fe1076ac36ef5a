#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <sstream>

#include "sim/base/quantity_text.hpp"
#include "sim/base/suggest.hpp"
#include "sim/base/utf8.hpp"
#include "sim/cli/arguments.hpp"

namespace isthmus::cli {
namespace {

namespace po = boost::program_options;

std::string joined(const std::vector<std::string>& words) {
  std::string line = "isthmus";
  for (const std::string& word : words) line += " " + word;
  return line;
}

po::options_description described(const Verb& verb) {
  po::options_description description;
  for (const Option& option : verb.options) {
    std::string names{option.name};
    if (option.letter != 0) names.append(",").append(1, option.letter);
    if (option.kind == OptionKind::flag) {
      description.add_options()(names.c_str(), "");
    } else {
      description.add_options()(names.c_str(), po::value<std::vector<std::string>>(), "");
    }
  }
  return description;
}

const Option* find_option(const Verb& verb, std::string_view name) {
  const auto found = std::find_if(verb.options.begin(), verb.options.end(),
                                  [&](const Option& option) { return option.name == name; });
  return found == verb.options.end() ? nullptr : &*found;
}

/// What is wrong with the value of an option, if anything is.
std::optional<QuantityFault> fault_in(const Option& option, const std::string& value) {
  if (option.kind == OptionKind::natural || option.kind == OptionKind::count) {
    std::uint64_t number = 0;
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    const std::uint64_t least = option.kind == OptionKind::count ? 1 : 0;
    if (read.ec == std::errc{} && read.ptr == end && number >= least) return std::nullopt;
    return QuantityFault{
        "\"" + value + "\" is not a whole number of at least " + std::to_string(least),
        "write it in digits"};
  }
  if (option.kind == OptionKind::duration) {
    const auto parsed = parse_duration(value);
    if (const auto* fault = std::get_if<QuantityFault>(&parsed)) return *fault;
    if (std::get<Duration>(parsed) > Duration::zero()) return std::nullopt;
    return QuantityFault{"a time of nothing", "write a time above 0, such as 60s"};
  }
  if (option.kind == OptionKind::choice) {
    const std::vector<std::string> known{option.choices.begin(), option.choices.end()};
    if (std::find(known.begin(), known.end(), value) != known.end()) return std::nullopt;
    return QuantityFault{"\"" + value + "\" is none of the choices", suggestion(value, known)};
  }
  return std::nullopt;
}

/// One reading of one command line.
class Reading {
 public:
  Reading(const Verb& verb, const std::vector<std::string>& words)
      : verb_{verb}, words_{words}, arguments_{verb, joined(words)} {}

  Parsed result() && {
    try {
      const auto description = described(verb_);
      const auto style =
          po::command_line_style::unix_style ^ po::command_line_style::allow_guessing;
      const po::parsed_options options =
          po::command_line_parser{std::vector<std::string>{words_.begin() + 1, words_.end()}}
              .options(description)
              .style(style)
              .allow_unregistered()
              .run();
      for (const po::option& option : options.options) take(option);
    } catch (const po::error& error) {
      const bool at_end = words_.back().rfind('-', 0) == 0;  // Then it is that option.
      mistake(at_end ? words_.size() - 1 : words_.size(), "bad-option",
              at_end ? words_.back() + " cannot be read: is its value missing?" : error.what(),
              "see isthmus help " + std::string{verb_.name});
    }
    check_operands();
    if (parsed_.mistakes.empty() && !parsed_.help_wanted) {
      parsed_.arguments = std::move(arguments_);
    }
    return std::move(parsed_);
  }

 private:
  void take(const po::option& option) {
    if (option.position_key != -1) {
      operand_places_.push_back(place_of(option.original_tokens.front()));
      arguments_.add_operand(option.value.front());
      return;
    }
    const std::size_t at = place_of(option.original_tokens.front());
    if (option.unregistered) return unknown(option.original_tokens.front(), at);
    if (option.string_key == "help") {
      parsed_.help_wanted = true;
      return;
    }
    const Option* spec = find_option(verb_, option.string_key);
    if (spec == nullptr) return;  // Not reached: every registered option is in the table.
    if (arguments_.has(spec->name) && spec->times == Times::once) {
      return mistake(at, "option-given-twice", "--" + option.string_key + " was given before",
                     "give it once");
    }
    const std::string value = option.value.empty() ? std::string{} : option.value.front();
    if (const auto fault = fault_in(*spec, value)) {
      const bool apart = option.original_tokens.size() > 1;
      return mistake(at + (apart ? 1 : 0), "bad-option-value",
                     "--" + option.string_key + ": " + fault->problem, fault->remedy);
    }
    arguments_.add(spec->name, value);
  }

  void unknown(const std::string& token, std::size_t at) {
    unknown_seen_ = true;
    const std::string written = token.substr(0, token.find('='));
    std::vector<std::string> known;
    for (const Option& option : verb_.options) known.push_back("--" + std::string{option.name});
    mistake(at, "unknown-option",
            "isthmus " + std::string{verb_.name} + " has no option " + written,
            suggestion(written, known));
  }

  void check_operands() {
    if (parsed_.help_wanted) return;
    const std::size_t given = arguments_.operands().size();
    const std::string usage =
        "usage: isthmus " + std::string{verb_.name} + " " + std::string{verb_.operands};
    if (given < verb_.operands_min && parsed_.mistakes.empty()) {
      mistake(words_.size(), "missing-operand", missing_operand(given) + " is missing", usage);
    }
    // The value of an option that was mistyped looks like an operand; one complaint is enough.
    if (given > verb_.operands_max && !unknown_seen_) {
      mistake(operand_places_[verb_.operands_max], "too-many-operands",
              "\"" + arguments_.operands()[verb_.operands_max] + "\" is one too many", usage);
    }
  }

  /// The word of the usage line that stands for operand `index`.
  std::string missing_operand(std::size_t index) const {
    std::istringstream words{std::string{verb_.operands}};
    std::string word;
    for (std::size_t i = 0; i <= index && words >> word; ++i) continue;
    return word;
  }

  /// The word that Boost calls `token`; words are asked for in the order of the line.
  std::size_t place_of(const std::string& token) {
    for (std::size_t at = next_place_; at < words_.size(); ++at) {
      if (words_[at] != token && words_[at].rfind(token, 0) != 0) continue;
      next_place_ = at;
      return at;
    }
    return words_.size();
  }

  void mistake(std::size_t at, std::string code, std::string problem, std::string remedy) {
    parsed_.mistakes.push_back(mistake_at(parsed_.sources, words_, at, std::move(code),
                                          std::move(problem), std::move(remedy)));
  }

  const Verb& verb_;
  const std::vector<std::string>& words_;
  Arguments arguments_;
  Parsed parsed_;
  std::vector<std::size_t> operand_places_;
  std::size_t next_place_ = 1;
  bool unknown_seen_ = false;
};

}  // namespace

Diagnostic mistake_at(Sources& sources, const std::vector<std::string>& words, std::size_t at,
                      std::string code, std::string problem, std::string remedy) {
  if (sources.size() == 0) sources.add("command line", joined(words));
  std::size_t column = utf8_length("isthmus ") + 1;
  for (std::size_t i = 0; i < at && i < words.size(); ++i) column += utf8_length(words[i]) + 1;
  const std::size_t length = at < words.size() ? utf8_length(words[at]) : 1;
  const SourceSpan span{SourceId{0}, 1, static_cast<std::uint32_t>(column),
                        static_cast<std::uint32_t>(length)};
  return error_at(span, std::move(code), std::move(problem), std::move(remedy));
}

Parsed parse(const Verb& verb, const std::vector<std::string>& words) {
  return Reading{verb, words}.result();
}

}  // namespace isthmus::cli
