#include "parser/source.hpp"
#include "replay/cuda/step.hpp"

namespace ireplay {
namespace {

/// Calls that move no data.
class EmptyStep : public CudaStep {
 public:
  EmptyStep() { kernel = "nothing"; }
  void launch(cudaStream_t) override {}
};

}  // namespace

std::unique_ptr<CudaStep> make_extern_step(const Step& step, CudaContext& context) {
  const ExternRow* row = find_extern(step.call);
  if (row != nullptr && row->cpu == "nothing") return std::make_unique<EmptyStep>();
  if (auto attention = make_attention_step(step.call, context)) return attention;
  if (auto sort = make_sort_step(step.call, context)) return sort;
  if (auto program = make_extern_program_step(step, context)) return program;
  const bool lacks_solver = row != nullptr && row->on_device_by("cuSOLVER") && context.solver == nullptr;
  if (!lacks_solver)  // the engine has said so
    context.warnings.push_back(step.name + ": " + step.call.function + " runs on the CPU: no kernel yet");
  return make_cpu_extern_step(step.call, context);
}

}  // namespace ireplay
