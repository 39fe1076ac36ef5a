// Config entries about who may call whom.
#include "sim/scenario/consul_parts.hpp"
#include "sim/scenario/consul_tables.hpp"

namespace isthmus::scenario {
namespace {

const Table<HttpSection>& http_table() {
  using S = HttpSection;
  static const Table<S> table{
      {.name = "HTTP condition",
       .spelling = Spelling::consul,
       .doc = "Which requests a permission speaks of. Those of a scenario are GET / without "
              "headers, unless their traffic says otherwise."},
      {value("path_exact", &S::path_exact, "The whole path."),
       value("path_prefix", &S::path_prefix, "How the path begins."),
       value("path_regex", &S::path_regex, "A regular expression that fits the whole path."),
       values("methods", &S::methods, "The methods.").otherwise("all"),
       list("header", &S::headers, header_table, "Conditions on headers; all must hold.")}};
  return table;
}

const Table<PermissionSection>& permission_table() {
  using S = PermissionSection;
  static const Table<S> table{
      {.name = "permission",
       .spelling = Spelling::consul,
       .doc = "A rule about requests; the first that fits decides.",
       .unsupported = {{"jwt", "asks for tokens, which the requests of a scenario do not have"}}},
      {value("action", &S::action, "What happens to such a request."),
       section("http", &S::http, http_table, "Which requests.")}};
  return table;
}

const Table<IntentionSourceSection>& source_table() {
  using S = IntentionSourceSection;
  static const Table<S> table{
      {.name = "intention source",
       .spelling = Spelling::consul,
       .doc = "A caller, and what holds for it.",
       .ignored = {"precedence", "type", "description", "legacy_id", "legacy_meta",
                   "legacy_create_time", "legacy_update_time"}},
      {value("name", &S::name, "The calling service, or * for all."),
       value("namespace", &S::namespace_, "Its namespace, or * for all.").otherwise("the entry's"),
       value("partition", &S::partition, "Its partition.").otherwise("the entry's"),
       value("peer", &S::peer, "The cluster peer it is in."),
       value("sameness_group", &S::sameness_group, "The sameness group it is in: of each member."),
       value("action", &S::action, "Instead of permissions: what holds for every connection."),
       list("permissions", &S::permissions, permission_table,
            "Instead of an action, for http services: rules about requests.")}};
  return table;
}

}  // namespace

const Table<HeaderSection>& header_table() {
  using S = HeaderSection;
  static const Table<S> table{
      {.name = "header condition",
       .spelling = Spelling::consul,
       .doc = "A condition on one header: exactly one way of comparing.",
       .ignored = {"ignore_case"}},
      {value("name", &S::name, "The header."),
       value("present", &S::present, "It is there, whatever it says."),
       value("exact", &S::exact, "It says exactly this."),
       value("prefix", &S::prefix, "It begins with this."),
       value("suffix", &S::suffix, "It ends with this."),
       value("contains", &S::contains, "It contains this."),
       value("regex", &S::regex, "This regular expression fits all of it."),
       value("invert", &S::invert, "The opposite of all that.").otherwise("false")}};
  return table;
}

const Table<ServiceIntentionsSection>& service_intentions_table() {
  using S = ServiceIntentionsSection;
  static const Table<S> table{
      {.name = "service-intentions",
       .spelling = Spelling::consul,
       .doc = "Who may call a service; its sidecars ask.",
       .ignored = ignored_with({}),
       .unsupported = {{"jwt", "asks for tokens, which the requests of a scenario do not have"}}},
      {value("name", &S::name, "The service that is called, or * for all of the namespace.")
           .required(),
       value("namespace", &S::namespace_, "Its namespace, or * for all.").otherwise("default"),
       value("partition", &S::partition, "Its partition.").otherwise("the file's"),
       list("sources", &S::sources, source_table, "Who may, and who may not.")}};
  return table;
}

}  // namespace isthmus::scenario
