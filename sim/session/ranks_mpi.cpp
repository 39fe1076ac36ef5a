// Ranks by MPI. Built where MPI was found; ranks_alone.cpp otherwise.
#include <mpi.h>

#include <chrono>
#include <cstdlib>
#include <list>
#include <thread>

#include "sim/session/ranks.hpp"

namespace isthmus::session {
namespace {

constexpr int order_tag = 1;
constexpr int answer_tag = 2;
constexpr int farewell_looks = 200;

/// Whether a launcher started this process: alone, MPI would only cost time and open ports.
bool was_launched() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_RANK", "MPI_LOCALNRANKS"}) {
    if (std::getenv(name) != nullptr) return true;
  }
  return false;
}

class MpiRanks : public Ranks {
 public:
  MpiRanks() {
    MPI_Init(nullptr, nullptr);
    // A rank that is gone shall not take the others with it.
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
  }

  int rank() const override { return rank_; }
  int size() const override { return size_; }

  void order(int to, const std::string& bytes) override {
    finish_sent();
    Sent& sent = sent_.emplace_back();
    sent.bytes = bytes;  // Has to stay where it is until it was sent.
    MPI_Isend(sent.bytes.data(), static_cast<int>(sent.bytes.size()), MPI_BYTE, to, order_tag,
              MPI_COMM_WORLD, &sent.request);
  }

  std::optional<Answer> answered() override {
    int arrived = 0;
    MPI_Status status;
    if (MPI_Iprobe(MPI_ANY_SOURCE, answer_tag, MPI_COMM_WORLD, &arrived, &status) != MPI_SUCCESS ||
        arrived == 0) {
      return std::nullopt;
    }
    return Answer{status.MPI_SOURCE, received(status, answer_tag)};
  }

  std::string next_order() override {
    MPI_Status status;
    MPI_Probe(0, order_tag, MPI_COMM_WORLD, &status);
    return received(status, order_tag);
  }

  void answer(const std::string& bytes) override {
    MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, 0, answer_tag, MPI_COMM_WORLD);
  }

  void leave(bool everybody) override {
    if (everybody) {
      for (Sent& sent : sent_) MPI_Wait(&sent.request, MPI_STATUS_IGNORE);
      MPI_Finalize();
      return;
    }
    // MPI's own end waits for every rank. What was said last shall be heard by those who live.
    for (int look = 0; look < farewell_looks && !sent_.empty(); ++look) {
      finish_sent();
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
  }

 private:
  struct Sent {
    std::string bytes{};
    MPI_Request request = MPI_REQUEST_NULL;
  };

  static std::string received(const MPI_Status& status, int tag) {
    int size = 0;
    MPI_Get_count(&status, MPI_BYTE, &size);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    MPI_Recv(bytes.data(), size, MPI_BYTE, status.MPI_SOURCE, tag, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return bytes;
  }

  void finish_sent() {
    sent_.remove_if([](Sent& sent) {
      int done = 0;
      MPI_Test(&sent.request, &done, MPI_STATUS_IGNORE);
      return done != 0;
    });
  }

  int rank_ = 0;
  int size_ = 1;
  std::list<Sent> sent_{};
};

}  // namespace

std::unique_ptr<Ranks> join_ranks() {
  if (!was_launched()) return nullptr;
  return std::make_unique<MpiRanks>();
}

std::string_view built_in_mpi() { return ISTHMUS_MPI_NAME; }

}  // namespace isthmus::session
