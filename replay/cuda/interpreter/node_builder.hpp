#pragma once

#include <array>
#include <map>
#include <span>
#include <string>

#include "replay/cuda/interpreter/machine_index.hpp"
#include "replay/cuda/interpreter/stage_values.hpp"

/// The translation of a loop program into nodes, shared by nodes.cpp (stages and instructions),
/// operand_nodes.cpp (operands and index arithmetic) and reduction_nodes.cpp (reductions, scans and their
/// states).
namespace ireplay {

/// Reductions over the same operands share their states.
struct ReductionKey {
  ReduceRule rule;
  std::array<ValueId, 4> operands;
  ValueId mask;
  DType dtype;
  bool dot;
  auto operator<=>(const ReductionKey&) const = default;  // NOLINT(modernize-use-nullptr)
};
struct Reduced {
  std::int32_t state = kNone, uniform = kNone;
  bool whole_row = false, in_thread = false;
  ReduceRule rule = ReduceRule::sum;
  DType dtype = DType::f32;  // that the states are computed in
  bool built = false;
};

struct NodeBuilder {
  NodeBuilder(const LoopProgram& of, const ProgramRanges& in, const TranslateOptions& by);

  const LoopProgram& program;
  const ProgramRanges& ranges;
  const TranslateOptions& options;
  const StageValues values;
  MachineProgram result;
  // what is being built
  ValueId current = 0;
  std::int32_t stage = 0;
  bool elements = false;  // the stage goes over the elements
  // what is there already
  std::map<ValueId, std::int32_t> node_of;
  std::map<std::int32_t, std::int32_t> atom_nodes;
  std::map<ValueId, std::byte*> kept;  // memory of the values that go through it; null: not yet taken
  std::map<ReductionKey, Reduced> reduced;
  std::vector<ReductionKey> order;  // of the stage's reductions
  std::map<std::pair<std::int32_t, ValueId>, std::int32_t>
      finished;  // by stage: reductions cut to their width
  std::map<ValueId, std::int32_t> scan_states, scan_uniforms;
  std::vector<BlockReduction> carries;

  bool wide() const { return options.width == MachineWidth::words64; }
  const Instruction& at(ValueId value) const { return program.instructions[value]; }
  std::int32_t size() const { return static_cast<std::int32_t>(result.nodes.size()); }
  std::int32_t add(const MachineNode& node);
  AxisShape shape() const {
    return {program.ranges, program.parallel, options.axis == ItemAxis::reduction, wide()};
  }
  std::int32_t add_index(const MachineIndex& index);
};

inline ValueType value_type(DType dtype) {
  if (dtype == DType::f64) return ValueType::f64;
  if (is_floating(dtype)) return ValueType::f32;
  return info(dtype).kind == DTypeClass::signed_int ? ValueType::signed_int : ValueType::unsigned_int;
}
inline NodeOperand node_operand(std::int32_t node) {
  return {.kind = NodeOperand::Kind::node, .number = node};
}
inline NodeOperand immediate_operand(std::uint64_t bits) {
  return {.kind = NodeOperand::Kind::immediate, .immediate = bits};
}

// ---- operand_nodes.cpp

std::uint64_t constant_bits(const Instruction& in);
NodeOperand operand(NodeBuilder& nodes, ValueId value);
std::string label(const NodeBuilder& nodes, ValueId value);
std::int32_t mask_node(NodeBuilder& nodes, ValueId mask);
std::int32_t add_convert(NodeBuilder& nodes, const NodeOperand& from, DType source, DType to, bool rounds,
                         DType storage);
std::int32_t add_copy(NodeBuilder& nodes, const NodeOperand& from);
std::int32_t add_integer(NodeBuilder& nodes, IntegerOp op, const NodeOperand& a, const NodeOperand& b,
                         const NodeOperand& c = {});
std::int32_t as_node(NodeBuilder& nodes, const NodeOperand& value);
/// Types narrower than the word they are computed in.
bool wraps(const NodeBuilder& nodes, DType type);
/// What of an index is affine, and the sum of the rest as an operand (none where nothing is left).
struct SplitIndex {
  MachineIndex affine;
  NodeOperand rest;
};
SplitIndex split(NodeBuilder& nodes, IndexId id);
/// A whole index as a value.
NodeOperand index_operand(NodeBuilder& nodes, IndexId id);

// ---- reduction_nodes.cpp

void prepare_states(NodeBuilder& nodes, ValueId value);
void close_block_reductions(NodeBuilder& nodes);
/// The value of a reduction where a later stage uses it; narrower integers are cut to their width there.
NodeOperand reduced_operand(NodeBuilder& nodes, ValueId value);
std::int32_t build_reduce(NodeBuilder& nodes, const Instruction& in);
std::int32_t build_scan(NodeBuilder& nodes, ValueId value, const Instruction& in);

}  // namespace ireplay
