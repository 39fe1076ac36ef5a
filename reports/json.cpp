#include "reports/document_writers.hpp"
#include "sim/base/json_writer.hpp"

namespace isthmus::reports {
namespace {

class Writer {
 public:
  Writer(std::ostream& out, JsonWriter::Style style) : json_{out, style} {}

  void write(const Value& value) {
    std::visit([this](const auto& held) { one(held); }, value.held());
  }

 private:
  void one(std::monostate) { json_.null(); }
  void one(const Value::List& list) {
    json_.array([&] {
      for (const Value& item : list) write(item);
    });
  }
  void one(const Value::Object& object) {
    json_.object([&] {
      for (std::size_t i = 0; i < object.keys.size(); ++i) {
        json_.key(object.keys[i]);
        write(object.values[i]);
      }
    });
  }
  template <class Scalar>
  void one(const Scalar& scalar) {
    json_.value(scalar);
  }

  JsonWriter json_;
};

}  // namespace

void write_json(std::ostream& out, const Value& document, JsonStyle style) {
  Writer{out,
         style == JsonStyle::indented ? JsonWriter::Style::indented : JsonWriter::Style::compact}
      .write(document);
  out << '\n';
}

}  // namespace isthmus::reports
