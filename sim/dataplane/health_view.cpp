#include "sim/dataplane/health_view.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"

namespace isthmus::dataplane {
namespace {

/// The catalog's record of one instance while checks come in.
class Record {
 public:
  explicit Record(const model::HealthChecks& checks) : checks_{checks} {}

  void failed(SimTime at) {
    passes_ = 0;
    if (++failures_ >= checks_.failures) set(at, false);
  }
  void passed(SimTime at) {
    failures_ = 0;
    if (++passes_ >= checks_.passes) set(at, true);
  }
  void left(SimTime at) {
    passes_ = 0;
    failures_ = checks_.failures;
    set(at, false);
  }
  bool healthy() const { return opinions_.empty() || opinions_.back().healthy; }
  std::vector<Opinion> take() { return std::move(opinions_); }

 private:
  void set(SimTime at, bool healthy) {
    if (healthy == this->healthy()) return;
    opinions_.push_back({at, healthy});
  }

  const model::HealthChecks& checks_;
  std::uint64_t failures_ = 0;
  std::uint64_t passes_ = 0;
  std::vector<Opinion> opinions_;
};

/// The first check at `time` or later.
SimTime check_from(SimTime time, SimTime first, Duration interval) {
  if (time <= first) return first;
  if (time == SimTime::never()) return time;
  const std::int64_t step = interval.in_nanoseconds();
  const std::int64_t beyond = (time - first).in_nanoseconds();
  return first + Duration::nanoseconds((beyond + step - 1) / step * step);
}

}  // namespace

std::vector<Opinion> opinions_of(const Signs& signs, const model::HealthChecks& checks,
                                 SimTime first, SimTime until) {
  ISTHMUS_EXPECTS(checks.interval > Duration::zero() && checks.timeout <= checks.interval);
  SimTime begin = SimTime::never();
  SimTime settled = SimTime::start();  // Nothing happens to it any more.
  for (const Outages* outages : {&signs.down, &signs.silent, &signs.announced}) {
    for (const Stretch& one : outages->all()) {
      begin = std::min(begin, one.from);
      settled = std::max(settled, one.to == SimTime::never() ? one.from : one.to);
    }
  }
  Record record{checks};
  auto leaving = signs.announced.all().begin();
  for (SimTime at = check_from(begin, first, checks.interval); at < until;
       at = at + checks.interval) {
    while (leaving != signs.announced.all().end() && leaving->from <= at) {
      record.left((leaving++)->from);
    }
    const bool away = signs.announced.covers(at);
    const bool down = signs.down.covers(at);
    const bool silent = signs.silent.covers(at);
    if (down || silent) {
      record.failed(down && !silent ? at : at + checks.timeout);
    } else if (!away) {
      record.passed(at);  // While it says that it is away, passing does not bring it back.
    }
    if (at >= settled && record.healthy() == !(away || down || silent)) break;
  }
  while (leaving != signs.announced.all().end() && leaving->from < until) {
    record.left((leaving++)->from);
  }
  return record.take();
}

}  // namespace isthmus::dataplane
