// The ClientHello corpus in tests/data/corpus: real first flights, written cases and mutants, each
// with what is expected of it. The folder's README has the format.
#pragma once

#include <cstddef>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace isthmus::support {

using ByteString = std::vector<std::byte>;

struct CorpusExpectation {
  std::string outcome;
  std::string reason;  ///< Empty when the index does not say.
  std::string sni;     ///< Exact bytes.
  std::string sni_shown;
  std::string sni_lower;
  std::vector<std::string> sni_flags;
  std::vector<std::string> alpn;  ///< Printable form.
  bool alpn_malformed = false;
  bool ech = false;
  bool sslv2 = false;
  std::size_t records = 1;
  std::size_t hello_bytes = 0;
};

struct CorpusFile {
  std::string name;  ///< "real/curl-part.bin"
  ByteString bytes;
  std::vector<std::size_t> segments;  ///< Only for real ones.
  CorpusExpectation expected;
  std::optional<CorpusExpectation> expected_at_64k;

  bool is_real() const { return name.rfind("real/", 0) == 0; }
  bool has_hello() const { return expected.hello_bytes != 0; }
};

inline ByteString file_bytes(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  ByteString bytes(text.size());
  if (!text.empty()) std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

inline std::string from_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

inline CorpusExpectation corpus_expectation(const nlohmann::json& json) {
  CorpusExpectation e;
  e.outcome = json.at("outcome");
  e.reason = json.value("reason", "");
  e.sni = from_hex(json.value("sni_hex", ""));
  if (json.contains("sni") && json["sni"].is_string()) e.sni_shown = json["sni"];
  e.sni_lower = json.value("sni_lower", "");
  e.sni_flags = json.value("sni_flags", std::vector<std::string>{});
  e.alpn = json.value("alpn", std::vector<std::string>{});
  e.alpn_malformed = json.value("alpn_malformed", false);
  e.ech = json.value("ech", false);
  e.sslv2 = json.value("sslv2", false);
  e.records = json.value("records", std::size_t{1});
  e.hello_bytes = json.value("hello_bytes", std::size_t{0});
  return e;
}

/// Every file of the three folders, in the order of the indexes.
inline std::vector<CorpusFile> read_corpus(const std::string& root) {
  std::vector<CorpusFile> files;
  for (const std::string folder : {"real", "adversarial", "mutants"}) {
    std::ifstream in{root + "/" + folder + "/index.json"};
    const auto index = nlohmann::json::parse(in);
    for (const auto& entry : index.at("entries")) {
      CorpusFile file;
      file.name = folder + "/" + entry.at("file").get<std::string>();
      file.bytes = file_bytes(root + "/" + file.name);
      file.segments = entry.value("segments", std::vector<std::size_t>{});
      file.expected = corpus_expectation(entry.at("expected"));
      if (entry.contains("expected_limit_65536")) {
        file.expected_at_64k = corpus_expectation(entry["expected_limit_65536"]);
      }
      files.push_back(std::move(file));
    }
  }
  return files;
}

/// A copy of `bytes` in a heap block of exactly that size, so that AddressSanitizer sees the first
/// byte read outside.
class ExactBlock {
 public:
  explicit ExactBlock(std::span<const std::byte> bytes)
      : size_{bytes.size()}, block_{new std::byte[bytes.size()]} {
    if (!bytes.empty()) std::memcpy(block_.get(), bytes.data(), bytes.size());
  }
  std::span<const std::byte> bytes() const { return {block_.get(), size_}; }
  std::span<std::byte> writable() { return {block_.get(), size_}; }

 private:
  std::size_t size_;
  std::unique_ptr<std::byte[]> block_;
};

}  // namespace isthmus::support
