#include "sim/session/team.hpp"

#include <algorithm>
#include <thread>

#include "sim/results/bytes.hpp"

namespace isthmus::session {
namespace {

using results::BytesReader;
using results::BytesWriter;

/// Between two looks for answers: far shorter than a replication.
constexpr std::chrono::microseconds pause{500};
/// With nothing new to hand out, so long until something is given to a second rank.
constexpr std::chrono::milliseconds patience{250};
/// For those who are alive to say so, beside the longest that any order has taken.
constexpr std::chrono::seconds grace{2};

/// What the first number of a letter says.
enum class Word : std::uint64_t {
  work,      ///< An order or an answer follows.
  declined,  ///< The order cannot be carried out.
  enough,    ///< There is no more to do: say that you are there.
  here,      ///< The answer to that.
  leave,     ///< Go; whether all do and can be waited for follows.
};

std::string letter(Word word, std::string_view rest = {}) {
  BytesWriter bytes;
  bytes.number(static_cast<std::uint64_t>(word));
  return bytes.take() + std::string{rest};
}

Word word_of(const std::string& bytes) { return static_cast<Word>(BytesReader{bytes}.number()); }

/// Takes the word off.
std::string rest_of(std::string bytes) {
  bytes.erase(0, sizeof(std::uint64_t));
  return bytes;
}

}  // namespace

Team::Team(Ranks& ranks) : ranks_{ranks} {
  if (!leads()) return;
  for (int rank = 1; rank < ranks.size(); ++rank) idle_.insert(rank);
}

void Team::lead(const Assignment& assignment) {
  auto heard = Clock::now();
  while (!assignment.done() && !complaint()) {
    hand_out(assignment);
    if (const auto answer = answered()) {
      assignment.take(*answer);
      heard = Clock::now();
      continue;
    }
    if (Clock::now() - heard > patience) {
      lend(assignment);
      heard = Clock::now();
    }
    std::this_thread::sleep_for(pause);
  }
}

void Team::hand_out(const Assignment& assignment) {
  while (!idle_.empty()) {
    const std::optional<std::string> work = assignment.next();
    if (!work) return;
    order(*idle_.begin(), *work);
  }
}

void Team::lend(const Assignment& assignment) {
  if (idle_.empty()) return;
  if (const auto work = assignment.again()) order(*idle_.begin(), *work);
}

void Team::order(int rank, const std::string& work) {
  ranks_.order(rank, letter(Word::work, work));
  idle_.erase(rank);
  busy_[rank] = Clock::now();
}

void Team::tell(const std::string& news) { ranks_.order_all(letter(Word::work, news)); }

/// An answer that has arrived, if one has; who sent it has nothing to do now.
std::optional<Ranks::Answer> Team::hear() {
  std::optional<Ranks::Answer> answer = ranks_.answered();
  if (!answer) return std::nullopt;
  const auto sent = busy_.find(answer->from);
  if (sent != busy_.end()) {
    longest_ = std::max(longest_, Clock::now() - sent->second);
    busy_.erase(sent);
  }
  idle_.insert(answer->from);
  return answer;
}

/// What somebody has done, if anybody has; refusals are remembered as a complaint.
std::optional<std::string> Team::answered() {
  while (std::optional<Ranks::Answer> answer = hear()) {
    if (word_of(answer->bytes) == Word::work) return rest_of(std::move(answer->bytes));
    stranger_ = answer->from;
  }
  return std::nullopt;
}

std::optional<Diagnostic> Team::complaint() const {
  if (!stranger_) return std::nullopt;
  return error_at(
      {}, "rank-reads-other-scenario",
      "rank " + std::to_string(*stranger_) + " reads another scenario under the same name, or none",
      "put the scenario and its files where every machine sees them");
}

std::optional<std::string> Team::next_order() {
  while (!sent_home_ && !deserted_) {
    std::optional<std::string> order = ranks_.next_order();
    if (!order) {
      deserted_ = true;
      break;
    }
    switch (word_of(*order)) {
      case Word::work:
        return rest_of(std::move(*order));
      case Word::enough:
        ranks_.answer(letter(Word::here));
        break;
      default:
        sent_home_ = true;
        everybody_ = BytesReader{rest_of(std::move(*order))}.number() != 0;
    }
  }
  return std::nullopt;
}

void Team::answer(const std::string& bytes) { ranks_.answer(letter(Word::work, bytes)); }

void Team::decline() { ranks_.answer(letter(Word::declined)); }

void Team::send_home() {
  const auto end = Clock::now() + grace + 3 * longest_;
  ranks_.order_all(letter(Word::enough));
  std::set<int> here;
  while (static_cast<int>(here.size()) < ranks_.size() - 1 && Clock::now() < end) {
    if (const auto answer = hear()) {
      if (word_of(answer->bytes) == Word::here) here.insert(answer->from);
    } else {
      std::this_thread::sleep_for(pause);
    }
  }
  everybody_ = static_cast<int>(here.size()) == ranks_.size() - 1;
  BytesWriter all;
  all.number(everybody_ ? 1 : 0);
  ranks_.order_all(letter(Word::leave, all.take()));
}

void Team::leave() {
  if (leads()) {
    send_home();
  } else {
    while (next_order()) decline();
  }
  ranks_.leave(everybody_ && !deserted_);
}

}  // namespace isthmus::session
