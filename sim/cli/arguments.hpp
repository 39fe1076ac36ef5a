// A command line that was understood: every option of its verb with values that are valid.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/base/time.hpp"
#include "sim/cli/io.hpp"
#include "sim/cli/verb.hpp"

namespace isthmus::cli {

class Arguments {
 public:
  Arguments(const Verb& verb, std::string line) : verb_{&verb}, line_{std::move(line)} {}

  const Verb& verb() const { return *verb_; }
  /// The command line as it was typed, for diagnostics that point into it.
  const std::string& line() const { return line_; }

  const std::vector<std::string>& operands() const { return operands_; }
  bool has(std::string_view option) const { return values_.find(option) != values_.end(); }

  /// All values of an option, in the order given; empty when it was not.
  std::vector<std::string> all(std::string_view option) const;
  std::optional<std::string> text(std::string_view option) const;
  std::optional<std::uint64_t> number(std::string_view option) const;
  std::optional<Duration> duration(std::string_view option) const;
  ColourChoice colour() const;

  void add_operand(std::string operand) { operands_.push_back(std::move(operand)); }
  void add(std::string_view option, std::string value);

 private:
  const Verb* verb_;
  std::string line_;
  std::vector<std::string> operands_;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// What came of reading a command line: arguments, a wish for help, or mistakes in them.
struct Parsed {
  std::optional<Arguments> arguments{};
  bool help_wanted = false;
  Sources sources{};  ///< The command line as a text, for the diagnostics to point into.
  Diagnostics mistakes{};
};

/// Reads what follows the verb. All mistakes are found at once; nothing is guessed.
///
/// Shape    `words`: the command line after the program's name, with the verb at `words[0]`.
Parsed parse(const Verb& verb, const std::vector<std::string>& words);

/// A mistake in word `at` of the command line; past the last word, the place after it.
Diagnostic mistake_at(Sources& sources, const std::vector<std::string>& words, std::size_t at,
                      std::string code, std::string problem, std::string remedy);

}  // namespace isthmus::cli
