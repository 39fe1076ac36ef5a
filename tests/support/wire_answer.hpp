// Comparing sniffer answers in tests.
#pragma once

#include <gtest/gtest.h>

#include "sim/wire/sni_answer.hpp"
#include "tests/support/wire_answer_text.hpp"

namespace isthmus::support {

inline bool same_alpn(const wire::AlpnList& a, const wire::AlpnList& b) {
  return (a.empty() && b.empty()) || a.names() == b.names();
}

/// Whether two answers say the same about the client, however it was put into records.
inline bool same_client(const wire::SniAnswer& a, const wire::SniAnswer& b) {
  return a.outcome == b.outcome && a.name() == b.name() && a.ech == b.ech &&
         a.alpn_malformed == b.alpn_malformed && same_alpn(a.alpn, b.alpn);
}

/// Whether two answers say the same, to the last field.
inline bool same_answer(const wire::SniAnswer& a, const wire::SniAnswer& b) {
  return same_client(a, b) && a.reason == b.reason && a.offset == b.offset && a.sslv2 == b.sslv2 &&
         a.records == b.records && a.hello_bytes == b.hello_bytes;
}

inline testing::AssertionResult same_as(const wire::SniAnswer& got, const wire::SniAnswer& want) {
  if (same_answer(got, want)) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "got  " << shown(got) << "\nwant " << shown(want);
}

}  // namespace isthmus::support
