// A request whose caller does more than wait for its end: it may time out, try again, ask twice, or
// need the answer for another request. It is made of attempts, each of which is a flight.
#pragma once

#include <cstdint>

#include "sim/base/time.hpp"
#include "sim/dataplane/call_program.hpp"
#include "sim/dataplane/flight.hpp"
#include "sim/kernel/pending_set.hpp"
#include "sim/results/record.hpp"
#include "sim/route/disposition.hpp"

namespace isthmus::dataplane {

struct Order {
  SimTime intended;
  std::uint32_t source = 0;  ///< Of its site.
  std::uint32_t instance = 0;
  std::uint32_t begun = 0;  ///< Attempts so far.
  std::uint32_t open = 0;   ///< Of them, under way.
  Call latest{};            ///< Attempt.
  bool retrying = false;    ///< It counts against the budget.
  bool ignores_errors = false;
  Call join{};  ///< The step of a call graph that needs its end.
  kernel::Timer deadline{};
  kernel::Timer hedge{};
  kernel::Timer retry{};
};

/// What an attempt has of an upstream with limits.
enum class Held : std::uint8_t { nothing, place_in_line, dial, connection, stream };

/// How a request, or an attempt at one, ended.
struct Ending {
  route::Disposition disposition = route::Disposition::delivered;
  results::Ledger ledger{};  ///< Of a delivered one.
  bool dialled = false;
  SimTime connected{};  ///< Where it dialled: when the first segment was,
  SimTime secured{};    ///< and when the request could go.
};

struct Attempt {
  Call order{};
  SimTime began;
  Call before{};  ///< The one before it, of the same order.
  std::uint32_t flow = 0;
  std::uint32_t instance = 0;
  std::uint32_t pool_host = 0;        ///< The host of its pool, where requests choose.
  std::uint32_t host = Call::nobody;  ///< Where it went, once that is known.
  Held held = Held::nothing;
  kernel::Timer timeout{};
  kernel::Timer connecting{};
  kernel::Timer doom{};        ///< The news that its connection is gone.
  const Path* path = nullptr;  ///< That it takes, as soon as its caller knows.
};

/// Steps of a service's calls that run one after the other or at once, and who waits for them.
struct Join {
  Flight flight{};  ///< Of the whole: the request that the service is answering.
  Call around{};    ///< The step that this one is part of; none for the whole.
  const CallProgram* program = nullptr;
  std::uint32_t node = 0;
  std::uint32_t room = 0;  ///< Of the app that calls.
  std::uint32_t instance = 0;
  std::uint32_t ended = 0;  ///< Children that have.
  bool failed = false;
  SimTime began;
  results::Ledger ledger{};  ///< Of all so far, or of the last to end.
};

/// A step that has ended, for the one around it.
struct StepEnd {
  Call around{};
  bool kept = true;  ///< It did not fail, or that is ignored.
  results::Ledger ledger{};
};

}  // namespace isthmus::dataplane
