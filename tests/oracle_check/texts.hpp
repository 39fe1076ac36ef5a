// Numbers and laws as a scenario writes them.
#pragma once

#include <optional>
#include <string>

#include "tests/oracle_check/oracle.hpp"

namespace isthmus::oracle_check {

/// Plain digits, without an exponent.
std::string plain(double number);
/// "1000000ns", rounded to the nanosecond.
std::string time_text(double seconds);
std::string rate_text(double per_second);

/// A service law by the words of an oracle ("lognormal scv=4") and its parameters.
std::optional<std::string> law_text(const std::string& law, const Oracle& oracle);
std::string exponential_text(double mean_s);
/// A mixture of two exponentials with equal shares of the work; `scv` above 1.
std::string balanced_text(double mean_s, double scv);

}  // namespace isthmus::oracle_check
