#include <algorithm>

#include "replay/lower/body/body_lowering.hpp"

/// Ops that touch memory, and those that may fault.
namespace ireplay {
namespace {

struct StoreModeRow {
  std::string_view name;
  StoreMode mode;
};

constexpr StoreModeRow kStoreModes[] = {
    {"atomic_add", StoreMode::atomic_add}, {"tma", StoreMode::plain},
    {"atomic_max", StoreMode::atomic_max}, {"atomic_min", StoreMode::atomic_min},
    {"atomic_and", StoreMode::atomic_and}, {"atomic_or", StoreMode::atomic_or},
    {"atomic_xor", StoreMode::atomic_xor}, {"atomic_xchg", StoreMode::atomic_xchg},
    {"atomic_cas", StoreMode::atomic_cas},
};

struct RandomRow {
  std::string_view name;
  std::string_view fourfold;  // in a listing: the kernel takes all four outputs of a counter
  RandomKind triton, triton_fourfold, cpu;
};

constexpr RandomRow kRandomRows[] = {
    {"rand", "triton_helpers.rand4x(", RandomKind::rand, RandomKind::rand4x, RandomKind::rand_cpu},
    {"randn", "triton_helpers.randn4x(", RandomKind::randn, RandomKind::randn4x, RandomKind::randn_cpu},
    {"randint64", "", RandomKind::randint64, RandomKind::randint64, RandomKind::randint64_cpu},
};

}  // namespace

// ---- buffers
// ------------------------------------------------------------------------------------------------------

std::int32_t BodyLowering::use_buffer(std::int32_t buffer, ExprId at) {
  const auto hash = static_cast<std::uint64_t>(buffer) * 0x9E3779B97F4A7C15;
  const auto same = [&](std::int32_t k) {
    return program_.buffers[static_cast<std::size_t>(k)].buffer == buffer;
  };
  const std::int32_t found = buffer_uses_.find(hash, same);
  if (found != kNone) return found;
  const PlanBuffer& planned = context_.buffers->at(static_cast<std::size_t>(buffer));
  if (is_complex(planned.dtype))
    fail_unsupported(expr(at).text,
                     "'" + planned.name + "' has the dtype " + std::string(info(planned.dtype).torch_name));
  const Storage& storage = context_.storages->at(static_cast<std::size_t>(planned.storage));
  const std::int64_t whole = storage.bytes / static_cast<std::int64_t>(bytes_of(planned.dtype));
  const auto use = static_cast<std::int32_t>(program_.buffers.size());
  program_.buffers.push_back(
      {buffer, planned.dtype, std::max<std::int64_t>(whole - planned.offset, 0), false, false});
  buffer_uses_.insert(hash, use);
  return use;
}

std::int32_t BodyLowering::load_buffer(ExprId name) {
  const std::int32_t buffer = context_.load_buffer(string_argument(name));
  if (buffer == kNone) fail(name, "unknown buffer '" + std::string(expr(name).text) + "'");
  const std::int32_t use = use_buffer(buffer, name);
  program_.buffers[static_cast<std::size_t>(use)].read = true;
  return use;
}

bool BodyLowering::needs_check(const Linear& index, const BufferUse& use, ExprId name) {
  const Bounds bounds = algebra_.bounds(index);
  if (bounds.lo >= 0 && bounds.hi < use.extent) return false;
  const bool runs = std::ranges::find(program_.ranges, 0) == program_.ranges.end();
  if (!runs || scope_->mask != kNone || !algebra_.is_affine(index)) return true;
  const std::int64_t outside = bounds.hi >= use.extent ? bounds.hi : bounds.lo;
  fail(name, "index " + std::to_string(outside) + " of '" + std::string(expr(name).text) +
                 "' lies outside of its " + std::to_string(use.extent) + " elements");
}

// ---- loads and stores
// ---------------------------------------------------------------------------------------------

Named BodyLowering::load(const Call& call) {
  const ExprId name = argument(call, 0);
  const std::int32_t use = load_buffer(name);
  lowers_address_ = true;
  const Linear index = index_argument(argument(call, 1));
  lowers_address_ = false;
  const BufferUse& buffer = program_.buffers[static_cast<std::size_t>(use)];
  Instruction result = make_instruction(Opcode::load, compute_type(buffer.dtype));
  result.checked = needs_check(index, buffer, name);
  result.buffer = use;
  result.index = algebra_.intern(index);
  result.mask = scope_->mask;
  Named named = Named::of(emit_pure(result));
  const DType stands_for = (*context_.buffers)[static_cast<std::size_t>(buffer.buffer)].stands_for;
  named.narrow = narrow_or_wide(stands_for == DType::f32 ? buffer.dtype : stands_for);
  if (stands_for != DType::f32) note_rounding(named.values[0], stands_for);
  return named;
}

void BodyLowering::emit_store(ExprId name, ExprId index_id, ValueId stored, StoreMode mode) {
  const BodyContext::StoreBuffers buffers = context_.store_buffers(string_argument(name));
  if (buffers[0] == kNone) fail(name, "unknown buffer '" + std::string(expr(name).text) + "'");
  const Linear index = index_argument(index_id);
  for (std::int32_t buffer : buffers) {
    if (buffer == kNone) continue;
    const std::int32_t use = use_buffer(buffer, name);
    program_.buffers[static_cast<std::size_t>(use)].written = true;
    if (mode != StoreMode::plain) program_.buffers[static_cast<std::size_t>(use)].read = true;
    Instruction result = make_instruction(Opcode::store, type_of(stored), stored);
    result.mode = mode;
    result.checked = needs_check(index, program_.buffers[static_cast<std::size_t>(use)], name);
    result.buffer = use;
    result.index = algebra_.intern(index);
    result.mask = scope_->mask;
    emit(result);
  }
  ++stores_;
}

Named BodyLowering::store(const Call& call) {
  const ExprId name = argument(call, 0), index = argument(call, 1), mode_id = find_argument(call, 3, "mode");
  StoreMode mode = StoreMode::plain;
  if (!is_none(mode_id)) {
    const auto* row = std::ranges::find(kStoreModes, string_argument(mode_id), &StoreModeRow::name);
    if (row == std::end(kStoreModes))
      fail_unsupported(expr(mode_id).text,
                       "the store mode '" + std::string(expr(mode_id).text) + "' is not supported");
    mode = row->mode;
  }
  emit_store(name, index, value(argument(call, 2, "value"), DType::f32), mode);
  return {};
}

Named BodyLowering::store_reduction(const Call& call) {
  const ExprId name = argument(call, 0), index = argument(call, 1);
  emit_store(name, index, value(argument(call, 2, "value"), DType::f32), StoreMode::plain);
  return {};
}

Named BodyLowering::load_seed(const Call& call) {
  const ExprId name = argument(call, 0), element = argument(call, 1, "offset");
  const std::int32_t use = load_buffer(name);
  Instruction result = make_instruction(Opcode::load_seed, DType::i64);
  result.buffer = use;
  result.immediate.i = integer_argument(element);
  needs_check(Linear(result.immediate.i), program_.buffers[static_cast<std::size_t>(use)], name);
  return Named::of(emit_pure(result));
}

// ---- random numbers
// -----------------------------------------------------------------------------------------------

Named BodyLowering::random(const Call& call) {
  const RandomRow& row = *std::ranges::find(kRandomRows, call.statement.name, &RandomRow::name);
  const bool bounded = row.triton == RandomKind::randint64;
  const bool fourfold = !bounded && context_.listing.find(row.fourfold) != std::string_view::npos;
  Instruction result = make_instruction(Opcode::random, bounded ? DType::i64 : DType::f32);
  result.random = context_.cpu_random ? row.cpu : fourfold ? row.triton_fourfold : row.triton;
  result.operands[0] = value_as(argument(call, 0), DType::i64);
  const ValueId offset = value(argument(call, 1), DType::i64);
  result.operands[1] = is_integer(type_of(offset)) ? offset : convert_to(offset, DType::i64);
  if (bounded) {
    result.operands[2] = value_as(argument(call, 2, "low"), DType::i64);
    result.operands[3] = value_as(argument(call, 3, "high"), DType::i64);
    return Named::of(emit_pure(result));
  }
  const ExprId dtype = find_argument(call, 2, "dtype");  // 2.0
  const ValueId drawn = emit_pure(result);
  return Named::of(dtype == kNoExpr ? drawn : convert_to(drawn, compute_type(dtype_argument(dtype))));
}

// ---- search
// -------------------------------------------------------------------------------------------------------

Named BodyLowering::bucketize(const Call& call) {
  const auto index_of = [&](ExprId id) { return algebra_.intern(index_argument(id)); };
  const ExprId boundaries = argument(call, 1);
  const bool rows = expr(boundaries).kind == ExprKind::tuple;  // 2.6 and later
  const std::span<const ExprId> fields = members(boundaries);
  if (rows && fields.size() != 4) fail(boundaries, "expected (buffer, row length, elements, stride)");

  Bucketize entry;
  entry.boundaries = load_buffer(fields[0]);
  const ExprId length_id = rows ? fields[1] : argument(call, 2);
  const Linear length = index_argument(length_id), stride = rows ? index_argument(fields[3]) : Linear(1);
  entry.length = algebra_.intern(length);
  entry.total = rows ? index_of(fields[2]) : entry.length;
  entry.stride = algebra_.intern(stride);
  entry.right = flag_argument(argument(call, 4, "right"));

  Instruction result = make_instruction(Opcode::bucketize, compute_type(dtype_argument(argument(call, 3))));
  result.operands[0] = value(argument(call, 0), DType::f32);
  const ExprId base = rows ? argument(call, 2) : kNoExpr;
  const ExprId sorter = rows ? find_argument(call, 5, "sorter") : kNoExpr;
  const ExprId sorter_base = rows ? find_argument(call, 6, "sorter_indices") : kNoExpr;
  const bool at_zero = is_none(base) || (is_literal(base) && literal(base, DType::i64).i == 0);
  if (!at_zero) result.operands[1] = value_as(base, DType::i64);
  if (!is_none(sorter)) {
    const std::span<const ExprId> pair = members(sorter);
    if (pair.size() != 2) fail(sorter, "expected (buffer, stride)");
    entry.sorter = load_buffer(pair[0]);
    entry.sorter_stride = index_of(pair[1]);
    if (!is_none(sorter_base)) result.operands[2] = value_as(sorter_base, DType::i64);
  }
  if (!length.is_constant() || length.offset < 0) fail(length_id, "expected the number of boundaries");
  Linear last = algebra_.multiply(Linear(std::max<std::int64_t>(length.offset - 1, 0)), stride);
  result.checked = !at_zero || entry.sorter != kNone;
  if (!result.checked && length.offset > 0)
    result.checked =
        needs_check(last, program_.buffers[static_cast<std::size_t>(entry.boundaries)], fields[0]);
  result.mask = scope_->mask;
  result.extra = static_cast<std::int32_t>(program_.bucketizes.size());
  program_.bucketizes.push_back(entry);
  return Named::of(emit(result));
}

Named BodyLowering::device_assert(const Call& call) {
  Instruction result =
      make_instruction(Opcode::device_assert, DType::boolean, value_as(argument(call, 0), DType::boolean));
  const ExprId message = find_argument(call, 1, "msg");
  result.extra = static_cast<std::int32_t>(program_.messages.size());
  program_.messages.emplace_back(is_none(message) ? std::string_view() : string_argument(message));
  result.mask = scope_->mask;
  emit(result);
  return Named::of(result.operands[0]);  // the value that was asserted
}

}  // namespace ireplay
