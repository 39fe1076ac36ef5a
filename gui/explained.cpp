#include "gui/explained.hpp"

#include <QFileInfo>
#include <QStringList>

#include "reports/name_text.hpp"
#include "reports/patch_text.hpp"

namespace isthmus::gui {
namespace {

QString safe(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toHtmlEscaped();
}

class Page {
 public:
  Page(const Explained& explained, const Theme& theme)
      : explained_{explained},
        study_{explained.loaded->study},
        route_{explained.answer.route},
        theme_{theme} {}

  QString html() && {
    verdict();
    if (route_.branches.empty()) {
      path(route_);
    } else {
      for (const route::Branch& branch : route_.branches) {
        const QString when =
            branch.when.empty() ? QString{} : QStringLiteral(" · ") + safe(branch.when);
        heading(
            QStringLiteral("%1 % of the requests%2").arg(branch.share * 100, 0, 'g', 3).arg(when));
        path(branch.route);
      }
    }
    reasons(QStringLiteral("Why it does not arrive"), route_.reasons, theme_.bad, true);
    ladder();
    intentions();
    reasons(QStringLiteral("Worth knowing"), route_.remarks, theme_.unsure, false);
    return html_;
  }

 private:
  QString inked(const QString& text, const QColor& ink) const {
    return QStringLiteral("<span style='color:%1'>%2</span>").arg(ink.name(), text);
  }

  QString place(const SourceSpan& at) const {
    if (!at.is_written()) return {};
    const QString whole = QString::fromStdString(study_.sources.place(at));
    const QString name = at.source.index() == 0
                             ? QStringLiteral("line %1").arg(at.line)
                             : QFileInfo{whole}.fileName().section(QLatin1Char{':'}, 0, -2);
    return QStringLiteral(
               "<a title='%6' style='color:%1;text-decoration:none' href='place:%2:%3:%4'>%5</a>")
        .arg(theme_.accent.name())
        .arg(at.source.index())
        .arg(at.line)
        .arg(at.column)
        .arg(name.toHtmlEscaped(), whole.toHtmlEscaped());
  }

  void heading(const QString& text) {
    html_ += QStringLiteral("<p style='margin:12px 0 3px 0;color:%1'><b>%2</b></p>")
                 .arg(theme_.dim.name(), text);
  }

  void verdict() {
    const bool fine = route_.delivered();
    const QString word = safe(text(route_.disposition));
    QString line = QStringLiteral("<p style='margin:2px 0'><b>%1 → %2</b></p>")
                       .arg(safe(reports::short_from_text(study_.model, route_.from)),
                            safe(short_text(route_.destination)));
    line += QStringLiteral("<p style='margin:2px 0'><b>%1</b>")
                .arg(inked((fine ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + word,
                           fine ? theme_.good : theme_.bad));
    if (route_.crosses_partition) {
      line += QStringLiteral(" · mode <b>%1</b>").arg(safe(text(route_.mode.mode)));
    }
    if (fine) line += QStringLiteral(" · %1 network hops").arg(route_.network_hops());
    html_ += line + QStringLiteral("</p>");
  }

  void ladder() {
    if (!route_.crosses_partition) return;
    heading(QStringLiteral("Gateway mode: who decides"));
    html_ += QStringLiteral("<table cellspacing='0' cellpadding='2' width='100%'>");
    bool decided = false;
    QStringList silent;
    for (const mesh::Rung& rung : route_.mode.ladder) {
      const bool wins = rung.mode && rung.scope == route_.mode.decided_by.scope;
      decided = decided || wins;
      if (rung.mode) {
        rung_row(rung, wins);
      } else {
        silent << safe(phrase(rung.scope));
      }
    }
    if (!decided) rung_row(route_.mode.decided_by, true);
    html_ += QStringLiteral("</table>");
    if (silent.isEmpty()) return;
    html_ +=
        QStringLiteral("<p style='margin:2px 0'>%1</p>")
            .arg(inked(QStringLiteral("silent: ") + silent.join(QStringLiteral("; ")), theme_.dim));
  }

  void rung_row(const mesh::Rung& rung, bool wins) {
    const QString status =
        wins ? inked(QStringLiteral("✓ wins"), theme_.good) : QStringLiteral("overruled");
    const QString row =
        QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td></tr>")
            .arg(safe(text(*rung.mode)), safe(phrase(rung.scope)), status, place(rung.written_at));
    html_ += wins ? row : inked_row(row);
  }

  QString inked_row(QString row) const {
    return row.replace(QStringLiteral("<td>"),
                       QStringLiteral("<td style='color:%1'>").arg(theme_.dim.name()));
  }

  QString name_of(const route::Hop& hop) const {
    QString kind;
    switch (hop.kind) {
      case route::HopKind::app:
        kind = QStringLiteral("app");
        break;
      case route::HopKind::source_sidecar:
      case route::HopKind::destination_sidecar:
        kind = QStringLiteral("sidecar of");
        break;
      case route::HopKind::local_gateway:
      case route::HopKind::remote_gateway:
        kind = QStringLiteral("gateway");
        break;
      case route::HopKind::service:
        kind = QStringLiteral("service");
        break;
    }
    const std::string name = hop.service.is_some()     ? short_text(study_.model[hop.service].name)
                             : hop.partition.is_some() ? study_.model.label(hop.partition)
                                                       : std::string{};
    return inked(kind, theme_.dim) + QStringLiteral(" <b>%1</b>").arg(safe(name));
  }

  QString match_of(const route::Hop& hop) const {
    switch (hop.match) {
      case route::MatchKind::exact:
        return inked(QStringLiteral("✓ "), theme_.good) +
               QStringLiteral("reads the server name and matches it exactly");
      case route::MatchKind::suffix:
        return inked(QStringLiteral("✓ "), theme_.good) +
               QStringLiteral("reads the server name and matches it by %1").arg(safe(hop.pattern));
      case route::MatchKind::catch_all:
        return inked(QStringLiteral("✓ "), theme_.good) +
               QStringLiteral("takes the server name itself as the name of a cluster");
      case route::MatchKind::none:
        return inked(QStringLiteral("✗ has no cluster for the server name: closes the connection"),
                     theme_.bad);
    }
    return {};
  }

  void path(const route::Route& route) {
    if (!route.hops.empty()) heading(QStringLiteral("Path"));
    if (!route.sni.empty()) {
      html_ += QStringLiteral("<p style='margin:2px 0'>%1 <code>%2</code></p>")
                   .arg(inked(QStringLiteral("SNI"), theme_.dim), safe(route.sni));
    }
    html_ += QStringLiteral("<table cellspacing='0' cellpadding='3' width='100%'>");
    for (std::size_t i = 0; i < route.hops.size(); ++i) {
      const route::Hop& hop = route.hops[i];
      const bool gateway =
          hop.kind == route::HopKind::local_gateway || hop.kind == route::HopKind::remote_gateway;
      QString more;
      if (gateway) more += QStringLiteral("<br>") + match_of(hop);
      if (!hop.dials.empty()) {
        more +=
            QStringLiteral("<br>") + inked(QStringLiteral("dials ") + safe(hop.dials), theme_.dim);
      }
      html_ += QStringLiteral("<tr><td width='20' valign='top'>%1</td><td>%2 &nbsp;%3%4</td></tr>")
                   .arg(inked(QString::number(i + 1), gateway ? theme_.local : theme_.dim),
                        name_of(hop), place(hop.at), more);
    }
    html_ += QStringLiteral("</table>");
  }

  void intentions() {
    const route::Permit& permit = route_.permit;
    if (permit.decided_by.text.empty()) return;
    heading(QStringLiteral("Intentions"));
    html_ += QStringLiteral("<p style='margin:2px 0'>%1 %2 &nbsp;%3</p>")
                 .arg(permit.allowed ? inked(QStringLiteral("✓ lets in"), theme_.good)
                                     : inked(QStringLiteral("✗ refuses"), theme_.bad),
                      safe(permit.decided_by.text), place(permit.decided_by.at));
  }

  void reasons(const QString& title, const std::vector<route::Reason>& all, const QColor& ink,
               bool with_patches) {
    if (all.empty()) return;
    heading(title);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const route::Reason& one = all[i];
      html_ += QStringLiteral("<p style='margin:4px 0'><b>%1</b> %2 &nbsp;%3</p>")
                   .arg(inked(safe(one.code), ink), safe(one.problem), place(one.at));
      const bool has_patch = with_patches && i < explained_.patches.size() && explained_.patches[i];
      if (has_patch) {
        const session::Patch& patch = *explained_.patches[i];
        html_ += QStringLiteral(
                     "<p style='margin:2px 0'>%1</p><pre "
                     "style='background:%2;white-space:pre-wrap'>%3</pre>")
                     .arg(inked(safe(reports::heading_of(patch, study_.sources)), theme_.dim),
                          theme_.rule.name(), safe(reports::patch_text(patch)));
      } else if (!one.fix.empty()) {
        html_ +=
            QStringLiteral("<p style='margin:2px 0'>%1</p>").arg(inked(safe(one.fix), theme_.dim));
      }
    }
  }

  const Explained& explained_;
  const session::Study& study_;
  const route::Route& route_;
  const Theme& theme_;
  QString html_;
};

}  // namespace

ExplainedPtr explained(const LoadedPtr& loaded, model::ServiceId from, model::ServiceId to) {
  auto made = std::make_shared<Explained>();
  const session::Study& study = loaded->study;
  made->loaded = loaded;
  made->answer = session::explain(study, from, to);
  made->patches = session::patches_of(study, made->answer.route.reasons);
  made->hello =
      analysis::hello_bytes(made->answer.route.sni, study.model[from].sidecar.client_hello);
  if (!made->hello.empty()) {
    const session::HelloReading reading{.detail = analysis::HelloDetail::fields};
    made->dissected = session::hellos_in("", made->hello, reading).found.front().report;
  }
  return made;
}

QString page_of(const Explained& explained, const Theme& theme) {
  return Page{explained, theme}.html();
}

std::optional<SourceSpan> place_from(const QString& link) {
  const QStringList parts = link.split(QLatin1Char{':'});
  if (parts.size() != 4 || parts.front() != QLatin1String{"place"}) return std::nullopt;
  SourceSpan at;
  at.source = SourceId{parts[1].toUInt()};
  at.line = parts[2].toUInt();
  at.column = parts[3].toUInt();
  return at;
}

}  // namespace isthmus::gui
