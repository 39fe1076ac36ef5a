// Where the paths of one site live: they never move, and drafts are used again.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "sim/dataplane/path.hpp"

namespace isthmus::dataplane {

class PathArena {
 public:
  /// `count` paths side by side, to stay until the end of the run.
  Path* keep(std::size_t count) {
    blocks_.push_back(std::make_unique<Path[]>(count));
    return blocks_.back().get();
  }

  /// An empty draft, which draft_done() takes back.
  Path* new_draft() {
    if (free_.empty()) {
      Path* block = keep(block_size);
      for (std::size_t i = block_size; i-- > 0;) free_.push_back(block + i);
    }
    Path* draft = free_.back();
    free_.pop_back();
    *draft = Path{};
    return draft;
  }
  void draft_done(Path* draft) { free_.push_back(draft); }

 private:
  static constexpr std::size_t block_size = 16;
  std::vector<std::unique_ptr<Path[]>> blocks_;
  std::vector<Path*> free_;
};

}  // namespace isthmus::dataplane
