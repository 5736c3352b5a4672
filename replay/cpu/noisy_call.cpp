#include "replay/cpu/noisy_call.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "kernels/scalar/scalar.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/passes/dataflow.hpp"

namespace ireplay {
namespace {

constexpr double kFewRoundings = 4;

/// Names without overload and trailing underscore; one that ends in `*` stands for all that begin so.
constexpr std::string_view kExact[] = {"topk",
                                       "sort",
                                       "argsort",
                                       "kthvalue",
                                       "median",
                                       "nanmedian",
                                       "mode",
                                       "cummax",
                                       "cummin",
                                       "index",
                                       "_unsafe_index",
                                       "_unsafe_masked_index",
                                       "index_select",
                                       "index_copy",
                                       "index_fill",
                                       "index_put",
                                       "_unsafe_index_put",
                                       "_index_put_impl",
                                       "put",
                                       "gather",
                                       "scatter",
                                       "masked_scatter",
                                       "take",
                                       "nonzero*",
                                       "masked_select",
                                       "searchsorted",
                                       "bucketize",
                                       "histc",
                                       "_unique2",
                                       "unique_*",
                                       "repeat_interleave",
                                       "embedding",
                                       "max_unpool*",
                                       "reflection_pad1d",
                                       "reflection_pad2d",
                                       "reflection_pad3d",
                                       "replication_pad1d",
                                       "replication_pad2d",
                                       "replication_pad3d",
                                       "copy",
                                       "fill",
                                       "zero",
                                       "scalar_tensor",
                                       "full",
                                       "clone",
                                       "_to_copy",
                                       "resize_storage_bytes",
                                       "set_",
                                       "shallow_copy_data",
                                       "cat",
                                       "view*",
                                       "complex",
                                       "aminmax",
                                       "_aminmax",
                                       "count_nonzero",
                                       "isin",
                                       "gcd",
                                       "lcm",
                                       "lu_unpack",
                                       "neg",
                                       "_neg_view",
                                       "conj",
                                       "_conj",
                                       "conj_physical",
                                       "abs",
                                       "sgn",
                                       "where",
                                       "fmax",
                                       "fmin",
                                       "isposinf",
                                       "isneginf",
                                       "threshold",
                                       "hardshrink_backward",
                                       "frexp",
                                       "nextafter",
                                       "copysign",
                                       "bitwise_*",
                                       "__lshift__",
                                       "__rshift__",
                                       "_unsafe_view",
                                       "reshape",
                                       "_reshape_*",
                                       "alias*",
                                       "detach*",
                                       "unsqueeze*",
                                       "squeeze*",
                                       "lift_fresh_copy",
                                       "expand*",
                                       "permute*",
                                       "transpose*",
                                       "t",
                                       "t_copy",
                                       "slice*",
                                       "select*",
                                       "narrow_copy",
                                       "diagonal*",
                                       "unfold*",
                                       "split*",
                                       "unsafe_split*",
                                       "unbind*",
                                       "flip",
                                       "rev",
                                       "roll",
                                       "repeat",
                                       "constant_pad_nd",
                                       "block_diag",
                                       "pixel_*",
                                       "channel_shuffle",
                                       "native_channel_shuffle",
                                       "rand*",
                                       "bernoulli",
                                       "uniform",
                                       "exponential",
                                       "normal*",
                                       "native_dropout",
                                       "multinomial",
                                       "log_normal",
                                       "cauchy",
                                       "geometric",
                                       "poisson",
                                       "adaptive_max_pool2d",
                                       "adaptive_max_pool3d",
                                       "max_pool2d_with_indices",
                                       "max_pool3d_with_indices",
                                       "fractional_max_pool2d",
                                       "fractional_max_pool3d",
                                       "_foreach_abs",
                                       "_foreach_ceil",
                                       "_foreach_floor",
                                       "_foreach_neg",
                                       "_foreach_round",
                                       "_foreach_sign",
                                       "_foreach_trunc",
                                       "_foreach_zero",
                                       "_foreach_maximum",
                                       "_foreach_minimum",
                                       "_foreach_clamp_*",
                                       "_foreach_copy",
                                       "_foreach_max",
                                       "_linalg_check_errors"};

bool matches(std::string_view pattern, std::string_view name) {
  return pattern.ends_with('*') ? name.starts_with(pattern.substr(0, pattern.size() - 1)) : name == pattern;
}

bool is_nearest(std::string_view name) {
  return name.find("upsample_nearest") != name.npos && name.find("backward") == name.npos;
}

DType widened(DType dtype) {
  if (is_floating(dtype)) return DType::f64;
  return is_complex(dtype) ? DType::c128 : dtype;
}

HostTensor widened_copy(const HostView& from) {
  HostTensor dense = gather_from_strided(from.data, from.dtype, from.size, from.stride, 0);
  const DType to = widened(dense.dtype);
  if (to == dense.dtype) return dense;
  const DType part = is_complex(dense.dtype) ? DType::f32 : dense.dtype;
  const std::size_t step = bytes_of(part), count = dense.data.size() / step;
  HostTensor wide{to, dense.size, std::vector<std::byte>(count * 8)};
  for (std::size_t i = 0; i < count; ++i) {
    const double value = load_element(&dense.data[i * step], part).f;
    std::memcpy(&wide.data[i * 8], &value, 8);
  }
  return wide;
}

std::int64_t largest_operand(const ExternCall& call) {
  std::int64_t most = 1;
  for_each_tensor(call, [&](const TensorView& tensor) { most = std::max(most, numel(tensor.size)); });
  return most;
}

}  // namespace

bool is_arithmetic(const ExternCall& call) {
  const ExternRow* row = find_extern(call);
  if (row == nullptr) return true;
  std::string_view name = row->name;
  if (name == "nonzero" || is_nearest(name)) return false;
  name = name.substr(0, name.find('.'));
  while (name.size() > 1 && name.ends_with('_') && !name.ends_with("__")) name.remove_suffix(1);
  const bool accumulates =
      call.function.find("accumulate") != std::string::npos ||
      std::any_of(call.arguments.begin(), call.arguments.end(), [&](const ExternArgument& argument) {
        const bool* flag = std::get_if<bool>(&argument.value.value);
        return flag != nullptr && *flag && name.find("put") != name.npos;
      });
  return accumulates || std::none_of(std::begin(kExact), std::end(kExact),
                                     [&](std::string_view pattern) { return matches(pattern, name); });
}

NoisyCall::NoisyCall(const Step& step, const Plan& plan, const ViewOf& view_of, std::uint64_t seed)
    : step_(step), plan_(plan), view_of_(view_of) {
  noise_.restart(seed, 0);
  std::int64_t result = 1;
  for (const std::int32_t buffer : written_buffers(step))
    result = std::max(result, numel(buffer_of(plan, buffer).size));
  const double terms = step.flops > 0
                           ? static_cast<double>(step.flops) / 2 / static_cast<double>(result)
                           : static_cast<double>(largest_operand(step.call)) / static_cast<double>(result);
  roundings_ = std::max(kFewRoundings, std::sqrt(terms));
}

bool NoisyCall::is_written(const TensorView& tensor) const {
  const std::vector<std::int32_t> written = written_buffers(step_);
  const std::int32_t storage = buffer_of(plan_, tensor.buffer).storage;
  return std::any_of(written.begin(), written.end(),
                     [&](std::int32_t buffer) { return buffer_of(plan_, buffer).storage == storage; });
}

/// Whether the tensor is a result that shares no memory with an operand.
bool NoisyCall::is_fresh_result(const TensorView& tensor) const {
  const auto& results = step_.call.results;
  if (std::find(results.begin(), results.end(), tensor.buffer) == results.end()) return false;
  const std::int32_t storage = buffer_of(plan_, tensor.buffer).storage;
  bool shared = false;
  for_each_tensor(step_.call, [&](const TensorView& operand) {
    if (operand.buffer != kNone) shared = shared || buffer_of(plan_, operand.buffer).storage == storage;
  });
  return !shared;
}

double NoisyCall::amount_of(const TensorView& tensor) const {
  const DType part = tensor.dtype == DType::c64    ? DType::f32
                     : tensor.dtype == DType::c128 ? DType::f64
                                                   : tensor.dtype;
  double amount = roundings_ * unit_roundoff(compute_type(part));
  const bool attends = step_.call.function.find("attention") != std::string::npos;
  if (!attends || compute_type(part) == part) return amount;
  std::size_t place = 0, found = 0;
  for_each_tensor(step_.call, [&](const TensorView& operand) {
    if (operand.buffer == tensor.buffer && operand.offset == tensor.offset) found = place;
    place += 1;
  });
  const bool backward = step_.call.function.find("backward") != std::string::npos;
  constexpr std::size_t kValue = 2;
  return found == kValue || backward ? std::max(amount, unit_roundoff(part)) : amount;
}

void NoisyCall::perturb(HostTensor& values, double amount) {
  for (std::size_t at = 0; at < values.data.size(); at += 8) {
    double value = 0;
    std::memcpy(&value, &values.data[at], 8);
    value = noise_.scaled(value, amount);
    std::memcpy(&values.data[at], &value, 8);
  }
}

HostView NoisyCall::view(const TensorView& tensor) {
  const HostView actual = view_of_(tensor);
  if (!is_floating(tensor.dtype) && !is_complex(tensor.dtype)) return actual;
  const bool fresh = is_fresh_result(tensor);
  if (!fresh && is_written(tensor)) return actual;
  auto copy = std::find_if(copies_.begin(), copies_.end(), [&](const Copy& c) {
    return c.of.buffer == tensor.buffer && c.of.offset == tensor.offset && c.of.dtype == tensor.dtype &&
           c.of.size == tensor.size && c.of.stride == tensor.stride;
  });
  if (copy == copies_.end()) {
    copies_.push_back({tensor, actual, widened_copy(actual), fresh});
    copy = copies_.end() - 1;
    if (!fresh) perturb(copy->values, amount_of(tensor));
  }
  return {copy->values.data.data(), copy->values.dtype, tensor.size, dense_strides(tensor.size)};
}

void NoisyCall::finish() {
  const bool may_stay_unrounded = step_.op_kind == "template";  // what is fused to it reads registers
  for (Copy& copy : copies_) {
    if (!copy.is_result) continue;
    const DType part =
        is_complex(copy.of.dtype) ? (copy.of.dtype == DType::c64 ? DType::f32 : DType::f64) : copy.of.dtype;
    perturb(copy.values, roundings_ * unit_roundoff(compute_type(part)));
    const DType held = copy.target.dtype == DType::c64    ? DType::f32
                       : copy.target.dtype == DType::c128 ? DType::f64
                                                          : copy.target.dtype;
    const std::size_t step = bytes_of(held), count = copy.values.data.size() / 8;
    HostTensor narrow{copy.target.dtype, copy.of.size, std::vector<std::byte>(count * step)};
    for (std::size_t i = 0; i < count; ++i) {
      Scalar value = load_element(&copy.values.data[i * 8], DType::f64);
      if (may_stay_unrounded) value.f = noise_.rounded(value.f, held);
      store_element(&narrow.data[i * step], held, value, DType::f64);
    }
    scatter_to_strided(narrow, copy.target.data, copy.target.stride, 0);
  }
}

}  // namespace ireplay
