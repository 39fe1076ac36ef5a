// A ClientHello taken apart: its fields as a tree, its bytes beside them, each lighting up the
// other.
#pragma once

#include <QPlainTextEdit>
#include <QTreeWidget>
#include <QWidget>
#include <cstddef>
#include <vector>

#include "gui/explained.hpp"
#include "gui/look.hpp"

namespace isthmus::gui {

class HelloView : public QWidget {
  Q_OBJECT

 public:
  explicit HelloView(const Look& look, QWidget* parent = nullptr);

  void show_hello(ExplainedPtr explained);
  /// The field that gateways route by.
  void select_server_name();

  QTreeWidget& fields() { return fields_; }
  QPlainTextEdit& bytes() { return bytes_; }
  /// The bytes that are lit, as [offset, end).
  std::pair<std::size_t, std::size_t> lit() const { return lit_; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fill();
  void light(std::size_t field);

  const Look& look_;
  ExplainedPtr explained_;
  QTreeWidget fields_;
  QPlainTextEdit bytes_;
  std::pair<std::size_t, std::size_t> lit_{};
  std::size_t per_line_ = 8;  ///< Bytes in a line.
};

/// "0000  16 03 01 …  ...." with so many bytes in a line.
QString hex_dump(const std::vector<std::byte>& bytes, std::size_t per_line);

}  // namespace isthmus::gui
