#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/scalar/dtype.hpp"

/// The interpreters' form of a loop program: one block of plain data that host and device read alike.
///
/// The machine: each thread holds `items` elements of one value, the accumulator, in registers. An
/// instruction takes operand a into the accumulator (or leaves it there), computes, and may save the result
/// to a slot of shared memory, where later instructions find it. Words are 32 or 64 bits wide, one width for
/// a whole program: f32 by its bits, f64 by its bits (64 only), integers and bools sign- or zero-extended.
///
/// Items lie along one axis of the iteration space, `parallel` or `reduction`, in vectors of consecutive
/// elements; along the other axis all items of a thread have one coordinate.
namespace ireplay {

enum class MachineOp : std::uint8_t {
// The main instantiation's own: first those that most bodies are made of, found in fewest steps.
// On whole vectors of items without masks or checks. Where they lie is linear in the coordinates along both
// axes (immediate 0 along the other axis, immediate 1 the offset), or in steps from the first vector
// (SteppedField), or is computed from the index (`indexed`).
#define STORAGE(type) load_linear_##type, store_linear_##type,
// On f32 and on signed integers: a (and b, c) as for `scalar`; `_scalar`: b is immediate 0; `_uniform`: a
// uniform; by the name of a storage: b is in memory, found like a linear or a stepped load, in whole vectors.
#define BINARY(name) f32_##name, f32_##name##_scalar,
#include "kernels/interpreter/frequent_ops.def"
  copy,  // a
#define STORAGE(type)                                                                                        \
  load_stepped_##type, load_indexed_##type, load_strided_##type, store_stepped_##type, store_indexed_##type, \
      store_strided_##type,
#define BINARY(name) f32_##name##_uniform,
#define UNARY(name) f32_##name,
#define TERNARY(name) f32_##name,
#define MEMORY(name) f32_##name##_b32, f32_##name##_bf16, f32_##name##_f16,
#define INTEGER(name) int_##name, int_##name##_scalar, int_##name##_uniform,
#include "kernels/interpreter/frequent_ops.def"
  load_same,  // one element for all items
  // of a `storage` that has instructions of its own; with kStepped the float4s lie in steps (SteppedField)
  load_repeated,   // one element for each float4
  load_gathered,   // memory at index + a: the items of a vector have one a, and its elements are a vector too
  load_scattered,  // memory at index + a
  // `reduce` of float32 without a mask: into uniforms (kWholeRow, kThreadState), or into states in slots
  uniform_sum,
  uniform_max,
  uniform_min,
  uniform_moments,
  state_sum,
  state_max,
  state_min,
  // beside the accumulator, where the items hold a whole row: one value of the row goes to uniform `state`
  uniform_scalar,  // ScalarOp `kind` on f32: a, b are uniforms or constants
  uniform_load,    // one element
  uniform_store,   // a, by the row's first thread
  int_logical_not,
  f32_of_int,
  round_bf16,
  round_f16,

  load,          // memory at index (+ a where `gathers`), widened from `storage`
  store,         // the accumulator to memory, narrowed to `storage`; leaves it as it is
  atomic,        // the same by an atomic operation: `kind` is an AtomicKind
  coordinate,    // value of the index
  convert,       // from `type` to `target` (compute types), rounded to `storage` if `rounds`
  bitcast,       // from `storage` to `target`
  scalar,        // ScalarOp `kind` on a, b, c
  exponent,      // frexp's second result
  select,        // a ? b : c
  integer,       // IntegerOp `kind` on a, b, c in the machine's own signed integers
  reduce,        // takes a (b, c) into the states at slots `state` ...; `kind` is a ReduceRule
  scan,          // the same for ReduceRule's single values, and the state is the result
  pair_scan,     // cummax, cummin: a the value, b the position; states (value, position), `extra` picks the
                 // result
  random,        // a = seed, b = offset; integers: 0 <= result < c
  bucketize,     // a = value, b = base, c = sorter base
  wrap_index,    // a += extent where negative (kWraps), then fault unless 0 <= a < extent (kChecks)
  check_bounds,  // fault where a < 0 (kChecksLower) or a >= extent (kChecksUpper)
  check_true,    // fault where a is 0
};
/// The last of those that are found in fewest steps.
inline constexpr MachineOp kLastUsual = MachineOp::copy;

/// How a value is computed with.
enum class ValueType : std::uint8_t { f32, f64, signed_int, unsigned_int };

/// Operands b and c are never in the accumulator.
enum class OperandKind : std::uint8_t { none, accumulator, slot, immediate0, immediate1, uniform, memory };

enum class IntegerOp : std::uint8_t {
  add,
  multiply,
  floordiv,
  mod,
  minimum,
  maximum,
  select,
  eq,
  ne,
  lt,
  le,
  logical_and,
  logical_or,
  logical_not,
  bit_and,
  bit_or,
  bit_xor,
};

enum class AtomicKind : std::uint8_t { add, max, min, bit_and, bit_or, bit_xor, exchange };

enum class ReduceRule : std::uint8_t {
  sum,
  prod,
  max,
  min,
  any,
  xor_sum,
  fmax,  // one state
  argmax,
  argmin,  // (value, position)
  welford,
  welford_combine,  // (mean, m2, weight)
  softmax,          // (max, sum); b: weight
  log_add_exp,      // one state; scans only
};
constexpr int state_count(ReduceRule rule) {
  switch (rule) {
    case ReduceRule::argmax:
    case ReduceRule::argmin:
    case ReduceRule::softmax:
      return 2;
    case ReduceRule::welford:
    case ReduceRule::welford_combine:
      return 3;
    default:
      return 1;
  }
}

enum class RandomRule : std::uint8_t {
  uniform,
  normal,
  integer,
  uniform4,
  normal4,
  uniform_cpu,
  normal_cpu,
  integer_cpu
};

/// How the items' addresses follow from an index.
enum class Access : std::uint8_t {
  vector,     // consecutive and aligned: vector access
  strided,    // `stride` apart within each float4
  scattered,  // each item for itself
};

enum InstructionFlag : std::uint16_t {
  kGathers = 1,  // load, store, atomic: operand a (load) or b (store) is added to the index
  kChecks = 2,   // fault where the index leaves 0 <= i < extent
  kRounds = 4,
  kChecksLower = 8,
  kChecksUpper = 16,
  kWraps = 32,      // wrap_index: negative indices count from the end
  kRight = 64,      // bucketize
  kLargest = 128,   // pair_scan: max; else min
  kWholeRow = 256,  // reduce: the items hold the whole row; `state` is the uniform, immediate 1 the identity
  kThreadState = 512,  // reduce: the same into each thread's own copy of the uniform
  kStepped = 1024,     // operand b in memory; gathers: vectors lie in steps, as a stepped load's
};

/// What an instruction begins with: first the accumulator goes to slot `save`, or as one value of the row
/// (kKeepsUniform: stages without elements alone) to uniform `save`; then operand a comes in. kEndsStage:
/// none of the stage comes after it.
enum InstructionStart : std::uint8_t {
  kSavesFirst = 1,
  kTakesFirst = 2,
  kKeepsUniform = 4,
  kEndsStage = 128
};

inline constexpr std::int16_t kNoSlot = -1;
/// BlockReduction::state of a scan along rows, and of a reduction into a uniform.
inline constexpr std::int16_t kScanCarry = -1, kInUniform = -2;

/// Sixteen fields of 32 bits (InstructionField), taken apart by shifts as far as an instruction needs them: a
/// copy through memory would keep it there.
struct alignas(16) DeviceInstruction {
  MachineOp op = MachineOp::copy;
  std::uint8_t before = 0;  // InstructionStart
  OperandKind b_kind = OperandKind::none, c_kind = OperandKind::none;
  std::int16_t a = kNoSlot, save = kNoSlot;
  std::int16_t b = kNoSlot, c = kNoSlot;
  std::uint8_t kind = 0;
  OperandKind a_kind = OperandKind::none;
  std::uint16_t flags = 0;
  ValueType type = ValueType::f32, target = ValueType::f32;
  DType storage = DType::f32;  // load, store, bitcast; convert with kRounds
  DType wrap = DType::f64;     // integer results are cut to this width; f64: left alone
  std::int16_t mask = kNoSlot, state = kNoSlot;
  std::int16_t index = 0;   // into the indices
  std::uint8_t extra = 0;   // bucketize's table; pair_scan's result
  std::uint8_t bytes = 0;   // load, store: of one element
  std::int32_t source = 0;  // instruction of the loop program, for faults
  std::uint64_t immediate0 = 0, immediate1 = 0;
  void* memory = nullptr;   // element 0 of the buffer
  std::int64_t extent = 0;  // elements there
};
static_assert(sizeof(DeviceInstruction) == 64);

/// The 32-bit fields of an instruction by number; those of 64 bits have two.
struct InstructionField {
  static constexpr int kOp = 0;      // op, before, b_kind, c_kind
  static constexpr int kFirst = 1;   // a, save
  static constexpr int kOthers = 2;  // b, c
  static constexpr int kKind = 3;    // kind, a_kind, flags
  static constexpr int kTypes = 4;   // type, target, storage, wrap
  static constexpr int kStates = 5;  // mask, state
  static constexpr int kIndex = 6;   // index, extra, bytes
  static constexpr int kSource = 7;
  static constexpr int kImmediate0 = 8, kImmediate1 = 10;
  static constexpr int kMemory = 12, kExtent = 14;
};
constexpr int field_of(std::size_t byte) { return static_cast<int>(byte / sizeof(std::uint32_t)); }
static_assert(field_of(offsetof(DeviceInstruction, a)) == InstructionField::kFirst &&
              field_of(offsetof(DeviceInstruction, b)) == InstructionField::kOthers &&
              field_of(offsetof(DeviceInstruction, kind)) == InstructionField::kKind &&
              field_of(offsetof(DeviceInstruction, type)) == InstructionField::kTypes &&
              field_of(offsetof(DeviceInstruction, mask)) == InstructionField::kStates &&
              field_of(offsetof(DeviceInstruction, index)) == InstructionField::kIndex &&
              field_of(offsetof(DeviceInstruction, source)) == InstructionField::kSource &&
              field_of(offsetof(DeviceInstruction, immediate0)) == InstructionField::kImmediate0 &&
              field_of(offsetof(DeviceInstruction, immediate1)) == InstructionField::kImmediate1 &&
              field_of(offsetof(DeviceInstruction, memory)) == InstructionField::kMemory &&
              field_of(offsetof(DeviceInstruction, extent)) == InstructionField::kExtent);

/// Where a linear access finds its vectors: other * away + offset + base.
struct LinearField {
  static constexpr int kAway = InstructionField::kImmediate0, kOffset = InstructionField::kImmediate1;
};
/// How far elements of a strided access are apart.
struct StridedField {
  static constexpr int kStride = InstructionField::kImmediate0;
};

/// Where a stepped access finds its vectors, in the fields of its instruction that it has no other use for.
/// The first of a thread lies at
///   offset + base * inner + other * away + sum of skip * (coordinate / divisor) over two divisions
/// (coordinate: base or other; all of it modulo 2^32), the second is `odd` behind it, and from each two to
/// the next two it is `even`. A division is by its magic number; without one that is 0.
struct SteppedField {
  static constexpr int kInner = 4, kAway = 5, kFirstSkip = 6, kSecondSkip = 7, kOdd = 8, kEven = 9,
                       kOffset = 10, kFirstMagic = 11, kSecondMagic = 14, kDivisions = 15;
};
/// In SteppedField::kDivisions: the shift of the first division, of the second one 8 bits higher, and whether
/// they are of `other`.
inline constexpr std::uint32_t kFirstOfOther = 1u << 16, kSecondOfOther = 1u << 17;

/// One digit of a coordinate in the mixed radix of its tensor: the next `extent` of what is left of the
/// coordinate, times `stride`. Digits go from the innermost outward; one of extent 0 takes all that is left.
struct alignas(16) IndexDigit {
  std::uint64_t extent = 0;
  std::uint64_t magic = 0;  // q = upper half of (n * magic) >> shift, in the machine's word
  std::int64_t stride = 0;
  std::uint32_t shift = 0;
  std::uint32_t padding = 0;
};

struct alignas(16) DeviceIndex {
  std::int64_t offset = 0;
  std::uint16_t first_digit = 0;  // those of the items' axis first
  std::uint8_t item_digits = 0, other_digits = 0;
  Access access = Access::scattered;
  std::uint8_t padding[3] = {};
};

enum class StageKind : std::int32_t {
  plain,       // once for each parallel point
  elements,    // for every point of the reduction
  identities,  // sets the states of the elements' stage that follows
};

struct alignas(16) DeviceStage {
  std::int32_t begin = 0, end = 0;  // instructions
  StageKind kind = StageKind::plain;
  std::int32_t carried = -1;  // a state that stays in the accumulator from element to element
};

/// Block reduction: what the threads of a block do to their states of a reduction at the end of its stage;
/// or, with no `state`, a scan along rows, whose uniform carries on through the stage.
struct alignas(16) BlockReduction {
  std::int16_t stage = 0, state = 0;  // first slot of the items' states
  std::int16_t uniform = 0;           // where the results go: the first uniform
  ReduceRule rule = ReduceRule::sum;
  ValueType type = ValueType::f32;
  std::uint64_t identity[3] = {};
};
static_assert(sizeof(BlockReduction) == 32);

/// `boundaries` of a bucketize.
struct alignas(16) DeviceBucketize {
  const void* boundaries = nullptr;
  const void* sorter = nullptr;
  std::int64_t length = 0, stride = 1, sorter_stride = 1;
  std::int64_t boundaries_extent = 0, sorter_extent = 0;
  DType boundaries_dtype = DType::f32, sorter_dtype = DType::i64;
};

static_assert(sizeof(DeviceBucketize) == 64 && sizeof(DeviceIndex) == 16 && sizeof(IndexDigit) == 32);

/// What went wrong first; `set` stays 0 as long as nothing did.
struct DeviceFault {
  std::int32_t set = 0;
  std::int32_t program = 0;      // DeviceProgram::number
  std::int32_t instruction = 0;  // of the loop program
  std::int32_t padding = 0;
  std::int64_t index = 0, bound = 0;
};

/// Head of a program's block; offsets are bytes from its beginning, where the instructions are.
struct alignas(16) DeviceProgram {
  std::int64_t parallel = 0, reduction = 0;  // points
  std::int32_t bytes = 0;                    // of the whole block
  std::int32_t number = 0;
  std::int32_t stages = 0, stages_at = 0;
  std::int32_t block_reductions = 0, block_reductions_at = 0;
  std::int32_t indices_at = 0, digits_at = 0, bucketizes_at = 0;
  std::int32_t slots = 0, uniforms = 0;
  std::int32_t work = 0;          // a slot that instructions use within themselves
  std::int32_t vector_items = 4;  // consecutive elements of a thread: 4 or 8
  DeviceFault* fault = nullptr;
};

}  // namespace ireplay
