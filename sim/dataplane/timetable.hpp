// Everything that will go wrong in a replication, worked out before it begins: when each instance
// is there, when each way is open, and what each proxy believes about each instance.
//
// Nothing in it changes while the run goes on, so all logical processes read it without a message,
// and a station that knows its departures at arrival still does: it looks up whether its instance
// lives so long.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/quantity.hpp"
#include "sim/dataplane/health_view.hpp"
#include "sim/dataplane/outages.hpp"
#include "sim/dataplane/plan.hpp"

namespace isthmus::dataplane {

/// What happens to one instance.
struct Fate {
  Outages dead{};         ///< Not there. When one begins, all that is inside is gone.
  Outages unreachable{};  ///< Nothing gets in or out; inside it goes on.
  Outages leaving{};      ///< It ends what it has and closes connections that have become idle.
  Outages unheard{};      ///< What its own servers know of it does not get to ours.
  std::vector<Opinion> opinions{};
  std::size_t first_change = 0;  ///< Number of the first of them among all.
};

/// The beginning of an instance's end.
struct Death {
  SimTime at;
  std::uint32_t group = 0;  ///< Of the gateways or the sidecars; the apps beside them die too.
  std::uint32_t instance = 0;
};

class Timetable {
 public:
  /// `plan` outlives it. Checks and propagation draw from streams of `seed` and `replication`.
  Timetable(const Plan& plan, std::uint64_t seed, std::size_t replication, SimTime horizon);

  /// Which of the plan's epochs a proxy has heard of at `now`.
  std::size_t epoch_of(std::uint32_t viewers, std::size_t viewer, SimTime now) const;
  const std::vector<Death>& deaths() const { return deaths_; }
  /// Null: nothing ever happens to it.
  const Fate* fate_of(std::uint32_t group, std::size_t instance) const {
    const std::vector<std::uint32_t>& of_group = fates_of_[group];
    if (of_group.empty() || of_group[instance] == nothing) return nullptr;
    return &fates_[of_group[instance]];
  }

  /// Whether the catalog itself has an instance among the healthy at `now`.
  static bool is_listed(const Fate& fate, SimTime now);
  /// What a proxy believes at `now` about an instance of another group.
  bool believes_healthy(std::uint32_t viewers, std::size_t viewer, std::uint32_t group,
                        std::size_t instance, SimTime now) const;

 private:
  static constexpr std::uint32_t nothing = UINT32_MAX;

  void add_fates(std::uint32_t group);
  std::optional<Fate> fate_at(const Group& group, std::size_t instance) const;
  void add_viewers(std::uint32_t group);
  SimTime heard(std::size_t viewer, const Fate& fate, std::size_t opinion) const;

  const Plan* plan_;
  std::uint64_t seed_;
  std::size_t replication_;
  SimTime horizon_;
  std::vector<Fate> fates_;
  std::vector<std::vector<std::uint32_t>> fates_of_;  ///< By group and instance; mostly empty.
  std::vector<Death> deaths_;                         ///< In the order of groups and instances.
  std::size_t first_epoch_change_ = 0;  ///< Behind the opinions, one for each later epoch.
  std::size_t change_count_ = 0;
  std::vector<std::size_t> first_viewer_;  ///< By group.
  std::vector<Duration> delays_;           ///< By viewer and change.
  std::vector<Outages> cut_off_;           ///< By viewer: it hears nothing.
};

}  // namespace isthmus::dataplane
