#include "replay/report/step_buffers.hpp"

#include <algorithm>

#include "replay/passes/dataflow.hpp"

namespace ireplay {
namespace {

bool has(const std::vector<std::int32_t>& list, std::int32_t buffer) {
  return std::find(list.begin(), list.end(), buffer) != list.end();
}

void add(std::vector<std::int32_t>& list, std::int32_t buffer) {
  if (!has(list, buffer)) list.push_back(buffer);
}

}  // namespace

StepBuffers::StepBuffers(const Step& step) {
  for (const LoopProgram& program : step.programs)
    for (const BufferUse& use : program.buffers) {
      if (use.read && !has(writes, use.buffer)) add(reads, use.buffer);
      if (use.written) add(writes, use.buffer);
    }
  for_each_tensor(step.call, [&](const TensorView& view) {
    if (view.buffer != kNone) add(reads, view.buffer);
  });
  for (const std::int32_t result : step.call.results)
    if (result != kNone) add(writes, result);
  const bool in_place = step.kind == Step::Kind::extern_call && step.call.results.empty() && !reads.empty();
  if (in_place) add(writes, reads.front());
}

}  // namespace ireplay
