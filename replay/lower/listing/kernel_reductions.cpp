#include <algorithm>

#include "replay/lower/body/instruction_writer.hpp"
#include "replay/lower/body/scope.hpp"
#include "replay/lower/listing/kernel_lowering.hpp"
#include "replay/lower/listing/scan_combine.hpp"
#include "replay/plan/reduce_kinds.hpp"

/// Reductions, scans and sorts of a listing: over the elements of a tile, or of what a loop over tiles has
/// gathered.
namespace ireplay {

/// The dimension must be the reduction's, which is the last one of a tile.
void KernelLowering::check_axis(const Call& call, std::size_t k) {
  if (static_cast<std::size_t>(program_.parallel) == program_.ranges.size())
    fail(call.id, "a reduction in a kernel that loops over no elements is not supported");
  const ExprId id = find_argument(call, k, "axis");
  if (id == kNoExpr) return;
  const KernelValue axis = evaluate(id);
  const bool first = axis.is(Kind::index) && axis.index.is_constant() && axis.index.offset == 0;
  if (first && tiles_x_) fail(call.id, "a reduction over the rows of a kernel's tiles is not supported");
}

KernelValue KernelLowering::emit_reduce(ReduceKind kind, std::span<const KernelValue> operands, int selection,
                                        DType dtype, ExprId at) {
  const KernelValue& first = operands[0];
  DType source = kind == ReduceKind::any ? DType::boolean : compute_type(first.dtype);
  if (kind == ReduceKind::sum && !is_floating(source) && bytes_of(source) < 4) source = DType::i32;
  Instruction made = make_instruction(Opcode::reduce, dtype);
  made.reduce = kind;
  made.source = source;
  made.selection = static_cast<std::int8_t>(selection);
  for (std::size_t k = 0; k < operands.size(); ++k)
    made.operands[k] = id_of(operands[k], k == 1 && info(kind).finds_position ? DType::i64 : source, at);
  return KernelValue::of_value(emit(made), dtype);
}

/// What a loop has gathered in a variable.
KernelValue KernelLowering::emit_update(const KernelValue& update, ReduceKind kind, ExprId at) {
  const bool finds = update.reduce == ReduceKind::argmax || update.reduce == ReduceKind::argmin;
  if (update.reduce != kind && !finds)
    fail(at, "'" + std::string(update.text) + "' is gathered by one reduction and read by another");
  const ReduceKindInfo& row = info(update.reduce);
  Instruction made = make_instruction(Opcode::reduce, compute_type(update.dtype));
  made.reduce = update.reduce;
  made.source = update.source;
  made.selection = update.selection;
  if (row.finds_position && (finds || update.selection == 1)) made.dtype = DType::i64;
  if (update.reduce == ReduceKind::any) made.dtype = DType::boolean;
  for (std::size_t k = 0; k < update.operands.size(); ++k) made.operands[k] = update.operands[k];
  return KernelValue::of_value(emit(made), made.dtype);
}

/// `tl.sum(tmp4, 1)`, `triton_helpers.max2(_tmp4, 1)`.
KernelValue KernelLowering::reduce_rows(const Call& call) {
  const ReduceKind kind = rows().at(call.name).reduce;
  KernelValue value = value_argument(call, 0);
  if (call.name == "min" && value.is(Kind::block)) return value;
  if (call.positional.size() > 1 && (call.function == "min" || call.function == "max"))
    return scalar_call(call);
  check_axis(call, 1);
  if (value.is(Kind::update)) return emit_update(value, kind, call.id);
  if (value.is(Kind::unknown)) return value;
  DType dtype = kind == ReduceKind::any ? DType::boolean : value.dtype;
  if (value.is_number() && value.weak) dtype = DType::f32;
  if (kind == ReduceKind::sum && !is_floating(dtype) && bytes_of(dtype) < 4) dtype = DType::i32;
  return emit_reduce(kind, std::span(&value, 1), 0, compute_type(dtype), call.id);
}

/// `tmp5_val, tmp5_idx = triton_helpers.max_with_index(tmp3, tmp4, 1)`.
KernelValue KernelLowering::reduce_pair(const Call& call) {
  const ReduceKind kind = rows().at(call.name).reduce;
  const KernelValue value = value_argument(call, 0), position = value_argument(call, 1);
  check_axis(call, 2);
  KernelValue pair = KernelValue::of_kind(Kind::tuple);
  if (value.is(Kind::update) && position.is(Kind::update)) {
    pair.members = {emit_update(value, kind, call.id), emit_update(position, kind, call.id)};
    return pair;
  }
  const KernelValue operands[] = {value, position};
  pair.members = {emit_reduce(kind, operands, 0, compute_type(value.dtype), call.id),
                  emit_reduce(kind, operands, 1, DType::i64, call.id)};
  return pair;
}

/// `_tmp2_next, _tmp2_index_next = triton_helpers.maximum_with_index(_tmp2, _tmp2_index, tmp1, rindex)`.
KernelValue KernelLowering::pair_step(const Call& call) {
  const KernelValue best = value_argument(call, 0), where = value_argument(call, 1),
                    value = value_argument(call, 2), position = value_argument(call, 3);
  KernelValue pair = KernelValue::of_kind(Kind::tuple);
  if (!best.is(Kind::carried) || !where.is(Kind::carried))
    fail(call.id, "expected variables that the loop hands on");
  KernelValue made = KernelValue::of_kind(Kind::update);
  made.reduce = rows().at(call.name).reduce;
  made.dtype = best.dtype;
  made.source = compute_type(best.dtype);
  made.text = best.text;
  made.operands = {id_of(value, made.source, call.id), id_of(position, DType::i64, call.id), kNone};
  pair.members.assign(2, made);
  pair.members[1].selection = 1;
  pair.members[1].text = where.text;
  pair.members[1].dtype = DType::i64;
  return pair;
}

/// Up to 2.0: `tl.argmax(_tmp1, 1)` is a number within the block.
KernelValue KernelLowering::number_of_extremum(const Call& call) {
  value_argument(call, 0);
  return KernelValue::of_kind(Kind::unknown);
}

/// `triton_helpers.welford(mean, m2, weight, 1)`: of what a loop has gathered, or of values.
KernelValue KernelLowering::welford(const Call& call) {
  std::array<KernelValue, 3> parts;
  for (std::size_t k = 0; k < 3; ++k) parts[k] = value_argument(call, k);
  check_axis(call, 3);
  KernelValue made = KernelValue::of_kind(Kind::tuple);
  for (int k = 0; k < 3; ++k) {
    const KernelValue& part = parts[static_cast<std::size_t>(k)];
    if (!parts[0].is(Kind::update)) {
      made.members.push_back(
          emit_reduce(ReduceKind::welford_combine, parts, k, compute_type(parts[0].dtype), call.id));
    } else {
      if (!part.is(Kind::update)) fail(call.id, "expected variables that the loop hands on");
      made.members.push_back(emit_update(part, part.reduce, call.id));
    }
  }
  return made;
}

/// `triton_helpers.welford_reduce(value, mean, m2, weight, first)`,
/// `triton_helpers.welford_combine(mean, m2, weight, next mean, next m2, next weight)`.
KernelValue KernelLowering::welford_step(const Call& call) {
  const bool combines = call.name == "welford_combine";
  const std::size_t first_carried = combines ? 0 : 1;
  KernelValue made = KernelValue::of_kind(Kind::update);
  made.reduce = rows().at(call.name).reduce;
  for (std::size_t k = 0; k < 3; ++k) {
    const KernelValue carried = value_argument(call, first_carried + k);
    if (!carried.is(Kind::carried)) fail(call.id, "expected variables that the loop hands on");
    made.dtype = carried.dtype;
    made.source = compute_type(carried.dtype);
  }
  for (std::size_t k = 0; k < (combines ? 3U : 1U); ++k)
    made.operands[k] = id_of(value_argument(call, combines ? 3 + k : k), made.source, call.id);
  KernelValue tuple = KernelValue::of_kind(Kind::tuple);
  tuple.members.assign(3, made);
  for (int k = 0; k < 3; ++k)
    tuple.members[static_cast<std::size_t>(k)].selection = static_cast<std::int8_t>(k);
  return tuple;
}

/// `triton_helpers.online_softmax_combine(max, sum, value, use_fast_math)`.
KernelValue KernelLowering::softmax_step(const Call& call) {
  const KernelValue most = value_argument(call, 0), sum = value_argument(call, 1),
                    value = value_argument(call, 2);
  if (!most.is(Kind::carried) || !sum.is(Kind::carried))
    fail(call.id, "expected variables that the loop hands on");
  KernelValue made = KernelValue::of_kind(Kind::update);
  made.reduce = ReduceKind::online_softmax_reduce;
  made.dtype = most.dtype;
  made.source = compute_type(most.dtype);
  made.operands[0] = id_of(value, made.source, call.id);
  KernelValue pair = KernelValue::of_kind(Kind::tuple);
  pair.members.assign(2, made);
  pair.members[1].selection = 1;
  return pair;
}

/// `triton_helpers.online_softmax_reduce(max, sum, 1, use_fast_math)`.
KernelValue KernelLowering::softmax_rows(const Call& call) {
  const KernelValue most = value_argument(call, 0), sum = value_argument(call, 1);
  check_axis(call, 2);
  if (!most.is(Kind::update) || !sum.is(Kind::update)) fail(call.id, "expected what a loop has gathered");
  KernelValue pair = KernelValue::of_kind(Kind::tuple);
  pair.members = {emit_update(most, most.reduce, call.id), emit_update(sum, sum.reduce, call.id)};
  return pair;
}

/// `tmp5, = tl.associative_scan((tmp2,), 1, _triton_helper_fn_add0)`; up to 2.1 without tuples.
KernelValue KernelLowering::scan(const Call& call) {
  KernelValue given = value_argument(call, 0);
  check_axis(call, 1);
  const bool lone = !given.is(Kind::tuple);
  if (lone) {
    KernelValue tuple = KernelValue::of_kind(Kind::tuple);
    tuple.members.push_back(std::move(given));
    given = std::move(tuple);
  }
  const ExprId helper = argument(call, 2, "combine_fn");
  const auto function = std::ranges::find(listing_.functions, expr(helper).text, &ListingFunction::name);
  if (function == listing_.functions.end()) fail(helper, "expected a function of this listing");
  Instruction made = make_instruction(Opcode::scan, DType::f32);
  if (given.members.size() > made.operands.size())
    fail(call.id, "a scan of " + std::to_string(given.members.size()) + " values is not supported");
  std::vector<DType> types;
  for (std::size_t k = 0; k < given.members.size(); ++k) {
    if (given.members[k].is(Kind::unknown)) return KernelValue::of_kind(Kind::unknown);
    types.push_back(compute_type(given.members[k].dtype));
    made.operands[k] = id_of(given.members[k], types[k], call.id);
  }
  ScanCombine combine = read_combine_function(listing_, *function, types);
  if (!combine.sentence.empty()) fail(helper, combine.sentence);
  made.scan = combine.kind;
  if (combine.kind == ScanKind::program) {
    made.extra = static_cast<std::int32_t>(program_.combines.size());
    program_.combines.push_back(std::move(combine.program));
  }
  KernelValue tuple = KernelValue::of_kind(Kind::tuple);
  for (std::size_t k = 0; k < types.size(); ++k) {
    made.selection = static_cast<std::int8_t>(k);
    made.dtype = types[k];
    tuple.members.push_back(KernelValue::of_value(emit(made), types[k]));
  }
  return lone ? tuple.members[0] : tuple;
}

/// `triton_helpers.sort_with_index(keys, positions, rnumel, 1, stable=False, descending=False)`.
KernelValue KernelLowering::sort(const Call& call) {
  Instruction made = make_instruction(Opcode::sort, DType::f32);
  made.flag2 = flag_argument(call, "stable");
  made.flag = flag_argument(call, "descending");
  std::array<KernelValue, 2> values{value_argument(call, 0), value_argument(call, 1)};
  for (std::size_t k = 0; k < 2; ++k) made.operands[k] = id_of(values[k], values[k].dtype, call.id);
  KernelValue pair = KernelValue::of_kind(Kind::tuple);
  for (std::size_t k = 0; k < 2; ++k) {
    made.selection = static_cast<std::int8_t>(k);
    made.dtype = compute_type(values[k].dtype);
    pair.members.push_back(KernelValue::of_value(emit(made), values[k].dtype));
  }
  return pair;
}

}  // namespace ireplay
