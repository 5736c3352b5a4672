#include "replay/cuda/interpreter/ranges.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/scalar/scalar_ops.hpp"

/// Interval analysis, forward over the instructions in order, exact in 128 bits: a bound that leaves 64 bits
/// is no bound, and a narrower type's value that may have wrapped is anything in its type. Indices are
/// evaluated on intervals once each.
namespace ireplay {
namespace {

using Wide = __int128;

constexpr std::int64_t kMostPoints = (std::int64_t{1} << 31) - (std::int64_t{1} << 20);

IntegerRange clamped(Wide low, Wide high) {
  if (low < INT64_MIN || high > INT64_MAX) return {};
  return {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
}

IntegerRange sum(IntegerRange a, IntegerRange b) {
  return clamped(Wide{a.low} + b.low, Wide{a.high} + b.high);
}

IntegerRange product(IntegerRange a, IntegerRange b) {
  const Wide corners[] = {Wide{a.low} * b.low, Wide{a.low} * b.high, Wide{a.high} * b.low,
                          Wide{a.high} * b.high};
  return clamped(std::min({corners[0], corners[1], corners[2], corners[3]}),
                 std::max({corners[0], corners[1], corners[2], corners[3]}));
}

IntegerRange hull(IntegerRange a, IntegerRange b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

/// A quotient is no further from 0 than the dividend, but for rounding down to -1.
IntegerRange quotient(IntegerRange a) {
  return {std::min<std::int64_t>(a.low, -1), std::max<std::int64_t>(a.high, 0)};
}

/// A remainder has the divisor's sign.
IntegerRange remainder(IntegerRange b) {
  if (b.low == INT64_MIN) return {};
  return {std::min<std::int64_t>(0, b.low + 1), std::max<std::int64_t>(0, b.high - 1)};
}

IntegerRange of_type(DType dtype) {
  switch (dtype) {
    case DType::boolean:
      return {0, 1};
    case DType::i32:
      return {INT32_MIN, INT32_MAX};
    case DType::i16:
      return {INT16_MIN, INT16_MAX};
    case DType::i8:
      return {INT8_MIN, INT8_MAX};
    case DType::u32:
      return {0, UINT32_MAX};
    case DType::u16:
      return {0, UINT16_MAX};
    case DType::u8:
      return {0, UINT8_MAX};
    default:
      return {};
  }
}

/// Inclusive; infinite where nothing is known, NaN is possible then.
struct FloatRange {
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
  bool known() const { return std::isfinite(low) && std::isfinite(high); }
};

/// Interval arithmetic, widened by what the type's own rounding may add.
class FloatRanges {
 public:
  explicit FloatRanges(const LoopProgram& program)
      : program_(program), values_(program.instructions.size()) {}

  void set(ValueId value, const Instruction& at, const std::vector<IntegerRange>& integers,
           IntegerRange index) {
    if (at.mask != kNone) return;
    const FloatRange found = range_of(at, integers, index);
    if (!found.known()) return;
    const double largest = std::max(std::abs(found.low), std::abs(found.high));
    const bool may_overflow = bytes_of(at.dtype) < 2 || (at.dtype == DType::f16 && largest > kLargestHalf);
    if (may_overflow) return;
    const double slack = largest * rounding(at.dtype);
    values_[static_cast<std::size_t>(value)] = {found.low - slack, found.high + slack};
  }

  /// What the value becomes as an integer, which rounds to zero.
  IntegerRange as_integer(ValueId value) const {
    constexpr double kMost = 9e15;  // doubles hold all integers to here
    const FloatRange& range = values_[static_cast<std::size_t>(value)];
    if (!range.known() || range.low < -kMost || range.high > kMost) return {};
    return {static_cast<std::int64_t>(range.low), static_cast<std::int64_t>(range.high)};
  }

 private:
  static constexpr double kLargestHalf = 32768;  // with room for what rounding adds

  /// Some units in the last place, so that a product and a sum may round once or twice.
  static double rounding(DType dtype) {
    switch (compute_type(dtype) == DType::f64 ? DType::f64 : dtype) {
      case DType::f64:
        return 0x1p-50;
      case DType::f32:
        return 0x1p-21;
      default:
        return 0x1p-2;  // the narrow types: roughly
    }
  }

  FloatRange range_of(const Instruction& at, const std::vector<IntegerRange>& integers,
                      IntegerRange index) const {
    const auto of_integers = [](IntegerRange range) {
      if (range.low == INT64_MIN || range.high == INT64_MAX) return FloatRange{};
      return FloatRange{static_cast<double>(range.low), static_cast<double>(range.high)};
    };
    const auto operand = [&](int k) {
      const auto from = static_cast<std::size_t>(at.operands[static_cast<std::size_t>(k)]);
      return is_floating(program_.instructions[from].dtype) ? values_[from] : of_integers(integers[from]);
    };
    switch (at.opcode) {
      case Opcode::constant:
        return {at.immediate.f, at.immediate.f};
      case Opcode::index_expr:
        return of_integers(index);
      case Opcode::convert:
        return operand(0);
      case Opcode::scalar:
        break;
      default:
        return {};
    }
    const int arity = info(at.op).arity;
    for (int k = 0; k < arity; ++k)
      if (!operand(k).known()) return {};
    const FloatRange a = operand(0), b = arity > 1 ? operand(1) : FloatRange{0, 0};
    switch (at.op) {
      case ScalarOp::add:
        return {a.low + b.low, a.high + b.high};
      case ScalarOp::sub:
        return {a.low - b.high, a.high - b.low};
      case ScalarOp::mul: {
        const auto [low, high] =
            std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
        return {low, high};
      }
      case ScalarOp::neg:
        return {-a.high, -a.low};
      case ScalarOp::minimum:
        return {std::min(a.low, b.low), std::min(a.high, b.high)};
      case ScalarOp::maximum:
        return {std::max(a.low, b.low), std::max(a.high, b.high)};
      case ScalarOp::floor:
        return {std::floor(a.low), std::floor(a.high)};
      case ScalarOp::ceil:
        return {std::ceil(a.low), std::ceil(a.high)};
      case ScalarOp::trunc:
        return {std::trunc(a.low), std::trunc(a.high)};
      default:
        return {};
    }
  }

  const LoopProgram& program_;
  std::vector<FloatRange> values_;
};

class Finder {
 public:
  Finder(const LoopProgram& program, bool through_floats)
      : program_(program), through_floats_(through_floats), floats_(program) {
    const std::size_t count = program.instructions.size();
    found_.indices.resize(program.indices.size());
    found_.values.resize(count);
    found_.saturates.assign(count, false);
    known_.assign(program.indices.size(), false);
    find_uses();
  }

  ProgramRanges run() {
    for (ValueId value = 0; value < static_cast<ValueId>(program_.instructions.size()); ++value) {
      const Instruction& at = program_.instructions[value];
      if (is_floating(at.dtype)) {
        if (through_floats_)
          floats_.set(value, at, found_.values, at.index == kNone ? IntegerRange{} : of_index(at.index));
        continue;
      }
      const IntegerRange of_dtype = of_type(at.dtype);
      const IntegerRange found = range_of(value, at);
      // narrower types wrap: what leaves them can be anything in them
      found_.values[value] = found.low >= of_dtype.low && found.high <= of_dtype.high ? found : of_dtype;
    }
    for (IndexId index = 0; index < static_cast<IndexId>(program_.indices.size()); ++index) of_index(index);
    return std::move(found_);
  }

 private:
  IntegerRange of_index(IndexId id) {
    if (known_[id]) return found_.indices[id];
    const IndexExpr& index = program_.indices[id];
    IntegerRange total{index.offset, index.offset};
    for (const IndexTerm& term : index.terms)
      total = sum(total, product(of_atom(program_.atoms[term.atom]), {term.coefficient, term.coefficient}));
    known_[id] = true;
    return found_.indices[id] = total;
  }

  IntegerRange of_atom(const Atom& atom) {
    const auto argument = [&](int k) { return of_index(atom.args[k]); };
    switch (atom.kind) {
      case AtomKind::variable:
        return {0, std::max<std::int64_t>(program_.ranges[atom.which] - 1, 0)};
      case AtomKind::value:
        return found_.values[atom.which];
      case AtomKind::floordiv:
        return quotient(argument(0));
      case AtomKind::mod:
        return argument(1).high < 0 || argument(1).low < 0
                   ? remainder(argument(1))
                   : IntegerRange{0, std::max<std::int64_t>(argument(1).high - 1, 0)};
      case AtomKind::multiply:
        return product(argument(0), argument(1));
      case AtomKind::minimum:
        return {std::min(argument(0).low, argument(1).low), std::min(argument(0).high, argument(1).high)};
      case AtomKind::maximum:
        return {std::max(argument(0).low, argument(1).low), std::max(argument(0).high, argument(1).high)};
      case AtomKind::select:
        return hull(argument(1), argument(2));
      case AtomKind::bit_and:
      case AtomKind::bit_or:
      case AtomKind::bit_xor:
        return argument(0).fits_32() && argument(1).fits_32() ? IntegerRange{INT32_MIN, INT32_MAX}
                                                              : IntegerRange{};
      default:
        return {0, 1};
    }
  }

  IntegerRange operand(const Instruction& at, int k) const {
    const ValueId value = at.operands[k];
    if (value == kNone || is_floating(program_.instructions[value].dtype)) return {};
    return found_.values[value];
  }

  IntegerRange range_of(ValueId value, const Instruction& at) {
    switch (at.opcode) {
      case Opcode::constant:
        return {at.immediate.i, at.immediate.i};
      case Opcode::index_expr:
        return of_index(at.index);
      case Opcode::convert:
        return is_floating(program_.instructions[at.operands[0]].dtype) ? floats_.as_integer(at.operands[0])
                                                                        : operand(at, 0);
      case Opcode::load:
        if (at.dtype == DType::i64 && stops_safely(value)) {
          found_.saturates[value] = true;
          return {INT32_MIN, INT32_MAX};
        }
        return {};
      case Opcode::indirect:
        if (at.flag && at.immediate.i > 0) return {0, at.immediate.i - 1};
        return at.immediate.i > 0 ? hull(operand(at, 0), sum(operand(at, 0), {0, at.immediate.i}))
                                  : operand(at, 0);
      case Opcode::scalar:
        return of_scalar(at);
      case Opcode::bucketize:
        return {0, of_index(program_.bucketizes[at.extra].length).high};
      case Opcode::reduce:
        return of_reduction(at);
      case Opcode::scan:
        if (at.scan == ScanKind::sum)
          return product(hull(operand(at, 0), {0, 0}), {0, reduction_count(program_)});
        return at.selection == 0 && at.scan != ScanKind::program && at.scan != ScanKind::prod ? operand(at, 0)
               : (at.scan == ScanKind::cummax || at.scan == ScanKind::cummin)
                   ? (at.operands[1] == kNone ? IntegerRange{0, reduction_count(program_)} : operand(at, 1))
                   : IntegerRange{};
      case Opcode::sort:
        return operand(at, at.selection);
      default:
        return {};
    }
  }

  IntegerRange of_reduction(const Instruction& at) {
    const std::int64_t count = std::max<std::int64_t>(reduction_count(program_), 1);
    switch (at.reduce) {
      case ReduceKind::sum:
        return product(hull(operand(at, 0), {0, 0}), {0, count});
      case ReduceKind::max:
      case ReduceKind::min:
        return operand(at, 0);
      case ReduceKind::any:
        return {0, 1};
      case ReduceKind::argmax:
      case ReduceKind::argmin:
        return at.operands[1] == kNone ? IntegerRange{0, count} : operand(at, 1);
      case ReduceKind::argmax_with_value:
      case ReduceKind::argmin_with_value:
        if (at.selection == 0) return operand(at, 0);
        return at.operands[1] == kNone ? IntegerRange{0, count} : operand(at, 1);
      default:
        return {};
    }
  }

  IntegerRange of_scalar(const Instruction& at) {
    switch (at.op) {
      case ScalarOp::add:
        return sum(operand(at, 0), operand(at, 1));
      case ScalarOp::sub:
        return sum(operand(at, 0), product(operand(at, 1), {-1, -1}));
      case ScalarOp::mul:
        return product(operand(at, 0), operand(at, 1));
      case ScalarOp::neg:
        return product(operand(at, 0), {-1, -1});
      case ScalarOp::abs:
        return hull(operand(at, 0), product(operand(at, 0), {-1, -1}));
      case ScalarOp::identity:
      case ScalarOp::relu:
        return hull(operand(at, 0), {0, 0});
      case ScalarOp::where:
        return hull(operand(at, 1), operand(at, 2));
      case ScalarOp::minimum:
        return {std::min(operand(at, 0).low, operand(at, 1).low),
                std::min(operand(at, 0).high, operand(at, 1).high)};
      case ScalarOp::maximum:
        return {std::max(operand(at, 0).low, operand(at, 1).low),
                std::max(operand(at, 0).high, operand(at, 1).high)};
      case ScalarOp::floordiv:
      case ScalarOp::truncdiv:
        return quotient(hull(operand(at, 0), product(operand(at, 0), {-1, -1})));
      case ScalarOp::remainder:
        return remainder(operand(at, 1));
      default:
        return at.dtype == DType::boolean ? IntegerRange{0, 1} : IntegerRange{};
    }
  }

  // ---- loads that may stop at the limits of 32 bits

  void find_uses() {
    uses_.resize(program_.instructions.size());
    for (ValueId user = 0; user < static_cast<ValueId>(program_.instructions.size()); ++user)
      for (ValueId operand : program_.instructions[user].operands)
        if (operand != kNone) uses_[operand].push_back(user);
    for (const Atom& atom : program_.atoms)
      if (atom.kind == AtomKind::value) uses_[atom.which].push_back(kNone);
  }

  bool stops_safely(ValueId value, int depth = 0) const {
    if (depth > 8 || uses_[value].empty()) return false;
    return std::ranges::all_of(uses_[value], [&](ValueId user) { return use_is_safe(value, user, depth); });
  }

  bool use_is_safe(ValueId value, ValueId user, int depth) const {
    if (user == kNone) return false;
    const Instruction& at = program_.instructions[user];
    if (at.opcode == Opcode::indirect) return at.flag && at.immediate.i > 0 && at.immediate.i < INT32_MAX;
    if (at.opcode != Opcode::scalar) return false;
    if (at.op == ScalarOp::where)
      return at.operands[0] != value && stops_safely(user, depth + 1) && others_are_small(at, value);
    return is_comparison(at.op) && others_are_small(at, value);
  }

  /// All operands but `value` (and a condition) are constants that 32 bits hold with room to spare.
  bool others_are_small(const Instruction& at, ValueId value) const {
    for (int k = at.op == ScalarOp::where ? 1 : 0; k < 3; ++k) {
      const ValueId other = at.operands[k];
      if (other == kNone || other == value) continue;
      const Instruction& constant = program_.instructions[other];
      if (constant.opcode != Opcode::constant || constant.immediate.i <= INT32_MIN ||
          constant.immediate.i >= INT32_MAX)
        return false;
    }
    return true;
  }

  const LoopProgram& program_;
  bool through_floats_;
  FloatRanges floats_;
  ProgramRanges found_;
  std::vector<bool> known_;
  std::vector<std::vector<ValueId>> uses_;
};

bool is_wide(DType dtype) { return dtype == DType::f64 || dtype == DType::u64 || is_complex(dtype); }

}  // namespace

bool is_comparison(ScalarOp op) {
  return op == ScalarOp::eq || op == ScalarOp::ne || op == ScalarOp::lt || op == ScalarOp::le ||
         op == ScalarOp::gt || op == ScalarOp::ge;
}

ProgramRanges find_ranges(const LoopProgram& program, bool through_floats) {
  return Finder(program, through_floats).run();
}

bool fits_32_bits(const LoopProgram& program, const ProgramRanges& ranges) {
  if (parallel_count(program) >= kMostPoints || reduction_count(program) >= kMostPoints) return false;
  for (const IntegerRange& range : ranges.indices)
    if (!range.fits_32()) return false;
  for (const BufferUse& use : program.buffers)
    if (use.extent >= kMostPoints || is_wide(use.dtype)) return false;
  for (std::size_t value = 0; value < program.instructions.size(); ++value) {
    const Instruction& at = program.instructions[value];
    const bool defines =
        at.opcode != Opcode::store && at.opcode != Opcode::check_bounds && at.opcode != Opcode::device_assert;
    if (defines && (is_wide(at.dtype) || (at.dtype == DType::i64 && !ranges.values[value].fits_32())))
      return false;
    if (at.opcode == Opcode::random || at.opcode == Opcode::load_seed) return false;
    if (at.opcode == Opcode::convert && at.source == DType::f64) return false;
    if (at.opcode == Opcode::bucketize && program.bucketizes[at.extra].boundaries != kNone &&
        is_wide(program.buffers[program.bucketizes[at.extra].boundaries].dtype))
      return false;
  }
  return true;
}

}  // namespace ireplay
