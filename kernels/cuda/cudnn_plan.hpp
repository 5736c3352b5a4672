#pragma once

#include <bitset>
#include <memory>
#include <optional>
#include <vector>

#include "kernels/cuda/cudnn.hpp"
#include "kernels/cuda/device.hpp"

/// From a finalized operation graph to something that runs: the engines that take it, and one of them with
/// the places of the tensors.
namespace ireplay {

/// What all plans on a device share.
struct CudnnSession {
  CudnnHandle handle;
  DeviceBuffer workspace;  // as large as any plan's

  /// False where there is not that much memory.
  bool reserve(std::size_t bytes, cudaStream_t stream);
};

struct CudnnEngine {
  CudnnDescriptor configuration{CUDNN_BACKEND_ENGINECFG_DESCRIPTOR};
  std::int64_t number = 0;                             // the library's
  std::bitset<CUDNN_NUMERICAL_NOTE_TYPE_COUNT> notes;  // cudnnBackendNumericalNote_t
  bool compiles = false;                               // at run time
};

/// Every engine that takes the graph, best first by the library's own estimate.
std::vector<CudnnEngine> find_engines(const CudnnDescriptor& graph);

/// A tensor of the graph by its unique id.
struct CudnnBinding {
  std::int64_t id = 0;
  void* data = nullptr;  // of a tensor by value: on the host
};

/// A graph by one engine.
class CudnnPlan {
 public:
  /// `graph` owns the descriptors that the plan refers to.
  CudnnPlan(std::shared_ptr<const void> graph, CudnnEngine engine, std::vector<CudnnBinding> bindings,
            CudnnSession& session);

  /// Throws CudaError where the library fails.
  void launch(cudaStream_t stream) const;
  /// Whether it runs here. The first run is made.
  bool works(cudaStream_t stream) const;
  /// Of some runs, in microseconds.
  double measured_us(cudaStream_t stream) const;
  std::int64_t engine_number() const { return engine_.number; }

 private:
  cudnnStatus_t run(cudaStream_t stream) const;
  void make_pack() const;

  std::shared_ptr<const void> graph_;
  CudnnEngine engine_;
  std::vector<CudnnBinding> bindings_;
  CudnnSession& session_;
  CudnnDescriptor plan_{CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR};
  std::int64_t workspace_bytes_ = 0;
  mutable std::optional<CudnnDescriptor> pack_;  // of this workspace
  mutable std::byte* pack_workspace_ = nullptr;
};

/// The fastest of the first engines that work, or the first one where `measures` is false; null where none
/// does. Engines that have to be compiled at run time are asked last. What the graph writes is overwritten.
std::unique_ptr<CudnnPlan> choose_plan(const std::shared_ptr<const void>& graph,
                                       std::vector<CudnnEngine> engines,
                                       const std::vector<CudnnBinding>& bindings, bool measures,
                                       CudnnSession& session, cudaStream_t stream);

}  // namespace ireplay
