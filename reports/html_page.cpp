#include "reports/html_page.hpp"

#include <sstream>

#include "reports/document_writers.hpp"
#include "reports/html_assets.hpp"
#include "reports/html_blocks.hpp"
#include "reports/markup.hpp"
#include "sim/wire/digest.hpp"

namespace isthmus::reports {
namespace {

/// Source  RFC 4648, section 4.
std::string base64(std::span<const std::byte> bytes) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group =
          group << 8 | (i + k < bytes.size() ? std::to_integer<std::uint32_t>(bytes[i + k]) : 0);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k <= bytes.size() ? digits[group >> (18 - 6 * k) & 63] : '=';
    }
  }
  return text;
}

/// What a content security policy calls a text that it allows.
std::string source_of(std::string_view text) {
  return "'sha256-" + base64(wire::sha256(text)) + "'";
}

constexpr std::size_t json_bytes_most = 1'500'000;  // A report is to be sent by mail.
constexpr std::size_t items_kept = 200;

/// The document without what makes it long: lists are cut, and `cut` says how long they were.
Value without_length(const Value& document) {
  const auto* object = std::get_if<Value::Object>(&document.held());
  if (object == nullptr) return document;
  Value kept = Value::object();
  Value cut = Value::object();
  for (std::size_t i = 0; i < object->keys.size(); ++i) {
    const std::string& key = object->keys[i];
    const auto* list = std::get_if<Value::List>(&object->values[i].held());
    if (key == "topology") {
      kept.set(key, Value{});
    } else if (list != nullptr && list->size() > items_kept) {
      kept.set(key, Value::List{list->begin(), list->begin() + items_kept});
      cut.set(key, list->size());
    } else {
      kept.set(key, object->values[i]);
    }
  }
  kept.set("cut", std::move(cut));
  return kept;
}

std::string compact_json(const Value& document) {
  std::ostringstream json;
  write_json(json, document, JsonStyle::compact);
  return json.str();
}

/// JSON that may stand inside of a script element: no `<` of it can end the element.
std::string inside_script(const std::string& json) {
  std::string escaped;
  for (const char c : json) {
    if (c == '<') {
      escaped += "\\u003c";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

class Writer {
 public:
  explicit Writer(std::ostream& out) : out_{out} {}

  void head(const Outline& outline) {
    out_ << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         << source_of(report_css) << "; script-src " << source_of(report_js)
         << "; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n<title>"
         << markup_text(outline.title) << " · isthmus</title>\n<style>" << report_css
         << "</style>\n</head>\n<body>\n";
  }

  void header(const Outline& outline) {
    out_ << "<header>\n<div class=\"brand\"><svg viewBox=\"0 0 28 18\" width=\"28\" height=\"18\" "
            "aria-hidden=\"true\"><path d=\"M1 1 13 7.5V10.5L1 17zM27 1 15 7.5V10.5L27 17zM13 "
            "7.5h2v3"
            "h-2z\"/></svg>isthmus</div>\n<div class=\"scenario\"><h1>"
         << markup_text(outline.title) << "</h1><p class=\"dim\"><code>"
         << markup_text(outline.subtitle) << "</code>";
    for (const std::string& fact : outline.facts) {
      out_ << " <span class=\"fact\">" << markup_text(fact) << "</span>";
    }
    out_ << "</p></div>\n<button id=\"theme\" type=\"button\" hidden aria-label=\"Switch between "
            "light and dark\">◐</button>\n</header>\n";
  }

  void headline(const Headline& headline) {
    const std::string tone = tone_class(headline.tone);
    const char* sign = headline.tone == Tone::good ? "✓" : headline.tone == Tone::bad ? "✗" : "?";
    out_ << "<section id=\"verdict\" class=\"verdict " << tone << "\" aria-label=\"Verdict\">\n"
         << "<div class=\"words\"><h2><span class=\"" << tone << "\" aria-hidden=\"true\">" << sign
         << "</span> " << markup_text(headline.title) << "</h2>\n";
    for (const Prose& paragraph : headline.paragraphs) {
      out_ << "<p>" << html_of(paragraph) << "</p>\n";
    }
    out_ << "</div>\n<dl class=\"figures\">\n";
    for (const KeyFigure& figure : headline.figures) {
      out_ << "<div><dt>" << markup_text(figure.name) << "</dt><dd><b>" << markup_text(figure.value)
           << "</b> <span>" << markup_text(figure.more) << "</span></dd></div>\n";
    }
    out_ << "</dl>\n</section>\n";
  }

  void contents(const Outline& outline) {
    out_ << "<nav aria-label=\"Sections\">";
    for (const Section& section : outline.sections) {
      out_ << "<a href=\"#" << markup_text(section.id) << "\">" << markup_text(section.title)
           << "</a>";
    }
    out_ << "</nav>\n";
  }

  void section(const Section& section) {
    out_ << "<section id=\"" << markup_text(section.id) << "\" aria-labelledby=\"h-"
         << markup_text(section.id) << "\">\n<div class=\"heading\"><h2 id=\"h-"
         << markup_text(section.id) << "\">" << markup_text(section.title) << "</h2>";
    if (!section.note.empty()) out_ << "<p class=\"note\">" << markup_text(section.note) << "</p>";
    out_ << "</div>\n<div class=\"blocks\">\n";
    for (const Block& block : section.blocks) {
      if (const auto* prose = std::get_if<Prose>(&block)) {
        out_ << "<p>" << html_of(*prose) << "</p>\n";
      } else if (const auto* table = std::get_if<ReportTable>(&block)) {
        out_ << "<div class=\"card table\">" << html_of(*table) << "</div>\n";
      } else {
        std::visit([&](const auto& one) { out_ << html_of(one); }, block);
      }
    }
    out_ << "</div>\n</section>\n";
  }

  void foot(const Value& document) {
    std::string json = compact_json(document);
    const bool is_whole = json.size() <= json_bytes_most;
    if (!is_whole) json = compact_json(without_length(document));
    out_ << "<footer><p class=\"dim\">"
         << (is_whole ? "Everything in this page is in this file: the figures as JSON too."
                      : "The figures are in this file as JSON too, long lists cut to their first "
                        "200; write a .json file to have them whole.")
         << "<span id=\"save\" hidden> <a id=\"save-link\" href=\"#\">Save the JSON</a></span>"
            "</p></footer>\n<script type=\"application/json\" id=\"document\">"
         << inside_script(json) << "</script>\n<script>" << report_js
         << "</script>\n</body>\n</html>\n";
  }

 private:
  std::ostream& out_;
};

}  // namespace

void write_html(std::ostream& out, const Outline& outline, const Value& document) {
  Writer writer{out};
  writer.head(outline);
  writer.header(outline);
  out << "<main>\n";
  writer.headline(outline.headline);
  writer.contents(outline);
  for (const Section& section : outline.sections) writer.section(section);
  out << "</main>\n";
  writer.foot(document);
}

}  // namespace isthmus::reports
