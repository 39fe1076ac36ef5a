#include "sim/cli/descriptor_output.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <ostream>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace isthmus::cli {
namespace {

TEST(DescriptorOutput, WhatIsWrittenArrivesOnceItIsFlushed) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  DescriptorOutput output{ends[1]};
  std::ostream out{&output};

  out << "a name: " << 12 << '\n' << std::flush;

  std::array<char, 64> buffer{};
  const ::ssize_t read = ::read(ends[0], buffer.data(), buffer.size());
  EXPECT_EQ(std::string(buffer.data(), static_cast<std::size_t>(read)), "a name: 12\n");
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(DescriptorOutput, LeavesNothingOutOfALongAnswer) {
  const support::TemporaryFolder folder;
  const std::string path = folder / "answer";
  const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_RDWR, 0600);
  ASSERT_GE(file, 0);
  DescriptorOutput output{file};
  std::ostream out{&output};
  std::string expected;

  for (int i = 0; i < 50'000; ++i) {
    const std::string line = "line " + std::to_string(i) + "\n";
    out << line;
    expected += line;
  }
  out.flush();

  std::string found(expected.size() + 1, '\0');
  const ::ssize_t read = ::pread(file, found.data(), found.size(), 0);
  found.resize(static_cast<std::size_t>(read));
  EXPECT_TRUE(found == expected);
  EXPECT_EQ(output.failed(), 0);
  ::close(file);
}

TEST(DescriptorOutput, TellsThatAWriteFailedAndWritesNoMore) {
  const int full = ::open("/dev/full", O_WRONLY);
  ASSERT_GE(full, 0);
  DescriptorOutput output{full};
  std::ostream out{&output};

  out << "text" << std::flush;

  EXPECT_EQ(output.failed(), ENOSPC);
  EXPECT_FALSE(out);
  ::close(full);
}

}  // namespace
}  // namespace isthmus::cli
