#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kernels/libraries/dnn.hpp"
#include "kernels/libraries/gemm.hpp"
#include "kernels/libraries/solver.hpp"
#include "replay/cuda/interpreter/launches.hpp"
#include "replay/cuda/memory.hpp"
#include "replay/engine.hpp"

/// A step of a plan made ready for the device: everything chosen and allocated, only launches left.
namespace ireplay {

class Communicators;
class KernelCompiler;
class KernelTuner;

class CudaStep {
 public:
  virtual ~CudaStep() = default;
  virtual void launch(cudaStream_t stream) = 0;
  /// Waits for what the first launch needs (kernels that are being compiled) and times what is to be chosen
  /// by time, which may write over memory. What `kernel` and `schedule` say is final after it.
  virtual void prepare() {}
  /// False where the step waits for the device or the host, so that no CUDA graph can hold it.
  virtual bool capturable() const { return true; }
  std::string kernel, algorithm, schedule;  // StepResult
};

/// Each null where it cannot be loaded or is not wanted.
struct CudaLibraries {
  GemmLibrary* gemm = nullptr;
  DnnLibrary* dnn = nullptr;
  SolverLibrary* solver = nullptr;
  Communicators* communicators = nullptr;  // of a run with other ranks
};

/// What steps are made with.
struct CudaContext : CudaLibraries {
  const Plan& plan;
  DeviceMemory& memory;
  const RunOptions& options;
  DeviceShape shape;
  DeviceFault* fault = nullptr;
  cudaStream_t stream = nullptr;
  KernelCompiler* compiler = nullptr;             // null: prebuilt kernels only
  KernelTuner* tuner = nullptr;                   // null: schedules are the model's
  bool programmatic = false;                      // the device knows programmatic edges between kernels
  std::vector<const LoopProgram*> programs = {};  // by DeviceProgram::number
  std::vector<std::string> warnings = {};
  TemporaryPool temporaries = {};
};

/// Loop programs on the machine, or where it cannot run them on the CPU.
std::unique_ptr<CudaStep> make_loop_step(const std::vector<LoopProgram>& programs, CudaContext& context);
std::unique_ptr<CudaStep> make_extern_step(const Step& step, CudaContext& context);

/// One program whose `buffers` lie at `addresses` instead of in the plan.
std::unique_ptr<CudaStep> make_program_step(const LoopProgram& program,
                                            const std::vector<std::byte*>& addresses, CudaContext& context);

/// The CPU implementation of a step, on copies of all storages that it names.
std::unique_ptr<CudaStep> make_cpu_loop_step(const LoopProgram& program, CudaContext& context);
std::unique_ptr<CudaStep> make_cpu_extern_step(const Step& step, CudaContext& context);

/// A collective with the other ranks, through NCCL.
std::unique_ptr<CudaStep> make_collective_step(const Step& step, CudaContext& context);

/// Attention through cuDNN; null for other calls and for what it does not take.
std::unique_ptr<CudaStep> make_attention_step(const ExternCall& call, CudaContext& context);

/// A loop program with sorts: what is sorted and what follows on the machine, the sorting kernels in between.
/// Null where the parts cannot run apart.
std::unique_ptr<CudaStep> make_sorting_step(const LoopProgram& program, CudaContext& context);

/// The call as its parts (replay/plan/extern_program.hpp); null for what has none.
std::unique_ptr<CudaStep> make_extern_program_step(const Step& step, CudaContext& context);

}  // namespace ireplay
