// Any bytes: taking them apart and reporting on them never fails, and never contradicts the
// verdict.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "sim/wire/hello_text.hpp"

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
  }
  const std::string text = wire::hello_text(report, wire::HelloDetail::fields);
  for (const char c : text) require(c == '\n' || (c >= ' ' && c < 0x7f), "text is printable");
  std::ostringstream out;
  JsonWriter json{out};
  wire::write_json(json, report, wire::HelloDetail::fields);
  require(!out.str().empty(), "there is always a report");
  return 0;
}
