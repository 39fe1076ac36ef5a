// What each code means. The codes of reading have their table in scenario/; here are those of
// routes, requirements, runs and command lines.
#include <algorithm>
#include <array>

#include "sim/analysis/symptom_pages.hpp"
#include "sim/scenario/codes.hpp"
#include "sim/session/reference.hpp"

namespace isthmus::session {
namespace {

struct Page {
  std::string_view code, meaning, remedy;
};

constexpr std::array paths = {
    Page{"no-upstream",
         "The caller's sidecar has no upstream for this destination, so the app has no local port "
         "by which to reach it.",
         "Add an entry to proxy.upstreams of the caller's registration."},
    Page{"unknown-destination",
         "An upstream names a partition or a service that does not exist. Consul accepts the "
         "registration; the sidecar then finds no instances. An upstream without "
         "destination_partition means the caller's own partition.",
         "Correct the name, or say destination_partition."},
    Page{"not-exported",
         "The destination lies in another partition, and that partition does not export it to the "
         "caller's. The caller's sidecar finds no instances of it.",
         "Add the service to the exported-services of its partition, with the caller's partition "
         "as a consumer."},
    Page{"datacenter-and-partition",
         "An upstream names another datacenter, from or to a partition other than default. Consul "
         "refuses such a registration.",
         "Remove `datacenter` or the partition."},
    Page{"peer-not-in-scenario",
         "An upstream leads to a cluster peer that the scenario does not describe, so nothing "
         "answers there.",
         "Describe it under peers:, with its gateway, its services and what it exports to us."},
    Page{"peering-of-another-partition",
         "A peering belongs to one partition of ours, and the caller is in another.",
         "Set partition: of the peer, or move the caller."},
    Page{"peer-gateway-ends-tls",
         "A peer's gateway ends TLS for the http services that it exports and begins another "
         "connection to the sidecar. The simulation relays bytes there as it does for tcp.",
         "Nothing, if the cost of that handshake does not matter."},
    Page{
        "query-not-in-scenario",
        "An upstream is a prepared query that the scenario does not describe, so it finds nothing.",
        "Describe it under prepared_queries:, with the service that it finds."},
    Page{"no-healthy-endpoint", "The destination has no instance.",
         "Give it at least one replica."},
    Page{"proxy-cannot-dial-gateway",
         "The built-in proxy can receive connections through a mesh gateway, but cannot dial one.",
         "Use Envoy as the caller's sidecar, or mode none."},
    Page{"no-gateway",
         "The mode asks for a mesh gateway in a partition that has none: the caller's own for "
         "local, the destination's for local and remote.",
         "Declare a mesh_gateway there, or change the mode."},
    Page{"no-route", "Nothing joins the zones of two neighbours on the path.",
         "Add a link between them."},
    Page{"denied-by-intention",
         "The destination's sidecar refuses the caller: the intention with the highest precedence "
         "that speaks of both says deny, or none speaks and the default policy is deny. "
         "Permissions, which speak of requests, are a deny on a tcp service.",
         "Add or change the intention, as the fix shows."},
    Page{
        "decided-by-request",
        "An intention with permissions decides about each request by its method, path and "
        "headers. A request is GET / without headers, unless its traffic or the options of explain "
        "say otherwise.",
        "Nothing, if that is the request that matters."},
    Page{"discovery-chain-fault",
         "Consul compiles no discovery chain for an upstream, so the sidecar gets no listener: "
         "services of different protocols in one chain, a router or splitter of a tcp service, a "
         "subset that is not there, or redirects and splits in a circle. The place is that of the "
         "entry that causes it: what says the other protocol, or leads to the missing subset, or "
         "closes the circle.",
         "The message has Consul's words for it; where a protocol is to blame, the fix shows it."},
    Page{"other-requests-end",
         "A service-router sends requests that look otherwise to a place where they do not arrive.",
         "Mend that route, or leave it if nobody sends such requests."},
    Page{"failed-over",
         "A target of a service-resolver has no instance that the caller's sidecar can see, or no "
         "gateway leads there, so the next target of its failover is used.",
         "Nothing, if that is meant."},
    Page{"partial-route",
         "Some instances of two neighbours on the path cannot reach each other, because nothing "
         "joins their zones. Connections between those fail.",
         "Add the missing link."},
    Page{"no-sni-match",
         "A gateway has no cluster for the server name of this connection and closes it. Envoy "
         "lower-cases the name that it reads, so a name with upper-case letters never matches.",
         "Write the names of services and partitions in lower case."},
    Page{"direct-across-partitions",
         "Mode none: the sidecar dials every instance of the destination directly, past all "
         "gateways, and must be able to reach it.",
         "Set a mode where gateways shall be used; nothing, if direct dialling is meant."},
    Page{"upper-case-name",
         "A name has upper-case letters. Reached directly it works; through a mesh gateway it "
         "would not, because the gateway compares in lower case.",
         "Rename in lower case."}};

constexpr std::array requirements = {
    Page{"enterprise-required", "Admin partitions other than default need Consul Enterprise.",
         "Set consul.edition, or use one partition."},
    Page{"version-too-old", "The stated Consul version lacks a feature that the mesh uses.",
         "Raise consul.version."},
    Page{"partition-name", "A name that Consul accepts for no partition.",
         "Use 1 to 63 lower-case letters, digits and hyphens, starting with a letter."},
    Page{"partition-not-unique", "Two partitions of one datacenter have the same name.",
         "Give each a name of its own."},
    Page{"agent-missing",
         "A partition that traffic begins or ends in has no Consul agent or dataplane beside its "
         "proxies, so nobody configures them.",
         "Set agent: true once there is one."},
    Page{"connect-disabled",
         "Service mesh is switched off in a partition that traffic begins or ends in, so its "
         "services have no sidecars.",
         "Set connect: true."},
    Page{
        "central-config-disabled",
        "A config entry sets a gateway mode, but the agents do not merge central configuration, so "
        "it has no effect.",
        "Set consul.enable_central_service_config."},
    Page{"gateway-token-write",
         "ACLs are enabled and a gateway's token lacks service:write on the gateway's own name, so "
         "it cannot register.",
         "Grant it."},
    Page{"peering-gateway-missing",
         "The mesh entry lets the servers of peers meet through mesh gateways, and the default "
         "partition has no gateway through which they could.",
         "Give the default partition a mesh gateway."},
    Page{"gateway-token-mesh",
         "A gateway's token lacks mesh:write, so it gets no certificate and cannot serve cluster "
         "peers.",
         "Grant it."},
    Page{"gateway-token-peering",
         "ACLs are enabled, the servers of peers shall be met through the gateways of the default "
         "partition, and the token of these lacks peering:read: they have no ways to those "
         "servers.",
         "Grant it."},
    Page{"gateway-token-read",
         "ACLs are enabled and a gateway's token lacks service:read on the services of its "
         "partition, so it sees nothing to forward to.",
         "Grant it."},
    Page{"wan-address-missing",
         "A gateway is dialled from elsewhere, and no WAN address is declared for it.",
         "Set mesh_gateway.wan."}};

constexpr std::array checks = {
    Page{"suppression-unused",
         "The scenario suppresses a finding that is not there: it was mended, or the code, place "
         "or names are misspelt.",
         "Take the suppression out, or correct it."}};

constexpr std::array runs = {
    Page{"expectation-failed", "Something that the scenario expects is not so.",
         "Change the mesh, or the expectation."},
    Page{"unstable-station",
         "A proxy or a service gets more work than it can do. Its queue grows for as long as the "
         "load lasts, so there is no mean wait to print.",
         "Add replicas or workers, make the work cheaper, or lower the load."},
    Page{"warm-up-not-found",
         "MSER-5 puts the end of the start-up at half of the run: the run is too short to tell "
         "start-up and steady state apart.",
         "Run longer, or set run.warmup."},
    Page{"nothing-delivered",
         "The run measured no request that was answered: nothing was sent, or nothing arrived. "
         "There "
         "is no latency to speak of.",
         "Ask `isthmus check` what stands in the way, or give the scenario traffic."},
    Page{"still-drifting",
         "What is left after the warm-up still rises or falls, so its means say little.",
         "Run longer, or look for a station near its limit."},
    Page{"duration-too-long", "The run would take more than ten simulated years.",
         "Set a shorter run.duration, or --duration."},
    Page{"not-converged",
         "The run was to go on until latencies are known as precisely as `until` or --precision "
         "asks, and reached the most replications, or the most simulated time, before that.",
         "Allow more with run.replications (32..2000) or run.max_time, run longer with --duration, "
         "or ask for less."},
    Page{"max-time-too-short",
         "With `until`, no run stops before its first 32 replications; run.max_time ends before.",
         "Set a longer run.max_time, or a shorter duration."},
    Page{"too-many-replications", "More replications than one run keeps.",
         "Set fewer run.replications, or -n; precision grows with their square root only."},
    Page{"warm-up-too-long", "The warm-up is no shorter than the run.",
         "Run longer, or set a shorter run.warmup."},
    Page{"cannot-open-store", "The file of --store cannot be opened or made.",
         "Name a file in a folder that exists and can be written to."},
    Page{"not-a-store",
         "The file of --store is no store, or one of another format than this version reads. It is "
         "left as it is.",
         "Name another file; one that does not exist is made."},
    Page{
        "cannot-write-store",
        "A result could not be kept: the disk is full, or another process holds the file. What was "
        "kept before is whole.",
        "Make room and run the same command again: it goes on where it was."},
    Page{"rank-reads-other-scenario",
         "One of several processes finds another scenario under the same name, or none.",
         "Put the scenario and its files where every machine sees them under one path."},
    Page{"rank-zero-is-gone",
         "The first process of several has ended without a word: it was killed, or its machine is "
         "gone. It alone knows what is done, so the others end too.",
         "Start the same command again. A sweep goes on with what is in its store."},
    Page{"broken-invariant",
         "A record of the simulation breaks a rule that always holds, such as Little's law. The "
         "mistake is in isthmus, not in the scenario.",
         "Report it together with the scenario."}};

constexpr std::array commands = {
    Page{"unknown-verb", "The first word after isthmus is no verb.", "isthmus help lists them."},
    Page{"unknown-option",
         "The verb has no such option. Options are never guessed from their "
         "beginnings.",
         "isthmus help VERB lists them."},
    Page{"bad-option", "An option cannot be read, mostly because its value is missing.",
         "isthmus help VERB shows how it is written."},
    Page{"bad-option-value", "The value of an option is none that it can have.",
         "The message says which it can have."},
    Page{"option-given-twice", "An option that has one value was given more than once.",
         "Give it once."},
    Page{"missing-operand", "The verb needs more words than it was given.",
         "The usage line names them."},
    Page{"too-many-operands", "The verb was given more words than it knows what to do with.",
         "Quote file names with blanks."},
    Page{"would-overwrite-input", "A --write file is one of the files that the command reads.",
         "Name another file; isthmus does not write over its inputs."},
    Page{"unknown-format", "The ending of a --write file names no format.",
         "Use .json, .yaml, .yml or .txt; a run also has .html, .md, .csv and .xml."},
    Page{"no-such-folder", "The folder of a --write file does not exist.", "Make it first."},
    Page{"cannot-write", "A file could not be written; what was there before is untouched.",
         "The message gives the system's reason."},
    Page{"cannot-read", "A file could not be read.", "The message gives the reason."},
    Page{"unknown-code", "There is no diagnostic with this code.",
         "Copy it from between the brackets of the message."},
    Page{"nothing-to-meet", "`isthmus size` was not told what gateways have to be enough for.",
         "Write a latency under expect:, or give --p99."},
    Page{"invalid-price-book", "A price book is not of the form that is expected.",
         "`isthmus cost --show-prices` prints one to begin with."},
    Page{"no-stored-run", "The file is JSON, but not the document of a run.",
         "Give `isthmus report` a file that `isthmus run SCENARIO --write run.json` wrote."},
    Page{"cannot-read-capture", "A file begins like a packet capture and cannot be read as one.",
         "Check it with another tool; pcap and pcapng are read."},
    Page{"capture-cut-short", "A packet capture ends in the middle of a packet.",
         "Nothing, if the connections of interest come before."},
    Page{"not-simulated", "A scenario that an import wrote says more than can be simulated.",
         "Nothing, if it does not matter for the question; `isthmus check` names every place."},
    Page{"capture-fragments", "A packet capture holds IP fragments, which are not put together.",
         "Capture at a place where packets are whole."}};

template <class Table>
void add(std::vector<CodePage>& pages, const Table& table) {
  for (const auto& page : table) {
    const bool known = std::any_of(pages.begin(), pages.end(), [&](const CodePage& one) {
      return same_code(one.code, page.code);
    });
    if (known) continue;
    pages.push_back({std::string{page.code}, std::string{page.meaning}, std::string{page.remedy}});
  }
}

}  // namespace

std::vector<CodePage> code_pages() {
  std::vector<CodePage> pages;
  for (const analysis::SymptomPage& page : analysis::symptom_pages()) {
    pages.push_back({std::string{page.code}, std::string{page.seen} + " " + std::string{page.cause},
                     std::string{page.remedy}});
  }
  add(pages, paths);
  add(pages, requirements);
  add(pages, checks);
  add(pages, runs);
  add(pages, commands);
  add(pages, scenario::codes());
  add(pages, scenario::codes_of_imports());
  std::sort(pages.begin(), pages.end(),
            [](const CodePage& a, const CodePage& b) { return a.code < b.code; });
  return pages;
}

bool same_code(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return (x == '_' ? '-' : x) == (y == '_' ? '-' : y); });
}

}  // namespace isthmus::session
