#pragma once

#include <array>
#include <cstdint>

#include "kernels/scalar/dtype.hpp"

namespace ireplay {

/// softmax(scale * Q K^T) V of each head, without a matrix of scores in memory. Tensors are (B, H, L, E) by
/// their strides in elements; elements of a row lie next to each other, rows begin at multiples of 16 bytes.
struct AttentionProblem {
  using Strides = std::array<std::int64_t, 4>;
  DType dtype = DType::bf16;  // of all four: f16 or bf16; sums are float32
  std::int64_t batch = 0, heads = 0, rows = 0, columns = 0, depth = 0, value_depth = 0;
  std::int64_t shared_heads = 0;  // of key and value: heads / shared_heads query heads use one of them
  Strides query_stride{}, key_stride{}, value_stride{}, out_stride{};
  void *query = nullptr, *key = nullptr, *value = nullptr, *out = nullptr;
  void* logsumexp = nullptr;  // dense (B, H, L) of float32; null where it is not wanted
  double scale = 1;
  bool causal = false;  // row i sees columns 0 ... i
};

}  // namespace ireplay
