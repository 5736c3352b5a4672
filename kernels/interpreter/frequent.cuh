#pragma once

#include <algorithm>

#include "kernels/interpreter/arithmetic.cuh"
#include "kernels/interpreter/frequent_gathers.cuh"
#include "kernels/interpreter/frequent_memory.cuh"
#include "kernels/interpreter/frequent_uniforms.cuh"
#include "kernels/interpreter/scan.cuh"

/// What the main instantiation has instructions of its own for (frequent_ops.def): unrolled over all items,
/// in registers, with nothing left to find out at run time.
namespace ireplay {

template <ScalarOp op, class T, class P>
__device__ __forceinline__ void binary_slot(Thread<P>& thread, int at) {
  const int slot = low_half(read_field<P>(thread.argument, at, InstructionField::kOthers));
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q) {
    typename P::Word b[4];
    read_float4(thread, slot, q, b);
#pragma unroll
    for (int k = 0; k < 4; ++k) thread.acc[4 * q + k] = apply_op<op, T>(thread.acc[4 * q + k], b[k], b[k]);
  }
}

template <ScalarOp op, class T, class P>
__device__ __forceinline__ void binary_uniform(Thread<P>& thread, typename P::Word b) {
#pragma unroll
  for (int item = 0; item < P::kItems; ++item) thread.acc[item] = apply_op<op, T>(thread.acc[item], b, b);
}

/// Exponents from which on quotients and their remainders stay clear of overflow and underflow, as twice the
/// bits of a float32 without its sign: 2^-60 to 2^60.
inline constexpr std::uint32_t kTamest = 67u << 24, kWildest = 187u << 24;

__device__ __forceinline__ bool is_tame(std::uint32_t bits) {
  return 2 * bits - kTamest <= kWildest - kTamest;
}

/// Whether the quotients of all items are: `zeros` of positive sign among them too.
template <class P>
__device__ __forceinline__ bool are_tame(const Thread<P>& thread, bool zeros) {
  bool tame = true;
#pragma unroll
  for (int item = 0; item < P::kItems; ++item)
    tame = tame && (is_tame(thread.acc[item]) || (zeros && thread.acc[item] == 0));
  return tame;
}

/// All items divided by one float32, rounded correctly: a quotient by the reciprocal in two parts is off by
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
  for (int item = 0; item < P::kItems; ++item) {
    const float dividend = __uint_as_float(thread.acc[item]);
    const float quotient = fmaf(dividend, high, dividend * low);
    thread.acc[item] = __float_as_uint(fmaf(fmaf(-quotient, divisor, dividend), high, quotient));
  }
}

/// The items and one word for all of them.
template <ScalarOp op, class T, class P>
__device__ __forceinline__ void binary_scalar(Thread<P>& thread, typename P::Word b) {
  if constexpr (op == ScalarOp::truediv)
    divide_by(thread, b);
  else
    binary_uniform<op, T>(thread, b);
}

template <ScalarOp op, class T, class P>
__device__ __forceinline__ void binary_with_uniform(Thread<P>& thread, int at) {
  if constexpr (P::kAlongReduction)
    binary_scalar<op, T>(
        thread, uniform(thread, low_half(read_field<P>(thread.argument, at, InstructionField::kOthers))));
}

/// The items of one vector of memory, each with its element.
template <ScalarOp op, FrequentStorage storage>
__device__ __forceinline__ void with_vector(const uint4& vector, std::uint32_t* acc) {
  const std::uint32_t words[4] = {vector.x, vector.y, vector.z, vector.w};
#pragma unroll
  for (int k = 0; k < 4; ++k) {
    if constexpr (kTwoBytes<storage>) {
      std::uint32_t low, high;
      widen_pair<storage>(words[k], low, high);
      acc[2 * k] = apply_op<op, float>(acc[2 * k], low, low);
      acc[2 * k + 1] = apply_op<op, float>(acc[2 * k + 1], high, high);
    } else {
      acc[k] = apply_op<op, float>(acc[k], words[k], words[k]);
    }
  }
}

/// Vectors of memory that are on their way at once.
template <class P>
inline constexpr int kVectorsAtOnce = P::kLeastBlocks <= 4 ? 8 : 4;

/// Vectors of items are whole or absent.
template <ScalarOp op, FrequentStorage storage, class P>
__device__ __forceinline__ void binary_memory(Thread<P>& thread, int at) {
  constexpr int kStep = kTwoBytes<storage> ? 2 : 1;  // float4s in a vector
  constexpr int kCount = P::kFloat4s / kStep, kAtOnce = std::min(kVectorsAtOnce<P>, kCount);
  const void* from = read_address<P>(thread.argument, at);
  __builtin_assume(__isGlobal(from));
  const auto* memory = static_cast<const typename ElementOf<storage>::type*>(from);
  typename P::Int offsets[P::kFloat4s];
  if ((read_field<P>(thread.argument, at, InstructionField::kKind) >> 16 & kStepped) != 0)
    find_float4s<VectorForm::stepped>(thread, at, offsets);
  else
    find_float4s<VectorForm::linear>(thread, at, offsets);
  const auto vector = [&](int k) { return *reinterpret_cast<const uint4*>(memory + offsets[k * kStep]); };
  if (thread.items.valid != P::kAll) {
#pragma unroll
    for (int k = 0; k < kCount; ++k)
      if ((thread.items.valid >> (4 * k * kStep) & 1) != 0)
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
  for (int item = 0; item < P::kItems; ++item) {
    const typename P::Word a = thread.acc[item];
    thread.acc[item] = apply_op<op, T>(a, a, a);
  }
}

template <ScalarOp op, class P>
__device__ __forceinline__ void ternary(Thread<P>& thread, const ReadInstruction& in) {
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q) {
    typename P::Word b[4], c[4];
    float4_operand(thread, in.b_kind, in.b, in, q, b);
    float4_operand(thread, in.c_kind, in.c, in, q, c);
#pragma unroll
    for (int k = 0; k < 4; ++k)
      thread.acc[4 * q + k] = apply_op<op, float>(thread.acc[4 * q + k], b[k], c[k]);
  }
}

/// float32 rounded to a narrower format and back.
template <FrequentStorage storage, class P>
__device__ __forceinline__ void round_items(Thread<P>& thread) {
#pragma unroll
  for (int item = 0; item < P::kItems; item += 2)
    widen_pair<storage>(narrow_pair<storage>(thread.acc[item], thread.acc[item + 1]), thread.acc[item],
                        thread.acc[item + 1]);
}

/// `reduce` of float32 where no item is masked.
template <class P>
__device__ __forceinline__ void reduce_plainly(Thread<P>& thread, MachineOp op, const ReadInstruction& in) {
  const auto sum = [](float a, float b) { return a + b; };
  const auto most = [](float a, float b) { return larger(a, b); };
  const auto least = [](float a, float b) { return smaller(a, b); };
  switch (op) {
    case MachineOp::state_sum:
      return accumulate_by<float>(thread, in.state, thread.items.valid, sum);
    case MachineOp::state_max:
      return accumulate_by<float>(thread, in.state, thread.items.valid, most);
    case MachineOp::state_min:
      return accumulate_by<float>(thread, in.state, thread.items.valid, least);
    default:
      break;
  }
  if constexpr (P::kAlongReduction) {
    switch (op) {
      case MachineOp::uniform_sum:
        return reduce_direct(thread, in, thread.items.valid, sum);
      case MachineOp::uniform_max:
        return reduce_direct(thread, in, thread.items.valid, most);
      case MachineOp::uniform_min:
        return reduce_direct(thread, in, thread.items.valid, least);
      default:
        return moments_of_row(thread, in, thread.items.valid);
    }
  }
}

/// False for an instruction that is none of these, or that partial vectors of items leave to the general one:
/// `op` is then that one.
template <class P>
__device__ __forceinline__ bool execute_usual(Thread<P>& thread, int at, MachineOp& op) {
  switch (op) {
#define STORAGE(type)                                                                    \
  case MachineOp::load_linear_##type:                                                    \
    if (load_whole<FrequentStorage::type, VectorForm::linear>(thread, at)) return true;  \
    return op = MachineOp::load, false;                                                  \
  case MachineOp::store_linear_##type:                                                   \
    if (store_whole<FrequentStorage::type, VectorForm::linear>(thread, at)) return true; \
    return op = MachineOp::store, false;
#define BINARY(name)                                                                                         \
  case MachineOp::f32_##name:                                                                                \
    binary_slot<ScalarOp::name, float>(thread, at);                                                          \
    return true;                                                                                             \
  case MachineOp::f32_##name##_scalar:                                                                       \
    binary_scalar<ScalarOp::name, float>(thread,                                                             \
                                         read_field<P>(thread.argument, at, InstructionField::kImmediate0)); \
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
#define STORAGE(type)                                                                     \
  case MachineOp::load_stepped_##type:                                                    \
    if (load_whole<FrequentStorage::type, VectorForm::stepped>(thread, at)) return true;  \
    return op = MachineOp::load, false;                                                   \
  case MachineOp::load_indexed_##type:                                                    \
    if (load_whole<FrequentStorage::type, VectorForm::indexed>(thread, at)) return true;  \
    return op = MachineOp::load, false;                                                   \
  case MachineOp::load_strided_##type:                                                    \
    if (load_whole<FrequentStorage::type, VectorForm::strided>(thread, at)) return true;  \
    return op = MachineOp::load, false;                                                   \
  case MachineOp::store_stepped_##type:                                                   \
    if (store_whole<FrequentStorage::type, VectorForm::stepped>(thread, at)) return true; \
    return op = MachineOp::store, false;                                                  \
  case MachineOp::store_indexed_##type:                                                   \
    if (store_whole<FrequentStorage::type, VectorForm::indexed>(thread, at)) return true; \
    return op = MachineOp::store, false;                                                  \
  case MachineOp::store_strided_##type:                                                   \
    if (store_whole<FrequentStorage::type, VectorForm::strided>(thread, at)) return true; \
    return op = MachineOp::store, false;
#define BINARY(name)                                        \
  case MachineOp::f32_##name##_uniform:                     \
    binary_with_uniform<ScalarOp::name, float>(thread, at); \
    return true;
#define UNARY(name)                       \
  case MachineOp::f32_##name:             \
    unary<ScalarOp::name, float>(thread); \
    return true;
#define MEMORY(name)                                                                               \
  case MachineOp::f32_##name##_b32:                                                                \
    if constexpr (P::kItems > 4) binary_memory<ScalarOp::name, FrequentStorage::b32>(thread, at);  \
    return true;                                                                                   \
  case MachineOp::f32_##name##_bf16:                                                               \
    if constexpr (P::kItems > 4) binary_memory<ScalarOp::name, FrequentStorage::bf16>(thread, at); \
    return true;                                                                                   \
  case MachineOp::f32_##name##_f16:                                                                \
    if constexpr (P::kItems > 4) binary_memory<ScalarOp::name, FrequentStorage::f16>(thread, at);  \
    return true;
#define TERNARY(name)                                                          \
  case MachineOp::f32_##name:                                                  \
    ternary<ScalarOp::name>(thread, read_instruction<P>(thread.argument, at)); \
    return true;
#define INTEGER(name)                                                                                       \
  case MachineOp::int_##name:                                                                               \
    binary_slot<ScalarOp::name, Int>(thread, at);                                                           \
    return true;                                                                                            \
  case MachineOp::int_##name##_scalar:                                                                      \
    binary_uniform<ScalarOp::name, Int>(thread,                                                             \
                                        read_field<P>(thread.argument, at, InstructionField::kImmediate0)); \
    return true;                                                                                            \
  case MachineOp::int_##name##_uniform:                                                                     \
    binary_with_uniform<ScalarOp::name, Int>(thread, at);                                                   \
    return true;
#include "kernels/interpreter/frequent_ops.def"
    case MachineOp::load_same:
      load_same(thread, read_instruction<P>(thread.argument, at));
      return true;
    case MachineOp::load_repeated:
      load_repeated(thread, read_instruction<P>(thread.argument, at));
      return true;
    case MachineOp::load_gathered:
      load_gathered(thread, read_instruction<P>(thread.argument, at));
      return true;
    case MachineOp::load_scattered:
      load_scattered(thread, read_instruction<P>(thread.argument, at));
      return true;
    case MachineOp::uniform_sum:
    case MachineOp::uniform_max:
    case MachineOp::uniform_min:
    case MachineOp::uniform_moments:
    case MachineOp::state_sum:
    case MachineOp::state_max:
    case MachineOp::state_min: {
      ReadInstruction in = read_instruction<P>(thread.argument, at);
      in.mask = kNoSlot;
      reduce_plainly(thread, op, in);
      return true;
    }
    case MachineOp::uniform_scalar:
    case MachineOp::uniform_load:
    case MachineOp::uniform_store:
      if constexpr (P::kAlongReduction && P::kItems > 4)
        execute_on_uniforms(thread, op, read_instruction<P>(thread.argument, at));
      return true;
    case MachineOp::int_logical_not:
      unary<ScalarOp::logical_not, Int>(thread);
      return true;
    case MachineOp::f32_of_int:
#pragma unroll
      for (int item = 0; item < P::kItems; ++item)
        thread.acc[item] = __float_as_uint(static_cast<float>(static_cast<Int>(thread.acc[item])));
      return true;
    case MachineOp::round_bf16:
      round_items<FrequentStorage::bf16>(thread);
      return true;
    case MachineOp::round_f16:
      round_items<FrequentStorage::f16>(thread);
      return true;
    default:
      return false;
  }
}

}  // namespace ireplay
