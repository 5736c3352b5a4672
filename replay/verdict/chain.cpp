#include "replay/verdict/chain.hpp"

#include "parser/source.hpp"
#include "replay/passes/dataflow.hpp"

namespace ireplay {
namespace {

/// The number of the storage that a view lies in; a view of nothing may begin beyond it. Throws Error{dump}
/// where another one reaches beyond it.
std::size_t storage_of(const Plan& plan, const TensorView& view) {
  const PlanBuffer& buffer = buffer_of(plan, view.buffer);
  const auto storage = static_cast<std::size_t>(buffer.storage);
  const std::int64_t elements =
      plan.storages[storage].bytes / static_cast<std::int64_t>(bytes_of(view.dtype));
  const std::int64_t reach = extent(view.size, view.stride);
  if (reach > 0 && (view.offset < 0 || reach > elements - view.offset))
    throw Error(Error::Kind::dump, "'" + buffer.name + "' reaches beyond its memory");
  return storage;
}

}  // namespace

Chain::Chain(const Plan& plan, const TensorMap& inputs) : plan_(plan) {
  storages_.reserve(plan.storages.size());
  for (const Storage& storage : plan.storages)
    storages_.emplace_back(static_cast<std::size_t>(storage.bytes), std::byte{0xFF});
  for (const PlanInput& input : plan.inputs) {
    if (input.buffer == kNone) continue;
    put(whole_buffer(plan, input.buffer), inputs.at(input.name));
  }
}

TensorMap Chain::inputs_of(const Excerpt& excerpt) const {
  TensorMap inputs;
  for (const PlanInput& input : excerpt.plan.inputs) {
    const PlanBuffer& whole = buffer_of(excerpt.plan, input.buffer);
    const auto of_plan = excerpt.storages[static_cast<std::size_t>(whole.storage)];
    inputs[input.name] = {whole.dtype, whole.size, storages_[static_cast<std::size_t>(of_plan)]};
  }
  return inputs;
}

void Chain::take(const Excerpt& excerpt, const TensorMap& outputs) {
  for (const std::int32_t storage : excerpt.written)
    storages_[static_cast<std::size_t>(storage)] = outputs.at(storage_key(storage)).data;
}

HostTensor Chain::get(const TensorView& view) const {
  return gather_from_strided(storages_[storage_of(plan_, view)].data(), view.dtype, view.size, view.stride,
                             view.offset);
}

void Chain::put(const TensorView& view, const HostTensor& tensor) {
  if (tensor.dtype != view.dtype || tensor.size != view.size)
    throw Error(Error::Kind::usage, "'" + buffer_of(plan_, view.buffer).name + "' is given as " +
                                        to_text(tensor.dtype, tensor.size) + ", but the graph has " +
                                        to_text(view.dtype, view.size));
  scatter_to_strided(tensor, storages_[storage_of(plan_, view)].data(), view.stride, view.offset);
}

}  // namespace ireplay
