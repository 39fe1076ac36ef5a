#include "reports/figure_text.hpp"
#include "reports/texts.hpp"

namespace isthmus::reports {

void write_check_text(std::ostream& out, const session::Study& study,
                      const Diagnostics& diagnostics, const TextStyle& style) {
  out << diagnostics_text(diagnostics, study.sources, style.colour);
  if (has_errors(diagnostics)) return;
  const std::string sum = "✓ " + study.path + ": nothing stands in the way of " +
                          counted(study.routes.routes.size(), "upstream") + " (" +
                          counted(study.files_read, "file") + " read, " +
                          counted(study.model.partitions.size(), "partition") + ", " +
                          counted(study.model.services.size(), "service") + ")";
  out << painted(spelled(sum, style), Ink::good, style) << '\n';
}

}  // namespace isthmus::reports
