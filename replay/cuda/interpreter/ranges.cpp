#include "replay/cuda/interpreter/ranges.hpp"

#include <algorithm>

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

class Finder {
 public:
  explicit Finder(const LoopProgram& program) : program_(program) {
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
      if (is_floating(at.dtype)) continue;
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
        return is_floating(program_.instructions[at.operands[0]].dtype) ? IntegerRange{} : operand(at, 0);
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
      case ScalarOp::maximum:
        return hull(operand(at, 0), operand(at, 1));
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
    const bool compares = at.op == ScalarOp::eq || at.op == ScalarOp::ne || at.op == ScalarOp::lt ||
                          at.op == ScalarOp::le || at.op == ScalarOp::gt || at.op == ScalarOp::ge;
    return compares && others_are_small(at, value);
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
  ProgramRanges found_;
  std::vector<bool> known_;
  std::vector<std::vector<ValueId>> uses_;
};

bool is_wide(DType dtype) { return dtype == DType::f64 || dtype == DType::u64 || is_complex(dtype); }

}  // namespace

ProgramRanges find_ranges(const LoopProgram& program) { return Finder(program).run(); }

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
