#include "replay/cpu/noisy_call.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <set>

#include "kernels/scalar/scalar.hpp"
#include "replay/externs/call_frame.hpp"
#include "replay/passes/call_noise.hpp"
#include "replay/passes/dataflow.hpp"

namespace ireplay {
namespace {

/// Calls visit(number) for the numbers of a block that a tensor is made of; what it repeats counts once.
template <class Visit>
void for_each_number(WideBlock& block, const TensorView& tensor, Visit&& visit) {
  HostView view = block.view(tensor);
  for (std::size_t d = 0; d < view.size.size(); ++d)
    if (view.stride[d] == 0) view.size[d] = std::min<std::int64_t>(view.size[d], 1);
  auto* const first = reinterpret_cast<double*>(view.data);
  const std::int64_t parts = is_complex(view.dtype) ? 2 : 1;
  for_each_offset(view.size, view.stride, [&](std::int64_t offset) {
    for (std::int64_t part = 0; part < parts; ++part) visit(first[offset * parts + part]);
  });
}

}  // namespace

NoisyCall::NoisyCall(const Step& step, const Plan& plan, const ViewOf& view_of, std::uint64_t seed)
    : step_(step), plan_(plan), view_of_(view_of) {
  noise_.restart(seed, 0);
  find_tensors();
  for (auto& [storage, held] : held_)
    if (held.is_held()) load(held);
}

void NoisyCall::find_tensors() {
  for_each_tensor(step_.call, [&](const TensorView& tensor) {
    if (tensor.buffer == kNone) return;
    Held& held = note(tensor);
    if (std::ranges::find(held.operands, tensor) == held.operands.end()) held.operands.push_back(tensor);
  });
  for (const std::int32_t number : written_buffers(step_)) {
    const TensorView whole = whole_buffer(plan_, number);
    note(whole).results.push_back(whole);
  }
}

NoisyCall::Held& NoisyCall::note(const TensorView& tensor) {
  Held& held = held_[buffer_of(plan_, tensor.buffer).storage];
  const DType part = part_of(tensor.dtype);
  held.mixed = held.mixed || (held.part && *held.part != part);
  held.part = part;
  held.block.cover(tensor);
  return held;
}

/// What is no float stays in its memory.
bool NoisyCall::Held::is_held() const { return !mixed && is_floating(*part); }

void NoisyCall::load(Held& held) {
  held.block.load(held.operands.empty() ? held.results[0] : held.operands[0], view_of_);
  const bool in_place = !held.operands.empty() && !held.results.empty();
  if (in_place) held.given = held.block.values();
  for (const TensorView& tensor : held.operands) perturb(held.block, tensor, amount_of(tensor));
  if (in_place) held.moved = held.block.values();
}

double NoisyCall::amount_of(const TensorView& tensor) const {
  std::size_t place = 0, found = 0;
  for_each_tensor(step_.call, [&](const TensorView& operand) {
    if (operand.buffer == tensor.buffer && operand.offset == tensor.offset) found = place;
    place += 1;
  });
  return operand_noise(step_, plan_, found, part_of(tensor.dtype));
}

void NoisyCall::perturb(WideBlock& block, const TensorView& tensor, double amount) {
  for_each_number(block, tensor, [&](double& number) { number = noise_.scaled(number, amount); });
}

HostView NoisyCall::view(const TensorView& tensor) {
  const auto found = held_.find(buffer_of(plan_, tensor.buffer).storage);
  if (found == held_.end() || !found->second.is_held() || part_of(tensor.dtype) != found->second.part)
    return view_of_(tensor);
  return found->second.block.view(tensor);
}

void NoisyCall::finish() {
  for (auto& [storage, held] : held_) {
    if (!held.is_held()) continue;
    std::vector<double> left;
    if (!held.given.empty()) left = held.block.values();
    for (const TensorView& result : held.results) {
      perturb(held.block, result, result_noise(step_, plan_, *held.part));
      const DType target = part_of(view_of_(result).dtype);
      if (may_stay_unrounded(step_))
        for_each_number(held.block, result, [&](double& number) { number = noise_.rounded(number, target); });
    }
    for (std::size_t k = 0; k < held.given.size(); ++k)
      if (std::bit_cast<std::uint64_t>(left[k]) == std::bit_cast<std::uint64_t>(held.moved[k]))
        held.block.values()[k] = held.given[k];
    for (const TensorView& result : held.results) copy_elements(held.block.view(result), view_of_(result));
  }
}

}  // namespace ireplay
