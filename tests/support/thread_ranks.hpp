// Ranks that are threads of one process, so that what is said between them can be tested without
// MPI, and any of them may fall silent.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "sim/session/ranks.hpp"

namespace isthmus::support {

/// The letters between the ranks.
struct Post {
  explicit Post(int size) : orders(static_cast<std::size_t>(size)) {}

  std::mutex mutex{};
  std::condition_variable arrived{};
  std::vector<std::deque<std::string>> orders;
  std::deque<session::Ranks::Answer> answers{};
  bool first_is_gone = false;
};

class ThreadRank : public session::Ranks {
 public:
  ThreadRank(Post& post, int rank) : post_{post}, rank_{rank} {}

  int rank() const override { return rank_; }
  int size() const override { return static_cast<int>(post_.orders.size()); }

  void order(int to, std::string bytes) override {
    const std::lock_guard lock{post_.mutex};
    post_.orders[static_cast<std::size_t>(to)].push_back(std::move(bytes));
    post_.arrived.notify_all();
  }
  void order_all(std::string bytes) override {
    for (int to = 1; to < size(); ++to) order(to, bytes);
  }
  std::optional<Answer> answered() override {
    const std::lock_guard lock{post_.mutex};
    if (post_.answers.empty()) return std::nullopt;
    Answer first = std::move(post_.answers.front());
    post_.answers.pop_front();
    return first;
  }
  std::optional<std::string> next_order() override {
    std::unique_lock lock{post_.mutex};
    auto& mine = post_.orders[static_cast<std::size_t>(rank_)];
    post_.arrived.wait(lock, [&] { return !mine.empty() || post_.first_is_gone; });
    if (mine.empty()) return std::nullopt;
    std::string first = std::move(mine.front());
    mine.pop_front();
    return first;
  }
  void answer(std::string bytes) override {
    const std::lock_guard lock{post_.mutex};
    post_.answers.push_back({rank_, std::move(bytes)});
  }
  void leave(bool everybody) override { all_left = everybody; }

  bool all_left = true;

 private:
  Post& post_;
  int rank_;
};

}  // namespace isthmus::support
