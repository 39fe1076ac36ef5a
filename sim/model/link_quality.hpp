// What a link does to single messages, beyond its delay and its bandwidth.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/base/quantity.hpp"
#include "sim/random/distribution.hpp"

namespace isthmus::model {

/// What becomes of messages that are on a link at the same time.
enum class LinkSharing : std::uint8_t {
  none,  ///< Each has the bandwidth for itself.
  fifo,  ///< One after the other.
  ps,    ///< All at once, at equal shares.
};

inline constexpr std::array<std::string_view, 3> link_sharing_words = {"none", "fifo", "ps"};

struct LinkQuality {
  std::optional<random::Distribution> jitter{};  ///< Added to the delay of each message, each way.
  LinkSharing sharing = LinkSharing::none;
  Ratio loss{};  ///< Share of TCP segments that do not arrive.
};

}  // namespace isthmus::model
