#include "sim/mesh/export_index.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "sim/mesh/exports.hpp"

namespace isthmus::mesh {
namespace {

constexpr const char* names[] = {"*", "a", "b", "c", "consul", "d"};
constexpr const char* namespaces[] = {"default", "dev", "*"};
constexpr const char* partitions[] = {"default", "east", "west"};

ExportedServices random_entry(std::mt19937_64& random) {
  ExportedServices entry;
  entry.partition = "east";
  for (std::size_t i = random() % 8; i > 0; --i) {
    ExportedService& item = entry.services.emplace_back();
    item.name = names[random() % std::size(names)];
    item.namespace_ = namespaces[random() % (item.name == "*" ? 3 : 2)];
    for (std::size_t c = random() % 3; c > 0; --c) {
      item.consumers.emplace_back().partition = partitions[random() % std::size(partitions)];
    }
  }
  return entry;
}

TEST(ExportIndex, AnswersWhatAWalkAlongTheEntryAnswers) {
  std::mt19937_64 random{5};
  for (int world = 0; world < 2000; ++world) {
    const ExportedServices entry = random_entry(random);
    const ExportIndex index{entry};
    for (const char* name : names) {
      for (const char* namespace_ : {"default", "dev"}) {
        for (const char* consumer : partitions) {
          const ServiceName service{"east", namespace_, name};
          ASSERT_EQ(index.is_visible(&entry, service, consumer),
                    is_visible(&entry, service, consumer))
              << "world " << world << ": " << full_text(service) << " to " << consumer;
        }
      }
    }
  }
}

TEST(ExportIndex, WithoutAnEntryOnlyTheOwnPartitionSees) {
  const ExportIndex index;

  EXPECT_TRUE(index.is_visible(nullptr, {"east", "default", "a"}, "east"));
  EXPECT_FALSE(index.is_visible(nullptr, {"east", "default", "a"}, "west"));
}

}  // namespace
}  // namespace isthmus::mesh
