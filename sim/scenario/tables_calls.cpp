// What a service calls, and what callers do about requests that take too long or fail.
#include <iterator>

#include "sim/scenario/resilience_fields.hpp"
#include "sim/scenario/tables.hpp"

namespace isthmus::scenario {

const Table<RetrySection>& retry_table() {
  using S = RetrySection;
  static const Table<S> table{
      {.name = "retry", .doc = "Trying again when an attempt fails or times out."},
      {natural("attempts", &S::attempts, 1, 1'000, "At most, the first included.").required(),
       value("backoff", &S::backoff,
             "Before retry n, a random time up to 2^n - 1 of these, at most ten; 0s for none.")
           .parameter("traffic[].retry.backoff"),
       value("budget", &S::budget,
             "Retries under way, as a share of the requests under way; three are always allowed.")
           .otherwise("no limit"),
       natural("concurrent", &S::concurrent, 1, 1'000'000,
               "Requests of one instance of the caller that may be tried again at once; not beside "
               "a budget.")
           .otherwise("no limit")}};
  return table;
}

const Table<HedgeSection>& hedge_table() {
  using S = HedgeSection;
  static const Table<S> table{
      {.name = "hedge", .doc = "Asking again before the answer is there; the first answer counts."},
      {value("after", &S::after, "How long to wait before asking again.").required(),
       natural("attempts", &S::attempts, 2, 100, "At most, the first included.").otherwise("2")}};
  return table;
}

const Table<CallSection>& call_table() {
  using S = CallSection;
  static const auto fields = [] {
    std::vector<Field<S>> all{
        value("to", &S::to, "The service that is called; the caller needs an upstream for it."),
        marked(list("parallel", &S::parallel, call_table, "Instead of `to`: steps made at once."),
               &S::parallel_given),
        marked(list("sequence", &S::sequence, call_table,
                    "Instead of `to`: steps made one after the other."),
               &S::sequence_given),
        value("probability", &S::probability, "The chance that the step is made at all.")
            .otherwise("100%"),
        natural("count", &S::count, 1, 1'000,
                "How many times: one after the other, or at once inside `parallel`.")
            .otherwise("1"),
        value("request_size", &S::request_size, "Size of a request.")
            .parameter("traffic[].request_size"),
        value("response_size", &S::response_size, "Size of a response.").otherwise("the service's"),
        value("work", &S::work, "What it costs the app beyond its `service_time`.").otherwise("0s"),
        value("on_error", &S::on_error, "Whether the caller fails too when the call does.")
            .otherwise("fail")};
    auto more = resilience_fields<S>();
    std::move(more.begin(), more.end(), std::back_inserter(all));
    return all;
  };
  static const Table<S> table{
      {.name = "call",
       .doc = "A step of what a service does before it answers. A bare text is a call.",
       .scalar_field = "to"},
      fields()};
  return table;
}

}  // namespace isthmus::scenario
