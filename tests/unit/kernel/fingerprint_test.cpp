#include "sim/kernel/fingerprint.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace isthmus::kernel {
namespace {

SimTime at_ns(std::int64_t ns) { return SimTime::start() + Duration::nanoseconds(ns); }

TEST(Fingerprint, IsTheSameForTheSameStory) {
  Fingerprint one;
  Fingerprint other;
  for (Fingerprint* print : {&one, &other}) {
    print->note(at_ns(5), 1, 2);
    print->note(at_ns(6), 3, 4);
  }

  EXPECT_EQ(one.value(), other.value());
}

TEST(Fingerprint, TellsTimesPlacesKindsAndTheirAbsenceApart) {
  std::set<std::uint64_t> values{Fingerprint{}.value()};
  for (std::int64_t time : {0, 1, 2}) {
    for (std::uint64_t place : {0u, 1u, 2u}) {
      for (std::uint32_t kind : {0u, 1u, 2u}) {
        Fingerprint told;
        told.note(at_ns(time), place, kind);
        values.insert(told.value());
        Fingerprint known;
        known.note_ahead(at_ns(time), place, kind);
        values.insert(known.value());
      }
    }
  }

  EXPECT_EQ(values.size(), 55u);
}

TEST(Fingerprint, HearsTheOrderOfWhatHappens) {
  Fingerprint one;
  one.note(at_ns(5), 1, 0);
  one.note(at_ns(5), 2, 0);
  Fingerprint other;
  other.note(at_ns(5), 2, 0);
  other.note(at_ns(5), 1, 0);

  EXPECT_NE(one.value(), other.value());
}

TEST(Fingerprint, DoesNotHearWhenSomethingBecameKnown) {
  Fingerprint early;
  early.note_ahead(at_ns(9), 1, 0);
  early.note(at_ns(5), 2, 0);
  early.note_ahead(at_ns(7), 3, 0);
  Fingerprint late;
  late.note(at_ns(5), 2, 0);
  late.note_ahead(at_ns(7), 3, 0);
  late.note_ahead(at_ns(9), 1, 0);

  EXPECT_EQ(early.value(), late.value());
}

TEST(Fingerprint, HearsWhichProcessDidWhat) {
  EXPECT_NE(combined(std::array<std::uint64_t, 2>{1, 2}),
            combined(std::array<std::uint64_t, 2>{2, 1}));
}

TEST(Fingerprint, HasAPinnedValue) {
  Fingerprint told;
  told.note(at_ns(1'000'000), 42, 7);
  told.note_ahead(at_ns(2'000'000), 43, 8);

  EXPECT_EQ(told.value(), 4008301565097972664u);
}

}  // namespace
}  // namespace isthmus::kernel
