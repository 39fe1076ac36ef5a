#include "tests/support/vector_check/check.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <vector>

#include "sim/analysis/symptom_pages.hpp"

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

/// What was reported in one thread: we have its page, in its place.
std::string symptom_fault(const Json& symptom, std::size_t number) {
  const auto pages = analysis::symptom_pages();
  if (number >= pages.size()) return "nobody finds it";
  const std::string thread = text_of(symptom, "url");
  return pages[number].thread == thread ? "" : "nobody finds what " + thread + " reports";
}

Tally check_symptoms(const Json& symptoms, std::ostream& out) {
  Tally tally;
  for (std::size_t i = 0; i < symptoms.size(); ++i) {
    const std::string fault = symptom_fault(symptoms[i], i);
    ++(fault.empty() ? tally.passed : tally.failed);
    if (!fault.empty()) out << text_of(symptoms[i], "id") << ": " << fault << '\n';
  }
  return tally;
}

Json document_in(const std::string& path) {
  std::ifstream file{path};
  return Json::parse(file, nullptr, false);
}

bool is_ours(const Json& document) {
  return document.is_object() && (document.contains("vectors") || document.contains("symptoms"));
}

}  // namespace

bool agrees(const Json& expected, const Json& got) {
  if (expected.is_object() && got.is_object()) return objects_agree(expected, got);
  if (expected.is_array() && got.is_array()) return lists_agree(expected, got);
  return expected == got;
}

Tally check_file(const std::string& path, std::ostream& out) {
  Tally tally;
  const Json document = document_in(path);
  if (!is_ours(document)) {
    out << path << ": not a file of vectors\n";
    return {0, 1};
  }
  if (document.contains("symptoms")) return check_symptoms(document.at("symptoms"), out);
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

Tally check_all(const std::string& path, std::ostream& out) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(path)) return check_file(path, out);
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator{path}) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  Tally total;
  for (const std::string& file : files) {
    if (is_ours(document_in(file))) total += check_file(file, out);
  }
  return total;
}

}  // namespace isthmus::vector_check
