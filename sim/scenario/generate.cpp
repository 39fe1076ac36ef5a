#include "sim/scenario/generate.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::scenario {
namespace {

/// Regions between which the built-in table of links knows every round trip.
struct Place {
  std::string_view zone;
  std::string_view region;
};
constexpr std::array<Place, 3> places = {
    {{"use1-a", "us-east-1"}, {"euw1-a", "eu-west-1"}, {"euc1-a", "eu-central-1"}}};

constexpr std::uint64_t first_port = 10'000;

/// Share of services that have at most so many distinct upstreams.
struct FanOutPoint {
  double share;
  double upstreams;
};
constexpr std::array<FanOutPoint, 6> published_fan_out = {
    {{0.0, 1.0}, {0.5, 4.0}, {0.75, 7.0}, {0.9, 13.0}, {0.95, 21.0}, {0.99, 93.0}}};

std::size_t published_upstreams(double uniform) {
  for (std::size_t i = 1; i < published_fan_out.size(); ++i) {
    const FanOutPoint& low = published_fan_out[i - 1];
    const FanOutPoint& high = published_fan_out[i];
    if (uniform > high.share) continue;
    const double way = (uniform - low.share) / (high.share - low.share);
    return static_cast<std::size_t>(low.upstreams + way * (high.upstreams - low.upstreams) + 0.5);
  }
  return static_cast<std::size_t>(published_fan_out.back().upstreams);
}

/// `count` different numbers below `n`, ascending.
///
/// Source   Floyd, in Bentley, Programming Pearls: a sample of brilliance, CACM 30 (9), 1987.
std::set<std::size_t> sample(std::size_t count, std::size_t n, random::Stream& stream) {
  std::set<std::size_t> chosen;
  for (std::size_t last = n - count; last < n; ++last) {
    const std::size_t pick = stream.pick(last + 1);
    chosen.insert(chosen.count(pick) == 0 ? pick : last);
  }
  return chosen;
}

std::string numbered(std::string_view prefix, std::size_t number, std::size_t of) {
  const std::string digits = std::to_string(number);
  const std::size_t width = std::to_string(of - 1).size();
  return std::string{prefix} + std::string(width - digits.size(), '0') + digits;
}

/// The mesh as a function of its specification: nothing is stored but the names.
class Mesh {
 public:
  explicit Mesh(const GenerateSpec& spec)
      : spec_{spec},
        callers_{spec.seed, {}, "generate/upstreams"},
        exports_{spec.seed, {}, "generate/exports"} {
    for (std::size_t p = 0; p < spec.partitions; ++p) {
      partitions_.push_back(p == 0 ? "default" : numbered("p", p, spec.partitions));
    }
    for (std::size_t s = 0; s < spec.services; ++s) {
      services_.push_back(numbered("s", s, spec.services));
    }
  }

  std::size_t size() const { return spec_.partitions * spec_.services; }
  std::size_t partition_of(std::size_t service) const { return service / spec_.services; }
  const std::string& partition_name(std::size_t partition) const { return partitions_[partition]; }
  const std::string& service_name(std::size_t service) const {
    return services_[service % spec_.services];
  }
  std::string full_name(std::size_t service) const {
    return partition_name(partition_of(service)) + "/" + service_name(service);
  }

  /// The services that `service` calls: those of its own partition first.
  std::vector<std::size_t> upstreams_of(std::size_t service) const {
    random::Stream stream = callers_.branch(service + 1);
    const std::size_t wanted =
        spec_.upstreams ? *spec_.upstreams : published_upstreams(stream.uniform());
    std::size_t crossing = 0;
    for (std::size_t i = 0; i < wanted; ++i) {
      crossing += stream.bernoulli(spec_.cross_partition) ? 1 : 0;
    }
    const std::size_t near = spec_.services - 1;
    const std::size_t far = size() - spec_.services;
    const std::size_t own_first = partition_of(service) * spec_.services;

    std::vector<std::size_t> found;
    for (const std::size_t pick : sample(std::min(wanted - crossing, near), near, stream)) {
      const std::size_t other = own_first + pick;
      found.push_back(other < service ? other : other + 1);  // No service calls itself.
    }
    for (const std::size_t pick : sample(std::min(crossing, far), far, stream)) {
      found.push_back(pick < own_first ? pick : pick + spec_.services);
    }
    return found;
  }

  /// An exported service and a partition that may call it.
  struct Export {
    std::uint32_t service;
    std::uint32_t consumer;
    friend auto operator<=>(const Export&, const Export&) = default;
  };

  /// The exports that upstreams need, by service, without those that are left out.
  std::vector<Export> exports() const {
    std::vector<Export> needed;
    for (std::size_t caller = 0; caller < size(); ++caller) {
      const std::size_t own = partition_of(caller);
      for (const std::size_t callee : upstreams_of(caller)) {
        if (partition_of(callee) == own) continue;
        needed.push_back({static_cast<std::uint32_t>(callee), static_cast<std::uint32_t>(own)});
      }
    }
    std::sort(needed.begin(), needed.end());
    needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
    random::Stream stream = exports_;
    const auto left_out = [&](const Export&) { return stream.bernoulli(spec_.broken); };
    needed.erase(std::remove_if(needed.begin(), needed.end(), left_out), needed.end());
    return needed;
  }

 private:
  const GenerateSpec& spec_;
  random::Stream callers_;
  random::Stream exports_;
  std::vector<std::string> partitions_;
  std::vector<std::string> services_;
};

std::string command_of(const GenerateSpec& spec) {
  std::string command = "isthmus generate --partitions " + std::to_string(spec.partitions) +
                        " --services " + std::to_string(spec.services) + " --upstreams " +
                        (spec.upstreams ? std::to_string(*spec.upstreams) : "published") +
                        " --cross-partition " +
                        shortest_text(spec.cross_partition.share() * 100.0) + "% --mode " +
                        std::string{text(spec.mode)};
  if (spec.broken > Ratio{}) {
    command += " --broken " + shortest_text(spec.broken.share() * 100.0) + "%";
  }
  if (spec.rate) command += " --rate " + shortest_text(spec.rate->in_per_second()) + "/s";
  return command + " --seed " + std::to_string(spec.seed.number);
}

void write_head(const GenerateSpec& spec, std::ostream& out) {
  out << "# A synthetic mesh, made by\n#   " << command_of(spec)
      << "\nisthmus: 1\nname: synthetic mesh of " << spec.partitions << " x " << spec.services
      << " services\n\nzones:\n";
  for (std::size_t i = 0; i < std::min(places.size(), spec.partitions); ++i) {
    out << "  " << places[i].zone << ": {region: " << places[i].region << ", cloud: aws}\n";
  }
}

void write_service(const Mesh& mesh, std::size_t service, std::string& text) {
  const std::vector<std::size_t> upstreams = mesh.upstreams_of(service);
  text += "      " + mesh.service_name(service) + ":";
  if (upstreams.empty()) {
    text += " {}\n";
    return;
  }
  text += "\n        proxy:\n          upstreams:\n";
  std::uint64_t port = first_port;
  for (const std::size_t callee : upstreams) {
    text += "            - {destination_name: " + mesh.service_name(callee);
    if (mesh.partition_of(callee) != mesh.partition_of(service)) {
      text += ", destination_partition: " + mesh.partition_name(mesh.partition_of(callee));
    }
    text += ", local_bind_port: " + std::to_string(port++) + "}\n";
  }
}

/// Of the addresses that are set aside for benchmarks (RFC 2544, 198.18.0.0/15): nobody's.
std::string wan_address(std::size_t partition) {
  const std::size_t number = partition + 1;
  return "198.18." + std::to_string(number / 256) + "." + std::to_string(number % 256) + ":443";
}

void write_partitions(const GenerateSpec& spec, const Mesh& mesh, std::ostream& out) {
  out << "\npartitions:\n";
  std::string text;
  for (std::size_t p = 0; p < spec.partitions; ++p) {
    text = "  " + mesh.partition_name(p) + ":\n    zones: [";
    text += std::string{places[p % places.size()].zone} + "]\n";
    if (spec.mode != mesh::GatewayMode::none) {
      text += "    mesh_gateway: {replicas: 2, wan: " + wan_address(p) + "}\n";
    }
    text += "    services:\n";
    for (std::size_t s = 0; s < spec.services; ++s) {
      write_service(mesh, p * spec.services + s, text);
    }
    out << text;
  }
}

void write_exports(const GenerateSpec& spec, const Mesh& mesh, std::ostream& out) {
  const std::vector<Mesh::Export> exports = mesh.exports();
  std::string text;
  for (auto at = exports.begin(); at != exports.end();) {
    const std::size_t partition = mesh.partition_of(at->service);
    std::set<std::size_t> consumers;
    text = "  - Kind: exported-services\n    Name: " + mesh.partition_name(partition) +
           "\n    Services:\n";
    while (at != exports.end() && mesh.partition_of(at->service) == partition) {
      const std::uint32_t service = at->service;
      text += "      - {Name: " + mesh.service_name(service) + ", Consumers: [";
      for (std::string_view comma = ""; at != exports.end() && at->service == service; ++at) {
        text += std::string{comma} + "{Partition: " + mesh.partition_name(at->consumer) + "}";
        consumers.insert(at->consumer);
        comma = ", ";
      }
      text += "]}\n";
    }
    if (spec.mode != mesh::GatewayMode::none) {
      text += "      - {Name: mesh-gateway, Consumers: [";
      std::string_view comma = "";
      for (const std::size_t consumer : consumers) {
        text += std::string{comma} + "{Partition: " + mesh.partition_name(consumer) + "}";
        comma = ", ";
      }
      text += "]}\n";
    }
    out << text;
  }
}

void write_config_entries(const GenerateSpec& spec, const Mesh& mesh, std::ostream& out) {
  out << "\nconfig_entries:\n";
  for (std::size_t p = 0; p < spec.partitions; ++p) {
    out << "  - {Kind: proxy-defaults, Name: global, Partition: " << mesh.partition_name(p)
        << ", MeshGateway: {Mode: " << text(spec.mode) << "}}\n";
  }
  write_exports(spec, mesh, out);
}

void write_traffic(const Mesh& mesh, PerSecond rate, std::ostream& out) {
  const std::string tail = ", rate: " + shortest_text(rate.in_per_second()) + "/s}\n";
  bool heading_written = false;
  std::string text;
  for (std::size_t caller = 0; caller < mesh.size(); ++caller) {
    const std::string from = "  - {from: " + mesh.full_name(caller) + ", to: ";
    text.clear();
    for (const std::size_t callee : mesh.upstreams_of(caller)) {
      if (!heading_written) out << "\ntraffic:\n";
      heading_written = true;
      text += from + mesh.full_name(callee) + tail;
    }
    out << text;
  }
}

}  // namespace

std::optional<std::string> fault_in(const GenerateSpec& spec) {
  const auto most = [](std::string_view what, std::size_t n) {
    return "at most " + std::to_string(n) + " " + std::string{what};
  };
  if (spec.partitions < 1) return "at least 1 partition";
  if (spec.partitions > generated_partitions_max) {
    return most("partitions", generated_partitions_max);
  }
  if (spec.services < 1) return "at least 1 service in each partition";
  if (spec.services > generated_services_max) {
    return most("services in each partition", generated_services_max);
  }
  if (spec.upstreams.value_or(0) > generated_upstreams_max) {
    return most("upstreams of each service", generated_upstreams_max);
  }
  if (spec.rate && !(*spec.rate > PerSecond{})) return "a rate above 0";
  return std::nullopt;
}

void generate(const GenerateSpec& spec, std::ostream& out) {
  ISTHMUS_EXPECTS(!fault_in(spec));
  const Mesh mesh{spec};
  write_head(spec, out);
  write_partitions(spec, mesh, out);
  write_config_entries(spec, mesh, out);
  if (spec.rate) write_traffic(mesh, *spec.rate, out);
}

}  // namespace isthmus::scenario
