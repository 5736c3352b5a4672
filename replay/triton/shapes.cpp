#include <algorithm>
#include <numeric>

#include "replay/externs/call_frame.hpp"
#include "replay/plan/checked.hpp"
#include "replay/triton/builtins.hpp"

/// Program instances, new blocks, and other arrangements of a block's elements.
namespace ireplay::triton::builtins {
namespace {

const Tensor& block_of(const Value& value) {
  const auto* tensor = value.as<Tensor>();
  if (tensor == nullptr) throw Refusal("expected a tensor, not " + describe(value));
  return *tensor;
}

std::int64_t known_integer(const Value& value) {
  const auto integer = integer_of(value);
  if (!integer) throw Refusal("expected an integer that is known, not " + describe(value));
  return *integer;
}

DType type_of(const Value& value) {
  const auto* type = value.as<TypeName>();
  if (type == nullptr) throw Refusal("expected a type, not " + describe(value));
  return type->scalar;
}

std::size_t axis_of(const Value& value) {
  const std::int64_t axis = known_integer(value);
  if (axis < 0 || axis > 2) throw Refusal("expected an axis of the grid: 0, 1 or 2");
  return static_cast<std::size_t>(axis);
}

Value filled(const Dims& size, DType type, const Tensor& value) {
  return {broadcast({{type}, Dims(size.size(), 1), value.data}, size)};
}

/// Arguments that follow one another, or one tuple of them; `can_reorder` may stand behind them.
Value shape_of(const Value& rest) {
  const Values& all = *rest.members();
  if (!all.empty() && all[0].members() != nullptr) return all[0];
  Values sizes = all;
  if (sizes.size() > 1 && sizes.back().as<bool>() != nullptr) sizes.pop_back();
  return make_tuple(std::move(sizes));
}

/// Dimensions of `a` behind each other with those of `b` behind them.
Tensor joined(const Tensor& a, const Tensor& b) {
  Dims size = a.size;
  size.push_back(2);
  if (!a.known() || !b.known()) return make_unknown(a.type, size);
  std::vector<Scalar> data;
  data.reserve(2 * a.data->size());
  for (std::size_t k = 0; k < a.data->size(); ++k) data.insert(data.end(), {(*a.data)[k], (*b.data)[k]});
  return make_tensor(a.type, size, std::move(data));
}

std::pair<Tensor, Tensor> pair_of(Machine& machine, const Arguments& given) {
  auto [a, b] = bring_together(machine.computing, given[0], given[1], false);
  const Dims size = broadcast_size(a.size, b.size);
  return {broadcast(a, size), broadcast(b, size)};
}

}  // namespace

Value program_id(Machine& machine, const Arguments& given) {
  const std::size_t axis = axis_of(given[0]);
  if (machine.is_dry()) return {make_unknown({DType::i32}, {})};  // of any instance
  return {make_index(machine.program()[axis])};
}

Value num_programs(Machine& machine, const Arguments& given) {
  return {make_index(machine.grid()[axis_of(given[0])])};
}

Value arange(Machine& machine, const Arguments& given) {
  const std::int64_t first = known_integer(given[0]), last = known_integer(given[1]);
  const Checked count = checked_subtract(last, first);
  if (!count) throw Refusal("a block of more than 2^63 numbers");
  const Dims size = dims_of({*count});
  machine.computing.count(static_cast<double>(size[0]));
  std::vector<Scalar> data(static_cast<std::size_t>(size[0]));
  for (std::size_t k = 0; k < data.size(); ++k) data[k].i = first + static_cast<std::int64_t>(k);
  return {make_tensor({DType::i32}, size, std::move(data))};
}

Value zeros(Machine& /*machine*/, const Arguments& given) {
  const DType type = type_of(given[1]);
  return filled(dims_of(given[0]), type, make_number(type, {.i = 0}));
}

Value zeros_like(Machine& /*machine*/, const Arguments& given) {
  const Tensor& like = block_of(given[0]);
  return filled(like.size, like.type.scalar, make_number(like.type.scalar, {.i = 0}));
}

Value full(Machine& machine, const Arguments& given) {
  const DType type = type_of(given[2]);
  const Tensor value = convert(machine.computing, to_tensor(machine.computing, given[1]), type);
  return filled(dims_of(given[0]), type, value);
}

Value full_like(Machine& machine, const Arguments& given) {
  const Tensor& like = block_of(given[0]);
  const Tensor value = convert(machine.computing, to_tensor(machine.computing, given[1]), like.type.scalar);
  return filled(like.size, like.type.scalar, value);
}

Value cast(Machine& machine, const Arguments& given) {
  const auto* type = given[1].as<TypeName>();
  if (type == nullptr) throw Refusal("expected a type, not " + describe(given[1]));
  Tensor from = to_tensor(machine.computing, given[0]);
  if (from.type.is_pointer() != type->is_pointer) throw Refusal("a cast between pointers and numbers");
  machine.computing.count(static_cast<double>(numel(from.size)));
  if (from.type.is_pointer()) {
    from.type.scalar = type->scalar;
    return {from};
  }
  return {given.flag(3) ? bitcast(from, type->scalar) : convert(machine.computing, from, type->scalar)};
}

Value pointer_type(Machine& /*machine*/, const Arguments& given) {
  return {TypeName{type_of(given[0]), true}};
}

Value same(Machine& /*machine*/, const Arguments& given) { return given[0]; }

Value tensor_of(Machine& machine, const Arguments& given) { return {to_tensor(machine.computing, given[0])}; }

Value broadcast_both(Machine& /*machine*/, const Arguments& given) {
  const Dims size = broadcast_size(block_of(given[0]).size, block_of(given[1]).size);
  return make_tuple({{broadcast(block_of(given[0]), size)}, {broadcast(block_of(given[1]), size)}});
}

Value broadcast_to(Machine& machine, const Arguments& given) {
  const Tensor from = to_tensor(machine.computing, given[0]);
  return {broadcast(from, dims_of(shape_of(given[1])))};
}

Value expand_dims(Machine& /*machine*/, const Arguments& given) {
  Tensor result = block_of(given[0]);
  const Values one{given[1]};
  const Values* members = given[1].members();
  for (const Value& axis : members != nullptr ? *members : one) {
    std::int64_t at = known_integer(axis);
    if (at < 0) at += static_cast<std::int64_t>(result.size.size()) + 1;
    if (at < 0 || at > static_cast<std::int64_t>(result.size.size())) throw Refusal("no such dimension");
    result.size.insert(result.size.begin() + at, 1);
  }
  return {result};
}

Value squeeze(Machine& /*machine*/, const Arguments& given) {
  Tensor result = block_of(given[0]);
  const std::size_t at = given.dimension(1, result.size.size());
  if (result.size[at] != 1) throw Refusal("the dimension has more than one element");
  result.size.erase(result.size.begin() + static_cast<std::ptrdiff_t>(at));
  return {result};
}

Value reshape_to(Machine& /*machine*/, const Arguments& given) {
  return {reshape(block_of(given[0]), dims_of(shape_of(given[1])))};
}

Value ravel(Machine& /*machine*/, const Arguments& given) {
  const Tensor& from = block_of(given[0]);
  return {reshape(from, {numel(from.size)})};
}

Value transpose(Machine& /*machine*/, const Arguments& given) {
  const Tensor& from = block_of(given[0]);
  std::vector<std::size_t> order;
  for (const std::int64_t d : dims_of(shape_of(given[1]))) order.push_back(static_cast<std::size_t>(d));
  if (order.empty()) {  // the last two change places
    order.resize(from.size.size());
    std::iota(order.begin(), order.end(), 0U);
    if (order.size() < 2) throw Refusal("the block has no two dimensions");
    std::swap(order[order.size() - 1], order[order.size() - 2]);
  }
  return {permute(from, order)};
}

Value flip(Machine& /*machine*/, const Arguments& given) {
  const Tensor& from = block_of(given[0]);
  const std::size_t d = given.has(1) ? given.dimension(1, from.size.size()) : from.size.size() - 1;
  if (!from.known()) return {from};
  Dims stride = dense_strides(from.size);
  const std::int64_t last = (from.size[d] - 1) * stride[d];
  stride[d] = -stride[d];
  std::vector<Scalar> data;
  data.reserve(from.data->size());
  for_each_offset(from.size, stride, [&](std::int64_t at) { data.push_back(from[last + at]); });
  return {make_tensor(from.type, from.size, std::move(data))};
}

Value join(Machine& machine, const Arguments& given) {
  const auto [a, b] = pair_of(machine, given);
  return {joined(a, b)};
}

Value interleave(Machine& machine, const Arguments& given) {
  const auto [a, b] = pair_of(machine, given);
  Dims size = a.size;
  if (size.empty()) size = {1};
  size.back() *= 2;
  return {reshape(joined(a, b), size)};
}

Value split(Machine& /*machine*/, const Arguments& given) {
  const Tensor& from = block_of(given[0]);
  if (from.size.empty() || from.size.back() != 2) throw Refusal("the last dimension has not two elements");
  const Dims size(from.size.begin(), from.size.end() - 1);
  if (!from.known()) return make_tuple({{make_unknown(from.type, size)}, {make_unknown(from.type, size)}});
  std::array<std::vector<Scalar>, 2> parts;
  for (std::size_t k = 0; k < from.data->size(); ++k) parts[k % 2].push_back((*from.data)[k]);
  return make_tuple({{make_tensor(from.type, size, parts[0])}, {make_tensor(from.type, size, parts[1])}});
}

Value cat(Machine& machine, const Arguments& given) {
  const auto [a, b] = bring_together(machine.computing, given[0], given[1], false);
  if (a.size.size() != 1 || b.size.size() != 1) throw Refusal("blocks of more than one dimension");
  const Dims size{a.size[0] + b.size[0]};
  if (!a.known() || !b.known()) return {make_unknown(a.type, size)};
  std::vector<Scalar> data = *a.data;
  data.insert(data.end(), b.data->begin(), b.data->end());
  return {make_tensor(a.type, size, std::move(data))};
}

Value gather(Machine& /*machine*/, const Arguments& given) {
  const Tensor &from = block_of(given[0]), &index = block_of(given[1]);
  const std::size_t d = given.dimension(2, from.size.size());
  if (index.size.size() != from.size.size()) throw Refusal("an index of other dimensions than the block");
  if (!from.known() || !index.known()) return {make_unknown(from.type, index.size)};
  const Dims stride = dense_strides(from.size);
  std::vector<Scalar> data;
  Dims at(index.size.size(), 0);
  for (std::size_t k = 0; k < index.data->size(); ++k, ireplay::advance(at, index.size)) {
    const std::int64_t which = (*index.data)[k].i;
    if (which < 0 || which >= from.size[d]) throw Refusal("an index outside of the block");
    std::int64_t offset = which * stride[d];
    for (std::size_t other = 0; other < at.size(); ++other)
      if (other != d) offset += at[other] * stride[other];
    data.push_back(from[offset]);
  }
  return {make_tensor(from.type, index.size, std::move(data))};
}

Value length(Machine& /*machine*/, const Arguments& given) {
  const Values* members = given[0].members();
  if (members == nullptr) throw Refusal("expected a tuple, not " + describe(given[0]));
  return {static_cast<std::int64_t>(members->size())};
}

}  // namespace ireplay::triton::builtins
