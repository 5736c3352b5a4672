#include "replay/verdict/noisy_program.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/plan/loop_stages.hpp"
#include "replay/plan/rounding_noise.hpp"
#include "replay/plan/tensor.hpp"

/// Each instruction is copied, and what may round otherwise gets the instructions behind it that move its
/// value; arranging the stages then puts everything where it belongs.
namespace ireplay {
namespace {

constexpr std::int64_t kNextPlace = 0x9E3779B9;  // from one program's numbers to the next one's

bool is_noisy_type(DType dtype) { return dtype == DType::f32 || dtype == DType::f64; }

class NoisyProgram {
 public:
  NoisyProgram(const LoopProgram& program, const NoiseInputs& inputs, std::int64_t place)
      : from_(program), to_(program), next_draw_(place * kNextPlace) {
    to_.instructions.clear();
    to_.labels.clear();
    to_.rounded_op_by_op.clear();
    to_.stages.clear();
    contracted_ = contracted_products(from_);
    mark_elements();
    first_number_ = number(0);
    points_ = add_index_of_points(to_, static_cast<std::size_t>(from_.parallel));
    elements_ = add_index_of_points(to_, from_.ranges.size());
    seed_ = load_input(inputs.seed, DType::i64);
    amount_ = load_input(inputs.amount, DType::f32);
  }

  LoopProgram write() {
    for (std::size_t k = 0; k < from_.instructions.size(); ++k) {
      current_ = k;
      renamed_.push_back(copied(from_.instructions[k]));
    }
    for (Atom& atom : to_.atoms)
      if (atom.kind == AtomKind::value) atom.which = renamed_[static_cast<std::size_t>(atom.which)];
    check_indices();
    arrange_stages(to_);
    return std::move(to_);
  }

 private:
  const Instruction& before(ValueId value) const {
    return from_.instructions[static_cast<std::size_t>(value)];
  }

  void mark_elements() {
    per_element_.assign(from_.instructions.size(), false);
    for (const Stage& stage : from_.stages)
      std::fill(per_element_.begin() + stage.begin, per_element_.begin() + stage.end, stage.per_element);
  }

  // ---- indices

  IndexId number(std::int64_t value) {
    to_.indices.push_back({value, {}});
    return static_cast<IndexId>(to_.indices.size()) - 1;
  }

  /// An index out of values may leave its buffer where noise moves them.
  void check_indices() {
    const std::vector<bool> by_value = indices_by_value(to_);
    for (Instruction& at : to_.instructions)
      if ((at.opcode == Opcode::load || at.opcode == Opcode::store) && at.index != kNone)
        at.checked = at.checked || by_value[static_cast<std::size_t>(at.index)];
  }

  // ---- instructions

  ValueId push(const Instruction& at) {
    to_.instructions.push_back(at);
    if (!from_.labels.empty()) to_.labels.push_back(from_.labels[current_]);
    return static_cast<ValueId>(to_.instructions.size()) - 1;
  }

  ValueId load_input(std::int32_t buffer, DType dtype) {
    BufferUse use;
    use.buffer = buffer, use.dtype = dtype, use.extent = 1, use.read = true;
    to_.buffers.push_back(use);
    Instruction at;
    at.opcode = Opcode::load;
    at.dtype = dtype;
    at.buffer = static_cast<std::int32_t>(to_.buffers.size()) - 1;
    at.index = first_number_;
    return push(at);
  }

  ValueId constant(DType dtype, double value) {
    Instruction at;
    at.dtype = dtype;
    if (is_floating(dtype))
      at.immediate.f = value;
    else
      at.immediate.i = static_cast<std::int64_t>(value);
    return push(at);
  }

  ValueId scalar(ScalarOp op, DType dtype, ValueId a, ValueId b = kNone, ValueId c = kNone) {
    Instruction at;
    at.opcode = Opcode::scalar;
    at.dtype = dtype;
    at.op = op;
    at.operands = {a, b, c, kNone};
    return push(at);
  }

  ValueId converted(ValueId value, DType from, DType to) {
    if (from == to) return value;
    Instruction at;
    at.opcode = Opcode::convert;
    at.dtype = to;
    at.source = from;
    at.operands[0] = value;
    return push(at);
  }

  /// A number of up to `size` roundings of `dtype`, either sign, other ones at each point.
  ValueId drawn(DType dtype, double roundings, bool per_element) {
    Instruction offset;
    offset.opcode = Opcode::index_expr;
    offset.dtype = DType::i64;
    offset.index = per_element ? elements_ : points_;
    const ValueId place = push(offset);
    Instruction seed;
    seed.dtype = DType::i64;
    seed.immediate.i = next_draw_++;
    Instruction draw;
    draw.opcode = Opcode::random;
    draw.random = RandomKind::rand;
    draw.dtype = DType::f32;
    draw.operands[0] = scalar(ScalarOp::add, DType::i64, seed_, push(seed));
    draw.operands[1] = place;
    const ValueId centred = scalar(ScalarOp::sub, DType::f32, push(draw), constant(DType::f32, 0.5));
    const double size = 2 * roundings * unit_roundoff(dtype);
    const ValueId amount = scalar(ScalarOp::mul, DType::f32, amount_, constant(DType::f32, size));
    return converted(scalar(ScalarOp::mul, DType::f32, centred, amount), DType::f32, dtype);
  }

  /// `value` times 1 + a number of up to so many roundings.
  ValueId scaled(ValueId value, DType dtype, double roundings, bool per_element) {
    const ValueId factor =
        scalar(ScalarOp::add, dtype, constant(dtype, 1), drawn(dtype, roundings, per_element));
    return scalar(ScalarOp::mul, dtype, value, factor);
  }

  ValueId where(ValueId condition, DType dtype, ValueId a, ValueId b) {
    return scalar(ScalarOp::where, dtype, condition, a, b);
  }

  /// Whether `value` is not what `a * b` is without rounding.
  ValueId differs(DType dtype, ValueId a, ValueId b, ValueId value) {
    const ValueId minus = scalar(ScalarOp::neg, dtype, value);
    return scalar(ScalarOp::ne, DType::boolean, scalar(ScalarOp::fma, dtype, a, b, minus),
                  constant(dtype, 0));
  }

  /// 1 and -1 stay, and nothing moves across 1: that is where functions saturate.
  ValueId kept_at_one(ValueId moved, ValueId value, DType dtype) {
    const ValueId one = constant(dtype, 1);
    const ValueId size = scalar(ScalarOp::abs, dtype, value),
                  size_moved = scalar(ScalarOp::abs, dtype, moved);
    const ValueId less = scalar(ScalarOp::lt, DType::boolean, size, one);
    const ValueId less_moved = scalar(ScalarOp::lt, DType::boolean, size_moved, one);
    const ValueId alike = scalar(ScalarOp::eq, DType::boolean, less, less_moved);
    const ValueId not_one = scalar(ScalarOp::ne, DType::boolean, size, one);
    return where(scalar(ScalarOp::logical_and, DType::boolean, alike, not_one), dtype, moved, value);
  }

  // ---- what is moved

  ValueId copied(Instruction at) {
    for (ValueId& operand : at.operands)
      if (operand != kNone) operand = renamed_[static_cast<std::size_t>(operand)];
    if (at.mask != kNone) at.mask = renamed_[static_cast<std::size_t>(at.mask)];
    if (at.opcode == Opcode::reduce) perturb_terms(at);
    if (at.opcode == Opcode::scan && (at.scan == ScanKind::sum || at.scan == ScanKind::prod))
      perturb_operand(at.operands[0], from_.instructions[current_].operands[0], terms_of_row());
    if (at.opcode == Opcode::store && at.mode == StoreMode::atomic_add)
      perturb_operand(at.operands[0], from_.instructions[current_].operands[0], terms_of_store(at));
    const ValueId value = push(at);
    if (!is_noisy_type(at.dtype)) return value;
    if (at.opcode == Opcode::scalar) return moved(at, value);
    if (at.opcode == Opcode::random) return moved_draw(at, value);
    if (at.opcode == Opcode::scan && at.scan == ScanKind::logaddexp)
      return scaled(value, at.dtype, units_apart(ScalarOp::log1p) + std::log2(terms_of_row()), true);
    return value;
  }

  double terms_of_row() const {
    return static_cast<double>(std::max<std::int64_t>(1, reduction_count(from_)));
  }

  double terms_of_store(const Instruction& at) const {
    const auto extent = std::max<std::int64_t>(1, from_.buffers[static_cast<std::size_t>(at.buffer)].extent);
    const double points =
        static_cast<double>(std::max<std::int64_t>(1, parallel_count(from_))) * terms_of_row();
    return std::max(1.0, points / static_cast<double>(extent));
  }

  void perturb_terms(Instruction& at) {
    const Instruction& old = from_.instructions[current_];
    switch (at.reduce) {
      case ReduceKind::sum:
      case ReduceKind::prod:
      case ReduceKind::dot:
      case ReduceKind::welford_reduce:
        return perturb_operand(at.operands[0], old.operands[0], terms_of_row());
      case ReduceKind::online_softmax_reduce:  // the largest is exact, the sum's weights are not
        return perturb_weight(at);
      default:
        return;
    }
  }

  /// Off by sqrt(terms) roundings, and with all terms of its row by one for each level of a tree of sums.
  /// Integers stay: sums of them are exact.
  void perturb_operand(ValueId& operand, ValueId old, double terms) {
    const DType dtype = before(old).dtype;
    if (!is_noisy_type(dtype)) return;
    const auto [known, is_new] = terms_.try_emplace(old, kNone);
    if (is_new) {
      const ValueId noisy = scalar(ScalarOp::mul, dtype, operand, factor_of_term(dtype, terms));
      const ValueId whole = scalar(ScalarOp::trunc, dtype, operand);
      const ValueId is_fraction = scalar(ScalarOp::ne, DType::boolean, whole, operand);
      known->second = where(is_fraction, dtype, noisy, operand);
    }
    operand = known->second;
  }

  ValueId factor_of_term(DType dtype, double terms) {
    const ValueId own = drawn(dtype, std::sqrt(terms), per_element_[current_]);
    const ValueId shared = drawn(dtype, 1 + std::log2(terms), false);
    return scalar(ScalarOp::add, dtype, constant(dtype, 1), scalar(ScalarOp::add, dtype, own, shared));
  }

  void perturb_weight(Instruction& at) {
    const ValueId old = from_.instructions[current_].operands[0];
    const DType dtype = before(old).dtype;
    if (!is_noisy_type(dtype)) return;
    const auto [known, is_new] = weights_.try_emplace(old, kNone);
    if (is_new) {
      const ValueId factor = factor_of_term(dtype, terms_of_row());
      known->second = at.operands[1] == kNone ? factor : scalar(ScalarOp::mul, dtype, at.operands[1], factor);
    }
    at.operands[1] = known->second;
  }

  ValueId moved(const Instruction& at, ValueId value) {
    const DType dtype = at.dtype;
    const bool is_product = contracted_[current_] && at.op == ScalarOp::mul;
    const double units = is_product ? 1 : units_apart(at.op);
    if (units == 0) return value;
    const ValueId a = at.operands[0], b = at.operands[1];
    const ValueId noisy = scaled(value, dtype, 2 * units, per_element_[current_]);
    if (is_product) return where(differs(dtype, a, b, value), dtype, noisy, value);
    if (at.op == ScalarOp::truediv) return where(differs(dtype, value, b, a), dtype, noisy, value);
    if (at.op == ScalarOp::reciprocal)
      return where(differs(dtype, value, a, constant(dtype, 1)), dtype, noisy, value);
    if (at.op == ScalarOp::sqrt) return where(differs(dtype, value, value, a), dtype, noisy, value);
    return kept_at_one(noisy, value, dtype);
  }

  ValueId moved_draw(const Instruction& at, ValueId value) {
    const double roundings = 2 * units_apart(at.random);
    if (!is_normal(at.random)) return scaled(value, at.dtype, roundings, per_element_[current_]);
    return scalar(ScalarOp::add, at.dtype, value, drawn(at.dtype, roundings, per_element_[current_]));
  }

  const LoopProgram& from_;
  LoopProgram to_;
  std::size_t current_ = 0;
  std::vector<ValueId> renamed_;  // by from_'s instructions
  std::vector<bool> contracted_, per_element_;
  std::map<ValueId, ValueId> terms_, weights_;  // all results of a reduction take the same ones
  std::int64_t next_draw_;
  IndexId first_number_ = kNone, points_ = kNone, elements_ = kNone;
  ValueId seed_ = kNone, amount_ = kNone;
};

}  // namespace

LoopProgram make_noisy_program(const LoopProgram& program, const NoiseInputs& inputs, std::int64_t place) {
  return NoisyProgram(program, inputs, place).write();
}

}  // namespace ireplay
