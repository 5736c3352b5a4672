#include <algorithm>

#include "parser/source.hpp"
#include "replay/lower/body/instruction_writer.hpp"
#include "replay/lower/body/scope.hpp"
#include "replay/lower/listing/kernel_lowering.hpp"
#include "replay/plan/masked_index.hpp"

/// Loads, stores and assertions of a listing.
namespace ireplay {
namespace {

struct AtomicRow {
  std::string_view name;
  StoreMode mode;
};
constexpr AtomicRow kAtomics[] = {
    {"atomic_add", StoreMode::atomic_add}, {"atomic_max", StoreMode::atomic_max},
    {"atomic_min", StoreMode::atomic_min}, {"atomic_and", StoreMode::atomic_and},
    {"atomic_or", StoreMode::atomic_or},   {"atomic_xor", StoreMode::atomic_xor},
};

}  // namespace

std::int32_t KernelLowering::use_buffer(std::int32_t buffer, ExprId at) {
  const auto found = std::ranges::find(program_.buffers, buffer, &BufferUse::buffer);
  if (found != program_.buffers.end()) return static_cast<std::int32_t>(found - program_.buffers.begin());
  const PlanBuffer& planned = (*context_.buffers)[static_cast<std::size_t>(buffer)];
  if (is_complex(planned.dtype))
    fail(at, "'" + planned.name + "' has the dtype " + std::string(ireplay::info(planned.dtype).torch_name));
  const Storage& storage = (*context_.storages)[static_cast<std::size_t>(planned.storage)];
  const std::int64_t whole = storage.bytes / static_cast<std::int64_t>(bytes_of(planned.dtype));
  program_.buffers.push_back(
      {buffer, planned.dtype, std::max<std::int64_t>(whole - planned.offset, 0), false, false});
  return static_cast<std::int32_t>(program_.buffers.size()) - 1;
}

bool KernelLowering::needs_check(const Linear& index, const BufferUse& use, ValueId mask, ExprId at) const {
  const Bounds bounds = algebra_->bounds(index);
  if (bounds.lo >= 0 && bounds.hi < use.extent) return false;
  const bool runs = std::ranges::find(program_.ranges, 0) == program_.ranges.end();
  if (!runs || !algebra_->is_affine(index)) return true;
  if (mask != kNone) return !is_inside_where(program_, mask, algebra_->intern(index), use.extent);
  const std::int64_t outside = bounds.hi >= use.extent ? bounds.hi : bounds.lo;
  throw Error(Error::Kind::dump, *listing_.source, expr(at).text.data(),
              context_.name + ": index " + std::to_string(outside) + " of '" +
                  (*context_.buffers)[static_cast<std::size_t>(use.buffer)].name + "' lies outside of its " +
                  std::to_string(use.extent) + " elements");
}

/// Pointer and mask of an access.
KernelLowering::Access KernelLowering::access(const Call& call, std::size_t mask_argument) {
  Access made;
  const ExprId address = argument(call, 0);
  const KernelValue pointer = evaluate(address, Use::address);
  if (!pointer.is(Kind::pointer))
    fail(address, "expected the address of a tensor that the kernel is called with");
  const KernelArgument& given = context_.arguments[pointer.which];
  made.use = use_buffer(given.buffer, address);
  made.index = pointer.index;
  made.index.add(Linear(given.offset));
  if (const ExprId mask = find_argument(call, mask_argument, "mask"); mask != kNoExpr) {
    const KernelValue holds = evaluate(mask);
    made.never = holds.is(Kind::truth) && !holds.truth;
    if (!holds.is(Kind::truth) && !holds.is(Kind::none)) made.mask = id_of(holds, DType::boolean, mask);
  }
  return made;
}

/// `tl.load(in_ptr0 + (x0), xmask, other=0.0)`.
KernelValue KernelLowering::load(const Call& call) {
  const ExprId at = argument(call, 0);
  const Access from = access(call, 1);
  BufferUse& use = program_.buffers[static_cast<std::size_t>(from.use)];
  const PlanBuffer& planned = (*context_.buffers)[static_cast<std::size_t>(use.buffer)];
  const ExprId other_id = find_argument(call, 2, "other");
  const KernelValue other = other_id == kNoExpr ? KernelValue::of_index(Linear(0)) : evaluate(other_id);
  if (from.never) return converted(other, use.dtype, at);
  const IndexId index = algebra_->intern(from.index);
  // what the kernel stored before is read from there: a program may run its stores later
  for (auto stored = stored_.rbegin(); stored != stored_.rend(); ++stored) {
    if (stored->storage != planned.storage) continue;
    if (stored->use != from.use || stored->index != index || stored->value == kNone)
      fail(at, "the kernel reads '" + planned.name + "' after it has written to other places of it");
    return rounded(stored->value, use.dtype);
  }
  use.read = true;
  Instruction made = make_instruction(Opcode::load, compute_type(use.dtype));
  made.checked = needs_check(from.index, use, from.mask, at);
  made.buffer = from.use;
  made.index = index;
  made.mask = from.mask;
  KernelValue value = KernelValue::of_value(emit(made), use.dtype);
  value.narrow = narrow_or_wide(use.dtype);
  if (from.mask == kNone || (other.is_constant() && other.constant() == 0)) return value;
  const KernelValue operands[] = {KernelValue::of_value(from.mask, DType::boolean), value,
                                  converted(other, use.dtype, at)};
  KernelValue chosen = apply(*find_scalar_op("where"), operands, at);
  chosen.narrow = value.narrow;
  return chosen;
}

KernelValue KernelLowering::store(const Call& call) {
  const ExprId at = argument(call, 0), value_id = argument(call, 1, "value");
  const KernelValue value = evaluate(value_id);
  const Access to = access(call, 2);
  if (to.never) return {};
  BufferUse& use = program_.buffers[static_cast<std::size_t>(to.use)];
  use.written = true;
  const bool typed = value.is(Kind::value);
  Instruction made = make_instruction(Opcode::store, DType::f32);
  made.operands[0] = id_of(value, typed ? value.dtype : use.dtype, value_id);
  made.dtype = type_of(made.operands[0]);
  const auto* atomic = std::ranges::find(kAtomics, call.name, &AtomicRow::name);
  if (atomic != std::end(kAtomics))
    made.mode = atomic->mode, use.read = true;
  else
    made.mode = StoreMode::plain;
  made.checked = needs_check(to.index, use, to.mask, at);
  made.buffer = to.use;
  made.index = algebra_->intern(to.index);
  made.mask = to.mask;
  emit(made);
  if (narrow_or_wide(use.dtype) != DType::f32) note_rounding(made.operands[0], use.dtype);
  const bool whole = made.mode == StoreMode::plain && to.mask == kNone;
  stored_.push_back({(*context_.buffers)[static_cast<std::size_t>(use.buffer)].storage, to.use, made.index,
                     whole ? made.operands[0] : kNone});
  return {};
}

KernelValue KernelLowering::atomic(const Call& call) { return store(call); }

/// `tl.make_block_ptr(in_ptr0, shape=[N], strides=[1], block_shape=[XBLOCK], order=[0], offsets=[xoffset])`.
KernelValue KernelLowering::block_pointer(const Call& call) {
  KernelValue pointer = value_argument(call, 0, "base");
  const ExprId strides = argument(call, 2, "strides"), offsets = argument(call, 3, "offsets");
  const auto by = children(strides), begins = children(offsets);
  if (!pointer.is(Kind::pointer) || by.size() != begins.size())
    fail(call.id, "this block pointer is none of those that Inductor generates");
  for (std::size_t k = 0; k < by.size(); ++k) {
    const Expr& begin = expr(begins[k]);
    const bool named = begin.kind == ExprKind::name && begin.text.ends_with("offset");
    const Axis* const axis = named ? find_axis(begin.text.substr(0, begin.text.size() - 6)) : nullptr;
    if (axis == nullptr)
      fail(begins[k], "a block that does not begin with a block of the launch is not supported");
    const KernelValue stride = evaluate(by[k]);
    pointer.index.add(algebra_->multiply(axis_index(axis->name).index, linear(stride, by[k])));
  }
  return pointer;
}

// ---- assertions
// ----------------------------------------------------------------------------------------------------

/// `(0 <= tmp4) & (tmp4 < 50)`: tmp4 indexes 50 elements. From here on addresses are made of its checked
/// twin, which passes that know the bounds of indices look for.
bool KernelLowering::assert_range(ExprId condition) {
  if (expr(condition).kind == ExprKind::or_) condition = children(condition)[0];
  if (expr(condition).kind != ExprKind::and_) return false;
  const ExprId low = children(condition)[0], high = children(condition)[1];
  if (expr(low).kind != ExprKind::le || expr(high).kind != ExprKind::lt) return false;
  const Expr& name = expr(children(low)[1]);
  if (name.kind != ExprKind::name || expr(children(high)[0]).text != name.text) return false;
  const KernelValue value = evaluate_name(name), size = evaluate(children(high)[1]);
  if (!value.is(Kind::value) || is_floating(value.dtype) || !size.is(Kind::index) ||
      !size.index.is_constant())
    return false;
  if (ranged_.contains(value.value)) return true;
  Instruction made = make_instruction(Opcode::indirect, DType::i64, convert_to(value.value, DType::i64));
  made.immediate.i = size.index.offset;
  ranged_[value.value] = {emit(made), size.index.offset};
  return true;
}

/// `tl.device_assert(((0 <= tmp4) & (tmp4 < 50)) | ~(xmask), "index out of bounds: 0 <= tmp4 < 50")`.
KernelValue KernelLowering::device_assert(const Call& call) {
  const ExprId condition = argument(call, 0);
  const KernelValue holds = evaluate(condition);
  if (holds.is(Kind::truth) && holds.truth) return {};
  Instruction made =
      make_instruction(Opcode::device_assert, DType::boolean, id_of(holds, DType::boolean, condition));
  made.extra = static_cast<std::int32_t>(program_.messages.size());
  const ExprId message = find_argument(call, 1, "msg");
  program_.messages.emplace_back(message == kNoExpr || expr(message).kind != ExprKind::string
                                     ? std::string_view("an assertion of the kernel")
                                     : expr(message).text);
  emit(made);
  assert_range(condition);
  return {};
}

/// `triton_helpers.bucketize_binary_search(values, boundaries, size, elements, stride, row, dtype, right,
/// sorter, its stride, its row)`; up to 2.5 `(values, boundaries, dtype, right, size, shape)`.
KernelValue KernelLowering::bucketize(const Call& call) {
  const bool rows = call.positional.size() > 7;
  const ExprId row = rows ? argument(call, 5) : kNoExpr;
  const KernelValue value = value_argument(call, 0), boundaries = value_argument(call, 1);
  if (!boundaries.is(Kind::pointer)) fail(call.id, "expected the boundaries' address");
  if (rows && find_argument(call, 8) != kNoExpr && !value_argument(call, 8).is(Kind::none))
    fail(call.id, "a search through an order of its own is not supported");
  const KernelArgument& given = context_.arguments[boundaries.which];
  if (given.offset != 0 || !boundaries.index.is_constant() || boundaries.index.offset != 0)
    fail(call.id, "boundaries that are a view are not supported");
  Bucketize entry;
  entry.boundaries = use_buffer(given.buffer, call.id);
  program_.buffers[static_cast<std::size_t>(entry.boundaries)].read = true;
  const ExprId size = argument(call, rows ? 2 : 4);
  const Linear length = linear(evaluate(size), size);
  entry.length = algebra_->intern(length);
  entry.total = rows ? algebra_->intern(linear(value_argument(call, 3), call.id)) : entry.length;
  const Linear stride = rows ? linear(value_argument(call, 4), call.id) : Linear(1);
  entry.stride = algebra_->intern(stride);
  const KernelValue right = value_argument(call, rows ? 7 : 3);
  entry.right = right.is(Kind::truth) && right.truth;
  const DType dtype = type_argument(argument(call, rows ? 6 : 2));
  Instruction made = make_instruction(Opcode::bucketize, compute_type(dtype));
  made.operands[0] = id_of(value, value.dtype, call.id);
  const KernelValue base = row == kNoExpr ? KernelValue{} : evaluate(row);
  const bool at_zero = base.is(Kind::none) || (base.is_constant() && base.constant() == 0);
  if (!at_zero) made.operands[1] = id_of(base, DType::i64, row);
  made.checked = !at_zero;
  if (at_zero && length.is_constant() && length.offset > 0) {
    const Linear last = algebra_->multiply(Linear(length.offset - 1), stride);
    made.checked =
        needs_check(last, program_.buffers[static_cast<std::size_t>(entry.boundaries)], kNone, call.id);
  }
  made.extra = static_cast<std::int32_t>(program_.bucketizes.size());
  program_.bucketizes.push_back(entry);
  return KernelValue::of_value(emit(made), dtype);
}

}  // namespace ireplay
