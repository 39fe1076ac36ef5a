// Zones and links.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "sim/base/suggest.hpp"
#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::size_t zones_max = 2'000;  // underlay::Network

std::vector<underlay::Zone> zones_of(Draft& draft) {
  std::vector<underlay::Zone> zones;
  for (const Named<ZoneSection>& zone : draft.document.zones) {
    zones.push_back(
        {*zone.name, zone.section.region.value_or(*zone.name), zone.section.cloud.value_or("")});
  }
  if (zones.empty()) zones.push_back({"local", "local", ""});
  if (zones.size() > zones_max) {
    draft.error(draft.document.zones[zones_max].name.at, "out-of-range",
                "there are more than 2000 zones");
    zones.resize(zones_max);
  }
  std::sort(zones.begin(), zones.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return zones;
}

/// The delay that a link states; nothing, after a complaint, where it states two.
std::optional<Duration> one_way_of(Draft& draft, const LinkSection& link) {
  if (link.rtt && link.one_way) {
    draft.error(link.one_way.at, "contradicting-keys",
                "a link says both rtt and one_way, which is half of it", "keep one of them");
    return std::nullopt;
  }
  if (link.one_way) return *link.one_way;
  if (link.rtt) return *link.rtt / 2;
  return std::nullopt;
}

/// Notes what a link does to single messages, where somebody says it.
std::optional<std::size_t> quality_of(Draft& draft, const LinkSection& link) {
  const auto sharing = link.sharing.value_or(model::LinkSharing::none);
  if (sharing != model::LinkSharing::none && !link.bandwidth) {
    draft.error(link.sharing.at, "required-key", "a link without bandwidth has nothing to share",
                "add bandwidth: 1Gbit/s");
  }
  if (!link.jitter && !link.loss && sharing == model::LinkSharing::none) return std::nullopt;
  constexpr double loss_max = 0.5;  // Beyond, TCP gets nothing through in any sensible time.
  if (link.loss && link.loss->share() > loss_max) {
    draft.error(link.loss.at, "out-of-range", "a link that loses more than 50% carries no TCP",
                "write 50% or less, or leave the link out");
  }
  draft.model.link_qualities.push_back(
      {.jitter = link.jitter.value, .sharing = sharing, .loss = link.loss.value_or(Ratio{})});
  return draft.model.link_qualities.size() - 1;
}

}  // namespace

void build_network(Draft& draft) {
  std::vector<underlay::Zone> zones = zones_of(draft);
  std::set<std::string> places;
  for (const underlay::Zone& zone : zones) {
    places.insert(zone.name);
    places.insert(zone.region);
  }

  std::vector<underlay::Link> links;
  for (const LinkSection& written : draft.document.links) {
    bool usable = true;
    for (const Reference& end : written.between) {
      if (places.contains(*end)) continue;
      usable = false;
      if (draft.completeness == Completeness::partial) continue;
      draft.error(end.at, "unknown-zone", "there is no zone or region " + quoted(*end),
                  suggestion(*end, std::vector<std::string>{places.begin(), places.end()}));
    }
    if (written.between.size() != 2 && written.at.is_written()) {
      if (!written.between.empty()) {
        draft.error(written.between.back().at, "wrong-count",
                    "a link is between two places, not " + std::to_string(written.between.size()),
                    "write between: [a, b]; a twice for the inside of a");
      }
      usable = false;
    }
    const auto one_way = one_way_of(draft, written);
    const auto quality = quality_of(draft, written);
    if (!usable) continue;
    links.push_back({.a = *written.between[0],
                     .b = *written.between[1],
                     .one_way = one_way,
                     .bandwidth = written.bandwidth.value,
                     .quality = quality});
  }
  draft.model.network = underlay::Network{std::move(zones), std::move(links)};
}

}  // namespace isthmus::scenario
