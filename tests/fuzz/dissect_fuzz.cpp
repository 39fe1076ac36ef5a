// Any bytes: taking them apart never fails, and what is shown of a field cannot drive a terminal.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "sim/wire/hello_report.hpp"

namespace {

void require(bool truth, const char* what) {
  if (truth) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace isthmus;
  const std::span<const std::byte> stream{reinterpret_cast<const std::byte*>(data), size};
  const wire::HelloReport report = wire::hello_report(stream);
  for (const wire::HelloField& field : report.dissection.fields) {
    require(field.offset <= field.end && field.end <= size, "every field lies in the stream");
    require(field.bytes <= field.end - field.offset, "a field is not larger than its place");
    for (const char c : field.name + field.value) {
      require(c >= ' ' && c < 0x7f, "what is shown of a field is printable");
    }
  }
  return 0;
}
