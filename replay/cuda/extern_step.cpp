#include "parser/source.hpp"
#include "replay/cuda/step.hpp"
#include "replay/plan/extern_program.hpp"

namespace ireplay {

std::unique_ptr<CudaStep> make_extern_step(const Step& step, CudaContext& context) {
  if (step.op_kind == "collective") return make_collective_step(step, context);
  if (auto attention = make_attention_step(step.call, context)) return attention;
  if (auto program = make_extern_program_step(step, context)) return program;
  if (!has_part<SolverPart>(step) || context.solver != nullptr)  // the engine has said so
    context.warnings.push_back(step.name + ": " + step.call.function + " runs on the CPU: no kernel yet");
  return make_cpu_extern_step(step, context);
}

}  // namespace ireplay
