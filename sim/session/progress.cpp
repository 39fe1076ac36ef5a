#include "sim/session/progress.hpp"

namespace isthmus::session {

OnProgress part_of_many(const OnProgress& all, std::string name, std::size_t runs_done,
                        std::size_t runs) {
  if (!all) return {};
  return [=](Progress now) {
    now.run = name;
    now.runs_done = runs_done;
    now.runs = runs;
    all(now);
  };
}

OnProgress numbered(const OnProgress& all) {
  if (!all) return {};
  return [all, begun = std::size_t{0}](const Progress& now) mutable {
    if (now.done == 0) ++begun;
    part_of_many(all, "trial " + std::to_string(begun), begun - 1, 0)(now);
  };
}

}  // namespace isthmus::session
