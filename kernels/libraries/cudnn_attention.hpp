#pragma once

#include <memory>

#include "kernels/libraries/attention.hpp"
#include "kernels/libraries/cudnn_graph.hpp"

/// The graphs that cuDNN's attention engines look for: products with the softmax of the scores between them,
/// written out in elementary operations. The engines go by patterns: which operations there are and their
/// order must be as they are here (cudnn-frontend's CompositeSDPANode and CompositeSDPABackwardNode write the
/// same).
namespace ireplay {

/// The graph, and the values on the host that it reads when it runs.
struct AttentionGraph {
  CudnnGraph graph;
  const CudnnDescriptor* finished = nullptr;
  float scale = 1, hidden = 0, one = 1;
};

/// `handle`: see CudnnGraph::finish. Null where it is known that no engine takes the problem, or that one
/// which does is wrong.
std::shared_ptr<AttentionGraph> make_attention_graph(const AttentionProblem& problem, cudnnHandle_t handle);
std::shared_ptr<AttentionGraph> make_attention_graph(const AttentionGradientProblem& problem,
                                                     cudnnHandle_t handle);

}  // namespace ireplay
