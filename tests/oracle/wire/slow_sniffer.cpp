#include "tests/oracle/wire/slow_sniffer.hpp"

#include <algorithm>
#include <sstream>

namespace isthmus::oracle {
namespace {

struct Undecided {};

struct Verdict {
  std::string outcome;
  std::string reason;
  std::size_t offset;
};

using Bytes = std::vector<unsigned>;

std::string as_text(const Bytes& bytes) {
  std::string text;
  for (const unsigned byte : bytes) text += static_cast<char>(byte);
  return text;
}

/// Reads a vector of bytes; running out of them is the verdict given.
struct Fields {
  Bytes bytes;
  std::vector<std::size_t> places;  ///< The stream offset of each byte, and one more for the end.
  std::size_t at = 0;

  std::size_t left() const { return bytes.size() - at; }
  std::size_t place() const { return places[at]; }

  [[noreturn]] void malformed(const std::string& reason, std::size_t place_of_it) const {
    throw Verdict{"malformed", reason, place_of_it};
  }
  std::size_t number(std::size_t width, const std::string& reason, std::size_t place_of_it) {
    if (left() < width) malformed(reason, place_of_it);
    std::size_t n = 0;
    for (std::size_t i = 0; i < width; ++i) n = n * 256 + bytes[at++];
    return n;
  }
  Fields part(std::size_t size, const std::string& reason, std::size_t place_of_it) {
    if (left() < size) malformed(reason, place_of_it);
    const auto b = static_cast<std::ptrdiff_t>(at);
    const auto e = static_cast<std::ptrdiff_t>(at + size);
    at += size;
    return {{bytes.begin() + b, bytes.begin() + e}, {places.begin() + b, places.begin() + e + 1}};
  }
};

struct Stream {
  Bytes bytes;
  std::size_t limit;

  unsigned byte(std::size_t at) const {
    if (at >= bytes.size()) throw Undecided{};
    return bytes[at];
  }
};

/// The whole handshake message, with the place of each of its bytes.
struct Message {
  Fields fields;
  std::size_t records = 0;
  std::size_t end = 0;
};

void check_type_and_version(const Stream& stream, std::size_t at) {
  const unsigned type = stream.byte(at);
  if (at == 0 && (type < 0x14 || type > 0x18)) throw Verdict{"not_tls", "first_byte", 0};
  if (at == 0 && stream.byte(1) != 3) {
    if (type == 0x16) throw Verdict{"not_tls", "record_version", 1};
    throw Verdict{"not_tls", "first_byte", 0};
  }
  if (type != 0x16) throw Verdict{"malformed", "unexpected_record_type", at};
  if (stream.byte(at + 1) != 3) throw Verdict{"malformed", "record_version", at + 1};
}

/// Judges what is known of the message header; the length once all of it is there.
void check_message_header(const Fields& so_far, std::size_t limit) {
  if (so_far.bytes.size() > 0 && so_far.bytes[0] != 1) {
    throw Verdict{"malformed", "unexpected_handshake_type", so_far.places[0]};
  }
  if (so_far.bytes.size() < 4) return;
  const std::size_t length = so_far.bytes[1] * 65536UL + so_far.bytes[2] * 256UL + so_far.bytes[3];
  if (so_far.places[3] + 1 + length > limit) {
    throw Verdict{"too_large", "message_length", so_far.places[3]};
  }
}

Message read_message(const Stream& stream) {
  Message message;
  Fields& f = message.fields;
  std::size_t at = 0;
  int empty = 0;
  for (;;) {
    if (at + 5 > stream.limit) throw Verdict{"too_large", "record_end", at};
    check_type_and_version(stream, at);
    const std::size_t high = stream.byte(at + 3);
    const std::size_t size = high * 256 + stream.byte(at + 4);
    if (size > 16384) throw Verdict{"malformed", "record_overflow", at + 3};
    empty = size == 0 ? empty + 1 : 0;
    if (empty > 32) throw Verdict{"malformed", "too_many_empty_records", at};
    if (at + 5 + size > stream.limit) throw Verdict{"too_large", "record_end", at + 3};
    for (std::size_t i = at + 5; i < at + 5 + size; ++i) {
      f.bytes.push_back(stream.byte(i));
      f.places.push_back(i);
      if (f.bytes.size() <= 4) check_message_header(f, stream.limit);
    }
    at += 5 + size;
    if (size != 0) ++message.records;
    if (f.bytes.size() < 4) continue;
    const std::size_t whole = 4 + f.bytes[1] * 65536UL + f.bytes[2] * 256UL + f.bytes[3];
    if (f.bytes.size() > whole) f.malformed("excess_handshake_data", f.places[whole]);
    if (f.bytes.size() == whole) break;
  }
  f.places.push_back(at);
  f.at = 4;
  message.end = at;
  return message;
}

std::string read_server_name(Fields extension, std::size_t start) {
  const std::size_t size = extension.number(2, "sni_list_length", start);
  Fields list = extension.part(size, "sni_list_length", start);
  if (extension.left() != 0) extension.malformed("sni_trailing", extension.place());
  if (list.left() < 3) list.malformed("sni_entry", start);
  const std::size_t entry = list.place();
  const std::size_t type = list.number(1, "sni_entry", entry);
  const std::size_t length_at = list.place();
  const std::size_t length = list.number(2, "sni_entry", length_at);
  const Fields name = list.part(length, "sni_entry", length_at);
  if (list.left() != 0) list.malformed("sni_more_than_one_entry", list.place());
  if (type != 0) list.malformed("sni_name_type", entry);
  if (length == 0 || length > 255) list.malformed("sni_name_length", length_at);
  if (std::count(name.bytes.begin(), name.bytes.end(), 0U) != 0) {
    name.malformed("sni_nul", name.places[0]);
  }
  return as_text(name.bytes);
}

void read_alpn(Fields extension, SlowAnswer& answer) {
  std::vector<std::string> names;
  try {
    const std::size_t size = extension.number(2, "alpn", 0);
    Fields list = extension.part(size, "alpn", 0);
    if (size < 2 || extension.left() != 0) list.malformed("alpn", 0);
    while (list.left() != 0) {
      const std::size_t length = list.number(1, "alpn", 0);
      if (length == 0) list.malformed("alpn", 0);
      names.push_back(as_text(list.part(length, "alpn", 0).bytes));
    }
    answer.alpn = names;
  } catch (const Verdict&) {
    answer.alpn_malformed = true;
  }
}

struct Extension {
  std::size_t type;
  std::size_t place;
  Fields data;
};

std::vector<Extension> read_extensions(Fields& body) {
  std::vector<Extension> all;
  if (body.left() == 0) return all;
  const std::size_t start = body.place();
  const std::size_t size = body.number(2, "extensions_length", start);
  Fields block = body.part(size, "extensions_length", start);
  if (body.left() != 0) body.malformed("trailing_after_extensions", body.place());
  while (block.left() != 0) {
    const std::size_t at = block.place();
    const std::size_t type = block.number(2, "extension_length", at);
    const std::size_t length = block.number(2, "extension_length", at);
    Fields data = block.part(length, "extension_length", at);
    for (const Extension& other : all) {
      if (other.type == type) block.malformed("duplicate_extension", at);
    }
    all.push_back({type, at, data});
  }
  return all;
}

void read_hello(Fields body, SlowAnswer& answer) {
  if (body.left() < 35) body.malformed("short_body", body.place());
  const std::size_t version_at = body.place();
  const std::size_t version = body.number(2, "short_body", version_at);
  if (version < 0x0301 || version > 0x0304) body.malformed("legacy_version", version_at);
  body.part(32, "short_body", version_at);
  std::size_t at = body.place();
  const std::size_t session = body.number(1, "session_id", at);
  if (session > 32) body.malformed("session_id", at);
  body.part(session, "session_id", at);
  at = body.place();
  const std::size_t ciphers = body.number(2, "cipher_suites", at);
  if (ciphers == 0 || ciphers % 2 == 1) body.malformed("cipher_suites", at);
  body.part(ciphers, "cipher_suites", at);
  at = body.place();
  const std::size_t methods = body.number(1, "compression", at);
  if (methods == 0) body.malformed("compression", at);
  const Fields compression = body.part(methods, "compression", at);
  if (std::count(compression.bytes.begin(), compression.bytes.end(), 0U) == 0) {
    body.malformed("compression_no_null", at);
  }
  const std::vector<Extension> extensions = read_extensions(body);
  for (const Extension& e : extensions) {
    if (e.type == 0) answer.name = read_server_name(e.data, e.place);
  }
  for (const Extension& e : extensions) {
    if (e.type == 16) read_alpn(e.data, answer);
    if (e.type == 0xfe0d) answer.ech = true;
  }
}

void read_sslv2(const Stream& stream, SlowAnswer& answer) {
  if (stream.limit < 5) throw Verdict{"too_large", "record_end", 0};
  if (stream.byte(2) != 1 || stream.byte(3) != 3) throw Verdict{"not_tls", "first_byte", 0};
  const std::size_t size = (stream.byte(0) - 128UL) * 256 + stream.byte(1);
  if (size < 9 || size > 4096) throw Verdict{"malformed", "sslv2_length", 0};
  if (size + 2 > stream.limit) throw Verdict{"too_large", "record_end", 0};
  stream.byte(size + 1);
  if (stream.byte(4) < 1 || stream.byte(4) > 4) throw Verdict{"malformed", "sslv2_version", 3};
  const auto number = [&](std::size_t at) { return stream.byte(at) * 256UL + stream.byte(at + 1); };
  const std::size_t ciphers = number(5);
  if (ciphers % 3 != 0 || 9 + ciphers + number(7) + number(9) != size) {
    throw Verdict{"malformed", "sslv2", 5};
  }
  bool tls_cipher = false;
  for (std::size_t i = 0; i < ciphers; i += 3) tls_cipher |= stream.byte(11 + i) == 0;
  if (!tls_cipher) throw Verdict{"malformed", "sslv2_no_cipher", 11};
  answer.outcome = "no_sni";
  answer.sslv2 = true;
  answer.records = 1;
  answer.hello_bytes = size + 2;
}

SlowAnswer judge(const Stream& stream) {
  SlowAnswer answer;
  if (!stream.bytes.empty() && stream.bytes[0] >= 0x80) {
    read_sslv2(stream, answer);
    return answer;
  }
  const Message message = read_message(stream);
  read_hello(message.fields, answer);
  answer.outcome = answer.name.empty() ? "no_sni" : "sni";
  answer.records = message.records;
  answer.hello_bytes = message.end;
  return answer;
}

std::string escaped(const std::string& text) {
  std::ostringstream out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f && byte != '\\') {
      out << c;
    } else {
      out << "\\x" << std::hex << (byte >> 4) << (byte & 15) << std::dec;
    }
  }
  return out.str();
}

}  // namespace

SlowAnswer slow_sniff(std::span<const std::byte> stream, std::size_t limit) {
  Stream seen{{}, limit};
  for (std::size_t i = 0; i < std::min(stream.size(), limit); ++i) {
    seen.bytes.push_back(std::to_integer<unsigned>(stream[i]));
  }
  try {
    return judge(seen);
  } catch (const Undecided&) {
    return {};
  } catch (const Verdict& verdict) {
    SlowAnswer answer;
    answer.outcome = verdict.outcome;
    answer.reason = verdict.reason;
    answer.offset = verdict.offset;
    return answer;
  }
}

std::string shown(const SlowAnswer& answer) {
  std::ostringstream line;
  line << answer.outcome << ' ' << answer.reason << " at " << answer.offset
       << " name=" << escaped(answer.name) << " alpn=";
  for (const std::string& name : answer.alpn) line << escaped(name) << ',';
  line << (answer.alpn_malformed ? " alpn_malformed" : "") << (answer.ech ? " ech" : "")
       << (answer.sslv2 ? " sslv2" : "") << " records=" << answer.records
       << " hello_bytes=" << answer.hello_bytes;
  return line.str();
}

}  // namespace isthmus::oracle
