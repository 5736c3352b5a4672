#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "kernels/scalar/dtype.hpp"

/// Attention as libraries know it: softmax(scale * Q K^T + bias) V of each head, and its gradients, without a
/// matrix of scores in memory.
namespace ireplay {

/// A tensor (B, H, L, E) in device memory; strides in elements. Elements of a row lie next to each other,
/// rows begin at multiples of 16 bytes.
struct AttentionTensor {
  void* data = nullptr;
  std::array<std::int64_t, 4> stride{};
};

/// What is added to the scores: (B or 1, H or 1, rows, columns), repeated where it is 1; one row for all has
/// a stride of 0. No `data`: nothing is.
struct AttentionBias : AttentionTensor {
  DType dtype = DType::bf16;
  std::array<std::int64_t, 4> size{};
};

/// What both directions read.
struct AttentionOperands {
  DType dtype = DType::bf16;  // of all but bias and logsumexp: f16 or bf16; sums are float32
  std::int64_t batch = 0, heads = 0, rows = 0, columns = 0, depth = 0, value_depth = 0;
  std::int64_t shared_heads = 0;  // of key and value: heads / shared_heads query heads use one of them
  AttentionTensor query, key, value;
  AttentionBias bias;
  double scale = 1;
  bool causal = false;  // row i sees columns 0 ... i
};

struct AttentionProblem {
  AttentionOperands of;
  AttentionTensor out;
  AttentionTensor logsumexp;  // (B, H, L, 1) of float32; no `data` where it is not wanted
};

/// The gradients of query, key and value. Those of the query are sums of float32 in an order that varies, as
/// PyTorch's are.
struct AttentionGradientProblem {
  AttentionOperands of;
  AttentionTensor out, logsumexp, grad_out;  // logsumexp: (B, H, L, 1) of float32
  AttentionTensor grad_query, grad_key, grad_value;
  void* workspace = nullptr;  // of `attention_gradient_bytes`
};

/// The workspace: a number of float32 for each row, to a multiple of 256 bytes, then the sums of the query's
/// gradient.
inline std::size_t attention_row_bytes(const AttentionOperands& of) {
  return (static_cast<std::size_t>(of.batch * of.heads * of.rows) * sizeof(float) + 255) / 256 * 256;
}
inline std::size_t attention_gradient_bytes(const AttentionOperands& of) {
  return attention_row_bytes(of) +
         static_cast<std::size_t>(of.batch * of.heads * of.rows * of.depth) * sizeof(float);
}

}  // namespace ireplay
