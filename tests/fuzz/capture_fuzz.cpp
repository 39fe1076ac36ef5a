// Any bytes as a capture file: flows or a diagnostic, never a crash.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "sim/capture/read_capture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace isthmus;
  constexpr std::size_t kept_max = 4096;
  const std::span<const std::byte> file{reinterpret_cast<const std::byte*>(data), size};
  const auto capture = capture::read_capture(file, "fuzz", kept_max);
  const bool is_sound =
      capture ? capture->packets >= capture->flows.size() : !capture.error().empty();
  if (!is_sound) std::abort();
  if (!capture) return 0;
  for (const capture::CapturedFlow& flow : capture->flows) {
    if (flow.first_bytes.size() > kept_max) std::abort();
  }
  return 0;
}
