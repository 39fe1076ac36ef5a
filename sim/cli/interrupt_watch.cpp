#include "sim/cli/interrupt_watch.hpp"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "sim/cli/exit_status.hpp"

namespace isthmus::cli {
namespace {

/// Ctrl-C, and a signal of our own by which the destructor wakes the waiter.
sigset_t watched() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGUSR2);
  return signals;
}

}  // namespace

InterruptWatch::InterruptWatch() {
  const sigset_t signals = watched();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  waiter_ = std::thread{[this] { wait_for_signals(); }};
}

InterruptWatch::~InterruptWatch() {
  pthread_kill(waiter_.native_handle(), SIGUSR2);
  waiter_.join();
  const sigset_t signals = watched();
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void InterruptWatch::wait_for_signals() {
  const sigset_t signals = watched();
  while (true) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) return;
    if (signal != SIGINT) return;
    if (seen_.exchange(true)) _exit(static_cast<int>(Exit::interrupted));
  }
}

}  // namespace isthmus::cli
