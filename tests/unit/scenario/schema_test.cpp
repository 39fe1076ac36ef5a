#include "sim/scenario/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/reference.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::Contains;
using ::testing::Not;

/// The schema as a tree.
class Schema {
 public:
  Schema() : read_{read_json(sources_.add("schema", schema_json()), sources_)} {
    EXPECT_TRUE(read_.diagnostics.empty());
  }
  const Node& root() const { return read_.root; }
  const Node& definition(const char* name) const { return *root().find("definitions")->find(name); }

 private:
  Sources sources_;
  Read read_;
};

TEST(Schema, NamesTheDraftThatEditorsKnow) {
  EXPECT_EQ(Schema{}.root().find("$schema")->text, "http://json-schema.org/draft-07/schema#");
}

TEST(Schema, RefusesKeysThatTheDecoderRefuses) {
  const Schema schema;
  EXPECT_EQ(schema.root().find("additionalProperties")->text, "false");
  EXPECT_EQ(schema.definition("traffic").find("additionalProperties")->text, "false");
}

TEST(Schema, RequiresWhatTheDecoderRequires) {
  const Schema schema;
  std::vector<std::string> required;
  for (const Node& name : schema.definition("traffic").find("required")->items) {
    required.push_back(name.text);
  }
  EXPECT_THAT(required, ::testing::ElementsAre("to"));
}

TEST(Schema, KnowsConsulsKeysInBothLetterCases) {
  const Schema schema;
  const Node* properties = schema.definition("proxy-defaults").find("properties");
  ASSERT_NE(properties, nullptr);
  EXPECT_NE(properties->find("mesh_gateway"), nullptr);
  EXPECT_NE(properties->find("MeshGateway"), nullptr);
}

TEST(Schema, OffersTheWordsOfAChoice) {
  const Schema schema;
  const Node* tls = schema.definition("traffic").find("properties")->find("resumption");
  ASSERT_NE(tls->find("enum"), nullptr);
  EXPECT_EQ(tls->find("enum")->items.at(1).text, "ticket");
}

TEST(OverridePaths, LeadToValuesAndNotThroughNamesOfTheUsersChoice) {
  const auto paths = override_paths();
  EXPECT_THAT(paths, Contains("run.seed"));
  EXPECT_THAT(paths, Contains("consul.acl.enabled"));
  EXPECT_THAT(paths, Not(Contains("partitions")));
}

// Pages under docs/reference are what the tables say. After a change of the vocabulary, run this
// test with ISTHMUS_WRITE_REFERENCE=1 and commit what it wrote.
void expect_page(const std::string& name, const std::string& page) {
  const std::string path = std::string{ISTHMUS_SOURCE_DIR} + "/docs/reference/" + name;
  if (std::getenv("ISTHMUS_WRITE_REFERENCE") != nullptr) std::ofstream{path} << page;
  std::ifstream stream{path};
  const std::string written{std::istreambuf_iterator<char>{stream}, {}};
  EXPECT_EQ(written, page) << path << " is not what the tables say";
}

TEST(Reference, OfTheScenarioIsWhatTheTablesSay) {
  expect_page("scenario.md", reference_markdown());
}

}  // namespace
}  // namespace isthmus::scenario
