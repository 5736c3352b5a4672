// Convolutions through cuDNN: the layout they run in, and copies of what lies in memory otherwise.
#include <algorithm>

#include "replay/cuda/convolution.hpp"

namespace ireplay {
namespace {

/// cuDNN knows two and three dimensions: a line is an image of height 1.
Convolution as_images(Convolution at) {
  if (at.dims != 1) return at;
  at.dims = 2;
  at.stride.insert(at.stride.begin(), 1);
  at.padding.insert(at.padding.begin(), 0);
  at.dilation.insert(at.dilation.begin(), 1);
  for (DeviceTensor* tensor : {&at.x, &at.w, &at.y}) {
    tensor->size.insert(tensor->size.begin() + 2, 1);
    tensor->stride.insert(tensor->stride.begin() + 2, 0);
  }
  return at;
}

bool lies_packed(const DeviceTensor& tensor, bool channels_last) {
  const Dims packed = packed_strides(tensor.size, channels_last);
  for (std::size_t d = 0; d < packed.size(); ++d)
    if (tensor.size[d] != 1 && tensor.stride[d] != packed[d]) return false;
  return reinterpret_cast<std::uintptr_t>(tensor.data) % 16 == 0;
}

std::int64_t copied_elements(const Convolution& at, bool channels_last) {
  std::int64_t count = 0;
  for (const DeviceTensor* tensor : {&at.x, &at.w, &at.y})
    if (!lies_packed(*tensor, channels_last)) count += numel(tensor->size);
  return count;
}

/// Tensor cores want the channels together; for float64 the library knows no other layout than the first.
std::vector<bool> layouts_in_order(const Convolution& at) {
  if (at.x.dtype == DType::f64) return {false};
  const std::int64_t first = copied_elements(at, false), last = copied_elements(at, true);
  const bool narrow = bytes_of(at.x.dtype) == 2;
  const bool prefers_last = last < first || (last == first && narrow);
  return {prefers_last, !prefers_last};
}

/// `tensor` where the library can use it, else memory for a packed copy of it.
DeviceTensor packed(const DeviceTensor& tensor, bool channels_last, CudaContext& context) {
  if (lies_packed(tensor, channels_last)) return tensor;
  const auto bytes = static_cast<std::int64_t>(bytes_of(tensor.dtype));
  return {context.memory.scratch(numel(tensor.size) * bytes), tensor.dtype, tensor.size,
          packed_strides(tensor.size, channels_last)};
}

std::unique_ptr<CudaStep> make_in_layout(const Convolution& at, ConvolutionTensor wanted, bool channels_last,
                                         CudaContext& context) {
  ConvolutionProblem problem;
  problem.wanted = wanted;
  problem.dtype = at.x.dtype;
  problem.x = at.x.size, problem.w = at.w.size, problem.y = at.y.size;
  problem.stride = at.stride, problem.padding = at.padding, problem.dilation = at.dilation;
  problem.groups = at.groups;
  problem.channels_last = channels_last;
  problem.allow_tf32 = context.plan.tf32.convolutions;

  auto step = std::make_unique<LibraryStep>("cudnn");
  const auto place = [&](ConvolutionTensor which, const DeviceTensor& tensor) -> void* {
    const DeviceTensor used = packed(tensor, channels_last, context);
    if (used.data == tensor.data) return used.data;
    if (which == wanted)
      step->after(make_copy_step(used, tensor, context));
    else
      step->before(make_copy_step(tensor, used, context));
    return used.data;
  };
  problem.x_data = place(ConvolutionTensor::x, at.x);
  problem.w_data = place(ConvolutionTensor::w, at.w);
  problem.y_data = place(ConvolutionTensor::y, at.y);
  auto plan = context.dnn->make(problem, context.stream, measuring(context));
  if (plan == nullptr) return nullptr;
  step->set(std::move(plan));
  return step;
}

void warn_once(const std::string& sentence, CudaContext& context) {
  if (std::ranges::find(context.warnings, sentence) == context.warnings.end())
    context.warnings.push_back(sentence);
}

}  // namespace

std::unique_ptr<CudaStep> make_cudnn_step(const Convolution& given, ConvolutionTensor wanted,
                                          CudaContext& context) {
  if (context.dnn == nullptr) return nullptr;
  const Convolution at = as_images(given);
  if (numel(at.x.size) == 0 || numel(at.w.size) == 0 || numel(at.y.size) == 0) return nullptr;
  const bool one_type = at.x.dtype == at.w.dtype && at.x.dtype == at.y.dtype;
  const bool dims = at.dims == 2 || at.dims == 3;
  if (one_type && dims && bytes_of(at.x.dtype) > 1 && is_floating(at.x.dtype))
    for (const bool channels_last : layouts_in_order(at))
      if (auto step = make_in_layout(at, wanted, channels_last, context)) return step;
  warn_once("convolutions that cuDNN does not take run on our own, slow kernels", context);
  return nullptr;
}

}  // namespace ireplay
