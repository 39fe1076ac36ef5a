#include "sim/base/quantity_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace isthmus {
namespace {

/// Nanoseconds, or -1 when the text is refused.
std::int64_t ns(std::string_view text) {
  const auto parsed = parse_duration(text);
  const auto* value = std::get_if<Duration>(&parsed);
  return value == nullptr ? -1 : value->in_nanoseconds();
}

std::int64_t bytes(std::string_view text) {
  const auto parsed = parse_bytes(text);
  const auto* value = std::get_if<Bytes>(&parsed);
  return value == nullptr ? -1 : value->count();
}

template <class T>
std::string problem(const Parsed<T>& parsed) {
  const auto* fault = std::get_if<QuantityFault>(&parsed);
  return fault == nullptr ? "" : fault->problem;
}

template <class T>
std::string remedy(const Parsed<T>& parsed) {
  const auto* fault = std::get_if<QuantityFault>(&parsed);
  return fault == nullptr ? "" : fault->remedy;
}

TEST(ParseDuration, ReadsEveryUnit) {
  EXPECT_EQ(ns("7ns"), 7);
  EXPECT_EQ(ns("200us"), 200'000);
  EXPECT_EQ(ns("200\u00B5s"), 200'000) << "micro sign";
  EXPECT_EQ(ns("200\u03BCs"), 200'000) << "Greek mu";
  EXPECT_EQ(ns("5ms"), 5'000'000);
  EXPECT_EQ(ns("2s"), 2'000'000'000);
  EXPECT_EQ(ns("3m"), 180'000'000'000);
  EXPECT_EQ(ns("1h"), 3'600'000'000'000);
}

TEST(ParseDuration, AllowsABlankBeforeTheUnit) { EXPECT_EQ(ns(" 80 ms "), 80'000'000); }

TEST(ParseDuration, ReadsSeveralUnitsFromTheLargestDown) {
  EXPECT_EQ(ns("1m30s"), 90'000'000'000);
  EXPECT_EQ(problem(parse_duration("30s1m")), "\"30s1m\" does not go from the largest unit down");
}

TEST(ParseDuration, AFractionIsReadExactly) {
  EXPECT_EQ(ns("0.000000001s"), 1);
  EXPECT_EQ(ns("1.10s"), 1'100'000'000);
  EXPECT_EQ(ns("9223372036.854775807s"), INT64_MAX) << "no double holds this";
}

TEST(ParseDuration, WhatIsFinerThanANanosecondIsRefused) {
  EXPECT_EQ(problem(parse_duration("1.5ns")), "\"1.5ns\" is finer than a nanosecond");
  EXPECT_EQ(remedy(parse_duration("1.5ns")), "round it to a whole number of nanoseconds");
  EXPECT_EQ(ns("0.0000000000000000000000000000000000001s"), -1);
}

TEST(ParseDuration, WhatDoesNotFitIsRefused) {
  EXPECT_EQ(problem(parse_duration("9223372036.854775808s")),
            "\"9223372036.854775808s\" is longer than 292 years");
  EXPECT_EQ(ns("99999999999999999999999999999h"), -1);
  EXPECT_EQ(ns("2562047h60m"), -1) << "each part fits, the sum does not";
}

TEST(ParseDuration, ABareNumberIsToldHowToBeWritten) {
  EXPECT_EQ(problem(parse_duration("5")), "\"5\" has no unit");
  EXPECT_EQ(remedy(parse_duration("5")), "write 5ms or 5s (ns, us, ms, s, m, h)");
}

TEST(ParseDuration, AUnitInTheWrongLetterCaseIsToldTheRightOne) {
  EXPECT_EQ(remedy(parse_duration("5MS")), "write 5ms");
}

TEST(ParseDuration, ANegativeTimeIsRefused) {
  EXPECT_EQ(problem(parse_duration("-5ms")), "\"-5ms\" is negative");
}

TEST(ParseDuration, AnExponentIsRefused) {
  EXPECT_EQ(problem(parse_duration("1e3ms")), "\"1e3ms\" is written with an exponent");
}

TEST(ParseDuration, WhatIsNoNumberIsRefused) {
  EXPECT_EQ(problem(parse_duration("fast")), "\"fast\" is not a number");
  EXPECT_EQ(problem(parse_duration("")), "nothing is written here");
  EXPECT_EQ(ns(".5s"), -1);
  EXPECT_EQ(ns("5.s"), -1);
  EXPECT_EQ(ns("1.2.3s"), -1);
  EXPECT_EQ(ns("5ms!"), -1);
  EXPECT_EQ(ns("+5ms"), -1);
}

TEST(ParseDuration, AMessageDoesNotRepeatATextOfAnyLength) {
  EXPECT_LT(problem(parse_duration(std::string(10'000, 'x'))).size(), 100u);
}

TEST(ParseBytes, TellsDecimalFromBinaryUnits) {
  EXPECT_EQ(bytes("517B"), 517);
  EXPECT_EQ(bytes("16kB"), 16'000);
  EXPECT_EQ(bytes("16KiB"), 16'384);
  EXPECT_EQ(bytes("1.5KiB"), 1'536);
  EXPECT_EQ(bytes("2 MiB"), 2'097'152);
  EXPECT_EQ(bytes("1TB"), 1'000'000'000'000);
}

TEST(ParseBytes, APartOfAByteIsRefused) {
  EXPECT_EQ(problem(parse_bytes("1.0001KiB")), "\"1.0001KiB\" is not a whole number of bytes");
}

TEST(ParseBytes, WhatDoesNotFitIsRefused) {
  EXPECT_EQ(bytes("9223372036854775807B"), INT64_MAX);
  EXPECT_EQ(problem(parse_bytes("9223372036854775808B")),
            "\"9223372036854775808B\" is more than 8 EiB");
  EXPECT_EQ(bytes("8388608TiB"), -1);
}

TEST(ParseBytes, AKiloOfUnknownKindIsAskedWhichItIs) {
  EXPECT_EQ(problem(parse_bytes("16K")), "\"16K\" has the unknown unit \"K\"");
  EXPECT_EQ(remedy(parse_bytes("16KB")), "write 16kB");
}

TEST(ParseBitRate, ReadsEveryUnit) {
  const auto rate = [](std::string_view text) {
    return std::get<BitRate>(parse_bit_rate(text)).in_bits_per_second();
  };

  EXPECT_EQ(rate("8bit/s"), 8);
  EXPECT_EQ(rate("1kbit/s"), 1e3);
  EXPECT_EQ(rate("1Kbit/s"), 1e3);
  EXPECT_EQ(rate("2.5Mbit/s"), 2.5e6);
  EXPECT_EQ(rate("10 Gbit/s"), 1e10);
}

TEST(ParseBitRate, OtherSpellingsAreToldTheRightOne) {
  EXPECT_EQ(problem(parse_bit_rate("10Gbps")), "\"10Gbps\" has the unknown unit \"Gbps\"");
  EXPECT_EQ(remedy(parse_bit_rate("10gbit/s")), "write 10Gbit/s");
}

TEST(ParseBitRate, ARateThatCarriesNothingIsRefused) {
  EXPECT_EQ(problem(parse_bit_rate("0bit/s")), "\"0bit/s\" would carry nothing");
}

TEST(ParsePerSecond, ReadsSecondsMinutesAndHours) {
  const auto rate = [](std::string_view text) {
    return std::get<PerSecond>(parse_per_second(text)).in_per_second();
  };

  EXPECT_EQ(rate("400/s"), 400);
  EXPECT_EQ(rate("1.5k/s"), 1500);
  EXPECT_EQ(rate("12/m"), 0.2);
  EXPECT_EQ(rate("1800/h"), 0.5);
  EXPECT_EQ(rate("0/s"), 0);
}

TEST(ParsePerSecond, ABareNumberIsToldHowToBeWritten) {
  EXPECT_EQ(problem(parse_per_second("400")), "\"400\" has no unit");
  EXPECT_EQ(problem(parse_per_second("400rps")), "\"400rps\" has the unknown unit \"rps\"");
}

TEST(ParseRatio, ReadsPercentAndPlainShares) {
  const auto share = [](std::string_view text) {
    return std::get<Ratio>(parse_ratio(text)).share();
  };

  EXPECT_EQ(share("30%"), 0.3);
  EXPECT_EQ(share("30 %"), 0.3);
  EXPECT_EQ(share("0.3"), 0.3);
  EXPECT_EQ(share("0"), 0);
  EXPECT_EQ(share("100%"), 1);
}

TEST(ParseRatio, MoreThanTheWholeIsRefused) {
  EXPECT_EQ(problem(parse_ratio("101%")), "\"101%\" is more than the whole");
  EXPECT_EQ(remedy(parse_ratio("30")), "write 30%");
}

TEST(ParseCpu, ReadsCoresAndThousandthsOfACore) {
  EXPECT_EQ(std::get<double>(parse_cpu("500m")), 0.5);
  EXPECT_EQ(std::get<double>(parse_cpu("2")), 2);
  EXPECT_EQ(std::get<double>(parse_cpu("0.5")), 0.5);
}

TEST(ParseCpu, NoCpuAtAllIsRefused) {
  EXPECT_EQ(problem(parse_cpu("0m")), "\"0m\" is no CPU at all");
  EXPECT_EQ(problem(parse_cpu("2 cores")), "\"2 cores\" is not an amount of CPU");
}

}  // namespace
}  // namespace isthmus
