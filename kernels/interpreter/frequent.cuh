#pragma once

#include "kernels/interpreter/arithmetic.cuh"
#include "kernels/interpreter/frequent_gathers.cuh"
#include "kernels/interpreter/frequent_memory.cuh"
#include "kernels/interpreter/frequent_rows.cuh"
#include "kernels/interpreter/reduce.cuh"

/// What the main instantiation has instructions of its own for (frequent_ops.def): unrolled over all lanes,
/// in registers, with nothing left to find out at run time.
namespace ireplay {

template <ScalarOp op, class T, class P>
__device__ __forceinline__ void binary_slot(Thread<P>& thread, int at) {
  const int slot = low_half(thread.word(at, 2));
#pragma unroll
  for (int q = 0; q < P::kLanes / 4; ++q) {
    typename P::Word b[4];
    thread.read_quad(slot, q, b);
#pragma unroll
    for (int k = 0; k < 4; ++k) thread.acc[4 * q + k] = row_of<op, T>(thread.acc[4 * q + k], b[k], b[k]);
  }
}

template <ScalarOp op, class T, class P>
__device__ __forceinline__ void binary_uniform(Thread<P>& thread, typename P::Word b) {
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane) thread.acc[lane] = row_of<op, T>(thread.acc[lane], b, b);
}

/// Exponents from which on quotients and their remainders stay clear of overflow and underflow, as twice the
/// bits of a float32 without its sign: 2^-60 to 2^60.
inline constexpr std::uint32_t kTamest = 67u << 24, kWildest = 187u << 24;

__device__ __forceinline__ bool is_tame(std::uint32_t bits) {
  return 2 * bits - kTamest <= kWildest - kTamest;
}

/// Whether the quotients of all lanes are: `zeros` of positive sign among them too.
template <class P>
__device__ __forceinline__ bool are_tame(const Thread<P>& thread, bool zeros) {
  bool tame = true;
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane)
    tame = tame && (is_tame(thread.acc[lane]) || (zeros && thread.acc[lane] == 0));
  return tame;
}

/// All lanes divided by one float32, rounded correctly: a quotient by the reciprocal in two parts is off by
/// less than one unit in the last place, and its remainder puts that right (Markstein, "Computation of
/// elementary functions on the IBM RISC System/6000 processor", 1990).
template <class P>
__device__ __forceinline__ void divide_by(Thread<P>& thread, std::uint32_t word) {
  const float divisor = __uint_as_float(word);
  // zeros stand where a softmax is masked
  if (!is_tame(word) || (!are_tame(thread, false) && (divisor < 0 || !are_tame(thread, true))))
    return binary_uniform<ScalarOp::truediv, float>(thread, word);
  const float high = __frcp_rn(divisor), low = fmaf(-divisor, high, 1.0f) * high;
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane) {
    const float dividend = __uint_as_float(thread.acc[lane]);
    const float quotient = fmaf(dividend, high, dividend * low);
    thread.acc[lane] = __float_as_uint(fmaf(fmaf(-quotient, divisor, dividend), high, quotient));
  }
}

/// The lanes and one word.
template <ScalarOp op, class T, class P>
__device__ __forceinline__ void binary_scalar(Thread<P>& thread, typename P::Word b) {
  if constexpr (op == ScalarOp::truediv)
    divide_by(thread, b);
  else
    binary_uniform<op, T>(thread, b);
}

template <ScalarOp op, class T, class P>
__device__ __forceinline__ void binary_row(Thread<P>& thread, int at) {
  if constexpr (P::kReductionLanes)
    binary_scalar<op, T>(thread, thread.row_value(low_half(thread.word(at, 2))));
}

/// The lanes of one vector of memory, each with its element.
template <ScalarOp op, FrequentStorage storage>
__device__ __forceinline__ void with_vector(const uint4& vector, std::uint32_t* acc) {
  const std::uint32_t words[4] = {vector.x, vector.y, vector.z, vector.w};
#pragma unroll
  for (int k = 0; k < 4; ++k) {
    if constexpr (kTwoBytes<storage>) {
      std::uint32_t low, high;
      widen_pair<storage>(words[k], low, high);
      acc[2 * k] = row_of<op, float>(acc[2 * k], low, low);
      acc[2 * k + 1] = row_of<op, float>(acc[2 * k + 1], high, high);
    } else {
      acc[k] = row_of<op, float>(acc[k], words[k], words[k]);
    }
  }
}

/// Vectors of memory that are on their way at once.
template <class P>
inline constexpr int kVectorsAtOnce = P::kLeastBlocks <= 4 ? 8 : 4;

/// Packs of lanes are whole or absent.
template <ScalarOp op, FrequentStorage storage, class P>
__device__ __forceinline__ void binary_memory(Thread<P>& thread, int at) {
  constexpr int kStep = kTwoBytes<storage> ? 2 : 1;  // quads in a vector
  constexpr int kCount = P::kLanes / 4 / kStep, kAtOnce = std::min(kVectorsAtOnce<P>, kCount);
  const void* from = reinterpret_cast<const void*>(thread.wide(at, 12));
  __builtin_assume(__isGlobal(from));
  const auto* memory = static_cast<const typename ElementOf<storage>::type*>(from);
  typename P::Int places[P::kLanes / 4];
  if ((thread.word(at, 3) >> 16 & kStepped) != 0)
    find_quads<PackForm::stepped>(thread, at, places);
  else
    find_quads<PackForm::linear>(thread, at, places);
  const auto vector = [&](int k) { return *reinterpret_cast<const uint4*>(memory + places[k * kStep]); };
  if (thread.valid != Thread<P>::kAll) {
#pragma unroll
    for (int k = 0; k < kCount; ++k)
      if ((thread.valid >> (4 * k * kStep) & 1) != 0)
        with_vector<op, storage>(vector(k), &thread.acc[4 * k * kStep]);
    return;
  }
#pragma unroll
  for (int first = 0; first < kCount; first += kAtOnce) {
    uint4 vectors[kAtOnce];
#pragma unroll
    for (int k = 0; k < kAtOnce; ++k) vectors[k] = vector(first + k);
#pragma unroll
    for (int k = 0; k < kAtOnce; ++k)
      with_vector<op, storage>(vectors[k], &thread.acc[4 * (first + k) * kStep]);
  }
}

template <ScalarOp op, class T, class P>
__device__ __forceinline__ void unary(Thread<P>& thread) {
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane) {
    const typename P::Word a = thread.acc[lane];
    thread.acc[lane] = row_of<op, T>(a, a, a);
  }
}

template <ScalarOp op, class P>
__device__ __forceinline__ void ternary(Thread<P>& thread, const ReadInstruction& in) {
#pragma unroll
  for (int q = 0; q < P::kLanes / 4; ++q) {
    typename P::Word b[4], c[4];
    thread.quad_operand(in.b_kind, in.b, in, q, b);
    thread.quad_operand(in.c_kind, in.c, in, q, c);
#pragma unroll
    for (int k = 0; k < 4; ++k) thread.acc[4 * q + k] = row_of<op, float>(thread.acc[4 * q + k], b[k], c[k]);
  }
}

/// float32 rounded to a narrower format and back.
template <FrequentStorage storage, class P>
__device__ __forceinline__ void round_lanes(Thread<P>& thread) {
#pragma unroll
  for (int lane = 0; lane < P::kLanes; lane += 2)
    widen_pair<storage>(narrow_pair<storage>(thread.acc[lane], thread.acc[lane + 1]), thread.acc[lane],
                        thread.acc[lane + 1]);
}

/// `reduce` of float32 where no lane is masked.
template <class P>
__device__ __forceinline__ void reduce_plainly(Thread<P>& thread, MachineOp op, const ReadInstruction& in) {
  const auto sum = [](float a, float b) { return a + b; };
  const auto most = [](float a, float b) { return larger(a, b); };
  const auto least = [](float a, float b) { return smaller(a, b); };
  switch (op) {
    case MachineOp::fold_sum:
      return fold_lanes<float>(thread, in.state, thread.valid, sum);
    case MachineOp::fold_max:
      return fold_lanes<float>(thread, in.state, thread.valid, most);
    case MachineOp::fold_min:
      return fold_lanes<float>(thread, in.state, thread.valid, least);
    default:
      break;
  }
  if constexpr (P::kReductionLanes) {
    switch (op) {
      case MachineOp::row_sum:
        return reduce_direct(thread, in, thread.valid, sum);
      case MachineOp::row_max:
        return reduce_direct(thread, in, thread.valid, most);
      case MachineOp::row_min:
        return reduce_direct(thread, in, thread.valid, least);
      default:
        return moments_of_row(thread, in, thread.valid);
    }
  }
}

/// False for an instruction that is none of these, or that partial packs of lanes leave to the general one:
/// `op` is then that one.
template <class P>
__device__ __forceinline__ bool execute_usual(Thread<P>& thread, int at, MachineOp& op) {
  switch (op) {
#define STORAGE(type)                                                                  \
  case MachineOp::load_linear_##type:                                                  \
    if (load_whole<FrequentStorage::type, PackForm::linear>(thread, at)) return true;  \
    return op = MachineOp::load, false;                                                \
  case MachineOp::store_linear_##type:                                                 \
    if (store_whole<FrequentStorage::type, PackForm::linear>(thread, at)) return true; \
    return op = MachineOp::store, false;
#define BINARY(row)                                                  \
  case MachineOp::f32_##row:                                         \
    binary_slot<ScalarOp::row, float>(thread, at);                   \
    return true;                                                     \
  case MachineOp::f32_##row##_scalar:                                \
    binary_scalar<ScalarOp::row, float>(thread, thread.word(at, 8)); \
    return true;
#include "kernels/interpreter/frequent_ops.def"
    default:
      return true;
  }
}

template <class P>
__device__ __forceinline__ bool execute_frequent(Thread<P>& thread, int at, MachineOp& op) {
  using Int = typename P::Int;
  if (op <= kLastUsual) return execute_usual(thread, at, op);
  switch (op) {
#define STORAGE(type)                                                                   \
  case MachineOp::load_stepped_##type:                                                  \
    if (load_whole<FrequentStorage::type, PackForm::stepped>(thread, at)) return true;  \
    return op = MachineOp::load, false;                                                 \
  case MachineOp::load_packed_##type:                                                   \
    if (load_whole<FrequentStorage::type, PackForm::packed>(thread, at)) return true;   \
    return op = MachineOp::load, false;                                                 \
  case MachineOp::load_strided_##type:                                                  \
    if (load_whole<FrequentStorage::type, PackForm::strided>(thread, at)) return true;  \
    return op = MachineOp::load, false;                                                 \
  case MachineOp::store_stepped_##type:                                                 \
    if (store_whole<FrequentStorage::type, PackForm::stepped>(thread, at)) return true; \
    return op = MachineOp::store, false;                                                \
  case MachineOp::store_packed_##type:                                                  \
    if (store_whole<FrequentStorage::type, PackForm::packed>(thread, at)) return true;  \
    return op = MachineOp::store, false;                                                \
  case MachineOp::store_strided_##type:                                                 \
    if (store_whole<FrequentStorage::type, PackForm::strided>(thread, at)) return true; \
    return op = MachineOp::store, false;
#define BINARY(row)                               \
  case MachineOp::f32_##row##_row:                \
    binary_row<ScalarOp::row, float>(thread, at); \
    return true;
#define UNARY(row)                       \
  case MachineOp::f32_##row:             \
    unary<ScalarOp::row, float>(thread); \
    return true;
#define MEMORY(row)                                                                               \
  case MachineOp::f32_##row##_word:                                                               \
    if constexpr (P::kLanes > 4) binary_memory<ScalarOp::row, FrequentStorage::word>(thread, at); \
    return true;                                                                                  \
  case MachineOp::f32_##row##_bf16:                                                               \
    if constexpr (P::kLanes > 4) binary_memory<ScalarOp::row, FrequentStorage::bf16>(thread, at); \
    return true;                                                                                  \
  case MachineOp::f32_##row##_f16:                                                                \
    if constexpr (P::kLanes > 4) binary_memory<ScalarOp::row, FrequentStorage::f16>(thread, at);  \
    return true;
#define TERNARY(row)                                        \
  case MachineOp::f32_##row:                                \
    ternary<ScalarOp::row>(thread, thread.instruction(at)); \
    return true;
#define INTEGER(row)                                                \
  case MachineOp::int_##row:                                        \
    binary_slot<ScalarOp::row, Int>(thread, at);                    \
    return true;                                                    \
  case MachineOp::int_##row##_scalar:                               \
    binary_uniform<ScalarOp::row, Int>(thread, thread.word(at, 8)); \
    return true;                                                    \
  case MachineOp::int_##row##_row:                                  \
    binary_row<ScalarOp::row, Int>(thread, at);                     \
    return true;
#include "kernels/interpreter/frequent_ops.def"
    case MachineOp::load_same:
      load_same(thread, thread.instruction(at));
      return true;
    case MachineOp::load_repeated:
      load_repeated(thread, thread.instruction(at));
      return true;
    case MachineOp::load_gathered:
      load_gathered(thread, thread.instruction(at));
      return true;
    case MachineOp::load_scattered:
      load_scattered(thread, thread.instruction(at));
      return true;
    case MachineOp::row_sum:
    case MachineOp::row_max:
    case MachineOp::row_min:
    case MachineOp::row_moments:
    case MachineOp::fold_sum:
    case MachineOp::fold_max:
    case MachineOp::fold_min: {
      ReadInstruction in = thread.instruction(at);
      in.mask = kNoSlot;
      reduce_plainly(thread, op, in);
      return true;
    }
    case MachineOp::row_scalar:
    case MachineOp::row_load:
    case MachineOp::row_store:
      if constexpr (P::kReductionLanes && P::kLanes > 4) execute_for_row(thread, op, thread.instruction(at));
      return true;
    case MachineOp::int_logical_not:
      unary<ScalarOp::logical_not, Int>(thread);
      return true;
    case MachineOp::f32_of_int:
#pragma unroll
      for (int lane = 0; lane < P::kLanes; ++lane)
        thread.acc[lane] = __float_as_uint(static_cast<float>(static_cast<Int>(thread.acc[lane])));
      return true;
    case MachineOp::round_bf16:
      round_lanes<FrequentStorage::bf16>(thread);
      return true;
    case MachineOp::round_f16:
      round_lanes<FrequentStorage::f16>(thread);
      return true;
    default:
      return false;
  }
}

}  // namespace ireplay
