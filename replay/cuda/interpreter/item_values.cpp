#include "replay/cuda/interpreter/item_values.hpp"

#include <algorithm>
#include <bit>

#include "kernels/scalar/scalar_ops.hpp"

/// Forward dataflow over straight-line code, an abstract interpretation with two small lattices: of how many
/// neighbouring items a value is the same, and by which power of two, up to eight, it divides.
namespace ireplay {
namespace {

constexpr int kMost = 8;
constexpr ItemValue kUnknown{1, 1};

/// The largest power of two that divides the number; any if it is 0.
int divisor_of(std::uint64_t number) {
  return number == 0 ? kMost : 1 << std::min(std::countr_zero(number), 3);
}
int divisor_of(std::int64_t number) { return divisor_of(static_cast<std::uint64_t>(number)); }

ItemValue both(const ItemValue& a, const ItemValue& b) {
  return {std::min(a.same, b.same), std::min(a.multiple, b.multiple)};
}

class Finder {
 public:
  explicit Finder(const MachineProgram& program) : program_(program) {}

  std::vector<ItemValue> run() {
    for (const MachineInstruction& instruction : program_.instructions)
      found_.push_back(value_of(instruction));
    return std::move(found_);
  }

 private:
  ItemValue value_of(const MachineInstruction& instruction) const {
    const ItemValue a = value_of(instruction.a), b = value_of(instruction.b), c = value_of(instruction.c);
    int same = std::min({a.same, b.same, c.same});
    if (instruction.mask != kNone) same = std::min(same, found_[instruction.mask].same);
    switch (instruction.in.op) {
      case MachineOp::load:
        return {std::min(same, same_of(instruction)), 1};
      case MachineOp::coordinate:
        return {same_of(instruction), multiple_of(program_.indices[instruction.index])};
      case MachineOp::copy:
        return {same, a.multiple};
      case MachineOp::select:
        return {same, std::min(b.multiple, c.multiple)};
      case MachineOp::integer:
        return {same, multiple_of(static_cast<IntegerOp>(instruction.in.kind), a, b, c)};
      case MachineOp::scalar:
        return {same, multiple_of(instruction, a, b)};
      case MachineOp::convert:
        return {same, keeps_multiples(instruction.in) ? a.multiple : 1};
      case MachineOp::wrap_index:
        return {same, (instruction.in.flags & kWraps) != 0
                          ? std::min(a.multiple, divisor_of(instruction.in.extent))
                          : a.multiple};
      default:
        return kUnknown;
    }
  }

  ItemValue value_of(const MachineOperand& operand) const {
    switch (operand.kind) {
      case MachineOperand::Kind::none:
        return {kMost, kMost};
      case MachineOperand::Kind::result:
        return found_[operand.number];
      case MachineOperand::Kind::immediate:
        return {kMost, divisor_of(operand.immediate)};
      case MachineOperand::Kind::uniform:
        return {kMost, 1};
      default:
        return kUnknown;
    }
  }

  /// Of an index: items that it is the same for.
  int same_of(const MachineInstruction& instruction) const {
    const std::vector<IndexDigit>& item = program_.indices[instruction.index].item_digits;
    if (item.empty()) return kMost;
    if (item.front().stride != 0) return 1;
    const int repeats = divisor_of(item.front().extent);
    return repeats >= 4 ? repeats : 1;
  }

  static int multiple_of(const MachineIndex& index) {
    int multiple = divisor_of(index.offset);
    for (const auto* digits : {&index.item_digits, &index.other_digits})
      for (const IndexDigit& digit : *digits) multiple = std::min(multiple, divisor_of(digit.stride));
    return multiple;
  }

  static int multiple_of(IntegerOp op, const ItemValue& a, const ItemValue& b, const ItemValue& c) {
    switch (op) {
      case IntegerOp::add:
      case IntegerOp::minimum:
      case IntegerOp::maximum:
        return both(a, b).multiple;
      case IntegerOp::multiply:
        return std::min(kMost, a.multiple * b.multiple);
      case IntegerOp::select:
        return both(b, c).multiple;
      default:
        return 1;
    }
  }

  static int multiple_of(const MachineInstruction& instruction, const ItemValue& a, const ItemValue& b) {
    if (instruction.in.type != ValueType::signed_int) return 1;
    switch (static_cast<ScalarOp>(instruction.in.kind)) {
      case ScalarOp::add:
      case ScalarOp::sub:
      case ScalarOp::minimum:
      case ScalarOp::maximum:
        return both(a, b).multiple;
      case ScalarOp::mul:
        return std::min(kMost, a.multiple * b.multiple);
      default:
        return 1;
    }
  }

  /// Between integers; those narrower than their words are cut to multiples of more than eight.
  static bool keeps_multiples(const DeviceInstruction& in) {
    return in.type == ValueType::signed_int && in.target == ValueType::signed_int &&
           (in.flags & kRounds) == 0;
  }

  const MachineProgram& program_;
  std::vector<ItemValue> found_;
};

}  // namespace

std::vector<ItemValue> item_values(const MachineProgram& program) { return Finder(program).run(); }

}  // namespace ireplay
