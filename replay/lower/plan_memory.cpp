#include "replay/lower/plan_memory.hpp"

#include <utility>

#include "parser/source.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

std::int32_t add_dense(Plan& plan, std::string name, DType dtype, const Dims& size, Storage::Kind kind) {
  const Checked bytes = checked_multiply(numel(size), static_cast<std::int64_t>(bytes_of(dtype)));
  if (!bytes) throw Error(Error::Kind::dump, name + ": its size comes to more than 63 bits");
  const auto storage = static_cast<std::int32_t>(plan.storages.size());
  plan.storages.push_back({.kind = kind, .name = name, .bytes = *bytes});
  plan.buffers.push_back({.name = std::move(name),
                          .dtype = dtype,
                          .size = size,
                          .stride = dense_strides(size),
                          .storage = storage});
  return static_cast<std::int32_t>(plan.buffers.size()) - 1;
}

template <class T>
void move_entry(std::vector<T>& entries, std::size_t from, std::size_t to) {
  const T entry = entries[from];
  entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(from));
  entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(to), entry);
}

}  // namespace

std::int32_t add_tensor(Plan& plan, std::string name, DType dtype, const Dims& size) {
  return add_dense(plan, std::move(name), dtype, size, Storage::Kind::arena);
}

std::int32_t add_pinned(Plan& plan, std::string name, DType dtype, const Dims& size) {
  const std::int32_t number = add_dense(plan, name, dtype, size, Storage::Kind::constant);
  plan.inputs.push_back({.name = std::move(name), .buffer = number});
  return number;
}

ExternCall copy_call(const TensorView& target, const TensorView& from) {
  return {.function = "aten.copy_", .arguments = {{"", {target}}, {"", {from}}}, .results = {}};
}

TensorView move_dim(TensorView view, std::size_t from, std::size_t to) {
  move_entry(view.size, from, to);
  move_entry(view.stride, from, to);
  return view;
}

}  // namespace ireplay
