#include "replay/externs/flops.hpp"

#include "replay/externs/shared/attention.hpp"

namespace ireplay {
namespace {

/// Products of scores with keys and with values, half of them behind a causal mask.
std::int64_t attention_products(const ExternFrame& frame, std::int64_t with_key, std::int64_t with_value) {
  const Dims& q = frame.args().tensor("query").size;
  const Dims& k = frame.args().tensor("key").size;
  const Dims& v = frame.args().tensor("value").size;
  if (q.size() != 4 || k.size() != 4 || v.size() != 4) return 0;
  const std::size_t rows = frame.facts().heads_behind_rows ? 1 : 2;
  const std::int64_t scores = numel({q[0], q[1], q[2], k[rows]});
  const std::int64_t of_keys = numel({2, scores, with_key, q[3]}) / 2,
                     of_values = numel({2, scores, with_value, v[3]}) / 2;
  return is_causal(frame) ? of_keys + of_values : numel({2, of_keys + of_values});
}

}  // namespace

std::int64_t flops_of(const Step& step, const Plan& plan) {
  const ExternRow* row = find_extern(step.call);
  if (row == nullptr || step.parts == nullptr) return 0;
  if (row->facts.flops != nullptr) return row->facts.flops(ExternFrame(*row, step.call, plan, {}, 0));
  return product_flops(*step.parts);
}

std::int64_t grouped_mm_flops(const ExternFrame& frame) {
  const Dims& a = frame.args().tensor("self").size;
  const Dims& b = frame.args().tensor("mat2").size;
  return a.empty() || b.empty() ? 0 : numel({2, numel(a), b.back()});
}

std::int64_t attention_flops(const ExternFrame& frame) { return attention_products(frame, 1, 1); }
std::int64_t attention_backward_flops(const ExternFrame& frame) { return attention_products(frame, 3, 2); }
std::int64_t cdist_flops(const ExternFrame& frame) {
  const Dims& rows = frame.args().tensor("x1").size;
  return rows.empty() || !frame.wants(0) ? 0 : 2 * numel(frame.result(0).size) * rows.back();
}

}  // namespace ireplay
