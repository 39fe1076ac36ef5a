#include "tests/oracle_check/texts.hpp"

#include <charconv>
#include <cmath>

#include "sim/random/distribution.hpp"

namespace isthmus::oracle_check {

std::string plain(double number) {
  char text[400];
  const auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::fixed);
  return {text, end.ptr};
}

std::string time_text(double seconds) {
  if (!(seconds >= 0 && seconds <= 9e9)) throw BadEntry{plain(seconds) + " s is no time"};
  return std::to_string(std::llround(seconds * 1e9)) + "ns";
}

std::string rate_text(double per_second) {
  if (!(per_second >= 0 && per_second <= 1e9)) throw BadEntry{plain(per_second) + "/s is no rate"};
  return plain(per_second) + "/s";
}

std::string exponential_text(double mean_s) { return "exp(" + time_text(mean_s) + ")"; }

std::string balanced_text(double mean_s, double scv) {
  const double p = (1 + std::sqrt((scv - 1) / (scv + 1))) / 2;
  return "\"hyperexp(" + plain(p * 100) + "%, " + time_text(mean_s / (2 * p)) + ", " +
         time_text(mean_s / (2 * (1 - p))) + ")\"";
}

std::optional<std::string> law_text(const std::string& law, const Oracle& oracle) {
  const auto mean = oracle.number("service_mean_s");
  const auto begins = [&](const char* word) { return law.rfind(word, 0) == 0; };
  if (begins("bounded_pareto")) {
    const auto alpha = oracle.number("alpha");
    const auto low = oracle.number("low_s");
    const auto high = oracle.number("high_s");
    if (!alpha || !low || !high) return std::nullopt;
    return "\"pareto(" + plain(*alpha) + ", " + time_text(*low) + ", " + time_text(*high) + ")\"";
  }
  if (begins("hyperexponential")) {
    const auto p = oracle.number("p");
    const auto mu1 = oracle.number("mu1_per_s");
    const auto mu2 = oracle.number("mu2_per_s");
    const auto scv = oracle.number("service_scv");
    if (!p && mean && scv && *scv > 1) return balanced_text(*mean, *scv);
    if (!p || !mu1 || !mu2) return std::nullopt;
    return "\"hyperexp(" + plain(*p * 100) + "%, " + time_text(1 / *mu1) + ", " +
           time_text(1 / *mu2) + ")\"";
  }
  if (begins("uniform")) {
    const auto low = oracle.number("low_s");
    const auto high = oracle.number("high_s");
    if (!low || !high) return std::nullopt;
    return "\"uniform(" + time_text(*low) + ", " + time_text(*high) + ")\"";
  }
  if (!mean || !(*mean >= 1e-9 && *mean <= 9e9)) return std::nullopt;
  if (begins("exponential")) return exponential_text(*mean);
  if (begins("deterministic")) return time_text(*mean);
  if (begins("erlang") && law.size() > 6) {
    return "\"erlang(" + law.substr(6) + ", " + time_text(*mean) + ")\"";
  }
  if (begins("lognormal")) {
    double scv = oracle.number_or("service_scv", 1);
    const std::size_t at = law.find("scv=");
    if (at != std::string::npos) scv = std::strtod(law.c_str() + at + 4, nullptr);
    if (!(scv > 0 && scv < 1e6)) return std::nullopt;
    const auto exact = random::Lognormal::with_mean(Duration::nearest_seconds(*mean), scv);
    return "\"lognormal(p50=" + std::to_string(exact.p50.in_nanoseconds()) +
           "ns, p99=" + std::to_string(exact.p99.in_nanoseconds()) + "ns)\"";
  }
  return std::nullopt;
}

}  // namespace isthmus::oracle_check
