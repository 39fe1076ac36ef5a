// The verbs that make meshes and draw them.
#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(GenerateVerb, WritesAScenarioThatCanBeChecked) {
  const Ended mesh = isthmus({"generate", "--partitions", "4", "--services", "3", "--rate", "5/s"});

  EXPECT_EQ(with_input({"check", "-"}, mesh.out).status, 0);
}

TEST(GenerateVerb, WritesTheSameToAFile) {
  const TemporaryFolder folder;

  const Ended mesh = isthmus({"generate", "--seed", "9", "--write", folder / "mesh.yaml"});

  EXPECT_EQ(mesh.out, "");
  EXPECT_EQ(support::file_text(folder / "mesh.yaml"), isthmus({"generate", "--seed", "9"}).out);
}

TEST(GenerateVerb, SaysEverythingThatIsWrongAtOnce) {
  const Ended ended = isthmus({"generate", "--upstreams", "many", "--rate", "5", "--broken", "2"});

  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.err, HasSubstr("--upstreams"));
  EXPECT_THAT(ended.err, HasSubstr("--rate"));
  EXPECT_THAT(ended.err, HasSubstr("--broken"));
}

TEST(GenerateVerb, RefusesMoreThanItCanMake) {
  const Ended ended = isthmus({"generate", "--partitions", "1001"});

  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.err, HasSubstr("at most 1000 partitions"));
}

TEST(GraphVerb, DrawsSvgUnlessAskedOtherwise) {
  const Ended ended = with_input({"graph", "-"}, two_services());

  EXPECT_EQ(ended.status, 0);
  EXPECT_THAT(ended.out, StartsWith("<svg "));
}

TEST(GraphVerb, DrawsWhatDoesNotArriveToo) {
  const Ended ended = with_input({"graph", "-", "--format", "mermaid"}, blocked());

  EXPECT_EQ(ended.status, 0);
  EXPECT_THAT(ended.out, HasSubstr("not-exported"));
}

TEST(GraphVerb, WritesFilesByTheirEnding) {
  const TemporaryFolder folder;

  with_input({"graph", "-", "--write", folder / "a.dot", "--write", folder / "b.mmd"},
             two_services());

  EXPECT_THAT(support::file_text(folder / "a.dot"), StartsWith("digraph"));
  EXPECT_THAT(support::file_text(folder / "b.mmd"), HasSubstr("flowchart LR"));
}

TEST(GraphVerb, RefusesAnEndingThatSaysNoFormat) {
  const Ended ended = with_input({"graph", "-", "--write", "picture.bmp"}, two_services());

  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.err, HasSubstr(".svg"));
}

TEST(GraphVerb, AnInvalidScenarioIsSaidToBeOne) {
  EXPECT_EQ(with_input({"graph", "-"}, "isthmus: 2\n").status, 3);
}

}  // namespace
}  // namespace isthmus::cli_test
