// The ranks of one command as colleagues: rank 0 knows who is at work, the others wait for orders,
// and all go home together. What an order says is for those who give and carry it out.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "sim/base/diagnostic.hpp"
#include "sim/session/ranks.hpp"

namespace isthmus::session {

/// What rank 0 has the others do. Orders and answers are bytes.
struct Assignment {
  std::function<bool()> done;
  std::function<std::optional<std::string>()> next;   ///< What nobody has had; nothing: all is out.
  std::function<std::optional<std::string>()> again;  ///< What is out, for a second rank.
  std::function<void(const std::string& answer)> take;
};

class Team {
 public:
  explicit Team(Ranks& ranks);

  bool leads() const { return ranks_.rank() == 0; }
  int size() const { return ranks_.size(); }

  // Of rank 0.

  /// Until it is done, or a rank complains. Ranks that do nothing get what is out with others:
  /// whoever answers first is heard, so the dead cost nothing but what they had.
  void lead(const Assignment& assignment);
  /// To all others, whatever they do; no answer is expected.
  void tell(const std::string& news);
  /// The rank that cannot do what was ordered, if there is one: it reads another scenario.
  std::optional<Diagnostic> complaint() const;

  // Of the others.

  /// Waits for what is to be done. Nothing once rank 0 has sent this rank home, or is gone.
  std::optional<std::string> next_order();
  void answer(const std::string& bytes);
  /// Says that the order cannot be carried out.
  void decline();
  /// Whether rank 0 went without a word.
  bool is_deserted() const { return deserted_; }

  // Of all.

  /// A number that is the same in all ranks which have asked as often.
  std::uint64_t next_stage() { return ++stage_; }

  /// The end. Rank 0 sends everybody home, once those at work have answered or should have long
  /// ago; who does not answer is dead, and nobody may wait for the dead. The others decline
  /// whatever is ordered until they are sent home.
  void leave();

 private:
  using Clock = std::chrono::steady_clock;  // Of the machines, not of any simulation.

  void order(int rank, const std::string& work);
  void hand_out(const Assignment& assignment);
  void lend(const Assignment& assignment);
  std::optional<std::string> answered();
  void send_home();
  std::optional<Ranks::Answer> hear();

  Ranks& ranks_;
  std::set<int> idle_{};
  std::map<int, Clock::time_point> busy_{};  ///< Since when.
  Clock::duration longest_{};                ///< That any order has taken.
  std::optional<int> stranger_{};
  bool deserted_ = false;
  bool sent_home_ = false;
  bool everybody_ = true;  ///< Goes home, and can be waited for.
  std::uint64_t stage_ = 0;
};

}  // namespace isthmus::session
