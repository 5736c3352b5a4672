#include "replay/cpu/reductions.hpp"

#include <cmath>
#include <limits>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/plan/reduce_kinds.hpp"
#include "replay/plan/value_order.hpp"

namespace ireplay {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::int64_t wrapping_add(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

std::int64_t wrapping_multiply(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}

double to_double(Scalar value, DType dtype) {
  return is_floating(dtype) ? value.f : convert(value, dtype, DType::f64, false).f;
}

}  // namespace

Scalar weakest(DType dtype, bool large) {
  if (is_floating(dtype)) return {.f = large ? -kInfinity : kInfinity};
  if (dtype == DType::boolean) return {.i = large ? 0 : 1};
  if (info(dtype).kind == DTypeClass::unsigned_int) return {.i = large ? 0 : wrap(-1, dtype)};
  const auto bits = static_cast<int>(8 * bytes_of(dtype));
  const std::int64_t lowest = std::numeric_limits<std::int64_t>::min() >> (64 - bits);
  return {.i = large ? lowest : -(lowest + 1)};
}

Reduction::Reduction(const Instruction& instruction, DType operand, bool oracle, RoundingNoise* noise)
    : kind_(instruction.reduce),
      selection_(instruction.selection),
      has_second_(instruction.operands[1] != kNone),
      operand_(operand),
      result_(instruction.dtype),
      oracle_(oracle),
      noise_(oracle || !is_floating(result_) ? nullptr : noise) {
  clear();
}

void Reduction::clear() {
  empty_ = true;
  sum_ = mean_ = m2_ = weight_ = 0;
  largest_ = -kInfinity;
  position_ = 0;
  integer_ = 0;
  if (kind_ == ReduceKind::prod) sum_ = 1, integer_ = 1;
}

bool Reduction::prefers_large() const { return info(kind_).prefers_large; }

void Reduction::add(const Scalar* operands, std::int64_t position) {
  switch (kind_) {
    case ReduceKind::sum:
    case ReduceKind::prod:
    case ReduceKind::xor_sum:
      add_term(operands[0], {.i = 0});
      break;
    case ReduceKind::dot:
      add_term(operands[0], operands[1]);
      break;
    case ReduceKind::any:
      integer_ |= is_floating(operand_) ? operands[0].f != 0 : operands[0].i != 0;
      break;
    case ReduceKind::welford_reduce:
      add_moment(to_double(operands[0], operand_));
      break;
    case ReduceKind::welford_combine:
      combine_moments(operands[0].f, operands[1].f, operands[2].f);
      break;
    case ReduceKind::online_softmax_reduce:
      add_exponential(operands[0].f, has_second_ ? operands[1].f : 1.0);
      break;
    default:
      add_extremum(operands[0], info(kind_).finds_position && has_second_ ? operands[1].i : position);
  }
}

void Reduction::add_term(Scalar value, Scalar factor) {
  if (is_floating(result_)) {
    const double term = to_double(value, operand_);
    if (kind_ == ReduceKind::prod)
      sum_ = kept(sum_ * term);
    else
      sum_ =
          kept(sum_ + (kind_ == ReduceKind::dot && has_second_ ? term * to_double(factor, operand_) : term));
    return;
  }
  const std::int64_t term = convert(value, operand_, result_, false).i;
  if (kind_ == ReduceKind::prod)
    integer_ = wrapping_multiply(integer_, term);
  else if (kind_ == ReduceKind::xor_sum)
    integer_ ^= term;
  else if (kind_ == ReduceKind::dot && has_second_)
    integer_ = wrapping_add(integer_, wrapping_multiply(term, convert(factor, operand_, result_, false).i));
  else
    integer_ = wrap(wrapping_add(integer_, term), result_);
}

void Reduction::add_extremum(Scalar value, std::int64_t position) {
  if (kind_ == ReduceKind::fmax && is_nan(value, operand_)) return;
  const bool ours = is_nan(best_, operand_), theirs = is_nan(value, operand_);
  const bool less = is_less(value, best_, operand_), greater = is_less(best_, value, operand_);
  bool wins = theirs && !ours;
  if (!ours && !theirs) wins = prefers_large() ? greater : less;
  const bool ties = ours == theirs && !less && !greater;
  if (empty_ || wins || (ties && position < position_)) {
    best_ = value;
    position_ = position;
    empty_ = false;
  }
}

void Reduction::add_moment(double value) {
  weight_ += 1;
  sum_ = kept(sum_ + value);
  const double delta = value - mean_;
  mean_ = kept(mean_ + delta / weight_);
  m2_ = kept(m2_ + delta * (value - mean_));
}

void Reduction::combine_moments(double mean, double m2, double weight) {
  const double delta = mean == mean_ ? 0.0 : mean - mean_;
  const double total = weight_ + weight;
  const double share = total == 0 ? 0.0 : weight / total;
  mean_ = kept(mean_ + delta * share);
  m2_ = kept(m2_ + m2 + delta * delta * weight_ * share);
  weight_ = total;
}

void Reduction::add_exponential(double value, double weight) {
  if (value > largest_ || std::isnan(value)) {
    sum_ *= std::exp(largest_ - value);
    largest_ = value;
  }
  double power = std::exp(largest_ == -kInfinity ? 0.0 : value - largest_);
  if (noise_ != nullptr) power = noise_->moved(power, units_apart(ScalarOp::exp), compute_type(result_));
  sum_ = kept(sum_ + weight * power);
}

Scalar Reduction::extremum() const {
  if (empty_) return convert(weakest(operand_, prefers_large()), operand_, result_, false);
  return is_floating(operand_) && is_floating(result_) ? rounded(best_.f)
                                                       : convert(best_, operand_, result_, false);
}

Scalar Reduction::rounded(double value) const {
  const bool keep = oracle_ || result_ == DType::f64;
  return {.f = keep ? value : static_cast<double>(static_cast<float>(value))};
}

Scalar Reduction::result() const {
  switch (kind_) {
    case ReduceKind::sum:
    case ReduceKind::prod:
    case ReduceKind::dot:
    case ReduceKind::xor_sum:
      return is_floating(result_) ? rounded(sum_) : Scalar{.i = wrap(integer_, result_)};
    case ReduceKind::any:
      return convert({.i = integer_}, DType::boolean, result_, false);
    case ReduceKind::argmax:
    case ReduceKind::argmin:
      return convert({.i = position_}, DType::i64, result_, false);
    case ReduceKind::argmax_with_value:
    case ReduceKind::argmin_with_value:
      return selection_ == 0 ? extremum() : convert({.i = position_}, DType::i64, result_, false);
    case ReduceKind::welford_reduce:
      if (selection_ == 0) return rounded(weight_ == 0 ? 0.0 : sum_ / weight_);
      return rounded(selection_ == 1 ? m2_ : weight_);
    case ReduceKind::welford_combine:
      return rounded(selection_ == 0 ? mean_ : selection_ == 1 ? m2_ : weight_);
    case ReduceKind::online_softmax_reduce:
      return rounded(selection_ == 0 ? largest_ : sum_);
    default:
      return extremum();
  }
}

}  // namespace ireplay
