#include "replay/cuda/memory.hpp"

#include <algorithm>

#include "kernels/device/digest.hpp"
#include "parser/source.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kScratchBlock = std::int64_t{1} << 20;

std::int64_t rounded_up(std::int64_t bytes) { return (std::max<std::int64_t>(bytes, 1) + 255) / 256 * 256; }

struct Reach {
  std::int64_t low = 0, high = -1;  // elements beside the first one; high < low: empty
};

Reach reach_of(const Dims& size, const Dims& stride) {
  Reach reach{0, 0};
  for (std::size_t d = 0; d < size.size(); ++d) {
    if (size[d] == 0) return {};
    const std::int64_t last = (size[d] - 1) * stride[d];
    (last < 0 ? reach.low : reach.high) += last;
  }
  return reach;
}

/// Storages that take over from each other, the first owner of the memory first.
std::vector<std::vector<std::int32_t>> chains_of(
    const std::vector<std::pair<std::int32_t, std::int32_t>>& pairs) {
  std::vector<std::vector<std::int32_t>> chains;
  const auto chain_with = [&](std::int32_t storage) {
    return std::ranges::find_if(chains, [&](const std::vector<std::int32_t>& chain) {
      return std::ranges::find(chain, storage) != chain.end();
    });
  };
  for (const auto& [from, to] : pairs) {
    auto chain = chain_with(from);
    if (chain == chains.end()) chain = chains.insert(chains.end(), {from});
    if (chain_with(to) == chains.end()) chain->push_back(to);
  }
  return chains;
}

[[noreturn]] void does_not_fit(std::int64_t needed, std::size_t free) {
  throw Error(Error::Kind::device, "the graph needs " + std::to_string(needed) +
                                       " bytes of device memory, only " + std::to_string(free) + " are free");
}

}  // namespace

DeviceMemory::DeviceMemory(const Plan& plan)
    : plan_(plan),
      addresses_(plan.storages.size(), nullptr),
      taken_over_(plan.storages.size()),
      overwritten_(plan.storages.size()) {
  check_buffers();
  std::int64_t arena_bytes = plan.arena_bytes;
  for (const Storage& storage : plan.storages) {
    if (storage.kind == Storage::Kind::arena)
      arena_bytes = std::max(arena_bytes, storage.arena_offset + storage.bytes);
    else
      total_bytes_ += rounded_up(storage.bytes) * (storage.mutated ? 2 : 1);
  }
  total_bytes_ += rounded_up(arena_bytes);
  std::size_t free = 0, all = 0;
  IREPLAY_CUDA_CALL(cudaMemGetInfo(&free, &all));
  if (static_cast<std::size_t>(total_bytes_) > free) does_not_fit(total_bytes_, free);
  arena_ = DeviceBuffer(static_cast<std::size_t>(rounded_up(arena_bytes)));
  for (std::size_t k = 0; k < plan.storages.size(); ++k) {
    const Storage& storage = plan.storages[k];
    if (storage.kind == Storage::Kind::arena) {
      addresses_[k] = arena_.data() + storage.arena_offset;
    } else {
      blocks_.emplace_back(static_cast<std::size_t>(rounded_up(storage.bytes)));
      addresses_[k] = blocks_.back().data();
    }
  }
}

void DeviceMemory::check_buffers() const {
  for (const PlanBuffer& buffer : plan_.buffers) {
    if (buffer.storage == kNone) continue;
    const Reach reach = reach_of(buffer.size, buffer.stride);
    const auto bytes = static_cast<std::int64_t>(bytes_of(buffer.dtype));
    const std::int64_t elements = plan_.storages[static_cast<std::size_t>(buffer.storage)].bytes / bytes;
    if (reach.high < reach.low) continue;
    if (buffer.offset + reach.low < 0 || buffer.offset + reach.high >= elements)
      throw Error(Error::Kind::device, "buffer '" + buffer.name + "' leaves its storage");
  }
}

void DeviceMemory::keep_apart(const std::vector<std::int32_t>& storages) {
  for (const std::int32_t storage : storages)
    addresses_[static_cast<std::size_t>(storage)] = scratch(storage_bytes(storage));
}

/// One block for all storages that follow each other, large enough for each: a block of an input if that is.
void DeviceMemory::share(const std::vector<std::pair<std::int32_t, std::int32_t>>& pairs) {
  for (const std::vector<std::int32_t>& chain : chains_of(pairs)) {
    const auto first = static_cast<std::size_t>(chain.front());
    std::int64_t bytes = 0;
    for (const std::int32_t storage : chain) bytes = std::max(bytes, storage_bytes(storage));
    const bool in_arena = plan_.storages[first].kind == Storage::Kind::arena;
    if (in_arena || bytes > storage_bytes(chain.front())) addresses_[first] = scratch(bytes);
    overwritten_[first] = true;
    for (const std::int32_t storage : chain) {
      const auto at = static_cast<std::size_t>(storage);
      taken_over_[at] = at != first;
      addresses_[at] = addresses_[first];
    }
  }
}

void DeviceMemory::poison(cudaStream_t stream) {
  IREPLAY_CUDA_CALL(cudaMemsetAsync(arena_.data(), 0xFF, arena_.bytes(), stream));
}

void DeviceMemory::fill(const TensorMap& inputs, const TensorMap& beside, cudaStream_t stream) {
  for (const PlanInput& input : plan_.inputs)
    if (input.buffer != kNone &&
        !taken_over_[static_cast<std::size_t>(buffer_of(plan_, input.buffer).storage)])
      fill(input, beside.contains(input.name) ? beside : inputs, stream);
  pristine_.clear();
  for (std::size_t k = 0; k < plan_.storages.size(); ++k) {
    const Storage& storage = plan_.storages[k];
    const bool changes = (storage.mutated || overwritten_[k]) && !taken_over_[k];
    if (!changes || storage.kind == Storage::Kind::arena || storage.bytes == 0) continue;
    Pristine& kept = pristine_.emplace_back();
    kept.storage = static_cast<std::int32_t>(k);
    kept.copy = DeviceBuffer(static_cast<std::size_t>(storage.bytes));
    IREPLAY_CUDA_CALL(cudaMemcpyAsync(kept.copy.data(), addresses_[k], kept.copy.bytes(),
                                      cudaMemcpyDeviceToDevice, stream));
  }
}

void DeviceMemory::fill(const PlanInput& input, const TensorMap& inputs, cudaStream_t stream) {
  const PlanBuffer& buffer = plan_.buffers[static_cast<std::size_t>(input.buffer)];
  const auto found = inputs.find(input.name);
  if (found == inputs.end()) throw Error(Error::Kind::usage, "no tensor for input '" + input.name + "'");
  const HostTensor& tensor = found->second;
  if (tensor.dtype != buffer.dtype || tensor.size != buffer.size)
    throw Error(Error::Kind::usage, "input '" + input.name + "' is " + to_text(tensor.dtype, tensor.size) +
                                        ", not " + to_text(buffer.dtype, buffer.size));
  if (tensor.data.empty()) return;
  const auto bytes = static_cast<std::int64_t>(bytes_of(buffer.dtype));
  const Reach reach = reach_of(buffer.size, buffer.stride);
  const std::int64_t first = buffer.offset + reach.low, count = reach.high - reach.low + 1;
  std::byte* to = storage(buffer.storage) + first * bytes;
  const std::byte* from = tensor.data.data();
  HostBytes strided;
  if (buffer.stride != dense_strides(buffer.size)) {
    strided.resize(static_cast<std::size_t>(count * bytes), std::byte{0xFF});
    scatter_to_strided(tensor, strided.data(), buffer.stride, -reach.low);
    from = strided.data();
  }
  IREPLAY_CUDA_CALL(
      cudaMemcpyAsync(to, from, static_cast<std::size_t>(count * bytes), cudaMemcpyHostToDevice, stream));
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream));
}

void DeviceMemory::restore(cudaStream_t stream) {
  for (const Pristine& kept : pristine_)
    IREPLAY_CUDA_CALL(cudaMemcpyAsync(storage(kept.storage), kept.copy.data(), kept.copy.bytes(),
                                      cudaMemcpyDeviceToDevice, stream));
}

void DeviceMemory::put(const TensorMap& inputs, cudaStream_t stream) {
  for (const PlanInput& input : plan_.inputs)
    if (inputs.contains(input.name)) fill(input, inputs, stream);
}

std::int64_t DeviceMemory::storage_bytes(std::int32_t storage) const {
  return plan_.storages[static_cast<std::size_t>(storage)].bytes;
}

std::byte* DeviceMemory::address(std::int32_t number) const {
  const PlanBuffer& buffer = plan_.buffers[static_cast<std::size_t>(number)];
  if (buffer.storage == kNone)
    throw Error(Error::Kind::device, "buffer '" + buffer.name + "' has no storage");
  return storage(buffer.storage) + buffer.offset * static_cast<std::int64_t>(bytes_of(buffer.dtype));
}

std::byte* DeviceMemory::address(const TensorView& view) const {
  const PlanBuffer& buffer = plan_.buffers[static_cast<std::size_t>(view.buffer)];
  if (buffer.storage == kNone)
    throw Error(Error::Kind::device, "buffer '" + buffer.name + "' has no storage");
  const auto bytes = static_cast<std::int64_t>(bytes_of(view.dtype));
  const Reach reach = reach_of(view.size, view.stride);
  const std::int64_t elements = storage_bytes(buffer.storage) / bytes;
  if (reach.high >= reach.low && (view.offset + reach.low < 0 || view.offset + reach.high >= elements))
    throw Error(Error::Kind::device, "a view of buffer '" + buffer.name + "' leaves its storage");
  return storage(buffer.storage) + view.offset * bytes;
}

HostTensor DeviceMemory::gather(std::int32_t number, cudaStream_t stream) const {
  return gather(whole_buffer(plan_, number), stream);
}

HostTensor DeviceMemory::gather(const TensorView& view, cudaStream_t stream) const {
  const std::byte* from = address(view);
  const Reach reach = reach_of(view.size, view.stride);
  const auto bytes = static_cast<std::int64_t>(bytes_of(view.dtype));
  if (reach.high < reach.low) return {view.dtype, view.size, {}};
  HostBytes strided(static_cast<std::size_t>((reach.high - reach.low + 1) * bytes));
  IREPLAY_CUDA_CALL(cudaMemcpyAsync(strided.data(), from + reach.low * bytes, strided.size(),
                                    cudaMemcpyDeviceToHost, stream));
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream));
  if (view.stride == dense_strides(view.size)) return {view.dtype, view.size, std::move(strided)};
  return gather_from_strided(strided.data(), view.dtype, view.size, view.stride, -reach.low);
}

void DeviceMemory::add_digest(const TensorView& view, unsigned long long* digest, cudaStream_t stream) const {
  const Reach reach = reach_of(view.size, view.stride);
  const auto bytes = static_cast<std::int64_t>(bytes_of(view.dtype));
  if (reach.high >= reach.low)
    ireplay::add_digest(address(view) + reach.low * bytes, (reach.high - reach.low + 1) * bytes, digest,
                        stream);
}

std::byte* DeviceMemory::scratch(std::int64_t bytes) {
  std::size_t free = 0, all = 0;
  if (bytes > kScratchBlock) {
    IREPLAY_CUDA_CALL(cudaMemGetInfo(&free, &all));
    if (static_cast<std::size_t>(bytes) > free) does_not_fit(bytes, free);
  }
  scratch_.emplace_back(static_cast<std::size_t>(rounded_up(bytes)));
  total_bytes_ += rounded_up(bytes);
  return scratch_.back().data();
}

}  // namespace ireplay
