#pragma once

#include <cstdint>
#include <vector>

#include "replay/plan/plan.hpp"

namespace ireplay {

/// Plan::buffers that a step reads from outside of it and those it writes, each once, in order of use.
struct StepBuffers {
  std::vector<std::int32_t> reads, writes;

  explicit StepBuffers(const Step& step);
};

}  // namespace ireplay
