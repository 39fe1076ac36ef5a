#include "sim/underlay/built_in.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/base/number_text.hpp"

namespace isthmus::underlay {
namespace {

constexpr const char* aws_matrix =
    "AWS inter-region latency matrix, acomputerscientistlearnsaws, 2017; cables have improved some";
constexpr const char* aws_matrix_date = "2017";

struct Relation {
  const char* name;
  std::int64_t rtt_us;
  const char* low;
  const char* high;
  const char* source;
  const char* as_of;
  bool estimate;
};

constexpr Relation same_zone{
    "links[zone, same zone].rtt",
    200,
    "100us",
    "350us",
    "Assumed; uqSim (ISPASS 2019) uses 65 us one way in a rack-scale cluster",
    "2026-01",
    true};
constexpr Relation same_region{
    "links[zone, zone of the region].rtt",
    800,
    "250us",
    "3400us",
    "xkyle.com, all pairs of AWS zones: 0.250 to 3.37 ms, best of 50 pings; flashgrid.io: 0.5 to "
    "1.5 ms",
    "2024-01",
    false};
constexpr Relation same_metro{
    "links[region, region of another cloud in the same metropolitan area].rtt",
    1500,
    "1200us",
    "2500us",
    "techbytes.app, private interconnect between clouds; a single secondary source",
    "2026-01",
    true};
constexpr Relation anywhere{
    "links[region, any other region].rtt",
    100'000,
    "10ms",
    "300ms",
    "Assumed: no published value for the pair is built in; state it in `links`",
    "2026-01",
    true};

/// Metropolitan areas, and the names that clouds give to their regions there.
enum class Metro {
  virginia,
  california,
  oregon,
  ireland,
  frankfurt,
  tokyo,
  singapore,
  sydney,
  sao_paulo
};
struct RegionName {
  std::string_view region;
  Metro metro;
};
constexpr std::array region_names{RegionName{"us-east-1", Metro::virginia},
                                  RegionName{"us-east4", Metro::virginia},
                                  RegionName{"eastus", Metro::virginia},
                                  RegionName{"eastus2", Metro::virginia},
                                  RegionName{"us-west-1", Metro::california},
                                  RegionName{"westus", Metro::california},
                                  RegionName{"us-west-2", Metro::oregon},
                                  RegionName{"us-west1", Metro::oregon},
                                  RegionName{"eu-west-1", Metro::ireland},
                                  RegionName{"northeurope", Metro::ireland},
                                  RegionName{"eu-central-1", Metro::frankfurt},
                                  RegionName{"europe-west3", Metro::frankfurt},
                                  RegionName{"germanywestcentral", Metro::frankfurt},
                                  RegionName{"ap-northeast-1", Metro::tokyo},
                                  RegionName{"asia-northeast1", Metro::tokyo},
                                  RegionName{"japaneast", Metro::tokyo},
                                  RegionName{"ap-southeast-1", Metro::singapore},
                                  RegionName{"asia-southeast1", Metro::singapore},
                                  RegionName{"southeastasia", Metro::singapore},
                                  RegionName{"ap-southeast-2", Metro::sydney},
                                  RegionName{"australia-southeast1", Metro::sydney},
                                  RegionName{"australiaeast", Metro::sydney},
                                  RegionName{"sa-east-1", Metro::sao_paulo},
                                  RegionName{"southamerica-east1", Metro::sao_paulo},
                                  RegionName{"brazilsouth", Metro::sao_paulo}};

struct MetroPair {
  Metro a;
  Metro b;
  const char* name;
  std::int64_t rtt_us;
};
constexpr std::array metro_pairs{
    MetroPair{Metro::virginia, Metro::california, "links[us-east-1, us-west-1].rtt", 72'700},
    MetroPair{Metro::virginia, Metro::oregon, "links[us-east-1, us-west-2].rtt", 87'000},
    MetroPair{Metro::virginia, Metro::ireland, "links[us-east-1, eu-west-1].rtt", 80'000},
    MetroPair{Metro::virginia, Metro::frankfurt, "links[us-east-1, eu-central-1].rtt", 89'000},
    MetroPair{Metro::ireland, Metro::frankfurt, "links[eu-west-1, eu-central-1].rtt", 20'000},
    MetroPair{Metro::virginia, Metro::tokyo, "links[us-east-1, ap-northeast-1].rtt", 145'000},
    MetroPair{Metro::virginia, Metro::singapore, "links[us-east-1, ap-southeast-1].rtt", 217'000},
    MetroPair{Metro::virginia, Metro::sydney, "links[us-east-1, ap-southeast-2].rtt", 230'000},
    MetroPair{Metro::virginia, Metro::sao_paulo, "links[us-east-1, sa-east-1].rtt", 120'000}};

struct Price {
  Boundary boundary;
  std::string_view cloud;  ///< The sender's; empty for any known cloud.
  const char* name;
  double usd_per_gb;
  const char* text;
  const char* low;
  const char* high;
  const char* source;
  const char* as_of;
  bool estimate;
};
constexpr std::array prices{
    Price{Boundary::zone, "aws", "links[zone, zone of the region].price_per_gb (aws)", 0.02,
          "0.02 USD", "0.01 USD", "0.02 USD",
          "AWS: 0.01 USD each direction, both ends billed; OpenTelemetry operator #5156 table",
          "2025", false},
    Price{Boundary::zone, "gcp", "links[zone, zone of the region].price_per_gb (gcp)", 0.01,
          "0.01 USD", "0.01 USD", "0.02 USD",
          "brainagents.ai, cloudwebschool.com; sources differ on \"each way\"", "2025", false},
    Price{Boundary::zone, "azure", "links[zone, zone of the region].price_per_gb (azure)", 0.01,
          "0.01 USD", "0 USD", "0.02 USD",
          "Sources conflict: 0.01 USD each way (OpenTelemetry operator #5156) or free", "2025",
          true},
    Price{Boundary::region, "", "links[region, region].price_per_gb", 0.02, "0.02 USD", "0.01 USD",
          "0.09 USD", "NixOS/amis #122; same continent, one cloud; farther regions cost more",
          "2025", false},
    Price{Boundary::cloud, "aws", "links[region, other cloud].price_per_gb (aws)", 0.09, "0.09 USD",
          "0.05 USD", "0.09 USD",
          "dev.to mateenali66 2025, cloudtoolstack 2026: first 10 TB to the internet", "2026",
          false},
    Price{Boundary::cloud, "azure", "links[region, other cloud].price_per_gb (azure)", 0.087,
          "0.087 USD", "0.05 USD", "0.087 USD",
          "dev.to mateenali66 2025, cloudtoolstack 2026: first 10 TB to the internet", "2026",
          false},
    Price{Boundary::cloud, "gcp", "links[region, other cloud].price_per_gb (gcp)", 0.12, "0.12 USD",
          "0.085 USD", "0.12 USD",
          "dev.to mateenali66 2025, cloudtoolstack 2026: first 10 TB, premium tier", "2026",
          false}};

std::optional<Metro> metro_of(const Zone& zone) {
  for (const RegionName& known : region_names) {
    if (known.region == zone.region) return known.metro;
  }
  return std::nullopt;
}

BuiltIn<Duration> of(const Relation& relation) {
  return {Duration::microseconds(relation.rtt_us), relation.estimate};
}

bool is_known_cloud(std::string_view cloud) {
  return std::any_of(prices.begin(), prices.end(),
                     [&](const Price& price) { return price.cloud == cloud; });
}

}  // namespace

BuiltIn<Duration> built_in_rtt(const Zone& a, const Zone& b) {
  const Boundary boundary = boundary_between(a, b);
  if (boundary == Boundary::none) return of(same_zone);
  if (boundary == Boundary::zone) return of(same_region);
  const auto here = metro_of(a);
  const auto there = metro_of(b);
  if (!here || !there) return of(anywhere);
  if (*here == *there) return of(same_metro);
  for (const MetroPair& pair : metro_pairs) {
    if ((pair.a == *here && pair.b == *there) || (pair.a == *there && pair.b == *here)) {
      return {Duration::microseconds(pair.rtt_us), false};
    }
  }
  return of(anywhere);
}

BuiltIn<double> built_in_usd_per_gb(const Zone& from, const Zone& to) {
  const Boundary boundary = boundary_between(from, to);
  if (boundary == Boundary::none || from.cloud.empty() || !is_known_cloud(from.cloud)) {
    return {0, false};
  }
  for (const Price& price : prices) {
    const bool for_cloud = price.cloud.empty() || price.cloud == from.cloud;
    if (price.boundary == boundary && for_cloud) return {price.usd_per_gb, price.estimate};
  }
  return {0, true};
}

std::vector<Parameter> default_parameters() {
  std::vector<Parameter> all;
  const auto add = [&](const Relation& relation) {
    all.push_back({relation.name, exact_text(Duration::microseconds(relation.rtt_us)), relation.low,
                   relation.high, relation.source, relation.as_of, relation.estimate});
  };
  add(same_zone);
  add(same_region);
  add(same_metro);
  for (const MetroPair& pair : metro_pairs) {
    all.push_back({pair.name, exact_text(Duration::microseconds(pair.rtt_us)), "", "", aws_matrix,
                   aws_matrix_date, false});
  }
  add(anywhere);
  for (const Price& price : prices) {
    all.push_back(
        {price.name, price.text, price.low, price.high, price.source, price.as_of, price.estimate});
  }
  return all;
}

}  // namespace isthmus::underlay
