#include "sim/kernel/thread_team.hpp"

#include <atomic>
#include <barrier>
#include <thread>
#include <vector>

#include "sim/base/expects.hpp"

namespace isthmus::kernel {

struct ThreadTeam::Shared {
  explicit Shared(std::size_t workers)
      : gate{static_cast<std::ptrdiff_t>(workers)}, stretches(workers) {}

  /// A stretch of the items: the worker it belongs to begins there, the others help when done.
  struct alignas(64) Stretch {
    std::atomic<std::size_t> next{0};
    std::size_t end = 0;
  };

  void work(std::size_t worker) {
    for (std::size_t turn = 0; turn < stretches.size(); ++turn) {
      Stretch& stretch = stretches[(worker + turn) % stretches.size()];
      for (;;) {
        const std::size_t item = stretch.next.fetch_add(1, std::memory_order_relaxed);
        if (item >= stretch.end) break;
        call(body, item);
      }
    }
  }

  void live(std::size_t worker) {
    for (;;) {
      gate.arrive_and_wait();  // The caller has laid out the items, or says goodbye.
      if (call == nullptr) return;
      work(worker);
      gate.arrive_and_wait();
    }
  }

  std::barrier<> gate;
  std::vector<Stretch> stretches;
  Call call = nullptr;
  void* body = nullptr;
  std::vector<std::thread> threads;
};

ThreadTeam::ThreadTeam(std::size_t size) : size_{size} {
  ISTHMUS_EXPECTS(size >= 1 && size <= 1024);
  if (size == 1) return;
  shared_ = std::make_unique<Shared>(size);
  for (std::size_t worker = 1; worker < size; ++worker) {
    shared_->threads.emplace_back([shared = shared_.get(), worker] { shared->live(worker); });
  }
}

ThreadTeam::~ThreadTeam() {
  if (!shared_) return;
  shared_->call = nullptr;
  shared_->gate.arrive_and_wait();
  for (std::thread& thread : shared_->threads) thread.join();
}

void ThreadTeam::share(std::size_t count, Call call, void* body) {
  for (std::size_t i = 0; i < size_; ++i) {
    shared_->stretches[i].next.store(count * i / size_, std::memory_order_relaxed);
    shared_->stretches[i].end = count * (i + 1) / size_;
  }
  shared_->call = call;
  shared_->body = body;
  shared_->gate.arrive_and_wait();
  shared_->work(0);
  shared_->gate.arrive_and_wait();
}

}  // namespace isthmus::kernel
