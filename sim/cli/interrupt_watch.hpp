// Ctrl-C as a flag that a run can look at, without any global: the signal is blocked everywhere and
// a thread waits for it.
#pragma once

#include <atomic>
#include <thread>

namespace isthmus::cli {

/// While it lives, the first Ctrl-C sets a flag; the second ends the program at once.
///
/// Limits   to be made before the threads that must not get the signal; one at a time.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  const std::atomic<bool>& seen() const { return seen_; }

 private:
  void wait_for_signals();

  std::atomic<bool> seen_{false};
  std::thread waiter_;
};

}  // namespace isthmus::cli
