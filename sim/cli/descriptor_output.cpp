#include "sim/cli/descriptor_output.hpp"

#include <string_view>

#include "sim/cli/file_writer.hpp"

namespace isthmus::cli {
namespace {

constexpr std::size_t held_max = 64 * 1024;

}  // namespace

DescriptorOutput::DescriptorOutput(int descriptor) : descriptor_{descriptor}, held_(held_max) {
  setp(held_.data(), held_.data() + held_.size());
}

bool DescriptorOutput::empty_out() {
  if (failed_ == 0) {
    failed_ = write_all(descriptor_, {pbase(), static_cast<std::size_t>(pptr() - pbase())});
  }
  setp(held_.data(), held_.data() + held_.size());
  return failed_ == 0;
}

DescriptorOutput::int_type DescriptorOutput::overflow(int_type next) {
  if (!empty_out()) return traits_type::eof();
  if (!traits_type::eq_int_type(next, traits_type::eof())) {
    sputc(traits_type::to_char_type(next));
  }
  return traits_type::not_eof(next);
}

int DescriptorOutput::sync() { return empty_out() ? 0 : -1; }

}  // namespace isthmus::cli
