#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/words.hpp"
#include "replay/lower/body/index_lowering.hpp"
#include "replay/lower/body/instruction_writer.hpp"
#include "replay/lower/body/scope.hpp"
#include "replay/lower/listing/kernel_lowering.hpp"
#include "replay/lower/listing/triton_types.hpp"

/// Calls of a listing: what `tl.`, `triton_helpers.` and `libdevice.` functions mean at one point.
namespace ireplay {

const std::unordered_map<std::string_view, KernelLowering::Row>& KernelLowering::rows() {
  using K = KernelLowering;
  using R = ReduceKind;
  static const std::unordered_map<std::string_view, Row> kRows = {
      {"load", {&K::load}},
      {"store", {&K::store}},
      {"atomic_add", {&K::atomic}},
      {"atomic_max", {&K::atomic}},
      {"atomic_min", {&K::atomic}},
      {"atomic_and", {&K::atomic}},
      {"atomic_or", {&K::atomic}},
      {"atomic_xor", {&K::atomic}},
      {"make_block_ptr", {&K::block_pointer}},
      {"device_assert", {&K::device_assert}},
      {"bucketize_binary_search", {&K::bucketize}},
      {"full", {&K::full}},
      {"zeros", {&K::zeros}},
      {"where", {&K::where}},
      {"float", {&K::float_call}},
      {"arange", {&K::arange}},
      {"program_id", {&K::block_call}},
      {"num_programs", {&K::block_call}},
      {"cdiv", {&K::block_call}},
      {"constexpr_next_power_of_2", {&K::first_argument}},
      {"broadcast_to", {&K::first_argument}},
      {"reshape", {&K::first_argument}},
      {"view", {&K::first_argument}},
      {"promote_to_tensor", {&K::first_argument}},
      {"debug_barrier", {&K::no_effect}},
      {"static_assert", {&K::no_effect}},
      {"assume", {&K::no_effect}},
      {"inline_asm_elementwise", {&K::refused_call}},
      {"rand_eager_kernel", {&K::refused_call}},
      {"dot", {&K::refused_call}},
      {"select_one", {&K::unknown_call}},
      {"exclusive_scan_decoupled_lookback", {&K::unknown_call}},
      {"exclusive_scan_decoupled_lookback_64", {&K::unknown_call}},
      {"maximum", {&K::extremum, R::max}},
      {"minimum", {&K::extremum, R::min}},
      {"fmaximum", {&K::extremum, R::fmax}},
      {"rand", {&K::random}},
      {"randn", {&K::random}},
      {"rand4x", {&K::random}},
      {"randn4x", {&K::random}},
      {"randint64", {&K::random}},
      {"frexp", {&K::frexp}},
      {"sum", {&K::reduce_rows, R::sum}},
      {"prod", {&K::reduce_rows, R::prod}},
      {"max2", {&K::reduce_rows, R::max}},
      {"min2", {&K::reduce_rows, R::min}},
      {"fmax2", {&K::reduce_rows, R::fmax}},  // 2.15, in softmax
      {"max", {&K::reduce_rows, R::max}},
      {"min", {&K::reduce_rows, R::min}},
      {"any", {&K::reduce_rows, R::any}},
      {"xor_sum", {&K::reduce_rows, R::xor_sum}},
      {"max_with_index", {&K::reduce_pair, R::argmax_with_value}},
      {"min_with_index", {&K::reduce_pair, R::argmin_with_value}},
      {"max_with_first_index", {&K::reduce_pair, R::argmax_with_value}},
      {"min_with_first_index", {&K::reduce_pair, R::argmin_with_value}},
      {"maximum_with_index", {&K::pair_step, R::argmax_with_value, 2}},
      {"minimum_with_index", {&K::pair_step, R::argmin_with_value, 2}},
      {"argmax", {&K::number_of_extremum}},
      {"argmin", {&K::number_of_extremum}},
      {"welford", {&K::welford}},
      {"welford_reduce", {&K::welford_step, R::welford_reduce, 3}},
      {"welford_combine", {&K::welford_step, R::welford_combine, 3}},
      {"online_softmax_combine", {&K::softmax_step}},
      {"online_softmax_reduce", {&K::softmax_rows}},
      {"associative_scan", {&K::scan}},
      {"reduce", {&K::unknown_call}},
      {"sort_with_index", {&K::sort}},
  };
  return kRows;
}

KernelValue KernelLowering::evaluate_call(ExprId id, Use use) {
  const auto all = children(id);
  const Expr& callee = expr(all[0]);
  Call call{id, use, callee.text, callee.text, {}, {}};
  for (const ExprId argument : all.subspan(1)) {
    if (expr(argument).kind == ExprKind::keyword)
      call.keywords.emplace_back(expr(argument).text, children(argument)[0]);
    else
      call.positional.push_back(argument);
  }
  if (callee.kind == ExprKind::attribute) {  // (tmp0 + 1).to(tl.float32)
    const ExprId base = children(all[0])[0];
    const bool loads = expr(base).kind == ExprKind::call && expr(children(base)[0]).text == "tl.load";
    return method_call(evaluate(base, use), call, loads);
  }
  if (callee.kind != ExprKind::name) fail(id, "expected the name of a function");
  if (const auto [object, method] = split_last(callee.text); !object.empty()) {
    call.name = method;
    if (const auto value = names_.find(object); value != names_.end()) {
      const KernelValue base = value->second;
      return method_call(base, call, false);
    }
  }
  const auto row = rows().find(call.name);
  return row == rows().end() ? scalar_call(call) : (this->*row->second.handler)(call);
}

KernelValue KernelLowering::refused_call(const Call& call) {
  fail(call.id, "the function '" + std::string(call.function) + "' is not supported");
}

// ---- arguments

ExprId KernelLowering::find_argument(const Call& call, std::size_t k, std::string_view keyword) const {
  if (k < call.positional.size()) return call.positional[k];
  for (const auto& [name, value] : call.keywords)
    if (!keyword.empty() && name == keyword) return value;
  return kNoExpr;
}

ExprId KernelLowering::argument(const Call& call, std::size_t k, std::string_view keyword) const {
  const ExprId found = find_argument(call, k, keyword);
  if (found == kNoExpr)
    fail(call.id,
         "expected an argument number " + std::to_string(k + 1) + " of " + std::string(call.function));
  return found;
}

bool KernelLowering::flag_argument(const Call& call, std::string_view keyword) {
  const ExprId id = find_argument(call, 100, keyword);
  const KernelValue flag = id == kNoExpr ? KernelValue::of_truth(false) : evaluate(id);
  if (!flag.is(Kind::truth)) fail(id, "expected True or False");
  return flag.truth;
}

DType KernelLowering::type_argument(ExprId id) {
  const KernelValue type = evaluate(id);
  if (!type.is(Kind::type)) fail(id, "expected a type, such as tl.float32");
  if (is_complex(type.dtype)) fail(id, "complex numbers are not supported");
  return type.dtype;
}

// ---- values

/// `tmp0.to(tl.float32)`, `tl.full([1, 1], 0, tl.int32).broadcast_to(XBLOCK, 1)`.
KernelValue KernelLowering::method_call(const KernelValue& value, const Call& call, bool of_load) {
  if (call.name == "broadcast_to" || call.name == "reshape") return value;
  if (call.name != "to")
    fail(call.id, "'." + std::string(call.name) + "()' is none of what Inductor generates");
  KernelValue made = convert_call(value, call);
  if (!made.is(Kind::value) || made.dtype != DType::f32) return made;
  // Of a load the conversion belongs to it. Any other one that changes nothing stands for one of the graph,
  // from or to the narrow type, which kernels leave out.
  made.narrow = value.narrow;
  if (of_load || !is_floating(value.dtype)) return made;
  made.narrow = value.narrow == DType::f32 ? narrow_type_ : DType::f32;
  if (made.narrow != DType::f32) note_rounding(made.value, made.narrow);
  return made;
}

KernelValue KernelLowering::convert_call(const KernelValue& value, const Call& call) {
  // where blocks lie is known as an axis, whatever the width: `tl.arange(0, XBLOCK)[:].to(tl.int64)`
  if (value.is(Kind::block_elements) || value.is(Kind::start) || value.is(Kind::block)) return value;
  const DType dtype = type_argument(argument(call, 0, "dtype"));
  if (!flag_argument(call, "bitcast")) return converted(value, dtype, call.id);
  if (value.is(Kind::unknown)) return value;
  if (bytes_of(value.dtype) != bytes_of(dtype)) fail(call.id, "expected types of the same size");
  Instruction made = make_instruction(Opcode::bitcast, dtype, id_of(value, value.dtype, call.id));
  made.source = value.dtype;
  return KernelValue::of_value(emit(made), dtype);
}

/// `tl.full([1], 0.5, tl.float32)`, `tl.full(tmp2.shape, 0, tmp2.dtype)`, `tl.full([1], xoffset, tl.int32)`.
KernelValue KernelLowering::full(const Call& call) {
  KernelValue value = value_argument(call, 1, "value");
  if (value.is(Kind::start)) return value;
  const DType dtype = type_argument(argument(call, 2, "dtype"));
  if (dtype == DType::boolean && value.is(Kind::truth)) return value;
  if (value.is(Kind::truth))
    return converted(KernelValue::of_index(Linear(value.truth ? 1 : 0)), dtype, call.id);
  if (value.is(Kind::index) && is_floating(dtype) && value.is_constant())
    return KernelValue::of_real(static_cast<double>(value.index.offset), dtype, false);
  return converted(value, dtype, call.id);
}

KernelValue KernelLowering::zeros(const Call& call) {
  const DType dtype = type_argument(argument(call, 1, "dtype"));
  if (is_floating(dtype)) return KernelValue::of_real(0, dtype, false);
  if (dtype == DType::boolean) return KernelValue::of_truth(false);
  return converted(KernelValue::of_index(Linear(0)), dtype, call.id);
}

KernelValue KernelLowering::where(const Call& call) {
  const KernelValue condition = evaluate(argument(call, 0)), yes = evaluate(argument(call, 1)),
                    no = evaluate(argument(call, 2));
  if (condition.is(Kind::block)) return condition;
  return select(condition, yes, no, call.id);
}

/// `float("-inf")`.
KernelValue KernelLowering::float_call(const Call& call) {
  const KernelValue text = value_argument(call, 0);
  if (!text.is(Kind::text)) return converted(text, DType::f64, call.id);
  return KernelValue::of_real(parse_real(text.text));
}

/// `triton_helpers.maximum(a, b)`, `tl.maximum(a, b, tl.PropagateNan.ALL)`: NaN wins; `fmaximum(a, b)`: it
/// loses.
KernelValue KernelLowering::extremum(const Call& call) {
  const KernelValue a = value_argument(call, 0), b = value_argument(call, 1);
  const ReduceKind kind = rows().at(call.name).reduce;
  if (a.is(Kind::unknown) || b.is(Kind::unknown)) return KernelValue::of_kind(Kind::unknown);
  if (a.is(Kind::carried)) return updated(kind, a, b);
  if (b.is(Kind::carried)) return updated(kind, b, a);
  if (a.is(Kind::update) || b.is(Kind::update)) return KernelValue::of_kind(Kind::unknown);
  const KernelValue operands[] = {a, b};
  const ScalarOp op = kind == ReduceKind::max   ? ScalarOp::maximum
                      : kind == ReduceKind::min ? ScalarOp::minimum
                                                : ScalarOp::fmaximum;
  return apply(op, operands, call.id);
}

KernelValue KernelLowering::scalar_call(const Call& call) {
  std::vector<KernelValue> operands;
  for (const ExprId argument : call.positional) operands.push_back(evaluate(argument));
  for (const KernelValue& operand : operands) {
    if (operand.is(Kind::block) || operand.is(Kind::start)) return KernelValue::of_kind(Kind::block);
    if (operand.is(Kind::carried) || operand.is(Kind::update) || operand.is(Kind::unknown))
      return KernelValue::of_kind(Kind::unknown);
  }
  if (operands.empty()) refused_call(call);
  if (call.name == "llrint") return converted(apply("round", operands, call.id), DType::i64, call.id);
  return apply(call.name, operands, call.id);
}

KernelValue KernelLowering::frexp(const Call& call) {
  const KernelValue value = value_argument(call, 0);
  KernelValue pair = KernelValue::of_kind(Kind::tuple);
  pair.members.push_back(apply(ScalarOp::frexp, std::span(&value, 1), call.id));
  Instruction made = make_instruction(Opcode::scalar, DType::i32, id_of(value, value.dtype, call.id));
  made.op = ScalarOp::frexp;
  made.selection = 1;
  pair.members.push_back(KernelValue::of_value(emit(made), DType::i32));
  return pair;
}

/// `tl.rand(seed, offset.to(tl.uint32))`, `triton_helpers.randint64(seed, offset, low, high)`.
KernelValue KernelLowering::random(const Call& call) {
  const bool bounded = call.name == "randint64";
  Instruction made = make_instruction(Opcode::random, bounded ? DType::i64 : DType::f32);
  made.random = bounded                 ? RandomKind::randint64
                : call.name == "rand"   ? RandomKind::rand
                : call.name == "randn"  ? RandomKind::randn
                : call.name == "rand4x" ? RandomKind::rand4x
                                        : RandomKind::randn4x;
  const KernelValue seed = value_argument(call, 0), offset = value_argument(call, 1);
  made.operands[0] = id_of(seed, DType::i64, call.id);
  made.operands[1] = id_of(offset, is_floating(offset.dtype) ? DType::i64 : offset.dtype, call.id);
  for (const std::size_t k : {std::size_t{2}, std::size_t{3}})
    if (bounded) made.operands[k] = id_of(value_argument(call, k), DType::i64, call.id);
  return KernelValue::of_value(emit(made), made.dtype);
}

}  // namespace ireplay
