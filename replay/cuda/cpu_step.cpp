// Steps that no kernel covers yet: the CPU's own implementation on copies of the storages.
#include <algorithm>
#include <map>

#include "replay/cpu/loops.hpp"
#include "replay/cpu/run_call.hpp"
#include "replay/cuda/step.hpp"

namespace ireplay {
namespace {

/// Host copies of some storages.
class Mirror {
 public:
  explicit Mirror(CudaContext& context) : plan_(context.plan), memory_(context.memory) {}

  void add(std::int32_t buffer) {
    const std::int32_t storage = plan_.buffers[static_cast<std::size_t>(buffer)].storage;
    if (storage != kNone) copies_.try_emplace(storage);
  }

  void download(cudaStream_t stream) {
    for (auto& [storage, copy] : copies_) {
      copy.resize(static_cast<std::size_t>(memory_.storage_bytes(storage)));
      IREPLAY_CUDA_CALL(cudaMemcpyAsync(copy.data(), memory_.storage(storage), copy.size(),
                                        cudaMemcpyDeviceToHost, stream));
    }
    IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream));
  }
  void upload(cudaStream_t stream) {
    for (auto& [storage, copy] : copies_)
      IREPLAY_CUDA_CALL(cudaMemcpyAsync(memory_.storage(storage), copy.data(), copy.size(),
                                        cudaMemcpyHostToDevice, stream));
    IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream));
  }

  HostView view(const TensorView& tensor) {
    const PlanBuffer& buffer = plan_.buffers[static_cast<std::size_t>(tensor.buffer)];
    memory_.address(tensor);  // throws where the view leaves its storage
    std::byte* data = copies_.at(buffer.storage).data();
    return {data + tensor.offset * static_cast<std::int64_t>(bytes_of(tensor.dtype)), tensor.dtype,
            tensor.size, tensor.stride};
  }
  HostBuffer buffer(const BufferUse& use) {
    const PlanBuffer& from = plan_.buffers[static_cast<std::size_t>(use.buffer)];
    std::byte* data = copies_.at(from.storage).data();
    return {from.name, data + from.offset * static_cast<std::int64_t>(bytes_of(from.dtype)), use.dtype,
            use.extent};
  }

 private:
  const Plan& plan_;
  DeviceMemory& memory_;
  std::map<std::int32_t, std::vector<std::byte>> copies_;
};

class CpuLoopStep : public CudaStep {
 public:
  CpuLoopStep(const LoopProgram& program, CudaContext& context) : program_(program), mirror_(context) {
    kernel = "cpu fallback";
    for (const BufferUse& use : program.buffers) mirror_.add(use.buffer);
  }
  void launch(cudaStream_t stream) override {
    mirror_.download(stream);
    std::vector<HostBuffer> buffers;
    for (const BufferUse& use : program_.buffers) buffers.push_back(mirror_.buffer(use));
    run_loops(program_, buffers, {});
    mirror_.upload(stream);
  }
  bool capturable() const override { return false; }

 private:
  const LoopProgram& program_;
  Mirror mirror_;
};

class CpuExternStep : public CudaStep {
 public:
  CpuExternStep(const Step& step, CudaContext& context) : step_(step), plan_(context.plan), mirror_(context) {
    kernel = "cpu fallback";
    for (const ExternArgument& argument : step.call.arguments) add(argument.value);
    for (std::int32_t result : step.call.results)
      if (result != kNone) mirror_.add(result);
  }
  void launch(cudaStream_t stream) override {
    mirror_.download(stream);
    run_call_cpu(step_, plan_, [this](const TensorView& tensor) { return mirror_.view(tensor); });
    mirror_.upload(stream);
  }
  bool capturable() const override { return false; }

 private:
  void add(const ExternValue& value) {
    if (const auto* tensor = std::get_if<TensorView>(&value.value)) mirror_.add(tensor->buffer);
    if (const auto* list = std::get_if<ExternList>(&value.value))
      for (const ExternValue& member : *list) add(member);
  }

  const Step& step_;
  const Plan& plan_;
  Mirror mirror_;
};

}  // namespace

std::unique_ptr<CudaStep> make_cpu_loop_step(const LoopProgram& program, CudaContext& context) {
  return std::make_unique<CpuLoopStep>(program, context);
}

std::unique_ptr<CudaStep> make_cpu_extern_step(const Step& step, CudaContext& context) {
  return std::make_unique<CpuExternStep>(step, context);
}

}  // namespace ireplay
