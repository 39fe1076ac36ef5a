#include <set>
#include <sstream>
#include <string>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "reports/patch_text.hpp"
#include "reports/table.hpp"
#include "reports/texts.hpp"

namespace isthmus::reports {
namespace {

class Page {
 public:
  Page(std::ostream& out, const session::Study& study, const analysis::Explanation& explanation,
       const TextStyle& style)
      : out_{out},
        study_{study},
        request_{explanation.request},
        route_{explanation.route},
        hello_{explanation.hello},
        style_{style} {}

  void write() {
    heading();
    if (!(request_ == mesh::HttpRequest{})) {
      line("  asked about " + text(request_));
      out_ << '\n';
    }
    mode();
    if (route_.branches.empty()) server_name(route_);
    chain();
    if (route_.branches.empty()) {
      path(route_);
    } else {
      branches();
    }
    intentions();
    reasons("Why it does not arrive", route_.reasons, Ink::bad);
    reasons("Worth knowing", route_.remarks, Ink::unsure);
  }

 private:
  void line(std::string_view text, Ink ink = Ink::plain) {
    out_ << painted(spelled(text, style_), ink, style_) << '\n';
  }

  std::string place(const SourceSpan& at) const {
    return at.is_written() ? study_.sources.place(at) : std::string{};
  }

  void heading() {
    const std::string title =
        short_from_text(study_.model, route_.from) + " → " + short_text(route_.destination);
    std::string hops;
    if (route_.delivered()) {
      hops = " · " + counted(static_cast<std::size_t>(route_.network_hops()), "network hop");
      if (!route_.branches.empty()) hops = " · by " + counted(route_.branches.size(), "way");
    } else if (route_.delivered_share() > 0) {
      hops = " · " + percent_text(route_.delivered_share()) + " arrives";
    }
    const std::string verdict =
        (route_.delivered() ? "✓ " : "✗ ") + std::string{text(route_.disposition)};
    out_ << painted(spelled(title, style_), Ink::strong, style_) << "   "
         << painted(spelled(verdict, style_), route_.delivered() ? Ink::good : Ink::bad, style_)
         << spelled(" · mode " + std::string{text(route_.mode.mode)} + hops, style_) << "\n\n";
  }

  void mode() {
    Table table{{{"MODE"}, {"WHERE IT CAN BE WRITTEN"}, {""}, {"AT"}}};
    bool decided = false;
    for (const mesh::Rung& rung : route_.mode.ladder) {
      const bool wins = rung.mode && rung.scope == route_.mode.decided_by.scope;
      decided = decided || wins;
      const Ink ink = wins ? Ink::good : Ink::dim;
      table.row({{rung.mode ? std::string{text(*rung.mode)} : "-", ink},
                 {std::string{phrase(rung.scope)}, ink},
                 {wins        ? "wins"
                  : rung.mode ? "overruled"
                              : "silent",
                  ink},
                 {place(rung.written_at), Ink::dim}});
    }
    if (!decided) {
      table.row({{std::string{text(route_.mode.mode)}, Ink::good},
                 {std::string{phrase(route_.mode.decided_by.scope)}, Ink::good},
                 {"wins", Ink::good}});
    }
    table.write(out_, style_);
    if (!route_.crosses_partition) {
      line("  The mode has no effect inside one partition.", Ink::dim);
    }
    out_ << '\n';
  }

  void server_name(const route::Route& route) {
    if (route.sni.empty()) return;
    line("  SNI   " + route.sni);
    if (hello_.bytes > 0 && route.sni == route_.sni) {
      const bool same = hello_.sni_read_back == route_.sni;
      line("        in a ClientHello of " + std::to_string(hello_.bytes) + " bytes: " +
               counted(hello_.records, "record") + ", " + counted(hello_.segments, "TCP segment") +
               (same ? "; read back the same" : "; read back as " + hello_.sni_read_back),
           Ink::dim);
    }
    out_ << '\n';
  }

  /// Which entries sent the call elsewhere, and which of several targets serves it.
  void chain() {
    if (route_.chain.empty() && route_.targets.size() < 2) return;
    line("  DISCOVERY CHAIN", Ink::dim);
    for (const mesh::ChainStep& step : route_.chain) {
      const std::string at = place(step.at);
      out_ << "  " << spelled(step.what, style_)
           << painted(at.empty() ? "" : "  " + spelled(at, style_), Ink::dim, style_) << '\n';
    }
    if (route_.branches.empty() && route_.targets.size() > 1) targets(route_);
    out_ << '\n';
  }

  static std::string target_of(const route::Route& route) {
    for (const route::Target& one : route.targets) {
      if (one.used) return one.text;
    }
    return route.targets.empty() ? std::string{} : route.targets.front().text;
  }

  /// The ways that requests take: who picks which, and how each fares.
  void branches() {
    const bool routed = !route_.branches.front().when.empty();
    std::vector<Table::Column> columns = {{"SHARE", Table::Align::right}, {"TARGET"},  {"MODE"},
                                          {"HOPS", Table::Align::right},  {"ENDS IN"}, {"AT"}};
    if (routed) columns.insert(columns.begin(), {"REQUESTS"});
    Table table{std::move(columns)};
    for (const route::Branch& one : route_.branches) {
      const bool arrives = one.route.delivered();
      const Ink ink = one.share > 0 ? Ink::plain : Ink::dim;
      std::vector<Cell> row = {
          {one.share > 0 ? percent_text(one.share) : "-", ink},
          {target_of(one.route), ink},
          {std::string{text(one.route.mode.mode)}, ink},
          {arrives ? std::to_string(one.route.network_hops()) : "", ink},
          {std::string{text(one.route.disposition)}, arrives ? Ink::good : Ink::bad},
          {place(one.when_at), Ink::dim}};
      if (routed) row.insert(row.begin(), {one.when, ink});
      table.row(std::move(row));
    }
    table.write(out_, style_);
    for (const route::Branch& one : route_.branches) {
      out_ << '\n';
      const std::string share = one.share > 0 ? percent_text(one.share) : "none of these requests";
      line("  → " + target_of(one.route) + " · " + share +
               (one.when.empty() ? "" : " · " + one.when),
           Ink::strong);
      server_name(one.route);
      if (one.route.targets.size() > 1) targets(one.route);
      path(one.route);
    }
  }

  void targets(const route::Route& route) {
    Table table{{{"TARGET"}, {""}}};
    for (const route::Target& one : route.targets) {
      const std::string verdict = one.used              ? "used"
                                  : one.why_not.empty() ? "held in reserve"
                                                        : "passed over: " + one.why_not;
      table.row({{one.text, one.used ? Ink::good : Ink::dim}, {verdict, Ink::dim}});
    }
    table.write(out_, style_);
  }

  void voice(Table& table, const route::Voice& one, std::string_view verdict, Ink ink) const {
    table.row({{one.text, ink},
               {one.precedence > 0 ? std::to_string(one.precedence) : "", ink},
               {std::string{verdict}, ink},
               {place(one.at), Ink::dim}});
  }

  /// Whom the destination's sidecar asked; nothing where nobody wrote an intention or a policy.
  void intentions() {
    if (route_.permit.decided_by.text.empty()) return;
    out_ << '\n';
    Table table{{{"INTENTION"}, {"PRECEDENCE", Table::Align::right}, {""}, {"AT"}}};
    voice(table, route_.permit.decided_by, route_.permit.allowed ? "lets in" : "refuses",
          route_.permit.allowed ? Ink::good : Ink::bad);
    for (const route::Voice& one : route_.permit.overruled) {
      voice(table, one, "overruled", Ink::dim);
    }
    table.write(out_, style_);
  }

  static std::string_view kind_of(const route::Hop& hop) {
    switch (hop.kind) {
      case route::HopKind::app:
        return "app ";
      case route::HopKind::source_sidecar:
      case route::HopKind::destination_sidecar:
        return "sidecar of ";
      case route::HopKind::local_gateway:
      case route::HopKind::remote_gateway:
        return "gateway ";
      case route::HopKind::service:
        return "service ";
    }
    return "";
  }

  std::string name_of(const route::Hop& hop) const {
    std::string name{kind_of(hop)};
    if (hop.service.is_some()) return name + short_text(study_.model[hop.service].name);
    return hop.partition.is_some() ? name + study_.model.label(hop.partition) : name;
  }

  static std::string match_of(const route::Hop& hop) {
    switch (hop.match) {
      case route::MatchKind::exact:
        return "matches the server name exactly";
      case route::MatchKind::suffix:
        return "matches the server name by " + hop.pattern;
      case route::MatchKind::catch_all:
        return "takes the server name itself as the name of a cluster";
      case route::MatchKind::none:
        return "has no cluster for the server name: closes the connection";
    }
    return {};
  }

  void path(const route::Route& route) {
    if (route.hops.empty()) return;
    line("  PATH", Ink::dim);
    for (std::size_t i = 0; i < route.hops.size(); ++i) {
      const route::Hop& hop = route.hops[i];
      const std::string number = std::to_string(i + 1);
      const std::string at = place(hop.at);
      out_ << "  " << number << std::string(number.size() < 2 ? 2 : 1, ' ')
           << spelled(name_of(hop), style_)
           << painted(at.empty() ? "" : "  " + spelled(at, style_), Ink::dim, style_) << '\n';
      const bool is_gateway =
          hop.kind == route::HopKind::local_gateway || hop.kind == route::HopKind::remote_gateway;
      if (is_gateway) line("       " + match_of(hop));
      if (!hop.dials.empty()) line("       dials " + hop.dials);
    }
  }

  /// In words, or as a piece of configuration of several lines.
  void remedy(const std::string& text) {
    if (text.find('\n') != std::string::npos) line("      fix:");
    fix(text);
  }

  void fix(const std::string& text) {
    std::istringstream lines{text};
    for (std::string one; std::getline(lines, one);) line("        " + one);
  }

  void reason(const route::Reason& reason, const std::optional<session::Patch>& patch, Ink ink) {
    const std::string at = place(reason.at.is_written() ? reason.at : route_.at);
    out_ << "  " << painted("[" + spelled(reason.code, style_) + "]", ink, style_) << ' '
         << spelled(reason.problem, style_)
         << painted(at.empty() ? "" : "  " + spelled(at, style_), Ink::dim, style_) << '\n';
    if (!patch) return remedy(reason.fix);
    const std::string text = patch_text(*patch);
    const bool is_new = pieces_.insert(text).second;  // One piece may mend several things.
    line("      " + (is_new ? heading_of(*patch, study_.sources) : "fix: the same as above"));
    if (is_new) fix(text);
  }

  void reasons(const std::string& title, const std::vector<route::Reason>& all, Ink ink) {
    if (all.empty()) return;
    out_ << '\n';
    line("  " + title, Ink::strong);
    const session::Patches patches = session::patches_of(study_, all);
    for (std::size_t i = 0; i < all.size(); ++i) reason(all[i], patches[i], ink);
  }

  std::ostream& out_;
  const session::Study& study_;
  const mesh::HttpRequest& request_;
  const route::Route& route_;
  const analysis::HelloFacts& hello_;
  const TextStyle& style_;
  std::set<std::string> pieces_{};  ///< Those that were shown.
};

}  // namespace

void write_explain_text(std::ostream& out, const session::Study& study,
                        const analysis::Explanation& explanation, const TextStyle& style) {
  Page{out, study, explanation, style}.write();
}

}  // namespace isthmus::reports
