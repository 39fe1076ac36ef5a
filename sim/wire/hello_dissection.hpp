// Every field of a hello with its place: what `isthmus sni` and the GUI show. Not for the hot path;
// routing uses sniff().
//
// A dissection goes as far as the bytes make sense and never complains: it is also there to look at
// what sniff() refused, up to the field that was wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus::wire {

/// One field, or a group of fields (those that follow it with a greater depth lie inside it).
///
/// Units   `offset` and `end` are stream offsets of the first byte and of the one after the last;
///         between them may lie record headers, which are not part of the field and not counted in
///         `bytes`.
struct HelloField {
  std::uint32_t offset;
  std::uint32_t end;
  std::uint32_t bytes;
  int depth;
  std::string name;   ///< As the RFCs spell it: "legacy_version"; empty for one code of a list.
  std::string value;  ///< For people; control characters are escaped.
};

struct HelloDissection {
  std::vector<HelloField> fields;  ///< In stream order: records first, then the message.
  bool is_complete = false;        ///< The message was there to its end and every part fitted.

  // What fingerprints are made of, in the client's order, GREASE included.
  std::uint16_t legacy_version = 0;
  std::vector<std::uint16_t> ciphers;
  std::vector<std::uint16_t> extensions;
  std::vector<std::uint16_t> groups;
  std::vector<std::uint16_t> point_formats;
  std::vector<std::uint16_t> signatures;
  std::vector<std::uint16_t> versions;
  std::string first_alpn;
};

/// Takes apart the ClientHello at the start of `stream`.
///
/// Limits   looks at `limit` bytes at most. A hello in SSLv2 format has no fields.
HelloDissection dissect(std::span<const std::byte> stream, std::size_t limit);

}  // namespace isthmus::wire
