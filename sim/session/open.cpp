#include <algorithm>

#include "sim/base/suggest.hpp"
#include "sim/scenario/open.hpp"
#include "sim/session/study.hpp"

namespace isthmus::session {
namespace {

/// `[partition/[namespace/]]service[@place]`; none if there are too many parts or empty ones.
std::optional<mesh::ServiceName> parsed_name(const std::string& text) {
  const std::size_t sign = std::min(text.find('@'), text.size());
  std::vector<std::string> parts(1);
  for (const char c : text.substr(0, sign)) {
    if (c == '/') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  for (const std::string& part : parts) {
    if (part.empty()) return std::nullopt;
  }
  if (parts.size() > 3) return std::nullopt;
  mesh::ServiceName name;
  name.name = parts.back();
  if (parts.size() > 1) name.partition = parts.front();
  if (parts.size() > 2) name.namespace_ = parts[1];
  if (sign < text.size()) name.away = text.substr(sign + 1);
  return name;
}

}  // namespace

Opened open(const std::string& path, const OpenOptions& options) {
  scenario::Opened read =
      scenario::open(path, options.settings, options.standard_input, options.patch);
  Opened opened;
  if (!read.model) {
    opened.sources = std::move(read.sources);
    opened.diagnostics = std::move(read.diagnostics);
    opened.unreadable = read.files_read == 0;
    return opened;
  }
  Study& study = opened.study.emplace();
  study.path = path;
  study.sources = std::move(read.sources);
  study.diagnostics = std::move(read.diagnostics);
  study.model = std::move(*read.model);
  study.routes = route::resolve(study.model);
  study.hash = read.hash;
  study.files_read = read.files_read;
  return opened;
}

Named find_service(const Study& study, const std::string& name) {
  Named named;
  const auto parsed = parsed_name(name);
  if (!parsed) {
    named.problem = "\"" + name + "\" is no name of a service";
    named.remedy =
        "write service, partition/service or partition/namespace/service, and @place for one of "
        "another datacenter or of a peer";
    return named;
  }
  named.service = study.model.find_service(*parsed);
  if (named.service.is_some()) return named;
  if (study.model.service_resolver_of(*parsed) != nullptr) {
    named.problem = "\"" + name + "\" is no service but a name that only a service-resolver knows";
    named.remedy = "ask for a service, or see with reach --upstreams whether calls to it arrive";
    return named;
  }

  std::vector<std::string> known;
  for (const model::Service& service : study.model.services) {
    known.push_back(short_text(service.name));
    if (service.name.name == parsed->name) {  // The right name in another place.
      named.remedy = "did you mean \"" + short_text(service.name) + "\"?";
    }
  }
  named.problem = "there is no service \"" + name + "\"";
  if (named.remedy.empty()) named.remedy = suggestion(name, known);
  return named;
}

}  // namespace isthmus::session
