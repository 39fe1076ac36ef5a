#include "sim/dataplane/call_program.hpp"

namespace isthmus::dataplane {
namespace {

using Kind = model::CallStep::Kind;

class Layout {
 public:
  CallProgram lay_out(const std::vector<model::CallStep>& steps) {
    if (steps.empty()) return {};
    model::CallStep whole;
    whole.kind = Kind::sequence;
    whole.steps = steps;
    add(whole, Kind::sequence);
    return std::move(program_);
  }

 private:
  std::uint32_t add(const model::CallStep& step, Kind around) {
    const auto index = static_cast<std::uint32_t>(program_.nodes.size());
    program_.nodes.emplace_back();
    CallNode node;
    node.probability = step.probability;
    if (node.probability < Ratio::of(1)) node.draws = program_.stream_count++;
    if (step.count > 1) {
      model::CallStep one = step;
      one.count = 1;
      one.probability = Ratio::of(1);
      node.kind = around;
      node.children.assign(step.count, add(one, around));
    } else {
      node.kind = step.kind;
      node.ignores_errors = step.on_error == model::OnError::ignore;
      node.traffic = static_cast<std::uint32_t>(step.traffic.is_some() ? step.traffic.index() : 0);
      for (const model::CallStep& inner : step.steps) {
        node.children.push_back(add(inner, step.kind));
      }
    }
    program_.nodes[index] = std::move(node);
    return index;
  }

  CallProgram program_;
};

}  // namespace

CallProgram program_of(const std::vector<model::CallStep>& steps) {
  return Layout{}.lay_out(steps);
}

}  // namespace isthmus::dataplane
