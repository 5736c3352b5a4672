#pragma once

#include <bitset>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernels/compiled/cache.hpp"
#include "kernels/device/device.hpp"
#include "kernels/libraries/cudnn.hpp"

/// From a finalized operation graph to something that runs: the engines that take it, and one of them with
/// the places of the tensors.
namespace ireplay {

struct CudnnExecutable;

/// A problem without its addresses; begins with its kind.
using CudnnKey = std::vector<std::int64_t>;
enum CudnnKind : std::int64_t { kCudnnConvolution, kCudnnAttention, kCudnnAttentionGradient };

/// What all plans on a device share.
struct CudnnSession {
  CudnnHandle handle;
  DeviceBuffer workspace;                                            // as large as any plan's
  std::map<CudnnKey, std::shared_ptr<const CudnnExecutable>> known;  // null: no engine takes it
  FileCache cache{""};                                               // of plans, from run to run
  std::string device;                                                // what a plan of the cache is for

  /// False where there is not that much memory.
  bool reserve(std::size_t bytes, cudaStream_t stream);
};

struct CudnnEngine {
  CudnnDescriptor configuration{CUDNN_BACKEND_ENGINECFG_DESCRIPTOR};
  std::int64_t number = 0;                             // the library's
  std::bitset<CUDNN_NUMERICAL_NOTE_TYPE_COUNT> notes;  // cudnnBackendNumericalNote_t
  bool compiles = false;                               // at run time
  std::size_t rank = 0;                                // among those for the graph, by the library's estimate
};

/// Every engine that takes the graph, best first by the library's own estimate. `properties`: of the device,
/// for a graph that was made without a handle.
std::vector<CudnnEngine> find_engines(const CudnnDescriptor& graph,
                                      const CudnnDescriptor* properties = nullptr);

/// A tensor of the graph by its unique id.
struct CudnnBinding {
  std::int64_t id = 0;
  void* data = nullptr;  // of a tensor by value: on the host
};

/// A graph by one engine, for tensors anywhere.
struct CudnnExecutable {
  CudnnExecutable(std::shared_ptr<const void> of_graph, CudnnEngine by_engine, const CudnnSession& session);
  /// Of what `saved` gave for an equal graph; its `plan` is bad where the library does not take it.
  CudnnExecutable(std::shared_ptr<const void> of_graph, std::span<const std::byte> saved,
                  const CudnnSession& session);
  /// The engine's number and the plan in the library's own form, with what was compiled for it. Empty where
  /// the library cannot give it.
  std::vector<std::byte> saved() const;

  std::shared_ptr<const void> graph;  // owns the descriptors that the plan refers to
  CudnnEngine engine;
  CudnnDescriptor plan{CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR};
  std::int64_t workspace_bytes = 0;
};

/// An executable with its tensors.
class CudnnPlan {
 public:
  /// `values` owns what bindings by value point to.
  CudnnPlan(std::shared_ptr<const CudnnExecutable> executable, std::shared_ptr<const void> values,
            std::vector<CudnnBinding> bindings, CudnnSession& session);

  /// Throws CudaError where the library fails.
  void launch(cudaStream_t stream) const;
  /// Whether it runs here. The first run is made.
  bool works(cudaStream_t stream) const;
  const std::shared_ptr<const CudnnExecutable>& executable() const { return executable_; }

 private:
  cudnnStatus_t run(cudaStream_t stream) const;
  void make_pack() const;

  std::shared_ptr<const CudnnExecutable> executable_;
  std::shared_ptr<const void> values_;
  std::vector<CudnnBinding> bindings_;
  CudnnSession& session_;
  mutable std::optional<CudnnDescriptor> pack_;  // of this workspace
  mutable std::byte* pack_workspace_ = nullptr;
};

/// A problem ready to be planned.
struct CudnnProblem {
  CudnnKey key;                       // equal keys: equal graphs, but for addresses and values
  std::shared_ptr<const void> owner;  // of the graph's descriptors and of values
  const CudnnDescriptor* graph = nullptr;
  std::vector<CudnnBinding> bindings;
  std::function<bool(const CudnnEngine&)> may_run;
  bool measures = false;
  bool keeps = true;  // false: what is found without measuring is for this process, and others like it
};

/// The fastest of the first engines that work, or the first one where none are to be measured; found once for
/// each key. Null where none works. Engines that have to be compiled at run time, which takes as
/// long as a second, are asked last, but for one that the library itself puts first: depthwise convolutions
/// and attention have no other fast one. The session's cache is asked first, and keeps what was found. What
/// the graph writes is overwritten.
std::unique_ptr<CudnnPlan> find_plan(const CudnnProblem& problem, CudnnSession& session, cudaStream_t stream);

}  // namespace ireplay
