#include "sim/model/defaults.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace isthmus::model {
namespace {

TEST(Defaults, EachNumberHasASourceAndADate) {
  for (const Parameter& one : parameters()) {
    EXPECT_FALSE(one.value.empty()) << one.name;
    EXPECT_FALSE(one.source.empty()) << one.name;
    EXPECT_FALSE(one.as_of.empty()) << one.name;
  }
}

TEST(Defaults, WhatNobodyPublishedIsMarked) {
  for (const Parameter& one : parameters()) {
    EXPECT_TRUE(one.estimate || !one.source.starts_with("Assumed")) << one.name;
  }
}

TEST(Defaults, EachNameStandsOnce) {
  std::set<std::string> names;
  for (const Parameter& one : parameters()) EXPECT_TRUE(names.insert(one.name).second) << one.name;
}

TEST(Defaults, TheNetworksNumbersAreListedToo) {
  EXPECT_GT(parameters().size(), default_parameters().size());
}

TEST(Defaults, AreReadByName) {
  EXPECT_EQ(default_text("defaults.mesh_gateway.connect_timeout"), "5s");
}

}  // namespace
}  // namespace isthmus::model
