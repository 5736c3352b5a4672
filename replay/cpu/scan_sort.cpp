#include "replay/cpu/scan_sort.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/scalar/scalar_math.hpp"
#include "parser/source.hpp"
#include "replay/cpu/reductions.hpp"
#include "replay/plan/scalar_functions.hpp"
#include "replay/plan/value_order.hpp"

namespace ireplay {
namespace {

std::int64_t combine_integers(ScanKind kind, std::int64_t a, std::int64_t b) {
  const auto x = static_cast<std::uint64_t>(a), y = static_cast<std::uint64_t>(b);
  return static_cast<std::int64_t>(kind == ScanKind::prod ? x * y : x + y);
}

double combine_floats(ScanKind kind, double a, double b) {
  if (kind == ScanKind::logaddexp) return scalar_math::log_add_exp(a, b);
  return kind == ScanKind::prod ? a * b : a + b;
}

}  // namespace

Scan::Scan(const LoopProgram& program, const Instruction& instruction, std::array<DType, 4> operands,
           bool oracle, RoundingNoise* noise)
    : kind_(instruction.scan),
      selection_(instruction.selection),
      has_index_(instruction.operands[1] != kNone),
      types_(operands),
      result_(instruction.dtype),
      oracle_(oracle),
      noise_(oracle ? nullptr : noise) {
  if (kind_ != ScanKind::program) return;
  combine_ = &program.combines[instruction.extra];
  const int members = combine_->members;
  std::vector<DType> types(2 * static_cast<std::size_t>(members));
  for (int k = 0; k < 2 * members; ++k) types[k] = operands[k % members];
  for (const Instruction& at : combine_->instructions) {
    ScalarFunction function = nullptr;
    if (at.opcode == Opcode::scalar) {
      std::array<DType, 4> of_operands{};
      for (int k = 0; k < 4; ++k)
        of_operands[k] = at.operands[k] == kNone ? DType::f32 : types[at.operands[k]];
      function = scalar_function(at.op, operand_type(at, of_operands.data()), at.selection, oracle);
      if (function == nullptr)
        throw Error(Error::Kind::unsupported, program.node + ": the scan's combine function applies ops." +
                                                  std::string(info(at.op).name) +
                                                  " to a type that it does not take");
    }
    functions_.push_back(function);
    types.push_back(at.dtype);
  }
  values_.resize(types.size());
}

Scalar Scan::add(const Scalar* operands) {
  const bool indexed = kind_ == ScanKind::cummax || kind_ == ScanKind::cummin;
  std::array<Scalar, 4> element{operands[0], operands[1], operands[2], operands[3]};
  if (indexed && !has_index_) element[1].i = position_;
  if (position_ == 0) {
    carried_ = element;
  } else {
    combine(element.data());
    if (noise_ != nullptr) round_carried();
  }
  ++position_;
  return result();
}

void Scan::round_carried() {
  if (kind_ == ScanKind::program) {
    for (int k = 0; k < combine_->members; ++k)
      if (is_floating(types_[k])) carried_[k].f = noise_->moved(carried_[k].f, 1, compute_type(types_[k]));
  } else if (is_floating(types_[0]) && kind_ != ScanKind::max && kind_ != ScanKind::min &&
             kind_ != ScanKind::cummax && kind_ != ScanKind::cummin) {
    carried_[0].f = noise_->accumulated(carried_[0].f, compute_type(types_[0]));
  }
}

void Scan::combine(const Scalar* operands) {
  switch (kind_) {
    case ScanKind::program:
      combine_by_program(operands);
      break;
    case ScanKind::max:
    case ScanKind::min:
    case ScanKind::cummax:
    case ScanKind::cummin:
      combine_extremum(operands);
      break;
    default:
      if (is_floating(types_[0]))
        carried_[0].f = combine_floats(kind_, carried_[0].f, operands[0].f);
      else
        carried_[0].i = wrap(combine_integers(kind_, carried_[0].i, operands[0].i), result_);
  }
}

void Scan::combine_extremum(const Scalar* operands) {
  const bool ours = is_nan(carried_[0], types_[0]), theirs = is_nan(operands[0], types_[0]);
  const bool large = kind_ == ScanKind::max || kind_ == ScanKind::cummax;
  const bool loses =
      large ? is_less(operands[0], carried_[0], types_[0]) : is_less(carried_[0], operands[0], types_[0]);
  if (theirs || (!ours && !loses)) carried_ = {operands[0], operands[1]};
}

void Scan::combine_by_program(const Scalar* operands) {
  const int members = combine_->members;
  std::copy_n(carried_.begin(), members, values_.begin());
  std::copy_n(operands, members, values_.begin() + members);
  std::size_t next = 2 * static_cast<std::size_t>(members);
  for (std::size_t k = 0; k < combine_->instructions.size(); ++k, ++next) {
    const Instruction& at = combine_->instructions[k];
    std::array<Scalar, 4> arguments{};
    for (int a = 0; a < 4; ++a)
      if (at.operands[a] != kNone) arguments[a] = values_[at.operands[a]];
    if (at.opcode == Opcode::scalar)
      values_[next] = functions_[k](arguments.data());
    else if (at.opcode == Opcode::convert)
      values_[next] =
          convert(arguments[0], at.source, oracle_ && is_floating(at.dtype) ? DType::f64 : at.dtype, at.flag);
    else
      values_[next] = at.immediate;
  }
  for (int member = 0; member < members; ++member) carried_[member] = values_[combine_->results[member]];
}

Scalar Scan::result() const {
  const Scalar value = carried_[selection_];
  if (!is_floating(result_) || oracle_ || result_ == DType::f64) return value;
  return {.f = static_cast<double>(static_cast<float>(value.f))};
}

std::vector<std::int64_t> sorted_order(std::span<const Scalar> keys, DType dtype, bool descending,
                                       bool late_ties) {
  const auto precedes = [&](std::int64_t a, std::int64_t b) {
    if (descending) std::swap(a, b);
    const bool first = is_nan(keys[a], dtype), second = is_nan(keys[b], dtype);
    return first || second ? !first && second : is_less(keys[a], keys[b], dtype);
  };
  std::vector<std::int64_t> order(keys.size());
  std::iota(order.begin(), order.end(), std::int64_t{0});
  if (late_ties) std::ranges::reverse(order);
  std::ranges::stable_sort(order, precedes);
  return order;
}

}  // namespace ireplay
