#include <algorithm>

#include "replay/lower/body/statements.hpp"
#include "replay/plan/index_trial.hpp"
#include "replay/plan/masked_index.hpp"

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
    {"rand", "triton_helpers.rand4x", RandomKind::rand, RandomKind::rand4x, RandomKind::rand_cpu},
    {"randn", "triton_helpers.randn4x", RandomKind::randn, RandomKind::randn4x, RandomKind::randn_cpu},
    {"randint64", "", RandomKind::randint64, RandomKind::randint64, RandomKind::randint64_cpu},
};

std::int32_t use_buffer(BodyLowering& body, std::int32_t buffer, ExprId at) {
  const auto hash = static_cast<std::uint64_t>(buffer) * 0x9E3779B97F4A7C15;
  const auto same = [&](std::int32_t k) { return body.out.buffer(k).buffer == buffer; };
  const std::int32_t found = body.buffer_uses.find(hash, same);
  if (found != kNone) return found;
  const PlanBuffer& planned = body.text.context.buffers->at(static_cast<std::size_t>(buffer));
  if (is_complex(planned.dtype))
    body.text.fail_unsupported(body.text.expr(at).text, "'" + planned.name + "' has the dtype " +
                                                            std::string(info(planned.dtype).torch_name));
  const Storage& storage = body.text.context.storages->at(static_cast<std::size_t>(planned.storage));
  const std::int64_t whole = storage.bytes / static_cast<std::int64_t>(bytes_of(planned.dtype));
  const auto use = static_cast<std::int32_t>(body.out.program.buffers.size());
  body.out.program.buffers.push_back(
      {buffer, planned.dtype, std::max<std::int64_t>(whole - planned.offset, 0), false, false});
  body.buffer_uses.insert(hash, use);
  return use;
}

[[noreturn]] void fail_outside(BodyLowering& body, ExprId name, std::int64_t index, const BufferUse& use) {
  body.text.fail(name, "index " + std::to_string(index) + " of '" + std::string(body.text.expr(name).text) +
                           "' lies outside of its " + std::to_string(use.extent) + " elements");
}

/// Whether the access must be checked at run time. Throws where it is outside whatever the data is.
bool needs_check(BodyLowering& body, const Linear& index, const BufferUse& use, ExprId name) {
  const Bounds bounds = body.out.algebra.bounds(index);
  if (bounds.lo >= 0 && bounds.hi < use.extent) return false;
  const bool runs = std::ranges::find(body.out.program.ranges, 0) == body.out.program.ranges.end();
  if (!runs) return true;
  if (body.scope->mask != kNone)
    return !is_inside_where(body.out.program, body.scope->mask, body.out.algebra.intern(index), use.extent);
  if (body.out.algebra.is_affine(index))
    fail_outside(body, name, bounds.hi >= use.extent ? bounds.hi : bounds.lo, use);
  const IndexTrial trial =
      try_index(body.out.program, body.out.algebra.intern(index), use.extent, kTriedPoints);
  if (trial.kind == IndexTrial::Kind::outside) fail_outside(body, name, trial.value, use);
  if (trial.kind == IndexTrial::Kind::fault) body.text.fail(name, trial.why);
  return true;
}

}  // namespace

std::int32_t load_buffer(BodyLowering& body, ExprId name) {
  const std::int32_t buffer = body.text.context.load_buffer(body.text.string_argument(name));
  if (buffer == kNone)
    body.text.fail(name, "unknown buffer '" + std::string(body.text.expr(name).text) + "'");
  const std::int32_t use = use_buffer(body, buffer, name);
  body.out.buffer(use).read = true;
  return use;
}

// ---- loads and stores

Named load(BodyLowering& body, const Call& call) {
  const ExprId name = body.text.argument(call, 0);
  const std::int32_t use = load_buffer(body, name);
  const Linear index = index_argument(body, body.text.argument(call, 1), true);
  const BufferUse& buffer = body.out.buffer(use);
  Instruction result = make_instruction(Opcode::load, compute_type(buffer.dtype));
  result.checked = needs_check(body, index, buffer, name);
  result.buffer = use;
  result.index = body.out.algebra.intern(index);
  result.mask = body.scope->mask;
  Named named = Named::of(body.out.emit_pure(result));
  const DType stands_for = (*body.text.context.buffers)[static_cast<std::size_t>(buffer.buffer)].stands_for;
  named.narrow = narrow_or_wide(stands_for == DType::f32 ? buffer.dtype : stands_for);
  if (stands_for != DType::f32) body.out.note_rounding(named.values[0], stands_for);
  return named;
}

void emit_store(BodyLowering& body, ExprId name, ExprId index_id, ValueId stored, StoreMode mode) {
  const BodyContext::StoreBuffers buffers = body.text.context.store_buffers(body.text.string_argument(name));
  if (buffers[0] == kNone)
    body.text.fail(name, "unknown buffer '" + std::string(body.text.expr(name).text) + "'");
  const Linear index = index_argument(body, index_id);
  for (std::int32_t buffer : buffers) {
    if (buffer == kNone) continue;
    const std::int32_t use = use_buffer(body, buffer, name);
    body.out.buffer(use).written = true;
    if (mode != StoreMode::plain) body.out.buffer(use).read = true;
    Instruction result = make_instruction(Opcode::store, body.out.type_of(stored), stored);
    result.mode = mode;
    result.checked = needs_check(body, index, body.out.buffer(use), name);
    result.buffer = use;
    result.index = body.out.algebra.intern(index);
    result.mask = body.scope->mask;
    body.out.emit(result);
  }
  body.out.end_of_store();
}

Named store(BodyLowering& body, const Call& call) {
  const ExprId name = body.text.argument(call, 0), index = body.text.argument(call, 1),
               mode_id = body.text.find_argument(call, 3, "mode");
  StoreMode mode = StoreMode::plain;
  if (!body.text.is_none(mode_id)) {
    const auto* row = std::ranges::find(kStoreModes, body.text.string_argument(mode_id), &StoreModeRow::name);
    if (row == std::end(kStoreModes))
      body.text.fail_unsupported(
          body.text.expr(mode_id).text,
          "the store mode '" + std::string(body.text.expr(mode_id).text) + "' is not supported");
    mode = row->mode;
  }
  emit_store(body, name, index, value(body, body.text.argument(call, 2, "value"), DType::f32), mode);
  return {};
}

Named store_reduction(BodyLowering& body, const Call& call) {
  const ExprId name = body.text.argument(call, 0), index = body.text.argument(call, 1);
  emit_store(body, name, index, value(body, body.text.argument(call, 2, "value"), DType::f32),
             StoreMode::plain);
  return {};
}

Named load_seed(BodyLowering& body, const Call& call) {
  const ExprId name = body.text.argument(call, 0), element = body.text.argument(call, 1, "offset");
  const std::int32_t use = load_buffer(body, name);
  Instruction result = make_instruction(Opcode::load_seed, DType::i64);
  result.buffer = use;
  result.immediate.i = integer_argument(body, element);
  needs_check(body, Linear(result.immediate.i), body.out.buffer(use), name);
  return Named::of(body.out.emit_pure(result));
}

// ---- random numbers

Named random(BodyLowering& body, const Call& call) {
  const RandomRow& row = *std::ranges::find(kRandomRows, call.statement.name, &RandomRow::name);
  const bool bounded = row.triton == RandomKind::randint64;
  const bool fourfold = !bounded && calls(body.text.listing(), row.fourfold);
  Instruction result = make_instruction(Opcode::random, bounded ? DType::i64 : DType::f32);
  result.random = body.text.context.cpu_random ? row.cpu : fourfold ? row.triton_fourfold : row.triton;
  result.operands[0] = value_as(body, body.text.argument(call, 0), DType::i64);
  const ValueId offset = value(body, body.text.argument(call, 1), DType::i64);
  result.operands[1] =
      is_integer(body.out.type_of(offset)) ? offset : body.out.convert_to(offset, DType::i64);
  if (bounded) {
    result.operands[2] = value_as(body, body.text.argument(call, 2, "low"), DType::i64);
    result.operands[3] = value_as(body, body.text.argument(call, 3, "high"), DType::i64);
    return Named::of(body.out.emit_pure(result));
  }
  const ExprId dtype = body.text.find_argument(call, 2, "dtype");  // 2.0
  const ValueId drawn = body.out.emit_pure(result);
  return Named::of(
      dtype == kNoExpr ? drawn : body.out.convert_to(drawn, compute_type(body.text.dtype_argument(dtype))));
}

// ---- search

Named bucketize(BodyLowering& body, const Call& call) {
  const auto index_of = [&](ExprId id) { return body.out.algebra.intern(index_argument(body, id)); };
  const ExprId boundaries = body.text.argument(call, 1);
  const bool rows = body.text.expr(boundaries).kind == ExprKind::tuple;  // 2.6 and later
  const std::span<const ExprId> fields = body.text.members(boundaries);
  if (rows && fields.size() != 4)
    body.text.fail(boundaries, "expected (buffer, row length, elements, stride)");

  Bucketize entry;
  entry.boundaries = load_buffer(body, fields[0]);
  const ExprId length_id = rows ? fields[1] : body.text.argument(call, 2);
  const Linear length = index_argument(body, length_id),
               stride = rows ? index_argument(body, fields[3]) : Linear(1);
  entry.length = body.out.algebra.intern(length);
  entry.total = rows ? index_of(fields[2]) : entry.length;
  entry.stride = body.out.algebra.intern(stride);
  entry.right = body.text.flag_argument(body.text.argument(call, 4, "right"));

  Instruction result = make_instruction(Opcode::bucketize,
                                        compute_type(body.text.dtype_argument(body.text.argument(call, 3))));
  result.operands[0] = value(body, body.text.argument(call, 0), DType::f32);
  const ExprId base = rows ? body.text.argument(call, 2) : kNoExpr;
  const ExprId sorter = rows ? body.text.find_argument(call, 5, "sorter") : kNoExpr;
  const ExprId sorter_base = rows ? body.text.find_argument(call, 6, "sorter_indices") : kNoExpr;
  const bool at_zero =
      body.text.is_none(base) || (is_literal(body, base) && literal(body, base, DType::i64).i == 0);
  if (!at_zero) result.operands[1] = value_as(body, base, DType::i64);
  if (!body.text.is_none(sorter)) {
    const std::span<const ExprId> pair = body.text.members(sorter);
    if (pair.size() != 2) body.text.fail(sorter, "expected (buffer, stride)");
    entry.sorter = load_buffer(body, pair[0]);
    entry.sorter_stride = index_of(pair[1]);
    if (!body.text.is_none(sorter_base)) result.operands[2] = value_as(body, sorter_base, DType::i64);
  }
  if (!length.is_constant() || length.offset < 0)
    body.text.fail(length_id, "expected the number of boundaries");
  Linear last = body.out.algebra.multiply(Linear(std::max<std::int64_t>(length.offset - 1, 0)), stride);
  result.checked = !at_zero || entry.sorter != kNone;
  if (!result.checked && length.offset > 0)
    result.checked = needs_check(body, last, body.out.buffer(entry.boundaries), fields[0]);
  result.mask = body.scope->mask;
  result.extra = static_cast<std::int32_t>(body.out.program.bucketizes.size());
  body.out.program.bucketizes.push_back(entry);
  return Named::of(body.out.emit(result));
}

Named device_assert(BodyLowering& body, const Call& call) {
  Instruction result = make_instruction(Opcode::device_assert, DType::boolean,
                                        value_as(body, body.text.argument(call, 0), DType::boolean));
  const ExprId message = body.text.find_argument(call, 1, "msg");
  result.extra = static_cast<std::int32_t>(body.out.program.messages.size());
  body.out.program.messages.emplace_back(body.text.is_none(message) ? std::string_view()
                                                                    : body.text.string_argument(message));
  result.mask = body.scope->mask;
  body.out.emit(result);
  return Named::of(result.operands[0]);  // the value that was asserted
}

}  // namespace ireplay
