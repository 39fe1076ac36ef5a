#include "sim/dataplane/tcp_window.hpp"

#include <algorithm>

#include "sim/dataplane/hello_template.hpp"

namespace isthmus::dataplane {
namespace {

constexpr auto segment_bytes = static_cast<std::int64_t>(segment_bytes_max);
constexpr std::int64_t header_bytes = 40;

}  // namespace

Duration wire_time(Bytes size, BitRate rate) {
  constexpr double with_headers =
      static_cast<double>(segment_bytes + header_bytes) / static_cast<double>(segment_bytes);
  return Duration::nearest_seconds(static_cast<double>(size.count()) * 8.0 * with_headers /
                                   rate.in_bits_per_second());
}

Duration slow_start(Bytes size, Duration round_trip, const std::optional<BitRate>& rate) {
  if (size.count() <= initial_window_segments * segment_bytes) return Duration::zero();
  const double bytes_per_second = rate ? rate->in_bits_per_second() / 8.0 : 0;
  const auto sending = [&](std::int64_t bytes) {
    return rate ? static_cast<double>(bytes) / bytes_per_second : 0.0;
  };
  const double first_acknowledged = sending(segment_bytes + header_bytes) + round_trip.in_seconds();
  std::int64_t left = size.count();
  double begun = 0;
  for (std::int64_t window = initial_window_segments; left > window * segment_bytes; window *= 2) {
    begun += std::max(sending(window * (segment_bytes + header_bytes)), first_acknowledged);
    left -= window * segment_bytes;
  }
  const std::int64_t segments = (left + segment_bytes - 1) / segment_bytes;
  const Duration all = Duration::nearest_seconds(begun + sending(left + segments * header_bytes));
  return std::max(Duration::zero(), all - (rate ? wire_time(size, *rate) : Duration::zero()));
}

}  // namespace isthmus::dataplane
