// The seven rules over every file of the corpus.
#include "tests/property/wire/rules.hpp"

namespace isthmus::wire {
namespace {

using rules::for_every_file;

TEST(CorpusRules, AVerdictComesAtTheLastByteOfTheHelloAndStays) {
  for_every_file(rules::truncation);
}

TEST(CorpusRules, AnyCutAndOneByteAtATimeGiveTheVerdictOfOneRead) {
  for_every_file(rules::delivery);
}

TEST(CorpusRules, AnyTwoCutsGiveTheVerdictOfOneRead) {
  // Around the sizes of headers and fields, where state is carried over; the long test tries all.
  constexpr std::array<std::size_t, 7> gaps{1, 2, 4, 5, 9, 255, 1448};
  for_every_file([&](const auto& file) { rules::delivery_at_two_cuts(file, gaps); });
}

TEST(CorpusRules, ARecordBoundaryAnywhereChangesNothing) {
  for_every_file([](const auto& file) {
    if (rules::is_tls_hello(file)) rules::rerecording_at_one_offset(file);
  });
}

TEST(CorpusRules, RecordsOfAnySizeChangeNothing) {
  for_every_file([](const auto& file) {
    if (!rules::is_tls_hello(file)) return;
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U, 512U}) {
      rules::rerecording_in_pieces(file, piece);
    }
  });
}

TEST(CorpusRules, WhatFollowsTheHelloChangesNothing) {
  for_every_file([](const auto& file) {
    if (file.has_hello()) rules::tail(file);
  });
}

TEST(CorpusRules, AnyByteMayBeWrong) {
  for_every_file([](const auto& file) {
    rules::robustness(file, [](std::byte old) {
      const auto xored = [&](int mask) { return old ^ static_cast<std::byte>(mask); };
      const int number = std::to_integer<int>(old);
      return std::array{std::byte{0},
                        std::byte{1},
                        std::byte{0x16},
                        std::byte{0x80},
                        std::byte{0xff},
                        xored(1),
                        xored(2),
                        xored(0x80),
                        xored(0xff),
                        static_cast<std::byte>(number + 1),
                        static_cast<std::byte>(number - 1)};
    });
  });
}

TEST(CorpusRules, UpToThirtyTwoEmptyRecordsChangeNothing) {
  for_every_file([](const auto& file) {
    if (rules::is_tls_hello(file)) rules::empty_records(file);
  });
}

TEST(CorpusRules, TheLimitIsExact) {
  for_every_file([](const auto& file) {
    if (file.has_hello()) rules::limit(file);
  });
}

}  // namespace
}  // namespace isthmus::wire
