#include "sim/results/trace.hpp"

#include "sim/base/expects.hpp"

namespace isthmus::results {

std::string_view text(TraceReason reason) {
  switch (reason) {
    case TraceReason::sampled:
      return "sampled";
    case TraceReason::around_p99:
      return "around the p99";
    case TraceReason::failed:
      return "failed";
    case TraceReason::dialled:
      return "dialled";
  }
  ISTHMUS_EXPECTS(false);
}

std::string_view text(TraceStage stage) {
  switch (stage) {
    case TraceStage::under_way:
      return "under way";
    case TraceStage::request:
      return "request";
    case TraceStage::service:
      return "work";
    case TraceStage::calls:
      return "waits for calls";
    case TraceStage::response:
      return "response";
    case TraceStage::connect:
      return "connect";
    case TraceStage::hello:
      return "hello";
    case TraceStage::handshake:
      return "handshake";
    case TraceStage::link:
      return "on the link";
  }
  ISTHMUS_EXPECTS(false);
}

}  // namespace isthmus::results
