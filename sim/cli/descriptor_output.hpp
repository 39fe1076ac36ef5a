// A stream into a file descriptor: what is written leaves as it comes, in large pieces, so that no
// answer has to fit into memory twice.
#pragma once

#include <cstddef>
#include <streambuf>
#include <vector>

namespace isthmus::cli {

/// The buffer of such a stream. It does not own the descriptor. What is still held has to be
/// flushed by the stream; after a write that failed, nothing more is written.
class DescriptorOutput : public std::streambuf {
 public:
  explicit DescriptorOutput(int descriptor);

  /// 0, or the errno of the write that failed.
  int failed() const { return failed_; }

 protected:
  int_type overflow(int_type next) override;
  int sync() override;

 private:
  bool empty_out();

  int descriptor_;
  int failed_ = 0;
  std::vector<char> held_;
};

}  // namespace isthmus::cli
