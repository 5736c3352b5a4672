#pragma once

#include <memory>
#include <memory_resource>
#include <optional>

#include "replay/lower/body/index_lines.hpp"
#include "replay/lower/listing/indirect_sizes.hpp"
#include "replay/lower/listing/inline_asm.hpp"

namespace ireplay {

/// One loop body while its statements become instructions in the order of the text. The statements' own
/// functions (statements.hpp) work on it; nothing outlives the lowering.
struct BodyLowering {
  BodyLowering(const BodyContext& context, LoopProgram start);

  std::array<std::byte, 16384> first_memory;  // most bodies need no more than this
  std::pmr::monotonic_buffer_resource memory{first_memory.data(), first_memory.size()};
  BodyText text;
  InstructionWriter out;
  IndexLines lines;
  const Scope* scope = nullptr;                      // where the statement stands
  EntryTable buffer_uses{&memory};                   // of out.program.buffers, by buffer
  std::int64_t statements_left = 0;                  // blocks that call each other must not explode
  std::unique_ptr<IndirectSizes> indirect_sizes;     // made for the first set_indirect
  std::optional<std::vector<InlineAsm>> listed_asm;  // read for the first inline assembly
};

// ---- operands (operands.cpp)

const Named* find_name(const BodyLowering& body, ExprId id);
/// A number of the text: 1, -2.5, True, inf.
bool is_literal(const BodyLowering& body, ExprId id);
DType literal_type(const BodyLowering& body, ExprId id);
/// Its value in type `dtype`.
Scalar literal(const BodyLowering& body, ExprId id, DType dtype);
/// A value argument in its own type; a number takes `number_type`. `depth`: of the operators around it.
ValueId value(BodyLowering& body, ExprId id, DType number_type, int depth = 0);
ValueId value_as(BodyLowering& body, ExprId id, DType dtype);
/// A value with what is known of its name.
Named named_operand(BodyLowering& body, ExprId id);
/// The narrow type that the ATen graph gives an operand; f32 for a wide one, none for a constant.
std::optional<DType> narrow_type(const BodyLowering& body, ExprId id, ValueId value);
/// An index argument: a name bound by get_index, or an integer. `is_address`: a load reads there.
Linear index_argument(BodyLowering& body, ExprId id, bool is_address = false);
std::int64_t integer_argument(BodyLowering& body, ExprId id);
/// The string 'rindex' (2.4 to 2.6): the position along the scanned dimension.
ValueId scanned_position(BodyLowering& body, DType dtype);

// ---- what several kinds of statements need

/// Python's operators between values; a name or a number alone is itself. `depth`: of the operators around
/// it.
Named operator_expression(BodyLowering& body, ExprId id, int depth = 0);
bool is_operator(ExprKind kind);
/// A scalar op on operands brought to one type. `at`: the place of faults.
Named apply(BodyLowering& body, ScalarOp op, std::span<const ExprId> operands, std::string_view at,
            int depth = 0);
/// Number in out.program.buffers of what a load of this name reads.
std::int32_t load_buffer(BodyLowering& body, ExprId name);
void emit_store(BodyLowering& body, ExprId name, ExprId index, ValueId stored, StoreMode mode);

/// A statement of a kernel, perhaps of another node that is fused with this one.
struct KernelStatement {
  const Dump& dump;
  const LoopBody& body;
  const Block& block;
  const Statement& statement;
};
/// Every statement of the parts of the kernel that this node is computed in, in order.
void for_each_statement_of_kernel(const BodyLowering& body,
                                  const std::function<void(const KernelStatement&)>& visit);

}  // namespace ireplay
