#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/scalar/scalar_eval.hpp"

/// The one compiled form of a loop body: every engine reads this and nothing else.
///
/// For each point of the parallel ranges the stages run in order. A stage `per_element` is evaluated for
/// every point of the reduction ranges, another one once. Instructions are in SSA form: an operand is the
/// number of an earlier instruction. A value of a per-element stage may be read by a later per-element stage
/// (at the same point) and, if its opcode is `reduce`, by any later stage. What a `reduce` or a `sort` gives
/// is read by later stages only, a `scan`'s value also in its own stage; the three stand in per-element
/// stages. Points of the reduction ranges have row-major order: that is the order of scans and the position
/// that argmax counts.
namespace ireplay {

using ValueId = std::int32_t;  // index into LoopProgram::instructions
using IndexId = std::int32_t;  // index into LoopProgram::indices
inline constexpr std::int32_t kNone = -1;

// ---- index arithmetic: exact 64-bit integers
// ---------------------------------------------------------------------

enum class AtomKind : std::uint8_t {
  variable,  // which: iteration variable (index into ranges)
  value,     // which: ValueId of an `indirect` or integer instruction
  floordiv,  // args 0, 1: toward minus infinity
  mod,       // args 0, 1: result has the sign of the divisor
  multiply,  // args 0, 1
  minimum,
  maximum,  // args 0, 1
  select,   // args 0 (condition, != 0), 1, 2
  eq,
  ne,
  lt,
  le,  // args 0, 1: 0 or 1
  logical_and,
  logical_or,
  logical_not,
  bit_and,
  bit_or,
  bit_xor,
};

struct Atom {
  AtomKind kind = AtomKind::variable;
  std::int32_t which = 0;
  std::array<IndexId, 3> args{kNone, kNone, kNone};  // entries before every index that uses the atom
};

struct IndexTerm {
  std::int32_t atom = 0;  // index into LoopProgram::atoms
  std::int64_t coefficient = 0;

  bool operator==(const IndexTerm&) const = default;
};

/// offset + sum of coefficient * atom. Affine where every atom is a variable; equal expressions are one
/// entry.
struct IndexExpr {
  std::int64_t offset = 0;
  std::vector<IndexTerm> terms;  // by atom number, coefficients not zero
};

// ---- instructions
// -------------------------------------------------------------------------------------------------

enum class Opcode : std::uint8_t {
  load,        // buffer, index -> value in the buffer's compute type. Where mask is false: 0, nothing is read
  store,       // buffer, index, operand 0, mode. Converts to the buffer's type. Where mask is false: nothing
  constant,    // immediate
  index_expr,  // index, converted to dtype
  convert,     // operand 0 to dtype; `flag`: rounded to the storage type
  bitcast,     // operand 0 (of type `source`) to dtype
  scalar,      // op, operands; `selection` 1 is frexp's exponent. flag: what it replaces is exact to 2**-11
  reduce,      // kind; operands 0..2; `selection` picks the result of a multi-value reduction
  scan,        // combine; operands 0..3 are the carried tuple; `selection` picks a member. Result per element
  sort,        // operands 0..3 are keys and payloads; `selection` picks one. flag: descending, flag2: stable
  load_seed,   // buffer, immediate.i = element: i64
  random,      // kind; operands seed, offset (, low, high)
  bucketize,   // operand 0 value (operand 1: base, operand 2: sorter base); side table `bucketizes`[extra]
  indirect,    // operand 0: an index; negative ones are wrapped by adding immediate.i (the size; kNone:
               // unknown, not wrapped, not checked here); flag: out of 0 <= i < size is a fault. Result i64
  check_bounds,   // index; immediate.i = size; flag: lower, flag2: upper. Fault where violated
  device_assert,  // operand 0 bool; message. Fault where false
};

enum class StoreMode : std::uint8_t {
  plain,
  atomic_add,
  atomic_max,
  atomic_min,
  atomic_and,
  atomic_or,
  atomic_xor,
  atomic_xchg,
  atomic_cas
};

enum class ReduceKind : std::uint8_t {
  sum,
  prod,
  max,
  min,
  any,
  xor_sum,
  dot,
  fmax,  // ignores NaN
  argmax,
  argmin,  // operand 1: the index, else the position in the reduction space. Result i64
  argmax_with_value,
  argmin_with_value,  // 2 results: value, position
  argmax_value,
  argmin_value,  // the value alone
  welford_reduce,
  welford_combine,        // 3 results: mean, m2, weight
  online_softmax_reduce,  // 2 results: max, sum of (weight *) exp(x - max); operand 1: weight
};

enum class ScanKind : std::uint8_t { sum, prod, max, min, logaddexp, cummax, cummin, program };
enum class RandomKind : std::uint8_t {
  rand,
  randn,
  randint64,
  rand4x,
  randn4x,
  rand_cpu,
  randn_cpu,
  randint64_cpu
};

/// What a masked instruction does where its mask is false: nothing, and its value is 0. There is no control
/// flow: a masked sub-block is its instructions with `mask` set, and a `where(mask, value, other)` after
/// them.
struct Instruction {
  Opcode opcode = Opcode::constant;
  /// Of the result: a compute type, or bool; for store the operand's. Only `bitcast` and `convert` with
  /// `flag` name a storage type (bf16): their value is rounded to it and held in its compute type.
  DType dtype = DType::f32;
  DType source = DType::f32;  // convert, bitcast, reduce: the operand's type
  std::int8_t selection = 0;
  bool flag : 1 = false, flag2 : 1 = false;  // bit fields: a plan keeps millions of instructions
  bool checked : 1 = false;  // load, store: the index may leave the buffer and must be checked at run time
  union {
    ScalarOp op;
    ReduceKind reduce;
    ScanKind scan;
    RandomKind random;
    StoreMode mode;
    std::uint16_t kind = 0;
  };
  std::array<ValueId, 4> operands{kNone, kNone, kNone, kNone};
  ValueId mask = kNone;
  std::int32_t buffer = kNone;  // index into LoopProgram::buffers
  IndexId index = kNone;
  std::int32_t extra = kNone;  // into the opcode's side table
  Scalar immediate{.i = 0};
};

/// A half-open run of instructions.
struct Stage {
  std::int32_t begin = 0, end = 0;
  bool per_element = false;
};

/// A buffer as a program sees it: indices count elements from its data pointer.
struct BufferUse {
  std::int32_t buffer = kNone;  // index into Plan::buffers
  DType dtype = DType::f32;
  std::int64_t extent = 0;  // elements that may be addressed, from index 0
  bool read = false, written = false;
};

/// `boundaries`: row `base`, of `length` elements `stride` apart; a position past the end is `length`.
struct Bucketize {
  std::int32_t boundaries = kNone;  // LoopProgram::buffers
  IndexId length = kNone, total = kNone, stride = kNone;
  std::int32_t sorter = kNone;  // LoopProgram::buffers, or kNone
  IndexId sorter_stride = kNone;
  bool right = false;
};

/// The combine function of a scan that is none of the known ones: straight-line code on 2n arguments (the
/// first n hold the accumulated tuple), n results.
struct CombineProgram {
  std::int32_t members = 1;  // n
  std::vector<Instruction>
      instructions;  // scalar, constant, convert; operand k < 2n is argument k, else instruction k-2n
  std::vector<ValueId> results;
};

struct LoopProgram {
  std::string node;                  // op3
  std::vector<std::int64_t> ranges;  // extents, the first `parallel` ones iterate, the rest reduce
  std::int32_t parallel = 0;
  std::vector<Atom> atoms;
  std::vector<IndexExpr> indices;
  std::vector<Instruction> instructions;
  std::vector<Stage> stages;
  std::vector<BufferUse> buffers;
  std::vector<Bucketize> bucketizes;
  std::vector<CombineProgram> combines;
  std::vector<std::string> messages;  // device_assert, by `extra`
  /// Per instruction: the statement it comes from ("add_1 = ops.add"), for faults and `show`. Views into the
  /// dump's Source, which must outlive the program.
  std::vector<std::string_view> labels;
  /// Per instruction, or empty: the narrow type (bf16) that the ATen op it belongs to returns, to which a run
  /// op by op rounds the value and a fused kernel does not; f32 where there is no such rounding.
  std::vector<DType> rounded_op_by_op;
};

/// Points of the parallel ranges, and of the reduction ranges. 0 if a range is.
std::int64_t parallel_count(const LoopProgram& program);
std::int64_t reduction_count(const LoopProgram& program);

bool is_affine(const LoopProgram& program, IndexId index);

/// Factor of a variable in an index; 0 where the variable is no term of its own.
std::int64_t coefficient_of(const LoopProgram& program, const IndexExpr& index, std::int32_t variable);

/// Value of an index for given variable values; `values[v]` is the integer value of instruction v.
/// Throws Error{device} where a divisor is 0 or a result does not fit 64 bits.
std::int64_t evaluate(const LoopProgram& program, IndexId index, const std::int64_t* variables,
                      const Scalar* values);

/// What the comments above promise of a program's numbers: operands are earlier instructions, every number
/// has an entry, stages follow each other, values cross stages only as stated. Throws Error{unsupported} with
/// the node and the label of what is wrong; engines call it before they run anything.
void verify(const LoopProgram& program);

/// An index as text: `16*i0 + r0`; i0, i1 ... iterate, r0, r1 ... reduce, v3 is the value of instruction 3.
std::string to_text(const LoopProgram& program, IndexId index);
/// One line an instruction; the form of `ireplay show` and of the golden files.
/// `buffer_names` are those of LoopProgram::buffers; without them buffers are called b0, b1 ...
std::string to_text(const LoopProgram& program, const std::vector<std::string>& buffer_names = {});

/// Names as they stand in texts: load, atomic_add, welford_reduce.
std::string_view to_text(Opcode opcode);
std::string_view to_text(StoreMode mode);
std::string_view to_text(ReduceKind kind);
std::string_view to_text(ScanKind kind);
std::string_view to_text(RandomKind kind);

}  // namespace ireplay
