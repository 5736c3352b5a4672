#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>

#include "replay/lower/listing/kernel_value.hpp"
#include "replay/lower/listing/lower_kernel.hpp"
#include "replay/lower/symbols.hpp"

/// The statements of one kernel, or of one branch of it, turned into instructions in the order of the text.
/// Private to lower_kernel.cpp and the kernel_*.cpp files.
namespace ireplay {

class KernelLowering {
 public:
  using Kind = KernelValue::Kind;
  struct Block {
    std::uint32_t begin = 0, end = 0;  // of Listing::statements
  };

  /// The statements of `blocks`, one block after the other.
  KernelLowering(const KernelContext& context, std::vector<Block> blocks);
  LoopProgram run();
  CombineProgram run_combine(const ListingFunction& function, std::span<const DType> types);

 private:
  /// What an expression is wanted for: in an address, arithmetic of integers is index arithmetic even where
  /// an instruction made one of them.
  enum class Use : std::uint8_t { value, address };

  /// Positional arguments of one call in order, keywords by name.
  struct Call {
    ExprId id;
    Use use = Use::value;
    std::string_view name;      // without module: sum
    std::string_view function;  // tl.sum
    std::vector<ExprId> positional;
    std::vector<std::pair<std::string_view, ExprId>> keywords;
  };
  using Handler = KernelValue (KernelLowering::*)(const Call& call);
  struct Row {
    Handler handler;
    ReduceKind reduce = ReduceKind::sum;
    int results = 1;
  };

  /// One dimension of the launch or of the reduction, split where the text takes it apart.
  struct Axis {
    std::string_view name;  // x, r0_
    std::int64_t extent = 0;
    std::vector<std::int64_t> steps;  // of the parts' numbers, the outermost first
    std::size_t first = 0;            // of the program's ranges
  };

  // ---- lower_kernel.cpp: statements
  void collect_axes();
  void bind_parameters();
  void split_axis(Axis& axis, const SymbolValues& numbers) const;
  bool takes_apart(ExprId id, std::string_view index, const SymbolValues& numbers,
                   std::vector<std::int64_t>& steps) const;
  void run(Block block);
  bool enter(ExprId id);
  void assign(const ListingStatement& statement);
  bool assign_axis(std::string_view name, ExprId value);
  void loop(const ListingStatement& statement, Block body);
  KernelValue axis_index(std::string_view name) const;
  const Axis* find_axis(std::string_view name) const;

  // ---- kernel_expressions.cpp
  const Expr& expr(ExprId id) const { return listing_.exprs[id]; }
  std::span<const ExprId> children(ExprId id) const { return listing_.exprs.children_of(id); }
  [[noreturn]] void fail(std::string_view at, const std::string& sentence) const;
  [[noreturn]] void fail(ExprId at, const std::string& sentence) const;
  KernelValue evaluate(ExprId id, Use use = Use::value);
  KernelValue evaluate_name(const Expr& name);
  KernelValue evaluate_call(ExprId id, Use use);
  KernelValue evaluate_subscript(ExprId id, Use use);
  KernelValue attribute_of(const KernelValue& value, std::string_view attribute, ExprId at) const;
  KernelValue binary(ExprKind kind, KernelValue a, KernelValue b, ExprId at, Use use);
  KernelValue binary_index(ExprKind kind, const KernelValue& a, const KernelValue& b);
  KernelValue binary_real(ExprKind kind, const KernelValue& a, const KernelValue& b, ExprId at) const;
  KernelValue conjunction(ExprKind kind, const KernelValue& a, const KernelValue& b, ExprId at);
  KernelValue with_carried(ExprKind kind, const KernelValue& a, const KernelValue& b);
  KernelValue updated(ReduceKind kind, const KernelValue& carried, const KernelValue& value);
  std::optional<bool> decided(ExprKind kind, const KernelValue& a, const KernelValue& b) const;
  KernelValue negated(const KernelValue& value, ExprId at);
  KernelValue inverted(const KernelValue& value, ExprId at);
  /// An integer value as part of an address.
  Linear linear(const KernelValue& value, ExprId at);
  KernelValue truncated_quotient(const Linear& a, const Linear& b, bool remainder, DType dtype);

  // ---- kernel_values.cpp: instructions
  ValueId emit(const Instruction& instruction);
  ValueId constant(Scalar immediate, DType dtype);
  /// The value in the compute type of `dtype`.
  ValueId id_of(const KernelValue& value, DType dtype, ExprId at);
  DType type_of(ValueId id) const {
    return compute_type(program_.instructions[static_cast<std::size_t>(id)].dtype);
  }
  ValueId convert_to(ValueId id, DType dtype);
  KernelValue converted(const KernelValue& value, DType dtype, ExprId at);
  KernelValue rounded(ValueId value, DType dtype);
  void note_rounding(ValueId value, DType narrow);
  static DType common_type(const KernelValue& a, const KernelValue& b);
  KernelValue apply(ScalarOp op, std::span<const KernelValue> operands, ExprId at, bool divides = false);
  KernelValue apply(std::string_view op, std::span<const KernelValue> operands, ExprId at);
  KernelValue select(const KernelValue& condition, const KernelValue& yes, const KernelValue& no, ExprId at);

  // ---- kernel_memory.cpp
  struct Access {
    std::int32_t use = kNone;  // LoopProgram::buffers
    Linear index;
    ValueId mask = kNone;
    bool never = false;  // the mask is False
  };
  Access access(const Call& call, std::size_t mask_argument);
  std::int32_t use_buffer(std::int32_t buffer, ExprId at);
  bool needs_check(const Linear& index, const BufferUse& use, ValueId mask, ExprId at) const;
  KernelValue load(const Call& call);
  KernelValue store(const Call& call);
  KernelValue atomic(const Call& call);
  KernelValue block_pointer(const Call& call);
  KernelValue device_assert(const Call& call);
  bool assert_range(ExprId condition);
  KernelValue bucketize(const Call& call);

  // ---- kernel_calls.cpp
  static const std::unordered_map<std::string_view, Row>& rows();
  ExprId find_argument(const Call& call, std::size_t k, std::string_view keyword = {}) const;
  ExprId argument(const Call& call, std::size_t k, std::string_view keyword = {}) const;
  KernelValue value_argument(const Call& call, std::size_t k, std::string_view keyword = {}) {
    return evaluate(argument(call, k, keyword), call.use);
  }
  bool flag_argument(const Call& call, std::string_view keyword);
  DType type_argument(ExprId id);
  KernelValue scalar_call(const Call& call);
  KernelValue method_call(const KernelValue& value, const Call& call, bool of_load);
  KernelValue convert_call(const KernelValue& value, const Call& call);
  KernelValue first_argument(const Call& call) { return value_argument(call, 0); }
  KernelValue no_effect(const Call&) { return {}; }
  KernelValue refused_call(const Call& call);
  KernelValue unknown_call(const Call&) { return KernelValue::of_kind(Kind::unknown); }
  KernelValue block_call(const Call&) { return KernelValue::of_kind(Kind::block); }
  KernelValue arange(const Call&) { return KernelValue::of_kind(Kind::block_elements); }
  KernelValue full(const Call& call);
  KernelValue zeros(const Call& call);
  KernelValue where(const Call& call);
  KernelValue extremum(const Call& call);
  KernelValue float_call(const Call& call);
  KernelValue random(const Call& call);
  KernelValue frexp(const Call& call);

  // ---- kernel_reductions.cpp
  KernelValue reduce_rows(const Call& call);
  KernelValue reduce_pair(const Call& call);
  KernelValue welford(const Call& call);
  KernelValue welford_step(const Call& call);
  KernelValue softmax_step(const Call& call);
  KernelValue softmax_rows(const Call& call);
  KernelValue pair_step(const Call& call);
  KernelValue number_of_extremum(const Call& call);
  KernelValue scan(const Call& call);
  KernelValue sort(const Call& call);
  void check_axis(const Call& call, std::size_t k);
  KernelValue emit_reduce(ReduceKind kind, std::span<const KernelValue> operands, int selection, DType dtype,
                          ExprId at);
  KernelValue emit_update(const KernelValue& update, ReduceKind kind, ExprId at);

  const KernelContext& context_;
  const Listing& listing_;
  const ListingFunction& kernel_;
  std::vector<Block> blocks_;
  std::vector<Axis> axes_;
  bool tiles_x_ = false;  // x is an axis of the tiles, and no program of its own
  LoopProgram program_;
  std::unique_ptr<IndexAlgebra> algebra_;
  std::unordered_map<std::string_view, KernelValue> names_;
  const ListingStatement* statement_ = nullptr;
  DType narrow_type_ = DType::f32;  // of 16 bits, where a buffer of the kernel has one
  int depth_ = 0;
  struct Stored {
    std::int32_t storage = kNone;
    std::int32_t use = kNone;
    IndexId index = kNone;
    ValueId value = kNone;  // kNone: only the storage is known to have changed
  };
  std::vector<Stored> stored_;
  std::unordered_map<ValueId, std::pair<ValueId, std::int64_t>>
      ranged_;  // value -> its checked twin and size
  std::map<std::pair<DType, std::int64_t>, ValueId> constants_;
  std::map<std::pair<DType, IndexId>, ValueId> index_values_;
};

const ListingFunction* called_function(const Listing& listing, ExprId id);

}  // namespace ireplay
