// Config entries that part the requests of one upstream: by share, or by what they look like.
#include "sim/scenario/consul_parts.hpp"
#include "sim/scenario/consul_tables.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::uint64_t retries_max = 1000;

const Table<SplitSection>& split_table() {
  using S = SplitSection;
  static const Table<S> table{
      {.name = "split",
       .spelling = Spelling::consul,
       .doc = "A share of the requests; what is left out stays as it is.",
       .ignored = {"request_headers", "response_headers"}},
      {value("weight", &S::weight, "Percent of the requests, to two decimals.").required(),
       value("service", &S::service, "Another service."),
       value("service_subset", &S::service_subset, "A subset of it."),
       value("namespace", &S::namespace_, "Another namespace."),
       value("partition", &S::partition, "Another partition.")}};
  return table;
}

const Table<QuerySection>& query_table() {
  using S = QuerySection;
  static const Table<S> table{
      {.name = "query condition",
       .spelling = Spelling::consul,
       .doc = "A condition on one parameter of the query: exactly one way of comparing."},
      {value("name", &S::name, "The parameter."),
       value("present", &S::present, "It is there, whatever it says."),
       value("exact", &S::exact, "It says exactly this."),
       value("regex", &S::regex, "This regular expression fits all of it.")}};
  return table;
}

const Table<HttpSection>& match_http_table() {
  using S = HttpSection;
  static const Table<S> table{
      {.name = "HTTP match",
       .spelling = Spelling::consul,
       .doc = "Which requests; all that is written must hold. Requests are GET / without headers, "
              "unless their traffic says otherwise."},
      {value("path_exact", &S::path_exact, "The whole path."),
       value("path_prefix", &S::path_prefix, "How the path begins."),
       value("path_regex", &S::path_regex, "A regular expression that fits the whole path."),
       value("case_insensitive", &S::case_insensitive, "Whether paths are compared in any case.")
           .otherwise("false"),
       values("methods", &S::methods, "The methods.").otherwise("all"),
       list("header", &S::headers, header_table, "Conditions on headers."),
       list("query_param", &S::query, query_table, "Conditions on the query.")}};
  return table;
}

const Table<MatchSection>& match_table() {
  using S = MatchSection;
  static const Table<S> table{
      {.name = "match", .spelling = Spelling::consul, .doc = "Which requests a route is for."},
      {section("http", &S::http, match_http_table, "Conditions on requests.")}};
  return table;
}

const Table<RouteDestinationSection>& route_destination_table() {
  using S = RouteDestinationSection;
  static const Table<S> table{
      {.name = "destination",
       .spelling = Spelling::consul,
       .doc = "Where such requests go; what is left out stays as it is.",
       .ignored = {"request_headers", "response_headers"}},
      {value("service", &S::service, "Another service."),
       value("service_subset", &S::service_subset, "A subset of it."),
       value("namespace", &S::namespace_, "Another namespace."),
       value("partition", &S::partition, "Another partition."),
       value("prefix_rewrite", &S::prefix_rewrite, "What replaces the part of the path that fits."),
       value("request_timeout", &S::request_timeout,
             "How long a request may take, all attempts together.")
           .otherwise("the resolver's, or 15s"),
       value("idle_timeout", &S::idle_timeout,
             "How long nothing may come back: no longer than that may an answer take.")
           .otherwise("no limit"),
       natural("num_retries", &S::num_retries, 0, retries_max,
               "How often a failed request is tried again, given one of the conditions below.")
           .otherwise("once, where there is a condition"),
       value("retry_on_connect_failure", &S::retry_on_connect_failure,
             "Try again where no connection came about.")
           .otherwise("false"),
       values("retry_on", &S::retry_on,
              "Try again on these of Envoy's conditions: 5xx, gateway-error, reset, "
              "connect-failure, retriable-4xx, ..."),
       values("retry_on_status_codes", &S::retry_on_status_codes,
              "Try again on these status codes; errors of services have 500, and those of proxies "
              "503.")}};
  return table;
}

const Table<RouteSection>& route_table() {
  using S = RouteSection;
  static const Table<S> table{
      {.name = "route",
       .spelling = Spelling::consul,
       .doc = "One rule; the first that fits a request sends it on."},
      {section("match", &S::match, match_table, "Which requests.").otherwise("all"),
       section("destination", &S::destination, route_destination_table, "Where they go.")
           .otherwise("the service itself")}};
  return table;
}

}  // namespace

const Table<ServiceSplitterSection>& service_splitter_table() {
  using S = ServiceSplitterSection;
  static const Table<S> table{
      {.name = "service-splitter",
       .spelling = Spelling::consul,
       .doc = "Shares out the requests to an http service. Each request draws where it goes.",
       .ignored = ignored_with({})},
      {value("name", &S::name, "The service that is called.").required(),
       value("namespace", &S::namespace_, "Its namespace.").otherwise("default"),
       value("partition", &S::partition, "Its partition.").otherwise("the file's"),
       list("splits", &S::splits, split_table, "The shares; together 100.")}};
  return table;
}

const Table<ServiceRouterSection>& service_router_table() {
  using S = ServiceRouterSection;
  static const Table<S> table{
      {.name = "service-router",
       .spelling = Spelling::consul,
       .doc = "Sends requests to an http service on by what they look like. What no route fits "
              "goes to the service itself.",
       .ignored = ignored_with({})},
      {value("name", &S::name, "The service that is called.").required(),
       value("namespace", &S::namespace_, "Its namespace.").otherwise("default"),
       value("partition", &S::partition, "Its partition.").otherwise("the file's"),
       list("routes", &S::routes, route_table, "The rules, in this order.")}};
  return table;
}

}  // namespace isthmus::scenario
