#pragma once

#include <string>

#include "tests/support/extern_device.hpp"

namespace ireplay {

/// One attention call. Query heads are `heads * group`.
struct AttentionCase {
  std::string kernel = "flash";  // or "efficient", "cudnn"
  bool backward = false;
  DType dtype = DType::bf16;
  std::int64_t batch = 1, heads = 1, group = 1, rows = 1, columns = 1, depth = 8, value_depth = 8;
  bool causal = false;
  std::string bias;  // which dimensions of "bhlk" are not 1; empty: none; of no meaning for "flash"
  bool bias_gradient = false;
  std::string scale = "0.3";
};

std::string to_text(const AttentionCase& at);

/// aten._scaled_dot_product_<kernel>_attention[_backward] on random operands; of the backward call, the
/// forward results are the CPU's. Results: output and logsumexp; the gradients.
CallCase make_attention_call(const AttentionCase& at, RandomNumbers& random);

/// A case of any kernel with few rows and heads, of f16 or bf16 unless `dtype` says another.
AttentionCase draw_attention_case(RandomNumbers& random, bool backward);

}  // namespace ireplay
