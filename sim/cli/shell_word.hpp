// Words that a shell gives back unchanged.
#pragma once

#include <string>
#include <string_view>

namespace isthmus::cli {

/// `word` itself where a POSIX shell would not touch it, else in single quotes.
std::string shell_word(std::string_view word);

}  // namespace isthmus::cli
