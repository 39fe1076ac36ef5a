#include "sim/session/price_book.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "sim/scenario/json_reader.hpp"
#include "sim/underlay/built_in.hpp"

namespace isthmus::session {
namespace {

using scenario::Node;
using underlay::Boundary;

struct BoundaryWord {
  std::string_view word;
  Boundary boundary;
};
constexpr std::array<BoundaryWord, 3> boundaries = {
    {{"zone", Boundary::zone}, {"region", Boundary::region}, {"cloud", Boundary::cloud}}};

class Reader {
 public:
  explicit Reader(Diagnostics& diagnostics) : diagnostics_{diagnostics} {}

  analysis::PriceBook book(const Node& root) {
    analysis::PriceBook book;
    const Node* schema = root.find("schema");
    if (schema == nullptr || schema->text != "isthmus.prices/1") {
      complain(schema == nullptr ? root : *schema, "this is no price book",
               "begin it with {\"schema\": \"isthmus.prices/1\", ...}; `isthmus cost "
               "--show-prices` prints one");
      return book;
    }
    if (const Node* as_of = root.find("as_of")) book.as_of = as_of->text;
    const Node* rates = root.find("rates");
    if (rates == nullptr || !rates->is_sequence() || rates->items.empty()) {
      complain(rates == nullptr ? root : *rates, "a price book without rates",
               "write \"rates\": [{\"crosses\": \"zone\", \"usd_per_gb\": 0.02}]");
      return book;
    }
    for (const Node& item : rates->items) rate(item, book);
    return book;
  }

 private:
  void rate(const Node& item, analysis::PriceBook& book) {
    analysis::PriceRate rate;
    if (const Node* cloud = item.find("cloud")) rate.cloud = cloud->text;
    const Node* crosses = item.find("crosses");
    for (const BoundaryWord& one : boundaries) {
      if (crosses != nullptr && crosses->text == one.word) rate.crosses = one.boundary;
    }
    if (rate.crosses == Boundary::none) {
      complain(crosses == nullptr ? item : *crosses, "a rate must say what is crossed",
               "write \"crosses\": \"zone\", \"region\" or \"cloud\"");
    }
    const Node* usd = item.find("usd_per_gb");
    const char* end = usd == nullptr ? nullptr : usd->text.data() + usd->text.size();
    const bool is_number = usd != nullptr && usd->form == scenario::ScalarForm::number &&
                           std::from_chars(usd->text.data(), end, rate.usd_per_gb).ptr == end;
    if (!is_number || !(rate.usd_per_gb >= 0 && rate.usd_per_gb < 1e6)) {
      complain(usd == nullptr ? item : *usd, "a rate must have a price",
               "write \"usd_per_gb\": 0.02, dollars for 10^9 bytes");
    }
    book.rates.push_back(std::move(rate));
  }

  void complain(const Node& at, std::string problem, std::string remedy) {
    diagnostics_.push_back(
        error_at(at.at, "invalid-price-book", std::move(problem), std::move(remedy)));
  }

  Diagnostics& diagnostics_;
};

}  // namespace

PriceBookRead read_price_book(const std::string& name, std::string text) {
  PriceBookRead read;
  const SourceId id = read.sources.add(name, std::move(text));
  const scenario::Read json = scenario::read_json(id, read.sources);
  read.diagnostics = json.diagnostics;
  if (has_errors(read.diagnostics)) return read;
  analysis::PriceBook book = Reader{read.diagnostics}.book(json.root);
  if (!has_errors(read.diagnostics)) read.book = std::move(book);
  return read;
}

analysis::PriceBook built_in_price_book() {
  analysis::PriceBook book;
  for (const char* cloud : {"aws", "azure", "gcp"}) {
    const underlay::Zone here{"a", "region a", cloud};
    const std::array<underlay::Zone, 3> there = {
        {{"b", "region a", cloud}, {"b", "region b", cloud}, {"b", "region b", "another"}}};
    for (const underlay::Zone& zone : there) {
      book.rates.push_back(
          {cloud, boundary_between(here, zone), underlay::built_in_usd_per_gb(here, zone).value});
    }
  }
  for (const Parameter& parameter : underlay::default_parameters()) {
    if (parameter.name.find("price_per_gb") == std::string::npos) continue;
    book.as_of = std::max(book.as_of, parameter.as_of);
  }
  return book;
}

}  // namespace isthmus::session
