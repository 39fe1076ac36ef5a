// Where a verb reads and writes. Results go to `out`, everything else to `err`.
#pragma once

#include <cstddef>
#include <istream>
#include <ostream>

#include "reports/text_style.hpp"
#include "sim/session/team.hpp"

namespace isthmus::cli {

/// What a verb may touch of the outside world besides files named by the user.
struct Io {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool colour_is_welcome = true;  ///< NO_COLOR is unset and TERM is not `dumb`.
  std::size_t err_columns = 80;   ///< Of the terminal behind `err`.
  reports::Signs signs = reports::Signs::unicode;
  session::Team* team = nullptr;  ///< Of which this process is a rank; null where it is alone.

  /// Whether this process works for another one, which has the result and says it.
  bool serves() const { return team != nullptr && !team->leads(); }
};

enum class ColourChoice { automatic, always, never };

/// The style of what is written to `out` and to `err`.
reports::TextStyle out_style(const Io& io, ColourChoice choice);
reports::TextStyle err_style(const Io& io, ColourChoice choice);

/// Looks at the terminal and the environment of this process.
///
/// Source   no-color.org; POSIX: the first of LC_ALL, LC_CTYPE and LANG that is set decides.
Io standard_io(std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace isthmus::cli
