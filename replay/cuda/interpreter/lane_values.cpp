#include "replay/cuda/interpreter/lane_values.hpp"

#include <algorithm>
#include <bit>

#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay {
namespace {

constexpr int kMost = 8;
constexpr LaneValue kUnknown{1, 1};

/// The largest power of two that divides the number; any if it is 0.
int divisor_of(std::uint64_t number) {
  return number == 0 ? kMost : 1 << std::min(std::countr_zero(number), 3);
}
int divisor_of(std::int64_t number) { return divisor_of(static_cast<std::uint64_t>(number)); }

LaneValue both(const LaneValue& a, const LaneValue& b) {
  return {std::min(a.same, b.same), std::min(a.multiple, b.multiple)};
}

class Finder {
 public:
  explicit Finder(const MachineProgram& program) : program_(program) {}

  std::vector<LaneValue> run() {
    for (const MachineNode& node : program_.nodes) found_.push_back(value_of(node));
    return std::move(found_);
  }

 private:
  LaneValue value_of(const MachineNode& node) const {
    const LaneValue a = value_of(node.a), b = value_of(node.b), c = value_of(node.c);
    int same = std::min({a.same, b.same, c.same});
    if (node.mask != kNone) same = std::min(same, found_[node.mask].same);
    switch (node.in.op) {
      case MachineOp::load:
        return {std::min(same, same_of(node)), 1};
      case MachineOp::coordinate:
        return {same_of(node), multiple_of(program_.indices[node.index])};
      case MachineOp::copy:
        return {same, a.multiple};
      case MachineOp::select:
        return {same, std::min(b.multiple, c.multiple)};
      case MachineOp::integer:
        return {same, multiple_of(static_cast<IntegerOp>(node.in.kind), a, b, c)};
      case MachineOp::scalar:
        return {same, multiple_of(node, a, b)};
      case MachineOp::convert:
        return {same, keeps_multiples(node.in) ? a.multiple : 1};
      case MachineOp::wrap_index:
        return {same, (node.in.flags & kWraps) != 0 ? std::min(a.multiple, divisor_of(node.in.extent))
                                                    : a.multiple};
      default:
        return kUnknown;
    }
  }

  LaneValue value_of(const NodeOperand& operand) const {
    switch (operand.kind) {
      case NodeOperand::Kind::none:
        return {kMost, kMost};
      case NodeOperand::Kind::node:
        return found_[operand.number];
      case NodeOperand::Kind::immediate:
        return {kMost, divisor_of(operand.immediate)};
      case NodeOperand::Kind::row:
        return {kMost, 1};
      default:
        return kUnknown;
    }
  }

  /// Of an index: lanes at one place of it.
  int same_of(const MachineNode& node) const {
    const std::vector<IndexGroup>& lane = program_.indices[node.index].lane;
    if (lane.empty()) return kMost;
    if (lane.front().stride != 0) return 1;
    const int repeats = divisor_of(lane.front().extent);
    return repeats >= 4 ? repeats : 1;
  }

  static int multiple_of(const MachineIndex& index) {
    int multiple = divisor_of(index.offset);
    for (const auto* groups : {&index.lane, &index.other})
      for (const IndexGroup& group : *groups) multiple = std::min(multiple, divisor_of(group.stride));
    return multiple;
  }

  static int multiple_of(IntegerOp op, const LaneValue& a, const LaneValue& b, const LaneValue& c) {
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

  static int multiple_of(const MachineNode& node, const LaneValue& a, const LaneValue& b) {
    if (node.in.type != ValueType::signed_int) return 1;
    switch (static_cast<ScalarOp>(node.in.kind)) {
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
  std::vector<LaneValue> found_;
};

}  // namespace

std::vector<LaneValue> lane_values(const MachineProgram& program) { return Finder(program).run(); }

}  // namespace ireplay
