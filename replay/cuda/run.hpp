#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "replay/cuda/original_step.hpp"
#include "replay/cuda/step.hpp"
#include "replay/cuda/timing/sampler.hpp"
#include "replay/cuda/tuner.hpp"

/// One run of a plan on the device: memory, steps, the checked run, the timed ones.
namespace ireplay {

class CudaReplay {
 public:
  CudaReplay(const Plan& plan, const TensorMap& inputs, const RunOptions& options, const DeviceFacts& facts,
             const CudaLibraries& libraries, KernelCompiler* compiler, cudaStream_t stream);
  RunResult run();

 private:
  void make_steps();
  /// Those on the graph's own kernels, and nothing for steps that these compute too: `computed` by step.
  void make_original_steps(std::vector<bool>& computed);
  bool wants_original(const PlacedGroup& group) const;
  std::optional<std::string> why_not(const PlacedGroup& group);
  void note_originals();
  /// Stops the run with the fault that the device has noted, if it has.
  void check_fault() const;
  void checked_run();
  TensorMap run_again(const TensorMap& variant);
  /// Until the stream is done; with other ranks, while they are there.
  void wait() const;
  /// Whether all ranks say so; without others the own word.
  bool all(bool own) const;
  void keep_collected(std::size_t step);
  TensorMap outputs() const;
  void keep_intermediates(std::size_t step);

  void measure();
  double timed_launches(std::vector<std::vector<double>>& samples);
  double timed_graph(const GraphExec& graph, bool cold);
  Timing graph_timing(Sampler& sampler, const GraphExec& graph, bool cold);
  bool capturable() const;
  void launch_all();
  void flush_l2();
  void note_clocks(const Sampler& sampler);
  void compare_again();
  /// Of the memory of each output, in the plan's order.
  std::vector<unsigned long long> digests() const;

  const Plan& plan_;
  const TensorMap& inputs_;
  const RunOptions& options_;
  const DeviceFacts& facts_;
  cudaStream_t stream_;
  DeviceMemory memory_;
  DeviceBuffer fault_, flush_;
  KernelTuner tuner_;
  CudaContext context_;
  OriginalPlaces places_;
  OriginalLauncher launcher_;
  std::vector<std::unique_ptr<CudaStep>> steps_;  // by Plan::steps; null: nothing to do
  double event_us_ = 0;                           // that two events are apart of themselves
  double host_us_ = 0;                            // that the host took to queue all steps
  std::vector<Event> events_;
  RunResult result_;
  std::vector<unsigned long long> digests_;  // after the checked run
};

}  // namespace ireplay
