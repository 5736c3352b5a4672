#include <algorithm>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/triton/builtins.hpp"

/// `tl.load` and its kin: pointers, block pointers, tensor descriptors, atomic updates.
namespace ireplay::triton::builtins {
namespace {

const BlockPointer* block_pointer(const Value& value) {
  const auto* pointer = value.as<std::shared_ptr<const BlockPointer>>();
  return pointer == nullptr ? nullptr : pointer->get();
}

const BlockPointer& descriptor_of(const Value& value) {
  const BlockPointer* pointer = block_pointer(value);
  if (pointer == nullptr) throw Refusal("expected a tensor descriptor, not " + describe(value));
  return *pointer;
}

Tensor pointers_of(const Value& value) {
  const auto* tensor = value.as<Tensor>();
  if (tensor == nullptr || !tensor->type.is_pointer()) throw Refusal("an access through " + describe(value));
  return *tensor;
}

/// `boundary_check=(0, 1)`
std::vector<bool> checked_dimensions(const Value& value, std::size_t rank) {
  std::vector<bool> checked(rank, false);
  if (value.is_none()) return checked;
  for (const std::int64_t d : dims_of(value)) {
    if (d >= static_cast<std::int64_t>(rank)) throw Refusal("a check of a dimension that is not there");
    checked[static_cast<std::size_t>(d)] = true;
  }
  return checked;
}

std::vector<Tensor> numbers_of(Machine& machine, const Value& value) {
  std::vector<Tensor> numbers;
  const Values one{value};
  const Values* members = value.members();
  for (const Value& member : members != nullptr ? *members : one) {
    const Tensor number = to_tensor(machine.computing, member);
    if (number.type.is_pointer() || is_floating(number.type.scalar) || numel(number.size) != 1)
      throw Refusal("expected integers, not " + describe(member));
    numbers.push_back(convert(machine.computing, number, DType::i64));
  }
  return numbers;
}

struct BlockElements {
  Tensor pointers;
  Value mask;
};

/// Pointers to the block's elements, and which of them lie inside of the tensor.
BlockElements elements_of(Machine& machine, const BlockPointer& block, const std::vector<bool>& checked) {
  Computing& with = machine.computing;
  BlockElements elements{block.base, {}};
  for (std::size_t d = 0; d < block.block.size(); ++d) {
    Dims size(block.block.size(), 1);
    size[d] = block.block[d];
    std::vector<Scalar> steps(static_cast<std::size_t>(block.block[d]));
    for (std::size_t k = 0; k < steps.size(); ++k) steps[k].i = static_cast<std::int64_t>(k);
    const Value at{
        apply(with, ScalarOp::add, {block.offset[d]}, {make_tensor({DType::i64}, size, std::move(steps))})};
    const Value moved{apply(with, ScalarOp::mul, at, {block.stride[d]})};
    elements.pointers = apply(with, ScalarOp::add, {elements.pointers}, moved);
    if (!checked[d]) continue;
    const Value low{apply(with, ScalarOp::ge, at, {std::int64_t{0}})},
        high{apply(with, ScalarOp::lt, at, {block.size[d]})};
    const Value inside{apply(with, ScalarOp::logical_and, low, high)};
    elements.mask =
        elements.mask.is_none() ? inside : Value{apply(with, ScalarOp::logical_and, elements.mask, inside)};
  }
  elements.pointers = broadcast(elements.pointers, block.block);
  return elements;
}

BlockPointer with_offsets(Machine& machine, BlockPointer block, const Value& offsets) {
  block.offset = numbers_of(machine, offsets);
  if (block.offset.size() != block.block.size()) throw Refusal("expected an offset for each dimension");
  return block;
}

BlockPointer make_block(Machine& machine, const Arguments& given, std::size_t block, bool is_descriptor) {
  BlockPointer made{pointers_of(given[0]),         numbers_of(machine, given[1]),
                    numbers_of(machine, given[2]), {},
                    dims_of(given[block]),         is_descriptor};
  const std::size_t rank = made.block.size();
  if (made.size.size() != rank || made.stride.size() != rank)
    throw Refusal("expected as many sizes and strides as the block has dimensions");
  return made;
}

template <class Combine>
Value update(Machine& machine, const Arguments& given, Combine&& combine) {
  const Tensor pointers = pointers_of(given[0]);
  const DType type = pointers.type.scalar;
  Tensor values = convert(machine.computing, to_tensor(machine.computing, given[1]), type);
  const Dims size = broadcast_size(pointers.size, values.size);
  values = broadcast(values, size);
  return {machine.change(broadcast(pointers, size), type, given[2],
                         [&](Scalar old, std::size_t k) { return combine(old, (*values.data)[k], type); })};
}

Value update_by(Machine& machine, const Arguments& given, ScalarOp op) {
  return update(machine, given, [&](Scalar old, Scalar value, DType type) {
    const std::array<Scalar, 3> operands{old, value, Scalar{}};
    const ScalarFunction function = scalar_function(op, compute_type(type), 0, machine.computing.oracle);
    if (function == nullptr) throw Refusal("an atomic update of this type");
    Scalar result = function(operands.data());
    if (is_floating(type)) result.f = machine.computing.rounded(op, operands.data(), result.f, type);
    return result;
  });
}

}  // namespace

Value load_block(Machine& machine, const BlockPointer& block, const std::vector<bool>& checked,
                 bool pads_with_nan) {
  const BlockElements elements = elements_of(machine, block, checked);
  return {machine.load(elements.pointers, elements.mask, pads_with_nan ? Value{std::nan("")} : Value{})};
}

void store_block(Machine& machine, const BlockPointer& block, const Value& values,
                 const std::vector<bool>& checked) {
  const BlockElements elements = elements_of(machine, block, checked);
  machine.store(elements.pointers, to_tensor(machine.computing, values), elements.mask);
}

Value load(Machine& machine, const Arguments& given) {
  if (const BlockPointer* block = block_pointer(given[0]))
    return load_block(machine, *block, checked_dimensions(given[3], block->block.size()),
                      given.text(4) == "nan");
  return {machine.load(pointers_of(given[0]), given[1], given[2])};
}

Value store(Machine& machine, const Arguments& given) {
  if (const BlockPointer* block = block_pointer(given[0]))
    store_block(machine, *block, given[1], checked_dimensions(given[3], block->block.size()));
  else
    machine.store(pointers_of(given[0]), to_tensor(machine.computing, given[1]), given[2]);
  return {};
}

Value make_block_ptr(Machine& machine, const Arguments& given) {
  BlockPointer block = make_block(machine, given, 4, false);
  return {std::make_shared<const BlockPointer>(with_offsets(machine, std::move(block), given[3]))};
}

Value advance(Machine& machine, const Arguments& given) {
  BlockPointer block = descriptor_of(given[0]);
  const std::vector<Tensor> steps = numbers_of(machine, given[1]);
  if (steps.size() != block.offset.size()) throw Refusal("expected a step for each dimension");
  for (std::size_t d = 0; d < steps.size(); ++d)
    block.offset[d] = apply(machine.computing, ScalarOp::add, {block.offset[d]}, {steps[d]});
  return {std::make_shared<const BlockPointer>(std::move(block))};
}

Value make_descriptor(Machine& machine, const Arguments& given) {
  return {std::make_shared<const BlockPointer>(make_block(machine, given, 3, true))};
}

Value load_descriptor(Machine& machine, const Arguments& given) {
  const BlockPointer block = with_offsets(machine, descriptor_of(given[0]), given[1]);
  return load_block(machine, block, std::vector<bool>(block.block.size(), true), false);
}

Value store_descriptor(Machine& machine, const Arguments& given) {
  const BlockPointer block = with_offsets(machine, descriptor_of(given[0]), given[1]);
  store_block(machine, block, given[2], std::vector<bool>(block.block.size(), true));
  return {};
}

Value store_experimental(Machine& machine, const Arguments& given) {
  const BlockPointer block = with_offsets(machine, descriptor_of(given[0]), given[2]);
  store_block(machine, block, given[1], std::vector<bool>(block.block.size(), true));
  return {};
}

Value atomic_add(Machine& machine, const Arguments& given) {
  return update_by(machine, given, ScalarOp::add);
}

Value atomic_max(Machine& machine, const Arguments& given) {
  return update_by(machine, given, ScalarOp::maximum);
}

Value atomic_min(Machine& machine, const Arguments& given) {
  return update_by(machine, given, ScalarOp::minimum);
}

Value atomic_and(Machine& machine, const Arguments& given) {
  return update_by(machine, given, ScalarOp::bitwise_and);
}

Value atomic_or(Machine& machine, const Arguments& given) {
  return update_by(machine, given, ScalarOp::bitwise_or);
}

Value atomic_xor(Machine& machine, const Arguments& given) {
  return update_by(machine, given, ScalarOp::bitwise_xor);
}

Value atomic_xchg(Machine& machine, const Arguments& given) {
  return update(machine, given, [](Scalar /*old*/, Scalar value, DType /*type*/) { return value; });
}

Value atomic_cas(Machine& machine, const Arguments& given) {
  const Tensor pointers = pointers_of(given[0]);
  const DType type = pointers.type.scalar;
  Computing& with = machine.computing;
  Tensor expected = convert(with, to_tensor(with, given[1]), type),
         values = convert(with, to_tensor(with, given[2]), type);
  const Dims size = broadcast_size(pointers.size, broadcast_size(expected.size, values.size));
  expected = broadcast(expected, size), values = broadcast(values, size);
  return {machine.change(broadcast(pointers, size), type, {}, [&](Scalar old, std::size_t k) {
    const Scalar other = (*expected.data)[k];
    const bool same = is_floating(type) ? old.f == other.f : old.i == other.i;
    return same ? (*values.data)[k] : old;
  })};
}

}  // namespace ireplay::triton::builtins
