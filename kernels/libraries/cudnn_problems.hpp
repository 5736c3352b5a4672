#pragma once

#include <optional>
#include <string>

#include "kernels/libraries/cudnn_plan.hpp"
#include "kernels/libraries/dnn.hpp"

namespace ireplay {

/// Null where the library does not take the problem.
std::unique_ptr<LibraryPlan> make_cudnn_convolution(const ConvolutionProblem& problem, CudnnSession& session,
                                                    cudaStream_t stream, Measuring measuring);
std::unique_ptr<LibraryPlan> make_cudnn_attention(const AttentionProblem& problem, CudnnSession& session,
                                                  cudaStream_t stream);
std::unique_ptr<LibraryPlan> make_cudnn_attention(const AttentionGradientProblem& problem,
                                                  CudnnSession& session, cudaStream_t stream);

/// The library's name of a type.
std::optional<cudnnDataType_t> cudnn_type(DType dtype);

/// A plan under the name of what it does.
class NamedCudnnPlan : public LibraryPlan {
 public:
  NamedCudnnPlan(const std::string& what, std::unique_ptr<CudnnPlan> plan)
      : name_("cudnn:" + what + "/" + std::to_string(plan->executable()->engine.number)),
        plan_(std::move(plan)) {}
  void launch(cudaStream_t stream) override { plan_->launch(stream); }
  const std::string& algorithm() const override { return name_; }

 private:
  std::string name_;
  std::unique_ptr<CudnnPlan> plan_;
};

}  // namespace ireplay
