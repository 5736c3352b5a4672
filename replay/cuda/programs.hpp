#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "replay/cuda/step.hpp"
#include "replay/plan/extern_program.hpp"

/// Steps that library calls are made of.
namespace ireplay {

/// A strided tensor in device memory.
struct DeviceTensor {
  std::byte* data = nullptr;
  DType dtype = DType::f32;
  Dims size, stride;
};

using DeviceTensorOf = std::function<DeviceTensor(const TensorView&)>;

/// The kernels of kernels/sort/; null for what they do not take.
std::unique_ptr<CudaStep> make_sort_step(const SortPart& part, const DeviceTensorOf& tensor_of,
                                         CudaContext& context);

/// `to` = `from`, converted to its type. Sizes are equal; strides of 0 repeat.
std::unique_ptr<CudaStep> make_copy_step(const DeviceTensor& from, const DeviceTensor& to,
                                         CudaContext& context);

/// A step that keeps the program it runs; the program's `buffers` lie at `addresses`. `label` stands in front
/// of its kernel's name.
std::unique_ptr<CudaStep> make_owned_step(std::unique_ptr<LoopProgram> program,
                                          const std::vector<std::byte*>& addresses, CudaContext& context,
                                          std::string label = {});

/// What of a library's candidates is timed: nothing where nothing is to be tuned, small problems in runs that
/// are measured.
Measuring measuring(const CudaContext& context);

/// What a library runs, and steps around it: copies into layouts that it takes, and out of the one it wrote.
class LibraryStep : public CudaStep {
 public:
  /// Not `capturable`: a library that may wait for the device.
  explicit LibraryStep(std::string library, bool capturable = true) : capturable_(capturable) {
    kernel = std::move(library);
  }
  void before(std::unique_ptr<CudaStep> step) { before_.push_back(std::move(step)); }
  void after(std::unique_ptr<CudaStep> step) { after_.push_back(std::move(step)); }
  void set(std::unique_ptr<LibraryPlan> plan) {
    algorithm = plan->algorithm();
    plan_ = std::move(plan);
  }
  void prepare() override;
  void launch(cudaStream_t stream) override;
  bool capturable() const override { return capturable_; }

 private:
  bool capturable_;
  std::vector<std::unique_ptr<CudaStep>> before_, after_;
  std::unique_ptr<LibraryPlan> plan_;
};

/// Several steps one after the other, named by what their kernels have in front of ": ".
std::unique_ptr<CudaStep> make_sequence(std::vector<std::unique_ptr<CudaStep>> steps);

/// Of steps that do the same the one that is fastest here: timed when it is prepared, and kept by the
/// context's tuner, which must be there, under `texts`, one for each.
std::unique_ptr<CudaStep> make_fastest_step(std::vector<std::unique_ptr<CudaStep>> steps,
                                            std::vector<std::string> texts, CudaContext& context);

}  // namespace ireplay
