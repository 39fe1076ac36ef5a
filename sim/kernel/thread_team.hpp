// A few threads that share out the items of a loop and wait for each other at its end.
#pragma once

#include <cstddef>
#include <memory>

namespace isthmus::kernel {

/// `size` workers, the caller among them. One worker is a plain loop.
///
/// Which worker takes which item is left to chance: the items must not care.
class ThreadTeam {
 public:
  /// Limits   1 to 1024 workers.
  explicit ThreadTeam(std::size_t size);
  ~ThreadTeam();
  ThreadTeam(const ThreadTeam&) = delete;
  ThreadTeam& operator=(const ThreadTeam&) = delete;

  std::size_t size() const { return size_; }

  /// Calls `body(i)` once for every i below `count`; returns when all have returned.
  ///
  /// Limits   `body` does not throw. Each worker starts in a stretch of its own, the same every
  ///          time, so that what an item touches tends to stay in that worker's cache.
  template <class Body>
  void each(std::size_t count, Body&& body) {
    if (size_ == 1 || count <= 1) {
      for (std::size_t i = 0; i < count; ++i) body(i);
      return;
    }
    share(
        count, [](void* of, std::size_t i) { (*static_cast<Body*>(of))(i); }, &body);
  }

 private:
  using Call = void (*)(void*, std::size_t);
  void share(std::size_t count, Call call, void* body);

  struct Shared;
  std::size_t size_;
  std::unique_ptr<Shared> shared_;
};

}  // namespace isthmus::kernel
