#include "sim/session/replicate.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>

namespace isthmus::session {
namespace {

/// The work that the threads share.
class Queue {
 public:
  Queue(std::size_t count, const Replicate& how,
        const std::function<results::RunRecord(std::size_t)>& one)
      : how_{how}, one_{one}, records_(count) {}

  /// Takes indices until there are none or somebody cancels.
  void work() {
    while (how_.cancel == nullptr || !how_.cancel->load()) {
      const std::size_t index = next_.fetch_add(1);
      if (index >= records_.size()) return;
      results::RunRecord record = one_(index);
      if (!record.whole) return;
      const std::lock_guard lock{mutex_};
      if (how_.recorded) how_.recorded(record);
      if (!how_.keep_details) record.details = {};
      records_[index] = std::move(record);
      ++done_;
      if (how_.progress) how_.progress(Progress{how_.done_before + done_, how_.total});
    }
  }

  std::vector<results::RunRecord> gapless() && {
    std::vector<results::RunRecord> kept;
    for (std::optional<results::RunRecord>& record : records_) {
      if (!record) break;
      kept.push_back(std::move(*record));
    }
    return kept;
  }

 private:
  const Replicate& how_;
  const std::function<results::RunRecord(std::size_t)>& one_;
  std::vector<std::optional<results::RunRecord>> records_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::size_t done_ = 0;
};

}  // namespace

std::vector<results::RunRecord> replicate(
    std::size_t count, const Replicate& how,
    const std::function<results::RunRecord(std::size_t)>& one) {
  Queue queue{count, how, one};
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t jobs = std::min(how.jobs == 0 ? cores : how.jobs, count);

  std::vector<std::thread> others;
  for (std::size_t i = 1; i < jobs; ++i) others.emplace_back([&queue] { queue.work(); });
  queue.work();
  for (std::thread& other : others) other.join();
  return std::move(queue).gapless();
}

}  // namespace isthmus::session
