// How a stream's rate and its arrivals are written: a word or a number, or a mapping, or stages.
#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "sim/base/quantity_text.hpp"
#include "sim/base/suggest.hpp"
#include "sim/scenario/field.hpp"

namespace isthmus::scenario {
namespace {

constexpr PerSecond rate_max = PerSecond::of(1e9);  // Time is counted in nanoseconds.

struct StageSection {
  SourceSpan at{};
  Written<Duration> length{};
  Written<PerSecond> rate{};
  Written<PerSecond> ramp_to{};
};

const Table<StageSection>& stage_table() {
  using S = StageSection;
  static const Table<S> table{
      {.name = "stage", .doc = "A stretch of time with a steady rate, or one that rises or falls."},
      {value("for", &S::length, "How long it lasts.").required(),
       value("rate", &S::rate, "At its beginning.").otherwise("where the stage before ended, or 0"),
       value("ramp_to", &S::ramp_to, "At its end, reached along a straight line.")
           .otherwise("the rate at its beginning")}};
  return table;
}

struct DiurnalSection {
  SourceSpan at{};
  Written<PerSecond> mean{};
  Written<Ratio> swing{};
  Written<Duration> period{};
  Written<Duration> peak{};
};

const Table<DiurnalSection>& diurnal_table() {
  using S = DiurnalSection;
  static const Table<S> table{
      {.name = "diurnal",
       .doc = "A rate that rises and falls like a day: a cosine, over and over."},
      {value("mean", &S::mean, "Over a whole period.").required(),
       value("swing", &S::swing, "How far it goes above and below, of the mean.").otherwise("50%"),
       value("period", &S::period, "From top to top.").otherwise("24h"),
       value("peak", &S::peak, "When it is at its top for the first time.")
           .otherwise("in the middle of the period")}};
  return table;
}

struct MmppSection {
  SourceSpan at{};
  Written<PerSecond> rate{};
  Written<Duration> stay{};
};

const Table<MmppSection>& mmpp_table() {
  using S = MmppSection;
  static const Table<S> table{
      {.name = "mmpp", .doc = "A state of a Poisson process whose rate changes at random."},
      {value("rate", &S::rate, "Of requests in this state.").required(),
       value("stay", &S::stay, "How long it stays on the average; exponential.").required()}};
  return table;
}

struct ArrivalsSection {
  SourceSpan at{};
  Written<std::uint64_t> batch{};
  Written<Duration> spacing{};
  Written<bool> mmpp_given{};
  std::vector<MmppSection> mmpp{};
  Written<random::Distribution> renewal{};
};

const Table<ArrivalsSection>& arrivals_table() {
  using S = ArrivalsSection;
  static const Table<S> table{
      {.name = "arrivals",
       .doc = "Arrivals that need a number: one of `batch`, `mmpp` and `renewal`."},
      {natural("batch", &S::batch, 1, 1'000'000, "So many requests together, in equal gaps."),
       value("spacing", &S::spacing,
             "Between two requests of a batch, as of a load generator that wakes its connections "
             "one after another.")
           .otherwise("0s: all at once"),
       marked(
           list("mmpp", &S::mmpp, mmpp_table,
                "States of a Markov-modulated Poisson process, passed in turn; their rates stand "
                "for `rate`."),
           &S::mmpp_given),
       value("renewal", &S::renewal,
             "The law of the gaps, which are independent; it stands for `rate`.")}};
  return table;
}

bool too_fast(Decoder& decoder, const Written<PerSecond>& rate) {
  if (!rate || rate->in_per_second() <= rate_max.in_per_second()) return false;
  decoder.error(rate.at, "out-of-range", "no more than a request per nanosecond can be told apart",
                "write at most 1000000000/s");
  return true;
}

std::optional<model::RateProfile> read_stages(Decoder& decoder, const Node& node) {
  model::RateProfile profile;
  PerSecond latest{};
  bool whole = true;
  for (const Node& item : node.items) {
    StageSection stage;
    read_mapping(decoder, stage_table(), item, item.at, stage);
    if (too_fast(decoder, stage.rate) || too_fast(decoder, stage.ramp_to)) whole = false;
    if (!stage.rate.at.is_written() && !stage.ramp_to.at.is_written()) {
      decoder.error(item.at, "required-key", "this stage says no rate",
                    "add rate, or ramp_to for one that rises or falls");
      whole = false;
    }
    if (!stage.length) {
      whole = false;
      continue;
    }
    if (*stage.length <= Duration::zero()) {
      decoder.error(stage.length.at, "out-of-range", "a stage of no time changes nothing",
                    "write how long it lasts, such as 60s");
      whole = false;
      continue;
    }
    const PerSecond from = stage.rate.value_or(latest);
    latest = stage.ramp_to.value_or(from);
    profile.stages.push_back({*stage.length, from, latest});
  }
  const bool any = std::any_of(profile.stages.begin(), profile.stages.end(),
                               [](const auto& stage) { return stage.requests() > 0; });
  if (whole && !any) {
    decoder.error(node.at, "out-of-range", "a rate of 0 is no traffic",
                  "write a stage with a rate, or remove the entry");
    whole = false;
  }
  if (!whole) return std::nullopt;
  return profile;
}

std::optional<RateText> read_diurnal(Decoder& decoder, const Node& node) {
  DiurnalSection written;
  read_mapping(decoder, diurnal_table(), node, node.at, written);
  if (!written.mean) return std::nullopt;
  const Duration period = written.period.value_or(Duration::seconds(24 * 3600));
  const Ratio swing = written.swing.value_or(Ratio::percent(50));
  bool whole = !too_fast(decoder, written.mean);
  const auto refuse = [&](SourceSpan at, std::string problem, std::string remedy) {
    decoder.error(at, "out-of-range", std::move(problem), std::move(remedy));
    whole = false;
  };
  if (written.mean->in_per_second() <= 0) {
    refuse(written.mean.at, "a rate of 0 is no traffic", "write a rate, or remove the entry");
  }
  if (period < Duration::milliseconds(1)) {
    refuse(written.period.at, "a period needs some time", "write a period such as 24h");
  }
  if (!whole) return std::nullopt;
  const Duration peak = written.peak.value_or(period / 2);
  return RateText{*written.mean, model::diurnal(*written.mean, swing, period, peak)};
}

std::optional<model::Arrivals> read_arrivals(Decoder& decoder, const Node& node) {
  ArrivalsSection written;
  read_mapping(decoder, arrivals_table(), node, node.at, written);
  const int given = (written.batch.at.is_written() ? 1 : 0) +
                    (written.mmpp_given.at.is_written() ? 1 : 0) +
                    (written.renewal.at.is_written() ? 1 : 0);
  if (given != 1) {
    decoder.error(node.at, given == 0 ? "required-key" : "contradicting-keys",
                  given == 0 ? "this mapping says no arrivals" : "arrivals follow one law",
                  "write one of batch, mmpp and renewal");
    return std::nullopt;
  }
  if (written.spacing.at.is_written() && !written.batch.at.is_written()) {
    decoder.error(written.spacing.at, "contradicting-keys",
                  "only requests of a batch have a spacing", "remove it");
  }
  if (written.batch) {
    return model::BatchArrivals{*written.batch, written.spacing.value_or(Duration::zero())};
  }
  if (written.renewal) {
    if (random::mean_seconds(*written.renewal) > 0) return model::RenewalArrivals{*written.renewal};
    decoder.error(written.renewal.at, "out-of-range", "gaps of no time are not to be told apart",
                  "write a law with a mean above 0");
  }
  if (!written.mmpp_given.at.is_written()) return std::nullopt;
  model::MmppArrivals mmpp;
  bool any = false;
  for (const MmppSection& state : written.mmpp) {
    if (!state.rate || !state.stay || too_fast(decoder, state.rate)) return std::nullopt;
    if (*state.stay <= Duration::zero()) {
      decoder.error(state.stay.at, "out-of-range", "a state that takes no time changes nothing",
                    "write how long it stays on the average, such as 100ms");
      return std::nullopt;
    }
    any = any || state.rate->in_per_second() > 0;
    mmpp.states.push_back({*state.rate, *state.stay});
  }
  if (mmpp.states.size() >= 2 && any) return mmpp;
  decoder.error(written.mmpp_given.at, any ? "wrong-count" : "out-of-range",
                any ? "one state never changes" : "a rate of 0 is no traffic",
                any ? "write at least two states, or arrivals: poisson"
                    : "write a state with a rate, or remove the entry");
  return std::nullopt;
}

}  // namespace

Shape shape_of(As<RateText>) {
  Shape shape = shape_of(As<PerSecond>{});
  shape.wanted = "a rate such as 400/s, a list of stages, or a day";
  shape.tables.push_back([]() -> const TableInfo& { return diurnal_table(); });
  shape.item_tables.push_back([]() -> const TableInfo& { return stage_table(); });
  return shape;
}

std::optional<RateText> read_value(Decoder& decoder, const Node& node, As<RateText>) {
  if (node.is_sequence()) {
    auto profile = read_stages(decoder, node);
    if (!profile) return std::nullopt;
    const PerSecond mean = model::mean_rate(*profile);
    return RateText{mean, *std::move(profile)};
  }
  if (node.is_mapping()) return read_diurnal(decoder, node);
  const auto rate = read_value(decoder, node, As<PerSecond>{});
  if (!rate) return std::nullopt;
  if (rate->in_per_second() <= 0) {
    decoder.error(node.at, "out-of-range", "a rate of 0 is no traffic",
                  "write a rate, or remove the entry");
    return std::nullopt;
  }
  if (too_fast(decoder, {rate, node.at})) return std::nullopt;
  return RateText{*rate, {}};
}

Shape shape_of(As<model::Arrivals>) {
  Shape shape{.kind = Shape::Kind::text, .wanted = "poisson, constant, or a mapping"};
  shape.choices = {"poisson", "constant"};
  shape.tables.push_back([]() -> const TableInfo& { return arrivals_table(); });
  return shape;
}

std::optional<model::Arrivals> read_value(Decoder& decoder, const Node& node, As<model::Arrivals>) {
  if (node.is_mapping()) return read_arrivals(decoder, node);
  if (!node.is_scalar()) {
    decoder.wrong_type(node, "poisson, constant, or a mapping");
    return std::nullopt;
  }
  if (node.text == "poisson") return model::PoissonArrivals{};
  if (node.text == "constant") return model::ConstantArrivals{};
  const std::string words[] = {"poisson", "constant", "batch", "mmpp", "renewal"};
  const auto meant = nearest(node.text, words);
  std::string remedy;
  if (meant == "batch") {
    remedy = "write {batch: 16}";
  } else if (meant == "mmpp") {
    remedy = "write {mmpp: [{rate: 500/s, stay: 1s}, {rate: 50/s, stay: 9s}]}";
  } else if (meant == "renewal") {
    remedy = "write {renewal: exp(5ms)}";
  } else if (meant) {
    remedy = "did you mean " + quoted(*meant) + "?";
  }
  decoder.error(node.at, "unknown-value",
                "unknown value " + quoted(node.text) +
                    "; expected poisson, constant, {batch: 16}, {mmpp: [...]} or {renewal: LAW}",
                std::move(remedy));
  return std::nullopt;
}

}  // namespace isthmus::scenario
