// Text to quantities. A unit is required, so a bare number is refused with a remedy that shows how
// to write it. Times and sizes are exact: what would have to be rounded is refused. Rates and
// shares are the double nearest to what was written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "sim/base/quantity.hpp"
#include "sim/base/time.hpp"

namespace isthmus {

/// Why a text is not a quantity, for a Diagnostic to carry.
struct QuantityFault {
  std::string problem;  ///< `"5" has no unit`
  std::string remedy;   ///< `write 5ms or 5s (ns, us, ms, s, m, h)`
};

template <class T>
using Parsed = std::variant<T, QuantityFault>;

/// `5ms`, `1.5s`, `200us`, `80 ms`; units ns, us (or µs), ms, s, m, h, and several of them from the
/// largest down, as Consul writes them: `1m30s`. Never negative.
Parsed<Duration> parse_duration(std::string_view text);
/// `517B`, `1.5KiB`, `16kB`, `2MiB`; units B, kB, MB, GB, TB, KiB, MiB, GiB, TiB.
Parsed<Bytes> parse_bytes(std::string_view text);
/// `10Gbit/s`, `100Mbit/s`, `1kbit/s`, `8bit/s`; also Kbit/s. More than 0.
Parsed<BitRate> parse_bit_rate(std::string_view text);
/// `400/s`, `12/m`, `1.5k/s`; also `/h`.
Parsed<PerSecond> parse_per_second(std::string_view text);
/// `30%` or `30 %`, and plain `0.3` (a share needs no unit). Between 0 and 1.
Parsed<Ratio> parse_ratio(std::string_view text);
/// CPU in Kubernetes' form: `500m`, `2`, `0.5`. Returns cores; more than 0.
Parsed<double> parse_cpu(std::string_view text);

}  // namespace isthmus
