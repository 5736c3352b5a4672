#include "app/repeat_check.hpp"

#include <algorithm>

#include "replay/passes/dataflow.hpp"

namespace ireplay {
namespace {

std::int64_t count_differing(const HostTensor& a, const HostTensor& b) {
  const auto elements = static_cast<std::size_t>(std::max<std::int64_t>(1, numel(a.size)));
  const std::size_t width = a.data.size() / elements;
  if (a.data.size() != b.data.size() || width == 0) return numel(a.size);
  std::int64_t differing = 0;
  for (std::size_t at = 0; at < a.data.size(); at += width)
    differing += !std::equal(a.data.begin() + static_cast<std::ptrdiff_t>(at),
                             a.data.begin() + static_cast<std::ptrdiff_t>(at + width),
                             b.data.begin() + static_cast<std::ptrdiff_t>(at));
  return differing;
}

void find_first_buffer(RepeatReport& report, Engine& engine, const Plan& plan, const TensorMap& inputs,
                       RunOptions run) {
  run.keep_intermediates = true;
  const TensorMap a = engine.run(plan, inputs, run).intermediates;
  const TensorMap b = engine.run(plan, inputs, run).intermediates;
  for (const Step& step : plan.steps)
    for (const std::int32_t buffer : written_buffers(step)) {
      const std::string& name = buffer_of(plan, buffer).name;
      const auto of_a = a.find(name), of_b = b.find(name);
      if (of_a == a.end() || of_b == b.end() || of_a->second.data == of_b->second.data) continue;
      report.op = step.name;
      report.buffer = name;
      return;
    }
}

}  // namespace

RepeatReport check_repeats(Engine& engine, const Plan& plan, const TensorMap& inputs, RunOptions run,
                           const TensorMap& first, int runs) {
  run.measure = false;
  RepeatReport report{.runs = runs};
  for (int k = 1; k < runs && report.equal; ++k) {
    const TensorMap again = engine.run(plan, inputs, run).outputs;
    for (const PlanOutput& output : plan.outputs) {
      const auto was = first.find(output.key), is = again.find(output.key);
      if (was == first.end() || is == again.end() || was->second.data == is->second.data) continue;
      report.equal = false;
      report.output = output.key;
      report.differing = count_differing(was->second, is->second);
      break;
    }
  }
  if (!report.equal) find_first_buffer(report, engine, plan, inputs, run);
  return report;
}

}  // namespace ireplay
