#include "sim/session/questions.hpp"

namespace isthmus::session {

Diagnostics check(const Study& study) {
  Diagnostics found = study.diagnostics;
  Diagnostics answered = analysis::answer(analysis::CheckQuestion{}, study.evidence());
  found.insert(found.end(), std::make_move_iterator(answered.begin()),
               std::make_move_iterator(answered.end()));
  sort_by_place(found);
  return found;
}

analysis::Explanation explain(const Study& study, model::ServiceId from, model::ServiceId to) {
  return analysis::answer(analysis::ExplainQuestion{from, to}, study.evidence());
}

analysis::ReachMatrix reach(const Study& study, analysis::ReachScope scope) {
  return analysis::answer(analysis::ReachQuestion{scope}, study.evidence());
}

}  // namespace isthmus::session
