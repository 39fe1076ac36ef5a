#include "sim/cli/sni_build.hpp"

#include <filesystem>
#include <span>
#include <sstream>

#include "sim/base/expects.hpp"
#include "sim/cli/file_writer.hpp"
#include "sim/cli/options.hpp"
#include "sim/session/built_hello.hpp"

namespace isthmus::cli {
namespace {

std::vector<std::string> split_at_commas(const std::string& list) {
  std::vector<std::string> parts{""};
  for (const char c : list) {
    if (c == ',') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

wire::Resumption resumption_of(std::string_view word) {
  if (word == "ticket") return wire::Resumption::ticket;
  return word == "early_data" ? wire::Resumption::early_data : wire::Resumption::none;
}

wire::HelloSpec spec_of(const Arguments& arguments) {
  wire::HelloSpec spec;
  if (const auto word = arguments.text("profile")) {
    const auto profile = wire::hello_profile(*word);
    ISTHMUS_EXPECTS(profile.has_value());  // parse() let no other word through.
    spec.profile = *profile;
  }
  spec.sni = arguments.text("server-name").value_or("");
  if (const auto list = arguments.text("alpn")) spec.alpn = split_at_commas(*list);
  spec.seed = arguments.number("seed").value_or(spec.seed);
  if (arguments.text("tls") == "1.2") spec.offered = wire::OfferedTls::up_to_1_2;
  if (const auto kind = arguments.text("key-exchange")) {
    spec.key_exchange =
        *kind == "classical" ? wire::KeyExchange::classical : wire::KeyExchange::post_quantum;
  }
  spec.resumption = resumption_of(arguments.text("resumption").value_or("none"));
  spec.ech = arguments.has("ech");
  spec.padded_to = arguments.number("size").value_or(spec.padded_to);
  spec.record_payload_max = arguments.number("record-bytes").value_or(spec.record_payload_max);
  return spec;
}

/// What `--build` cannot be together with.
Diagnostics conflicts(const Arguments& arguments) {
  Diagnostics mistakes;
  if (!arguments.operands().empty()) {
    mistakes.push_back(error_at({}, "too-many-operands",
                                "--build reads no file, and there is " + arguments.operands()[0],
                                "leave out --build or the file"));
  }
  for (const std::string_view option : {"hex", "fields", "fingerprints", "limit", "output"}) {
    if (!arguments.has(option)) continue;
    mistakes.push_back(error_at({}, "bad-option",
                                "--" + std::string{option} + " is for hellos that are read",
                                "leave out --build or --" + std::string{option}));
  }
  if (arguments.all("write").size() > 1) {
    mistakes.push_back(error_at({}, "option-given-twice",
                                "--build writes one file, and --write was given twice",
                                "give it once"));
  }
  return mistakes;
}

std::string hex_lines(std::span<const std::byte> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr std::size_t per_line = 32;
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto value = std::to_integer<std::size_t>(bytes[i]);
    text += digits[value >> 4];
    text += digits[value & 0xf];
    text += (i + 1) % per_line == 0 || i + 1 == bytes.size() ? '\n' : ' ';
  }
  return text;
}

std::string file_content(const std::string& path, std::span<const std::byte> hello) {
  std::ostringstream content;
  if (std::filesystem::path{path}.extension() == ".pcapng") {
    session::write_hello_capture(content, hello);
  } else {
    content.write(reinterpret_cast<const char*>(hello.data()),
                  static_cast<std::streamsize>(hello.size()));
  }
  return content.str();
}

}  // namespace

Exit build_hello(const Arguments& arguments, Io& io) {
  const Colour colour = err_style(io, arguments.colour()).colour;
  const wire::HelloSpec spec = spec_of(arguments);
  Diagnostics mistakes = conflicts(arguments);
  if (const auto fault = session::fault_in(spec)) {
    mistakes.push_back(error_at({}, "bad-option-value", fault->problem, fault->remedy));
  }
  if (!mistakes.empty()) {
    io.err << diagnostics_text(mistakes, {}, colour);
    return Exit::usage;
  }
  const std::vector<std::byte> hello = wire::build_client_hello(spec);
  const auto path = arguments.text("write");
  if (!path) {
    io.out << hex_lines(hello);
    return Exit::fine;
  }
  if (const auto failed = write_whole(*path, file_content(*path, hello))) {
    io.err << diagnostic_text(error_at({}, "cannot-write", *path + ": " + *failed), {}, colour);
    return Exit::trouble;
  }
  return Exit::fine;
}

}  // namespace isthmus::cli
