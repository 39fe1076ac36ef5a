// Ranks by MPI. Built where MPI was found; ranks_alone.cpp otherwise.
//
// MPI is used as a mail service only. Nothing here waits inside MPI, because MPI waits for the dead
// too: everything is asked again after a short sleep, which also leaves the core to others.
#include <mpi.h>

#include <chrono>
#include <cstdlib>
#include <list>
#include <thread>
#include <utility>
#include <vector>

#include "sim/session/process_place.hpp"
#include "sim/session/ranks.hpp"

namespace isthmus::session {
namespace {

using Clock = std::chrono::steady_clock;  // Of the machines, not of any simulation.

constexpr int order_tag = 1;
constexpr int answer_tag = 2;
constexpr int life_tag = 3;  ///< Rank 0 says where it is, again and again.

constexpr std::chrono::microseconds pause{200};
constexpr std::chrono::seconds life_every{5};
/// So often whoever waits looks whether rank 0 is still there.
constexpr std::chrono::milliseconds look_every{100};
/// From another machine, silence is all that can be noticed. Rank 0 is silent while it sums points
/// up, which takes seconds, and minutes for the largest.
constexpr std::chrono::minutes silence_most{10};
constexpr std::chrono::milliseconds farewell{200};

/// Whether a launcher started this process: alone, MPI would only cost time and open ports.
bool was_launched() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_RANK", "MPI_LOCALNRANKS"}) {
    if (std::getenv(name) != nullptr) return true;
  }
  return false;
}

bool is_done(MPI_Request& request) {
  int done = 0;
  MPI_Test(&request, &done, MPI_STATUS_IGNORE);
  return done != 0;
}

/// A letter that MPI still reads from, or into.
struct Letter {
  std::string bytes{};
  std::vector<MPI_Request> requests{};
  int from = 0;

  int size() const { return static_cast<int>(bytes.size()); }
  bool is_done() {
    std::erase_if(requests, [](MPI_Request& request) { return session::is_done(request); });
    return requests.empty();
  }
};

class MpiRanks : public Ranks {
 public:
  MpiRanks() {
    MPI_Init(nullptr, nullptr);
    // A rank that is gone shall not take the others with it.
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    if (rank_ == 0) show_life();
  }

  int rank() const override { return rank_; }
  int size() const override { return size_; }

  void order(int to, std::string bytes) override { send({to}, order_tag, std::move(bytes)); }
  void order_all(std::string bytes) override { send(others(), order_tag, std::move(bytes)); }

  std::optional<Answer> answered() override {
    if (Clock::now() - life_shown_ > life_every) show_life();
    take_in(MPI_ANY_SOURCE, answer_tag);
    for (auto letter = arriving_.begin(); letter != arriving_.end(); ++letter) {
      if (!letter->is_done()) continue;
      Answer answer{letter->from, std::move(letter->bytes)};
      arriving_.erase(letter);
      return answer;
    }
    return std::nullopt;
  }

  std::optional<std::string> next_order() override {
    const bool there = wait([&] {
      take_in(0, order_tag);
      return !arriving_.empty() && arriving_.front().is_done();
    });
    if (!there) return std::nullopt;
    std::string bytes = std::move(arriving_.front().bytes);
    arriving_.pop_front();
    return bytes;
  }

  void answer(std::string bytes) override {
    send({0}, answer_tag, std::move(bytes));
    wait([&] { return sent_.back().is_done(); });
  }

  void leave(bool everybody) override {
    if (everybody) {
      for (Letter& letter : sent_) {
        for (MPI_Request& request : letter.requests) MPI_Wait(&request, MPI_STATUS_IGNORE);
      }
      MPI_Finalize();
      return;
    }
    // MPI's own end waits for every rank. What was said last shall be heard by those who live.
    const auto end = Clock::now() + farewell;
    while (!sent_.empty() && Clock::now() < end) {
      forget_sent();
      std::this_thread::sleep_for(pause);
    }
  }

 private:
  std::vector<int> others() const {
    std::vector<int> all;
    for (int other = 1; other < size_; ++other) all.push_back(other);
    return all;
  }

  void send(const std::vector<int>& receivers, int tag, std::string bytes) {
    forget_sent();
    Letter& letter = sent_.emplace_back();
    letter.bytes = std::move(bytes);  // Has to stay where it is until it was sent.
    for (const int to : receivers) {
      MPI_Isend(letter.bytes.data(), letter.size(), MPI_BYTE, to, tag, MPI_COMM_WORLD,
                &letter.requests.emplace_back());
    }
  }

  /// Begins to receive whatever has been announced.
  void take_in(int from, int tag) {
    while (true) {
      int announced = 0;
      MPI_Message message;
      MPI_Status status;
      if (MPI_Improbe(from, tag, MPI_COMM_WORLD, &announced, &message, &status) != MPI_SUCCESS ||
          announced == 0) {
        return;
      }
      int size = 0;
      MPI_Get_count(&status, MPI_BYTE, &size);
      Letter& letter = arriving_.emplace_back();
      letter.bytes.resize(static_cast<std::size_t>(size));
      letter.from = status.MPI_SOURCE;
      MPI_Imrecv(letter.bytes.data(), size, MPI_BYTE, &message, &letter.requests.emplace_back());
    }
  }

  void show_life() {
    life_shown_ = Clock::now();
    send(others(), life_tag, own_place());
  }

  void take_life_signs() {
    int announced = 0;
    MPI_Status status;
    while (MPI_Iprobe(0, life_tag, MPI_COMM_WORLD, &announced, &status) == MPI_SUCCESS &&
           announced != 0) {
      int size = 0;
      MPI_Get_count(&status, MPI_BYTE, &size);
      std::string place(static_cast<std::size_t>(size), '\0');
      MPI_Recv(place.data(), size, MPI_BYTE, 0, life_tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      place_of_rank_0_ = std::move(place);
      heard_ = Clock::now();
    }
  }

  /// Of the others: until `ready` says so. Returns false if rank 0 is gone before.
  template <class Ready>
  bool wait(Ready ready) {
    heard_ = Clock::now();
    auto looked = heard_;
    while (!ready()) {
      const auto now = Clock::now();
      if (now - looked > look_every) {
        take_life_signs();
        if (has_ended(place_of_rank_0_) || now - heard_ > silence_most) return ready();
        looked = now;
      }
      std::this_thread::sleep_for(pause);
    }
    return true;
  }

  void forget_sent() {
    sent_.remove_if([](Letter& letter) { return letter.is_done(); });
  }

  int rank_ = 0;
  int size_ = 1;
  std::list<Letter> sent_{};
  std::list<Letter> arriving_{};
  std::string place_of_rank_0_{};
  Clock::time_point heard_{};
  Clock::time_point life_shown_{};
};

}  // namespace

std::unique_ptr<Ranks> join_ranks() {
  if (!was_launched()) return nullptr;
  return std::make_unique<MpiRanks>();
}

std::string_view built_in_mpi() { return ISTHMUS_MPI_NAME; }

}  // namespace isthmus::session
