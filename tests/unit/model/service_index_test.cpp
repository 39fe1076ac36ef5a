#include "sim/model/service_index.hpp"

#include <gtest/gtest.h>

#include <string>

namespace isthmus::model {
namespace {

/// Partitions of two datacenters with services of the same names, in the order of a Model.
Model same_names_everywhere() {
  Model model;
  for (const char* datacenter : {"dc1", "dc2"}) {
    for (const char* partition : {"default", "finance"}) {
      const PartitionId home{model.partitions.size()};
      Partition& added = model.partitions.emplace_back();
      added.name = partition;
      added.datacenter = datacenter;
      for (const char* namespace_ : {"default", "dev"}) {
        for (int i = 0; i < 50; ++i) {
          Service& service = model.services.emplace_back();
          service.name = {partition, namespace_, "s" + std::to_string(100 + i)};
          if (added.datacenter != model.consul.datacenter) service.name.away = added.datacenter;
          service.partition = home;
        }
      }
    }
  }
  return model;
}

TEST(ServiceIndex, FindsEveryServiceAsTheModelDoes) {
  const Model model = same_names_everywhere();
  const ServiceIndex index{model};

  for (const Service& service : model.services) {
    const std::string& datacenter = model[service.partition].datacenter;
    const mesh::ServiceName called = mesh::at_home(service.name);
    const ServiceId found = index.find(model, datacenter, called);
    ASSERT_EQ(found, model.find_service(datacenter, called)) << full_text(service.name);
    ASSERT_TRUE(found.is_some());
    ASSERT_EQ(index.find(model, service.name), found);
  }
}

TEST(ServiceIndex, FindsNothingUnderANameThatIsNotThere) {
  const Model model = same_names_everywhere();
  const ServiceIndex index{model};

  EXPECT_FALSE(index.find(model, "dc1", {"default", "default", "s99"}).is_some());
  EXPECT_FALSE(index.find(model, "dc3", {"default", "default", "s100"}).is_some());
  EXPECT_FALSE(index.find(model, "dc1", {"other", "default", "s100"}).is_some());
}

TEST(ServiceIndex, OfAnEmptyModelFindsNothing) {
  const Model model;

  EXPECT_FALSE(ServiceIndex{model}.find(model, "dc1", {"default", "default", "a"}).is_some());
}

}  // namespace
}  // namespace isthmus::model
