#pragma once

#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser/name_set.hpp"
#include "replay/lower/body/index_lowering.hpp"
#include "replay/lower/body/lower_body.hpp"
#include "replay/lower/listing/inline_asm.hpp"
#include "replay/lower/listing/loads.hpp"
#include "replay/lower/ptx/ptx.hpp"
#include "replay/plan/index_algebra.hpp"

/// The statements of one loop body, turned into instructions in the order of the text. Private to
/// lower_body.cpp and the *_statements.cpp files.
namespace ireplay {

/// What a name of a block stands for: an index line, one value, or the results of a multi-value op.
struct Named {
  std::string_view name;
  std::int32_t index_line = kNone;
  std::int32_t results = 0;  // 0 for a statement without a value
  std::array<ValueId, 4> values{kNone, kNone, kNone, kNone};
  const Statement* statement = nullptr;  // that made it
  DType narrow = DType::f32;             // bf16, f16 or float8: the type that the ATen graph gives the value

  static Named of(ValueId value) {
    Named named;
    named.results = 1;
    named.values[0] = value;
    return named;
  }
  static Named of_line(std::int32_t line) {
    Named named;
    named.index_line = line;
    return named;
  }
};

inline Instruction make_instruction(Opcode opcode, DType dtype, ValueId operand = kNone) {
  Instruction instruction;
  instruction.opcode = opcode;
  instruction.dtype = dtype;
  instruction.operands[0] = operand;
  return instruction;
}

/// Names of one block.
class NameTable {
 public:
  explicit NameTable(std::pmr::memory_resource* memory) : table_(memory), entries_(memory) {}

  void reserve(std::size_t names);
  const Named* find(std::string_view name) const;
  void set(Named named);  // replaces an older one of the same name

 private:
  EntryTable table_;
  std::pmr::vector<Named> entries_;
};

/// One block while its statements are lowered.
struct Scope {
  explicit Scope(std::pmr::memory_resource* memory) : names(memory) {}

  const Block* block = nullptr;
  Scope* outer = nullptr;
  ValueId mask = kNone;    // of this block and those around it
  ExprId guard = kNoExpr;  // what `outer` gave as this block's own mask
  NameTable names;
};

/// A floating type of less than 32 bits as it is, f32 for every other.
inline DType narrow_or_wide(DType dtype) {
  return is_floating(dtype) && bytes_of(dtype) < 4 ? dtype : DType::f32;
}

/// Whether every narrow type that holds the operands of the op can hold its result (scalar_statements.cpp).
bool keeps_precision(ScalarOp op);

/// PyTorch's promotion among compute types (scalar_statements.cpp).
DType promote(DType a, DType b);

class IndirectSizes;

class BodyLowering {
 public:
  /// Arguments of one statement: positional ones in order, keywords by name.
  struct Call {
    const Statement& statement;
    std::span<const ExprId> positional;
    std::span<const ExprId> keywords;
  };
  using Handler = Named (BodyLowering::*)(const Call& call);

  explicit BodyLowering(const BodyContext& context);
  ~BodyLowering();
  LoopProgram run();

 private:
  // ---- lower_body.cpp: blocks and statements
  const Block* find_block(std::string_view name) const;
  /// The value that the block returns, of no results where it returns none.
  Named lower_block(Scope& scope);
  Named lower_statement(const Statement& statement);
  Named select_result(const Statement& statement);
  Named call_self(const Call& call);
  Named masked_subblock(const Call& call);
  /// Python's operators between values; a name or a number alone is itself.
  Named operator_expression(ExprId id);
  static bool is_operator(ExprKind kind);
  Named named_operand(ExprId id);
  Call split_arguments(const Statement& statement) const;

  // ---- body_lowering.cpp: what all handlers use
  [[noreturn]] void fail(std::string_view at, const std::string& sentence) const;
  [[noreturn]] void fail(ExprId at, const std::string& sentence) const;
  [[noreturn]] void fail_unsupported(std::string_view at, const std::string& sentence) const;
  const Expr& expr(ExprId id) const { return dump_.exprs[id]; }
  /// The k-th positional argument, or the keyword's value; kNoExpr if there is neither.
  ExprId find_argument(const Call& call, std::size_t k, std::string_view keyword = {}) const;
  ExprId argument(const Call& call, std::size_t k, std::string_view keyword = {}) const;
  std::string_view string_argument(ExprId id) const;
  DType dtype_argument(ExprId id) const;
  bool flag_argument(ExprId id) const;
  bool is_none(ExprId id) const { return id == kNoExpr || expr(id).kind == ExprKind::none; }
  std::int64_t integer_argument(ExprId id);
  /// The values of a tuple, or of one value alone.
  std::span<const ExprId> members(const ExprId& id) const;

  const Named* find_name(ExprId id) const;
  bool is_literal(ExprId id) const;
  /// A number of the text in type `dtype`.
  Scalar literal(ExprId id, DType dtype) const;
  DType literal_type(ExprId id) const;
  /// A value argument in its own type; a number takes `number_type`.
  ValueId value(ExprId id, DType number_type);
  ValueId value_as(ExprId id, DType dtype) { return convert_to(value(id, dtype), dtype); }

  DType type_of(ValueId id) const { return compute_type(program_.instructions[id].dtype); }
  /// The narrow type that the ATen graph gives an operand; f32 for a wide one, none for a constant.
  std::optional<DType> narrow_type(ExprId id, ValueId value) const;
  void note_rounding(ValueId value, DType narrow);
  ValueId emit(const Instruction& instruction);
  ValueId emit_pure(const Instruction& instruction);  // or finds an equal one
  ValueId constant(Scalar immediate, DType dtype);
  ValueId convert_to(ValueId id, DType dtype);
  ValueId scalar(ScalarOp op, DType dtype, std::array<ValueId, 4> operands, int selection = 0);
  /// By name, for ops that the lowering itself needs.
  ValueId scalar(std::string_view op, DType dtype, ValueId a, ValueId b = kNone, ValueId c = kNone);

  // ---- index_statements.cpp: index lines, indirect symbols
  ValueId scanned_position(DType dtype);
  Quantity line_quantity(std::int32_t line);
  Linear line_integer(std::int32_t line);
  std::int32_t index_line(ExprId id) const;
  /// An index argument: a name bound by get_index, or an integer.
  Linear index_argument(ExprId id);
  std::optional<Quantity> other_name(const Expr& name);
  Quantity resolve_identity(const Expr& name);
  /// An `I` of the index line that is being lowered.
  struct Identity {
    const char* at = nullptr;  // its place in the text
    std::int64_t factor = 1;
    std::int64_t least = 0;  // the divisor that it is divided by
    bool in_sum = true;      // no part of a quotient or remainder
  };
  void collect_identities(ExprId id, Identity at, std::vector<Identity>& found) const;
  static bool in_sum(const std::vector<Identity>& identities);
  bool is_of_variables(const Linear& index) const;
  bool is_listed(const Linear& index);
  Quantity read_by_listing(ExprId text, Quantity likely, bool is_address);
  std::optional<Quantity> listed_reading(ExprId text);
  std::optional<Quantity> resolve_nested_identity(const Expr& name, std::vector<Linear> positions) const;
  struct Guard;
  void collect_guards(const Scope& scope, ExprId mask, std::vector<Guard>& guards) const;
  Named get_index(const Call& call);
  Named set_indirect(const Call& call);
  ValueId quantity_value(const Quantity& quantity, DType dtype);
  ValueId real_value(ExprId id, int depth);
  Named index_expr(const Call& call);
  Named check_bounds(const Call& call);

  // ---- memory_statements.cpp
  std::int32_t use_buffer(std::int32_t buffer, ExprId at);
  std::int32_t load_buffer(ExprId name);
  /// Whether the access must be checked at run time.
  bool needs_check(const Linear& index, const BufferUse& use, ExprId name);
  void emit_store(ExprId name, ExprId index, ValueId stored, StoreMode mode);
  Named load(const Call& call);
  Named store(const Call& call);
  Named store_reduction(const Call& call);
  Named load_seed(const Call& call);
  Named bucketize(const Call& call);
  Named random(const Call& call);
  Named device_assert(const Call& call);

  // ---- scalar_statements.cpp
  Named scalar_op(const Call& call, ScalarOp op);
  Named apply(ScalarOp op, std::span<const ExprId> operands, std::string_view at);
  DType common_narrow_type(std::span<const ExprId> operands, std::span<const ValueId> values) const;
  DType operation_type(ScalarOp op, DType type, std::string_view at) const;
  std::optional<bool> constant_truth(ValueId id) const;
  std::optional<Linear> exact_index(ValueId id) const;
  std::optional<bool> decided(ScalarOp op, ValueId a, ValueId b) const;
  ValueId folded(ScalarOp op, const std::array<ValueId, 4>& operands);
  Named constant_op(const Call& call);
  Named identity(const Call& call);
  Named to_dtype(const Call& call);
  std::optional<DType> converted_type(ExprId id) const;
  Named to_dtype_bitcast(const Call& call);

  // ---- reduce_statements.cpp
  Named reduction(const Call& call);
  Named scan(const Call& call);
  Named sort(const Call& call);
  struct KernelStatement {
    const Dump& dump;
    const LoopBody& body;
    const Block& block;
    const Statement& statement;
  };
  void for_each_statement_of_kernel(const std::function<void(const KernelStatement&)>& visit) const;
  std::pair<std::size_t, std::size_t> place_among_scans(const Statement& scan) const;
  ValueId scan_operand(ExprId id, DType dtype);

  // ---- random_statements.cpp
  std::array<ValueId, 4> philox_values(ValueId seed, std::array<ValueId, 4> counter);
  Named rand_eager(const Call& call);

  // ---- asm_statements.cpp
  class AsmWriter;
  Named inline_asm(const Call& call);
  InlineAsm find_asm(const Call& call);
  std::size_t asm_output(const Call& call, const InlineAsm& code) const;
  ValueId asm_input(AsmWriter& writer, ExprId id, std::optional<DType> converted, int pack, int& bits);
  [[noreturn]] void fail_asm_types(const Call& call, const InlineAsm& code) const;
  std::vector<ValueId> lower_listed_ptx(std::string_view text, std::span<const AsmRegister> registers,
                                        std::size_t outputs, ValueWriter& writer) const;
  std::pair<std::size_t, std::size_t> place_among_asm(const Statement& statement) const;

  struct OpMeaning {
    Handler handler = nullptr;  // null for a scalar op
    ScalarOp op{};
  };
  using OpTable = std::unordered_map<std::string_view, OpMeaning, NameHash>;
  /// What the names after `ops.` mean; further spellings of scalar ops are find_scalar_op's matter.
  static const OpTable& ops();

  const BodyContext& context_;
  const Dump& dump_;
  // what ends with the lowering of this body; most bodies need no more than is here
  std::array<std::byte, 16384> first_memory_;
  std::pmr::monotonic_buffer_resource memory_{first_memory_.data(), first_memory_.size()};
  LoopProgram program_;
  IndexAlgebra algebra_;
  IndexLowering index_lowering_;
  std::span<const IndexLine> index_lines_;
  std::pmr::vector<IndexId> lowered_lines_;  // kNone: not yet, or not of one value everywhere
  bool line_depends_on_block_ = false;
  std::vector<Identity> identities_;
  std::size_t identity_positions_ = 0;  // that the last one resolved could have stood for
  std::vector<std::size_t>
      identity_choices_;                // by identity: which of its positions to take; empty: the likely
  int identities_left_ = 1 << 16;       // to resolve: those around each other must not explode
  bool lowers_address_ = false;         // the next line is what a load reads from
  bool identities_are_square_ = false;  // the positions of two of them reach equally far
  bool identities_turned_ = false;      // two of them stand for the other one's position each
  std::optional<ListingLoads> listing_loads_;         // read for the first line with two of them
  std::vector<ValueId> indirects_;                    // by the number in indirectN
  std::unique_ptr<IndirectSizes> indirect_sizes_;     // made for the first set_indirect
  std::optional<std::vector<InlineAsm>> listed_asm_;  // read for the first one
  EntryTable pure_{&memory_}, buffer_uses_{&memory_};
  std::int64_t stores_ = 0;
  int operator_depth_ = 0;
  std::int64_t statements_left_ = 0;  // blocks that call each other must not explode
  Scope* scope_ = nullptr;
  std::string_view label_;
};

}  // namespace ireplay
