#pragma once

#include <cstdint>

#include "kernels/scalar/dtype.hpp"

/// The interpreters' form of a loop program: one block of plain data that host and device read alike.
///
/// The machine: each thread holds `lanes` elements of one value, the accumulator, in registers. An
/// instruction takes operand a into the accumulator (or leaves it there), computes, and may save the result
/// to a slot of shared memory, where later instructions find it. Words are 32 or 64 bits wide, one width for
/// a whole program: f32 by its bits, f64 by its bits (64 only), integers and bools sign- or zero-extended.
///
/// Lanes lie along one axis of the iteration space, `parallel` or `reduction`, in packs of consecutive
/// elements; along the other axis all lanes of a thread stand at one place.
namespace ireplay {

enum class MachineOp : std::uint8_t {
// The main instantiation's own: first those that most bodies are made of, found in fewest steps.
// On whole packs of lanes without masks or checks. Where they lie is linear in the positions along both axes
// (immediate 0 along the other axis, immediate 1 the offset), or in steps from the first pack (SteppedWord),
// or follows from the index (`packed`).
#define STORAGE(type) load_linear_##type, store_linear_##type,
// On f32 and on signed integers: a (and b, c) as for `scalar`; `_scalar`: b is immediate 0; `_row`: a row
// value; by the name of a storage: b is in memory, found like a linear or a stepped load, in whole packs.
#define BINARY(row) f32_##row, f32_##row##_scalar,
#include "kernels/interpreter/frequent_ops.def"
  copy,  // a
#define STORAGE(type)                                                                                      \
  load_stepped_##type, load_packed_##type, load_strided_##type, store_stepped_##type, store_packed_##type, \
      store_strided_##type,
#define BINARY(row) f32_##row##_row,
#define UNARY(row) f32_##row,
#define TERNARY(row) f32_##row,
#define MEMORY(row) f32_##row##_word, f32_##row##_bf16, f32_##row##_f16,
#define INTEGER(row) int_##row, int_##row##_scalar, int_##row##_row,
#include "kernels/interpreter/frequent_ops.def"
  load_same,  // one element for all lanes
  // of a `storage` that has instructions of its own; with kStepped the fours lie in steps (immediate 0)
  load_repeated,   // one element for each four lanes
  load_gathered,   // memory at index + a: each pack has one a, and its elements are a vector
  load_scattered,  // memory at index + a
  // `reduce` of float32 without a mask: into row values (kWholeRow, kThreadState), or into states in slots
  row_sum,
  row_max,
  row_min,
  row_moments,
  fold_sum,
  fold_max,
  fold_min,
  // beside the accumulator, where the lanes hold a whole row: one value of the row goes to row value `state`
  row_scalar,  // ScalarOp `kind` on f32: a, b are row values or constants
  row_load,    // one element
  row_store,   // a, by the row's first thread
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
  reduce,        // folds a (b, c) into the states at slots `state` ...; `kind` is a ReduceRule
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
enum class OperandKind : std::uint8_t { none, accumulator, slot, immediate0, immediate1, row, memory };

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

/// How the lanes' addresses follow from an index.
enum class Access : std::uint8_t {
  packed,     // consecutive and aligned: whole vectors
  strided,    // `stride` apart within each four lanes
  scattered,  // each lane for itself
};

enum InstructionFlag : std::uint16_t {
  kGathers = 1,  // load, store, atomic: operand a (load) or b (store) is added to the index
  kChecks = 2,   // fault where the index leaves 0 <= i < extent
  kRounds = 4,
  kChecksLower = 8,
  kChecksUpper = 16,
  kWraps = 32,     // wrap_index: negative indices count from the end
  kRight = 64,     // bucketize
  kLargest = 128,  // pair_scan: max; else min
  kWholeRow =
      256,  // reduce: the lanes hold the whole row; `state` is the row value, immediate 1 the identity
  kThreadState = 512,  // reduce: the same into each thread's own row value
  kStepped = 1024,     // operand b in memory; gathers: packs lie in steps, as a stepped load's
};

/// What an instruction begins with: first the accumulator goes to slot `save`, or as one value of the row
/// (kKeepsFirst: stages without elements alone) to row value `save`; then operand a comes in. kEndsStage:
/// none of the stage comes after it.
enum InstructionStart : std::uint8_t { kSavesFirst = 1, kTakesFirst = 2, kKeepsFirst = 4, kEndsStage = 128 };

inline constexpr std::int16_t kNoSlot = -1;
/// DeviceFold::state of a scan along rows, and of a reduction into row values.
inline constexpr std::int16_t kScanCarry = -1, kThreadFold = -2;

/// Sixteen words, taken apart by shifts as far as an instruction needs them: a copy through memory would keep
/// it there.
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

/// Where a stepped access finds its packs, in the words of its instruction that it has no other use for. The
/// first of a thread lies at
///   offset + base * inner + other * away + sum of skip * (place / divisor) over two divisions
/// (place: base or other; all of it in words modulo 2^32), the second is `odd` behind it, and from each two
/// to the next two it is `even`. A division is by its magic number; without one that is 0.
struct SteppedWord {
  static constexpr int kInner = 4, kAway = 5, kFirstSkip = 6, kSecondSkip = 7, kOdd = 8, kEven = 9,
                       kOffset = 10, kFirstMagic = 11, kSecondMagic = 14, kDivisions = 15;
};
/// In SteppedWord::kDivisions: the shift of the first division, of the second one 8 bits higher, and whether
/// they are of `other`.
inline constexpr std::uint32_t kFirstOfOther = 1u << 16, kSecondOfOther = 1u << 17;

/// One group of an index: the next `extent` of what is left of the position, times `stride`.
/// Groups go from the innermost outward; a group of extent 0 takes all that is left.
struct alignas(16) IndexGroup {
  std::uint64_t extent = 0;
  std::uint64_t magic = 0;  // q = high word of (n * magic) >> shift, in the machine's word
  std::int64_t stride = 0;
  std::uint32_t shift = 0;
  std::uint32_t padding = 0;
};

struct alignas(16) DeviceIndex {
  std::int64_t offset = 0;
  std::uint16_t first_group = 0;  // those of the lanes' axis first
  std::uint8_t lane_groups = 0, other_groups = 0;
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

/// A reduction whose states are complete when its stage ends; or, with no `state`, a scan along rows, whose
/// row value carries on through the stage.
struct alignas(16) DeviceFold {
  std::int16_t stage = 0, state = 0;  // first slot of the lanes' states
  std::int16_t row = 0;               // first row value
  ReduceRule rule = ReduceRule::sum;
  ValueType type = ValueType::f32;
  std::uint64_t identity[3] = {};
};
static_assert(sizeof(DeviceFold) == 32);

/// `boundaries` of a bucketize.
struct alignas(16) DeviceBucketize {
  const void* boundaries = nullptr;
  const void* sorter = nullptr;
  std::int64_t length = 0, stride = 1, sorter_stride = 1;
  std::int64_t boundaries_extent = 0, sorter_extent = 0;
  DType boundaries_dtype = DType::f32, sorter_dtype = DType::i64;
};

static_assert(sizeof(DeviceBucketize) == 64 && sizeof(DeviceIndex) == 16 && sizeof(IndexGroup) == 32);

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
  std::int32_t folds = 0, folds_at = 0;
  std::int32_t indices_at = 0, groups_at = 0, bucketizes_at = 0;
  std::int32_t slots = 0, rows = 0;  // slots of the lanes; values of a row
  std::int32_t work = 0;             // a slot that instructions use within themselves
  std::int32_t pack = 4;             // consecutive elements of a thread: 4 or 8
  DeviceFault* fault = nullptr;
};

}  // namespace ireplay
