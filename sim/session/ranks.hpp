// Processes on many machines that carry one command out together, as rank 0 and the others see each
// other: orders go one way, answers the other, and nothing is shared.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace isthmus::session {

/// One process among several. Rank 0 gives orders, the others answer them.
class Ranks {
 public:
  struct Answer {
    int from = 0;
    std::string bytes{};
  };

  virtual ~Ranks() = default;

  virtual int rank() const = 0;
  virtual int size() const = 0;

  /// Of rank 0: sends an order, without waiting for anybody.
  virtual void order(int to, std::string bytes) = 0;
  /// Of rank 0: the same order to all others.
  virtual void order_all(std::string bytes) = 0;
  /// Of rank 0: an answer that has arrived, if one has. A rank that dies while it speaks is not
  /// waited for.
  virtual std::optional<Answer> answered() = 0;

  /// Of the others: waits for an order. Nothing once rank 0 is gone.
  virtual std::optional<std::string> next_order() = 0;
  /// Of the others: answers it.
  virtual void answer(std::string bytes) = 0;

  /// Leaves in good order: every rank has to. `everybody` is false where some are not heard of any
  /// more; then the others are not waited for.
  virtual void leave(bool everybody) = 0;
};

/// Joins the other processes; null where this one was started alone, or without MPI in the program.
std::unique_ptr<Ranks> join_ranks();

/// Which MPI is built in, "Open MPI 4.1.4"; empty for none.
std::string_view built_in_mpi();

}  // namespace isthmus::session
