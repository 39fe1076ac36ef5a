// `run --watch` beside somebody who edits.
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

using support::file_text;
using support::write_file;
using testing::HasSubstr;

/// A mesh that web reaches over gateways of its partition or straight, as the mode says.
std::string mesh(const std::string& mode, const std::string& rate = "200/s") {
  return "isthmus: 1\nname: watched\npartitions:\n  default:\n    mesh_gateway: {replicas: 1}\n"
         "    services:\n      web:\n        proxy:\n          upstreams:\n"
         "            - {destination_name: api, destination_partition: other, local_bind_port: 1,"
         " mesh_gateway: {mode: " +
         mode +
         "}}\n"
         "  other:\n    mesh_gateway: {replicas: 1}\n    services:\n      api: {service_time: "
         "2ms}\n"
         "config_entries:\n"
         "  - {Kind: exported-services, Name: other, Services: [{Name: api, Consumers: "
         "[{Partition: default}]}]}\n"
         "traffic:\n  - {name: users, from: web, to: other/api, rate: " +
         rate +
         "}\n"
         "run: {seed: 7, replications: 4, duration: 10s, warmup: 1s}\n";
}

/// The program at work, and what it has written so far.
class Watching {
 public:
  explicit Watching(const Words& more = {}) : process_{start(more)} {}

  void edit(const std::string& text) const { write_file(scenario_, text); }

  /// Waits until `text` has been written since the last call; false after half a minute.
  bool sees(const std::string& text) {
    for (int i = 0; i < 600; ++i) {
      const std::string all = file_text(folder_ / "seen");
      const std::size_t at = all.find(text, from_);
      if (at != std::string::npos) {
        last_ = all.substr(from_);
        from_ = all.size();
        return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return false;
  }
  /// What was written up to the text that was waited for, and behind it.
  const std::string& last() const { return last_; }

  Ended interrupt() {
    process_.send(SIGINT);
    return process_.wait();
  }
  std::string file(const std::string& name) const { return file_text(folder_ / name); }

 private:
  Process start(const Words& more) {
    edit(mesh("local"));
    Words words = {"-c", "exec \"$0\" run mesh.yaml --watch \"$@\" >seen 2>&1", ISTHMUS_PROGRAM};
    words.insert(words.end(), more.begin(), more.end());
    Process::Setting setting;
    setting.folder = folder_.path();
    return Process{"/bin/sh", words, setting};
  }

  TemporaryFolder folder_;
  std::string scenario_ = folder_ / "mesh.yaml";
  std::size_t from_ = 0;
  std::string last_;
  Process process_;
};

TEST(Watch, SaysWhatMovedAfterAChange) {
  Watching run;
  ASSERT_TRUE(run.sees("watching 1 file"));

  run.edit(mesh("remote"));

  ASSERT_TRUE(run.sees("watching 1 file"));
  EXPECT_THAT(run.last(), HasSubstr("changed: mesh.yaml"));
  EXPECT_THAT(run.last(), HasSubstr("rerouted"));
  EXPECT_THAT(run.last(), HasSubstr("web → other/api"));
  EXPECT_EQ(run.interrupt().status, 0);
}

TEST(Watch, ComplainsAboutAMistakeAndGoesOn) {
  Watching run;
  ASSERT_TRUE(run.sees("watching 1 file"));

  run.edit(mesh("lokal"));
  ASSERT_TRUE(run.sees("watching 1 file"));
  EXPECT_THAT(run.last(), HasSubstr("unknown-gateway-mode"));
  run.edit(mesh("remote"));

  ASSERT_TRUE(run.sees("watching 1 file"));
  EXPECT_THAT(run.last(), HasSubstr("rerouted"));
  run.interrupt();
}

TEST(Watch, WritesItsFilesAgain) {
  Watching run{{"--write", "run.json"}};
  ASSERT_TRUE(run.sees("watching 1 file"));
  const auto before = nlohmann::json::parse(run.file("run.json"));

  run.edit(mesh("local", "100/s"));

  ASSERT_TRUE(run.sees("watching 1 file"));
  const auto after = nlohmann::json::parse(run.file("run.json"));
  EXPECT_LT(after["requests"], before["requests"]);
  run.interrupt();
}

TEST(Watch, BeginsAgainWhereThePlanIsAnother) {
  Watching run;
  ASSERT_TRUE(run.sees("watching 1 file"));
  std::string changed = mesh("local");
  changed.replace(changed.find("seed: 7"), 7, "seed: 8");

  run.edit(changed);

  ASSERT_TRUE(run.sees("watching 1 file"));
  EXPECT_THAT(run.last(), HasSubstr("seed 8"));
  EXPECT_THAT(run.last(), HasSubstr("Reproduce"));
  run.interrupt();
}

TEST(Watch, CannotSeeStandardInputNorWriteOneDocument) {
  EXPECT_EQ(with_input({"run", "-", "--watch"}, mesh("local")).status, 2);
  EXPECT_EQ(isthmus({"run", "mesh.yaml", "--watch", "-o", "json"}).status, 2);
}

}  // namespace
}  // namespace isthmus::cli_test
