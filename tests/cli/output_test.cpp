// Where answers go, and in which clothes.
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Output, EveryFileHasTheFormatOfItsEnding) {
  const TemporaryFolder folder;

  const Ended ended = with_input({"run", "-", "--write", folder / "r.json", "--write",
                                  folder / "r.yaml", "--write", folder / "r.txt"},
                                 two_services());

  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(nlohmann::json::accept(support::file_text(folder / "r.json")));
  EXPECT_THAT(support::file_text(folder / "r.yaml"), HasSubstr("schema: isthmus.run/1\n"));
  EXPECT_EQ(support::file_text(folder / "r.txt"), ended.out);
}

TEST(Output, NothingIsLeftBesideAFileThatWasWritten) {
  const TemporaryFolder folder;
  support::write_file(folder / "r.json", "old");

  with_input({"reach", "-", "--write", folder / "r.json"}, two_services());

  EXPECT_THAT(support::file_text(folder / "r.json"), HasSubstr("isthmus.reach/1"));
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
    files += entry.exists() ? 1 : 0;
  }
  EXPECT_EQ(files, 1U);
}

TEST(Output, AFileThatCannotBeWrittenIsATroubleAndLosesNoAnswer) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "r.json");

  const Ended ended = with_input({"reach", "-", "--write", folder / "r.json"}, two_services());

  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.err, HasSubstr("cannot-write"));
  EXPECT_THAT(ended.out, HasSubstr("1 path arrives"));
}

TEST(Output, AnEndingThatNamesNoFormatIsRefusedBeforeTheWork) {
  const Ended ended = with_input({"run", "-", "--write", "r.jsn"}, two_services());

  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.err, HasSubstr("did you mean \".json\"?"));
  EXPECT_TRUE(ended.out.empty());
}

TEST(Output, AFolderThatDoesNotExistIsRefusedBeforeTheWork) {
  EXPECT_EQ(with_input({"run", "-", "--write", "/nowhere/r.json"}, two_services()).status, 2);
}

TEST(Output, AFullDiskIsATrouble) {
  Process::Setting setting;
  setting.output_file = "/dev/full";

  const Ended ended = isthmus({"help"}, setting);

  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.err, HasSubstr("No space left on device"));
}

TEST(Output, AReaderThatWentAwayIsNoTrouble) {
  const std::string command =
      std::string{ISTHMUS_PROGRAM} + " params | true; echo ${PIPESTATUS[0]}";

  const Ended ended = Process{"/bin/bash", {"-c", command}, {}}.wait();

  EXPECT_EQ(ended.out, "0\n");
  EXPECT_EQ(ended.err, "");
}

TEST(Output, ThereIsNoColourWhereThereIsNoTerminal) {
  EXPECT_THAT(with_input({"reach", "-"}, two_services()).out, Not(HasSubstr("\x1b")));
}

TEST(Output, ThereIsColourWhereItIsAskedFor) {
  EXPECT_THAT(with_input({"reach", "-", "--color", "always"}, two_services()).out,
              HasSubstr("\x1b["));
}

TEST(Output, ATerminalWithoutUtf8GetsAscii) {
  Process::Setting setting;
  setting.input = two_services();
  setting.environment = {"LC_ALL=C"};

  const Ended ended = isthmus({"explain", "-", "web", "api"}, setting);

  EXPECT_THAT(ended.out, HasSubstr("web -> api"));
  for (const char c : ended.out) ASSERT_GE(c, 0) << "not ASCII";
}

TEST(Output, HelpBeginsWithExamples) {
  const Ended ended = isthmus({"explain", "--help"});

  EXPECT_EQ(ended.status, 0);
  EXPECT_LT(ended.out.find("examples"), ended.out.find("options"));
  EXPECT_EQ(isthmus({"help", "explain"}).out, ended.out);
  EXPECT_EQ(isthmus({"explain", "-h"}).out, ended.out);
}

TEST(Output, AnInterruptedRunKeepsWhatThereIs) {
  Process::Setting setting;
  setting.input = two_services();
  Process process{ISTHMUS_PROGRAM, {"run", "-", "-n", "100000", "-o", "json"}, setting};
  std::this_thread::sleep_for(std::chrono::milliseconds{700});

  process.send(SIGINT);
  const Ended ended = process.wait();

  EXPECT_EQ(ended.status, 130);
  const auto run = json_of(ended);
  EXPECT_EQ(run["interrupted"], true);
  EXPECT_LT(run["replications"], 100000);
}

TEST(Output, TheLastLinesSayHowToDoItAgain) {
  const std::string text =
      with_input({"run", "-", "--set", "traffic[0].rate=100/s"}, two_services()).out;

  EXPECT_THAT(text, HasSubstr("Reproduce    isthmus run - --set 'traffic[0].rate=100/s' --seed 7"));
}

}  // namespace
}  // namespace isthmus::cli_test
