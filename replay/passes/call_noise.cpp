#include "replay/passes/call_noise.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/scalar/scalar.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/plan/extern_program.hpp"

namespace ireplay {
namespace {

constexpr double kFewRoundings = 4;

std::int64_t largest_operand(const ExternCall& call) {
  std::int64_t most = 1;
  for_each_tensor(call, [&](const TensorView& tensor) { most = std::max(most, numel(tensor.size)); });
  return most;
}

}  // namespace

bool is_arithmetic(const Step& step) { return step.parts == nullptr || may_round(*step.parts); }

double roundings_of(const Step& step, const Plan& plan) {
  std::int64_t result = 1;
  for (const std::int32_t buffer : written_buffers(step))
    result = std::max(result, numel(buffer_of(plan, buffer).size));
  const double terms = step.flops > 0
                           ? static_cast<double>(step.flops) / 2 / static_cast<double>(result)
                           : static_cast<double>(largest_operand(step.call)) / static_cast<double>(result);
  return std::max(kFewRoundings, std::sqrt(terms));
}

double operand_noise(const Step& step, const Plan& plan, std::size_t position, DType dtype) {
  double amount = result_noise(step, plan, dtype);
  if (dtype == DType::f32 && may_use_tf32(step, plan.tf32)) amount = std::max(amount, kTf32Roundoff);
  if (!attends(step.call) || compute_type(dtype) == dtype) return amount;
  const bool are_gradients = find_extern(step.call)->facts.runner == ExternRunner::attention_gradients;
  constexpr std::size_t kValue = 2;
  return position == kValue || are_gradients ? std::max(amount, unit_roundoff(dtype)) : amount;
}

double result_noise(const Step& step, const Plan& plan, DType dtype) {
  return roundings_of(step, plan) * unit_roundoff(compute_type(dtype));
}

bool may_stay_unrounded(const Step& step) { return step.op_kind == "template"; }

}  // namespace ireplay
