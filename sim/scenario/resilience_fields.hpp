// The keys by which a caller says what it does about requests that take too long or fail: the same
// in a stream of traffic and in a call.
#pragma once

#include <vector>

#include "sim/scenario/field.hpp"

namespace isthmus::scenario {

const Table<RetrySection>& retry_table();
const Table<HedgeSection>& hedge_table();

/// For a section `S` that is a ResilienceSection.
template <class S>
std::vector<Field<S>> resilience_fields() {
  return {
      value<S, Duration>("timeout", &S::timeout, "How long all attempts together may take.")
          .otherwise("as long as it takes"),
      value<S, Duration>("per_try_timeout", &S::per_try_timeout, "How long one attempt may take.")
          .otherwise("as long as it takes"),
      section<S, RetrySection>("retry", &S::retry, retry_table,
                               "Trying again when an attempt fails or times out.")
          .otherwise("nobody tries again"),
      section<S, HedgeSection>("hedge", &S::hedge, hedge_table,
                               "Asking again before the answer is there.")
          .otherwise("nobody asks twice"),
  };
}

}  // namespace isthmus::scenario
