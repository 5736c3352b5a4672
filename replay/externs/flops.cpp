#include "replay/externs/flops.hpp"

#include <algorithm>

#include "replay/externs/shared/attention.hpp"

namespace ireplay {
namespace {

std::int64_t product_flops(const ExternFrame& frame, std::string_view a, std::string_view b) {
  const Dims& left = frame.args().tensor(a).size;
  const Dims& right = frame.args().tensor(b).size;
  return right.empty() ? 0 : numel({2, numel(left), right.back()});
}

std::int64_t flops_by_size(const ExternFrame& frame, const Dims& narrow) {
  const Dims& weight = frame.args().tensor("weight").size;
  if (weight.size() < 3 || narrow.size() < 3 || weight[0] == 0) return 0;
  return numel({2, numel(narrow), numel(weight) / weight[0]});
}

/// Products of scores with keys and with values, half of them behind a causal mask.
std::int64_t attention_products(const ExternFrame& frame, std::int64_t with_key, std::int64_t with_value) {
  const Dims& q = frame.args().tensor("query").size;
  const Dims& k = frame.args().tensor("key").size;
  const Dims& v = frame.args().tensor("value").size;
  if (q.size() != 4 || k.size() != 4 || v.size() != 4) return 0;
  const std::int64_t scores = numel({q[0], q[1], q[2], k[2]});
  const std::int64_t of_keys = numel({2, scores, with_key, q[3]}) / 2,
                     of_values = numel({2, scores, with_value, v[3]}) / 2;
  return is_causal(frame) ? of_keys + of_values : numel({2, of_keys + of_values});
}

}  // namespace

std::int64_t mm_flops(const ExternFrame& frame) { return product_flops(frame, "self", "mat2"); }
std::int64_t addmm_flops(const ExternFrame& frame) { return product_flops(frame, "mat1", "mat2"); }
std::int64_t baddbmm_flops(const ExternFrame& frame) { return product_flops(frame, "batch1", "batch2"); }
std::int64_t mm_plus_mm_flops(const ExternFrame& frame) {
  return product_flops(frame, "a", "b") + product_flops(frame, "c", "d");
}

std::int64_t grouped_mm_flops(const ExternFrame& frame) {
  const Dims& a = frame.args().tensor("self").size;
  const Dims& b = frame.args().tensor("mat2").size;
  return a.empty() || b.empty() ? 0 : numel({2, numel(a), b.back()});
}

std::int64_t conv1x1_flops(const ExternFrame& frame) {
  const Dims& w = frame.args().tensor("w").size;
  return w.empty() ? 0 : numel({2, numel(frame.args().tensor("x").size), w[0]});
}

std::int64_t int8_flops(const ExternFrame& frame) {
  const Dims &self = frame.args().tensor("self").size, &weight = frame.args().tensor("mat2").size;
  return self.size() == 2 && weight.size() == 2 ? 2 * self[0] * self[1] * weight[0] : 0;
}

std::int64_t linear_flops(const ExternFrame& frame) {
  const Dims& weight = frame.args().tensor("weight").size;
  return weight.empty() ? 0 : numel({2, numel(frame.args().tensor("input").size), weight[0]});
}

std::int64_t linear_cross_entropy_flops(const ExternFrame& frame) {
  const Dims& weight = frame.args().tensor("linear_weight").size;
  const std::int64_t products = 1 + (frame.wants(1) ? 1 : 0) + (frame.wants(2) ? 1 : 0);
  return weight.empty() ? 0 : numel({2, products, numel(frame.args().tensor("input").size), weight[0]});
}

std::int64_t convolution_flops(const ExternFrame& frame) {
  if (frame.args().flag("transposed")) return flops_by_size(frame, frame.args().tensor("input").size);
  return frame.wants(0) ? flops_by_size(frame, frame.result(0).size) : 0;
}

std::int64_t convolution_backward_flops(const ExternFrame& frame) {
  const std::vector<bool> mask = frame.args().flags("output_mask");
  const std::int64_t products =
      std::count(mask.begin(), mask.begin() + std::min<std::ptrdiff_t>(2, mask.end() - mask.begin()), true);
  return products *
         flops_by_size(frame,
                       frame.args().tensor(frame.args().flag("transposed") ? "input" : "grad_output").size);
}

std::int64_t attention_flops(const ExternFrame& frame) { return attention_products(frame, 1, 1); }
std::int64_t attention_backward_flops(const ExternFrame& frame) { return attention_products(frame, 3, 2); }
std::int64_t cdist_flops(const ExternFrame& frame) {
  const Dims& rows = frame.args().tensor("x1").size;
  return rows.empty() || !frame.wants(0) ? 0 : 2 * numel(frame.result(0).size) * rows.back();
}

}  // namespace ireplay
