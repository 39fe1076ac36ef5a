// What leaves as text comes back as the same value, over values of every size.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "sim/base/number_text.hpp"
#include "sim/base/quantity_text.hpp"
#include "sim/base/suggest.hpp"
#include "sim/base/utf8.hpp"
#include "tests/support/test_seed.hpp"

namespace isthmus {
namespace {

TEST(ExactText, EveryTimeReadsBackAsItself) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  for (int i = 0; i < 20'000; ++i) {
    const auto n = static_cast<std::int64_t>(random() >> (1 + i % 63));
    const Duration time = Duration::nanoseconds(i % 2 == 0 ? n : n / 1'000 * 1'000);

    const auto read = parse_duration(exact_text(time));

    ASSERT_TRUE(std::holds_alternative<Duration>(read)) << exact_text(time);
    ASSERT_EQ(std::get<Duration>(read), time) << exact_text(time);
  }
}

TEST(ShortestText, EveryFiniteDoubleReadsBackAsItself) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  for (int i = 0; i < 20'000; ++i) {
    const double value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;

    ASSERT_EQ(std::strtod(shortest_text(value).c_str(), nullptr), value);
  }
}

TEST(ParseDuration, ADecimalOfSecondsIsTheSameAsItsNanoseconds) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  for (int i = 0; i < 5'000; ++i) {
    const auto n = static_cast<std::int64_t>(random() >> (1 + i % 63));
    std::string fraction = std::to_string(n % 1'000'000'000);
    fraction.insert(0, 9 - fraction.size(), '0');

    const auto read = parse_duration(std::to_string(n / 1'000'000'000) + "." + fraction + "s");

    ASSERT_EQ(std::get<Duration>(read).in_nanoseconds(), n);
  }
}

TEST(ParseQuantities, NoShortTextOverTheirAlphabetIsAnythingButAValueOrAFault) {
  const std::string alphabet = "09.-smkBit/%e ";
  const auto answers = [](const auto& parsed) {
    const auto* fault = std::get_if<QuantityFault>(&parsed);
    return fault == nullptr || (!fault->problem.empty() && !fault->remedy.empty());
  };
  const std::size_t letters = alphabet.size();
  for (std::size_t code = 0; code < letters * letters * letters * letters; ++code) {
    std::string text;
    for (std::size_t rest = code; rest != 0; rest /= letters) text += alphabet[rest % letters];

    ASSERT_TRUE(answers(parse_duration(text)) && answers(parse_bytes(text)) &&
                answers(parse_bit_rate(text)) && answers(parse_per_second(text)) &&
                answers(parse_ratio(text)) && answers(parse_cpu(text)))
        << text;
  }
}

TEST(Utf8, EveryCharacterReadsBackAsItself) {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, point);

    const Utf8Character read = utf8_at(text, 0);

    ASSERT_TRUE(read.valid && read.point == point && read.length == text.size());
  }
}

TEST(EditDistance, IsAMetricOnEveryShortWordOfTwoLetters) {
  std::vector<std::string> words{""};
  for (std::size_t i = 0; words.size() < 63; ++i) {
    words.push_back(words[i] + "a");
    words.push_back(words[i] + "b");
  }
  for (const std::string& a : words) {
    for (const std::string& b : words) {
      const std::size_t there = edit_distance(a, b);
      ASSERT_EQ(there, edit_distance(b, a)) << a << " " << b;
      ASSERT_EQ(there == 0, a == b) << a << " " << b;
      ASSERT_LE(there, std::max(a.size(), b.size())) << a << " " << b;
    }
  }
}

}  // namespace
}  // namespace isthmus
