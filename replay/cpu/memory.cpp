#include "replay/cpu/memory.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

#include "parser/source.hpp"
#include "replay/plan/host_memory.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kAlignment = 64;

/// How the elements of storages are seen by everything in the plan that names one.
class Sightings {
 public:
  explicit Sightings(const Plan& plan) : plan_(plan), seen_(plan.storages.size()) {
    for (const PlanBuffer& buffer : plan.buffers) add(buffer.storage, buffer.dtype);
    for (const PlanOutput& output : plan.outputs) add(output.view);
    for (const Step& step : plan.steps) {
      for (const LoopProgram& program : step.programs)
        for (const BufferUse& use : program.buffers) add(plan.buffers[use.buffer].storage, use.dtype);
      for (const ExternArgument& argument : step.call.arguments) add(argument.value);
    }
  }

  /// The one floating type that all views of a storage have.
  std::optional<DType> only_float(std::size_t storage) const {
    const Seen& seen = seen_[storage];
    return seen.dtype && !seen.mixed && is_floating(*seen.dtype) ? seen.dtype : std::nullopt;
  }

 private:
  struct Seen {
    std::optional<DType> dtype;
    bool mixed = false;
  };

  void add(std::int32_t storage, DType dtype) {
    if (storage == kNone) return;
    Seen& seen = seen_[storage];
    seen.mixed |= seen.dtype && *seen.dtype != dtype;
    seen.dtype = dtype;
  }
  void add(const TensorView& tensor) {
    if (tensor.buffer != kNone) add(plan_.buffers[tensor.buffer].storage, tensor.dtype);
  }
  void add(const ExternValue& value) {
    if (const auto* tensor = std::get_if<TensorView>(&value.value)) add(*tensor);
    if (const auto* list = std::get_if<ExternList>(&value.value))
      for (const ExternValue& member : *list) add(member);
  }

  const Plan& plan_;
  std::vector<Seen> seen_;
};

HostTensor widen(const HostTensor& tensor) {
  HostTensor wide{DType::f64, tensor.size, HostBytes(8 * static_cast<std::size_t>(numel(tensor.size)))};
  const std::size_t bytes = bytes_of(tensor.dtype);
  for (std::size_t k = 0; k < wide.data.size() / 8; ++k) {
    const double value = load_element(tensor.data.data() + k * bytes, tensor.dtype).f;
    std::memcpy(wide.data.data() + 8 * k, &value, 8);
  }
  return wide;
}

std::int64_t checked_sum(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

}  // namespace

HostMemory::HostMemory(const Plan& plan, bool oracle) : plan_(plan), blocks_(plan.storages.size()) {
  for (std::size_t k = 0; k < blocks_.size(); ++k) blocks_[k].bytes = plan.storages[k].bytes;
  if (oracle) find_widened();
  allocate();
  for (const PlanBuffer& buffer : plan.buffers)
    if (buffer.storage != kNone)
      address(buffer.storage, buffer.dtype, buffer.size, buffer.stride, buffer.offset, buffer.name);
}

void HostMemory::find_widened() {
  const Sightings sightings(plan_);
  for (std::size_t k = 0; k < blocks_.size(); ++k) {
    const std::optional<DType> dtype = sightings.only_float(k);
    if (!dtype || *dtype == DType::f64) continue;
    blocks_[k].widened = true;
    blocks_[k].dtype = *dtype;
    const auto elements = blocks_[k].bytes / static_cast<std::int64_t>(bytes_of(*dtype));
    if (__builtin_mul_overflow(elements, 8, &blocks_[k].bytes))
      blocks_[k].bytes = std::numeric_limits<std::int64_t>::max();
  }
}

void HostMemory::allocate() {
  for (const Block& block : blocks_)
    total_bytes_ = checked_sum(total_bytes_, std::max<std::int64_t>(block.bytes, 0));
  require_memory(static_cast<std::uint64_t>(total_bytes_), "the graph");
  for (Block& block : blocks_) {
    const std::int64_t rounded =
        (std::max<std::int64_t>(block.bytes, 1) + kAlignment - 1) / kAlignment * kAlignment;
    block.data.reset(
        static_cast<std::byte*>(std::aligned_alloc(kAlignment, static_cast<std::size_t>(rounded))));
    if (!block.data)
      throw Error(Error::Kind::device, "no memory for " + std::to_string(block.bytes) + " bytes");
    std::memset(block.data.get(), 0xFF, static_cast<std::size_t>(rounded));
  }
}

DType HostMemory::held_type(std::int32_t storage, DType dtype) const {
  return blocks_[storage].widened ? DType::f64 : dtype;
}

std::byte* HostMemory::address(std::int32_t storage, DType dtype, std::int64_t offset, std::int64_t lowest,
                               std::int64_t highest, const std::string& name) const {
  if (storage < 0 || storage >= static_cast<std::int32_t>(blocks_.size()))
    throw Error(Error::Kind::device, "buffer '" + name + "' has no storage");
  const auto bytes = static_cast<std::int64_t>(bytes_of(held_type(storage, dtype)));
  const std::int64_t elements = blocks_[storage].bytes / bytes;
  std::int64_t first = 0, last = 0;
  const bool overflows =
      __builtin_add_overflow(offset, lowest, &first) || __builtin_add_overflow(offset, highest, &last);
  const bool empty = highest < lowest;
  if (empty) return blocks_[storage].data.get();  // wherever a view of nothing begins
  if (overflows || offset < 0 || offset > elements || first < 0 || last >= elements)
    throw Error(Error::Kind::device,
                "buffer '" + name + "' leaves its storage of " + std::to_string(elements) + " elements");
  return blocks_[storage].data.get() + offset * bytes;
}

std::byte* HostMemory::address(std::int32_t storage, DType dtype, const Dims& size, const Dims& stride,
                               std::int64_t offset, const std::string& name) const {
  std::int64_t below = 0, above = 0;
  const bool empty = extent(size, stride) == 0 && numel(size) == 0;
  for (std::size_t d = 0; !empty && d < size.size(); ++d) {
    const std::int64_t reach = (size[d] - 1) * stride[d];
    if (reach < 0)
      below = checked_sum(below, -reach);
    else
      above = checked_sum(above, reach);
  }
  return address(storage, dtype, offset, -below, empty ? -1 : above, name);
}

void HostMemory::fill(const TensorMap& inputs, const TensorMap& beside) {
  for (const PlanInput& input : plan_.inputs) fill(input, beside.contains(input.name) ? beside : inputs);
}

void HostMemory::restore(const TensorMap& inputs) {
  for (const PlanInput& input : plan_.inputs) {
    const std::int32_t storage = input.buffer == kNone ? kNone : plan_.buffers[input.buffer].storage;
    if (storage != kNone && plan_.storages[storage].mutated) fill(input, inputs);
  }
}

void HostMemory::put(const TensorMap& inputs) {
  for (const PlanInput& input : plan_.inputs)
    if (inputs.contains(input.name)) fill(input, inputs);
}

void HostMemory::fill(const PlanInput& input, const TensorMap& inputs) {
  if (input.buffer == kNone) return;
  const PlanBuffer& buffer = plan_.buffers[input.buffer];
  const std::string expected = to_text(buffer.dtype, buffer.size);
  const auto found = inputs.find(input.name);
  if (found == inputs.end())
    throw Error(Error::Kind::usage, "input '" + input.name + "' is missing: expected " + expected);
  const HostTensor& tensor = found->second;
  if (tensor.dtype != buffer.dtype || tensor.size != buffer.size ||
      tensor.data.size() != static_cast<std::size_t>(numel(tensor.size)) * bytes_of(tensor.dtype))
    throw Error(Error::Kind::usage, "input '" + input.name + "' is " + to_text(tensor.dtype, tensor.size) +
                                        ", expected " + expected);
  const HostView to = view(whole_buffer(plan_, input.buffer));
  scatter_to_strided(to.dtype == tensor.dtype ? tensor : widen(tensor), to.data, to.stride, 0);
}

HostBuffer HostMemory::buffer(const BufferUse& use) const {
  const PlanBuffer& buffer = plan_.buffers[use.buffer];
  std::byte* data = address(buffer.storage, use.dtype, buffer.offset, 0, use.extent - 1, buffer.name);
  return {buffer.name, data, held_type(buffer.storage, use.dtype), use.extent};
}

HostView HostMemory::view(const TensorView& tensor) const {
  const PlanBuffer& buffer = plan_.buffers[tensor.buffer];
  std::byte* data =
      address(buffer.storage, tensor.dtype, tensor.size, tensor.stride, tensor.offset, buffer.name);
  return {data, held_type(buffer.storage, tensor.dtype), tensor.size, tensor.stride};
}

HostTensor HostMemory::gather(std::int32_t number) const { return gather(whole_buffer(plan_, number)); }

HostTensor HostMemory::gather(const TensorView& tensor) const {
  const HostView from = view(tensor);
  return gather_from_strided(from.data, from.dtype, from.size, from.stride, 0);
}

}  // namespace ireplay
