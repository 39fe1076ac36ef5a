#include "sim/dataplane/plan_sites.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

#include "sim/base/expects.hpp"

namespace isthmus::dataplane {
namespace {

// Below this a window would hold next to nothing at any load.
constexpr Duration closest = Duration::microseconds(50);

// Visiting a site costs about as much as a quarter of an event; this keeps it below a tenth.
constexpr double events_per_visit_min = 4.0;

/// Two partitions that meet, and the shortest delay between them.
struct Meeting {
  std::size_t a;
  std::size_t b;
  Duration delay;
};

/// Which partitions are together: a forest, each pointing towards the first of its set.
class Sets {
 public:
  explicit Sets(std::size_t size) : first_(size), count_{size} {
    std::iota(first_.begin(), first_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t i) {
    while (first_[i] != i) i = first_[i] = first_[first_[i]];
    return i;
  }
  void unite(std::size_t a, std::size_t b) {
    a = of(a);
    b = of(b);
    if (a == b) return;
    first_[std::max(a, b)] = std::min(a, b);
    --count_;
  }
  std::size_t count() const { return count_; }

 private:
  std::vector<std::size_t> first_;
  std::size_t count_;
};

Duration shortest(const Plan& plan, const Flow& flow, std::size_t leg) {
  const Group& from = plan.groups[flow.places[leg].group];
  const Group& to = plan.groups[flow.places[leg + 1].group];
  const std::size_t from_zones = std::min<std::size_t>(from.instances, plan.zones_of(from).size());
  const std::size_t to_zones = std::min<std::size_t>(to.instances, plan.zones_of(to).size());
  Duration least = Duration::longest();
  for (std::size_t i = 0; i < from_zones; ++i) {
    for (std::size_t j = 0; j < to_zones; ++j) {
      const LegDelay& delay = flow.legs[leg].between(i, j);
      if (delay.joined) least = std::min(least, delay.one_way);
    }
  }
  return least;
}

/// Every pair of partitions that some flow joins, closest first.
std::vector<Meeting> meetings_of(const Plan& plan) {
  std::vector<Meeting> meetings;
  for (const Flow& flow : plan.flows) {
    for (std::size_t leg = 0; leg < flow.legs.size(); ++leg) {
      const std::size_t a = plan.groups[flow.places[leg].group].partition.index();
      const std::size_t b = plan.groups[flow.places[leg + 1].group].partition.index();
      if (a == b) continue;
      const Duration delay = shortest(plan, flow, leg);
      if (delay < Duration::longest()) {
        meetings.push_back({std::min(a, b), std::max(a, b), delay});
      }
    }
  }
  std::sort(meetings.begin(), meetings.end(), [](const Meeting& x, const Meeting& y) {
    return std::tie(x.delay, x.a, x.b) < std::tie(y.delay, y.a, y.b);
  });
  return meetings;
}

double events_per_second(const Plan& plan) {
  double events = 0;
  for (const Flow& flow : plan.flows) {
    events += flow.share * flow.traffic->rate.in_per_second() *
              (1.0 + static_cast<double>(flow.stop_count));
  }
  return events;
}

/// Whoever sends over one shared link is together, for they meet in its queue without delay.
void join_at_links(Plan& plan, Sets& sets) {
  std::vector<bool> used(plan.groups.size(), false);
  const auto use = [&](std::uint32_t link, model::PartitionId sender) {
    if (link == LegDelay::smooth) return;
    Group& group = plan.groups[link];
    if (used[link]) sets.unite(group.partition.index(), sender.index());
    if (!used[link]) group.partition = sender;
    used[link] = true;
  };
  for (const Flow& flow : plan.flows) {
    for (std::size_t leg = 0; leg < flow.legs.size(); ++leg) {
      const model::PartitionId from = plan.groups[flow.places[leg].group].partition;
      const model::PartitionId to = plan.groups[flow.places[leg + 1].group].partition;
      flow.legs[leg].each([&](const LegDelay& delay) {
        use(delay.link_there, from);
        use(delay.link_back, to);
      });
    }
  }
}

}  // namespace

void divide_into_sites(Plan& plan) {
  Sets sets{plan.model->partitions.size()};
  join_at_links(plan, sets);
  const double rate = events_per_second(plan);
  plan.lookahead = Duration::longest();
  for (const Meeting& meeting : meetings_of(plan)) {
    if (sets.of(meeting.a) == sets.of(meeting.b)) continue;
    const double events_per_visit =
        rate * meeting.delay.in_seconds() / static_cast<double>(sets.count());
    if (meeting.delay >= closest && events_per_visit >= events_per_visit_min) {
      plan.lookahead = meeting.delay;
      break;
    }
    sets.unite(meeting.a, meeting.b);
  }

  std::vector<std::uint32_t> site_of(plan.model->partitions.size());
  for (std::size_t p = 0; p < site_of.size(); ++p) {
    if (sets.of(p) == p) {
      site_of[p] = static_cast<std::uint32_t>(plan.sites.size());
      plan.sites.emplace_back();
    } else {
      site_of[p] = site_of[sets.of(p)];
    }
  }
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    Group& group = plan.groups[g];
    group.site = site_of[group.partition.index()];
    SitePlan& site = plan.sites[group.site];
    group.first_room = site.room_count;
    site.room_count += group.rooms();
    site.groups.push_back(static_cast<std::uint32_t>(g));
  }
  for (std::size_t f = 0; f < plan.flows.size(); ++f) {
    Flow& flow = plan.flows[f];
    const model::ServiceId where = flow.outside ? flow.traffic->to : flow.traffic->from;
    flow.site = site_of[(*plan.model)[where].partition.index()];
    std::vector<std::uint32_t>& flows = plan.sites[flow.site].flows;
    const bool is_first = f == 0 || plan.flows[f - 1].number != flow.number;
    if (is_first) flows.push_back(static_cast<std::uint32_t>(f));
    flow.source = static_cast<std::uint32_t>(flows.size() - 1);
  }
}

}  // namespace isthmus::dataplane
