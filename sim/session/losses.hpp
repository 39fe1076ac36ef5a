// What can be lost, and what is left then.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/session/study.hpp"

namespace isthmus::session {

enum class LossKind { gateway_instance, gateway_group, zone, link, several };

/// "gateway_instance", "gateway_group", "zone", "link", "several"
std::string_view text(LossKind kind);

/// One thing that can be lost, or several at once.
struct Loss {
  LossKind kind = LossKind::zone;
  std::string name{};         ///< "gateway finance[0]", "zone use1-a", "link us-east-1 - eu-west-1"
  std::size_t partition = 0;  ///< Of a gateway.
  std::vector<std::pair<underlay::ZoneId, underlay::ZoneId>> connections{};  ///< Of a link.
  std::pair<std::string, std::string> ends{};                                ///< Of a link.
  underlay::ZoneId zone{};                                                   ///< Of a zone.
  std::vector<Loss> parts{};                                                 ///< Of several.
};

/// Everything that can be lost one by one: an instance of each gateway group, each group, each zone
/// in which something runs, and the connection of each two regions in which something runs. Equal
/// instances of a group are one loss.
std::vector<Loss> losses_of(const Study& study);

/// Every two of them that can be lost at once, neither being a part of the other.
std::vector<Loss> pairs_of(const std::vector<Loss>& losses);

/// A study after a loss, with its routes resolved anew.
struct Reduced {
  Study study;
  std::set<std::size_t> gone{};  ///< Services of which nothing is left: they have no traffic.
};
Reduced reduced(const Study& study, const Loss& loss);

/// The study with the loss as the only thing that happens, at `begin`: processes crash, links are
/// cut, and nobody knows until checks have failed.
Study at_the_moment(const Study& study, const Loss& loss, SimTime begin);

}  // namespace isthmus::session
