#include "tests/support/vector_check/check.hpp"

#include <filesystem>
#include <fstream>
#include <ostream>

namespace isthmus::vector_check {
namespace {

bool is_prose(const std::string& key) { return key == "why" || key == "client" || key == "note"; }

bool error_agrees(const Json& expected, const Json& got) {
  const std::string error = text_of(got, "error");
  if (expected.is_null()) return error.empty();
  return !error.empty() && error.find(expected.get<std::string>()) != std::string::npos;
}

bool objects_agree(const Json& expected, const Json& got) {
  if (expected.empty()) return got.empty();
  for (const auto& [key, value] : expected.items()) {
    if (is_prose(key)) continue;
    if (key == "error" || key == "error_contains") {
      if (!error_agrees(value, got)) return false;
      continue;
    }
    const auto at = got.find(key);
    if (at == got.end() || !agrees(value, *at)) return false;
  }
  return true;
}

bool lists_agree(const Json& expected, const Json& got) {
  if (expected.size() != got.size()) return false;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (!agrees(expected[i], got[i])) return false;
  }
  return true;
}

/// The input of a vector; what names a file is told in which folder it is.
Json input_of(const Json& vector, const std::string& folder) {
  Json input = vector.at("input");
  if (input.is_object() && input.contains("file")) input["folder"] = folder;
  return input;
}

std::string answer_and_compare(const Json& vector, const std::string& folder) {
  const std::string name = text_of(vector, "op");
  const Operation* operation = find_operation(name);
  if (operation == nullptr) return "nobody answers operation " + name;
  const Json got = operation->answer(input_of(vector, folder));
  if (agrees(vector.at("expect"), got)) return {};
  return "expected " + vector.at("expect").dump() + " got " + got.dump();
}

}  // namespace

bool agrees(const Json& expected, const Json& got) {
  if (expected.is_object() && got.is_object()) return objects_agree(expected, got);
  if (expected.is_array() && got.is_array()) return lists_agree(expected, got);
  return expected == got;
}

Tally check_file(const std::string& path, std::ostream& out) {
  Tally tally;
  std::ifstream file{path};
  const Json document = Json::parse(file, nullptr, false);
  if (document.is_discarded() || !document.contains("vectors")) {
    out << path << ": not a file of vectors\n";
    return {0, 1};
  }
  const std::string folder = std::filesystem::path{path}.parent_path().string();
  for (const Json& vector : document.at("vectors")) {
    std::string trouble;
    try {
      trouble = answer_and_compare(vector, folder);
    } catch (const Json::exception& unexpected) {
      trouble = std::string{"the input has another form: "} + unexpected.what();
    }
    ++(trouble.empty() ? tally.passed : tally.failed);
    if (!trouble.empty()) out << text_of(vector, "id") << ": " << trouble << '\n';
  }
  return tally;
}

}  // namespace isthmus::vector_check
