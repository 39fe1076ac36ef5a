#include "sim/stats/quantile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace isthmus::stats {
namespace {

struct Row {
  std::size_t degrees;
  double p;
  double t;
};

// Values with 13 digits, from an incomplete beta function evaluated with 40 digits.
constexpr Row table[] = {
    {1, 0.9, 3.077683537175},       {1, 0.975, 12.70620473617},
    {1, 0.9995, 636.6192487687},    {1, 0.9999995, 636619.7723671},
    {2, 0.9, 1.885618083164},       {2, 0.975, 4.302652729749},
    {2, 0.9995, 31.59905457644},    {2, 0.9999995, 999.9992499998},
    {3, 0.9, 1.637744353696},       {3, 0.975, 3.182446305284},
    {3, 0.9995, 12.92397863669},    {3, 0.9999995, 130.1545895584},
    {4, 0.9, 1.533206274059},       {4, 0.975, 2.776445105198},
    {4, 0.9995, 8.610301581379},    {4, 0.9999995, 49.45863675693},
    {7, 0.9, 1.414923927651},       {7, 0.975, 2.364624251593},
    {7, 0.9995, 5.407882520862},    {7, 0.9999995, 15.76700943748},
    {10, 0.9, 1.37218364111},       {10, 0.975, 2.228138851986},
    {10, 0.9995, 4.586893858703},   {10, 0.9999995, 10.51648995691},
    {31, 0.9, 1.309463549495},      {31, 0.975, 2.039513446396},
    {31, 0.9995, 3.633456349758},   {31, 0.9999995, 6.071975924718},
    {63, 0.9, 1.295134293783},      {63, 0.975, 1.998340542521},
    {63, 0.9995, 3.451768944961},   {63, 0.9999995, 5.420029671037},
    {100, 0.9, 1.290074761347},     {100, 0.975, 1.983971518524},
    {100, 0.9995, 3.390491311164},  {100, 0.9999995, 5.21372757423},
    {501, 0.9, 1.283243632011},     {501, 0.975, 1.964710322175},
    {501, 0.9995, 3.310051890853},  {501, 0.9999995, 4.9531512978},
    {2000, 0.9, 1.281975000683},    {2000, 0.975, 1.961150826099},
    {2000, 0.9995, 3.29539813673},  {2000, 0.9999995, 4.906922365433},
    {5000, 0.9, 1.281720905336},    {5000, 0.975, 1.960438551707},
    {5000, 0.9995, 3.292473723371}, {5000, 0.9999995, 4.897742071585},
};

TEST(StudentT, AgreesWithATableToNineDigits) {
  for (const Row& row : table) {
    const double tail = std::min(row.p, 1 - row.p);
    const double digits = tail < 1e-5 ? 1e-8 : 1e-9;
    EXPECT_NEAR(student_t_quantile(row.p, row.degrees), row.t, digits * row.t)
        << row.degrees << " degrees, p " << row.p;
  }
}

TEST(StudentT, IsSymmetric) {
  EXPECT_EQ(student_t_quantile(0.025, 7), -student_t_quantile(0.975, 7));
  EXPECT_NEAR(student_t_quantile(0.5, 7), 0, 1e-12);
}

TEST(StudentT, BecomesNormal) {
  EXPECT_NEAR(student_t_quantile(0.975, 100'000'000), normal_quantile(0.975), 1e-7);
}

TEST(StudentT, HasNoSeamWhereTheSumsEnd) {
  const double sums = student_t_quantile(0.975, 2000);
  const double series = student_t_quantile(0.975, 2001);

  // The derivative by the degrees of freedom n is about -z (z^2 + 1) / (4 n^2).
  EXPECT_NEAR(sums - series, 1.96 * 4.84 / 4 / 2000 / 2000, 1e-9);
}

TEST(Normal, AgreesWithATable) {
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-13);
  EXPECT_NEAR(normal_quantile(0.995), 2.5758293035489004, 1e-13);
  EXPECT_NEAR(normal_quantile(1 - 5e-7), 4.891638475699, 1e-9);
  EXPECT_NEAR(normal_quantile(1e-9), -5.997807015007686, 1e-12);
  EXPECT_EQ(normal_quantile(0.3), -normal_quantile(0.7));
}

TEST(Ranks, EncloseTheMedianOfAHundred) { EXPECT_EQ(quantile_ranks(100, 0.5), (Ranks{40, 61})); }

TEST(Ranks, StayWithinTheData) {
  EXPECT_EQ(quantile_ranks(10, 0.99), (Ranks{9, 10}));
  EXPECT_EQ(quantile_ranks(1, 0.5), (Ranks{1, 1}));
}

}  // namespace
}  // namespace isthmus::stats
