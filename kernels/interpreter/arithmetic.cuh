#pragma once

#include "kernels/interpreter/operands.cuh"
#include "kernels/interpreter/words.cuh"
#include "kernels/scalar/philox.hpp"
#include "kernels/scalar/scalar_ops.hpp"
#include "kernels/scalar/scalar_tiers.hpp"

/// What the machine computes on words: ops of scalar_ops.def, casts, index arithmetic, random numbers
/// (Philox4x32: Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", 2011).
namespace ireplay {

template <ScalarOp op, class T, class Word>
__device__ __forceinline__ Word apply_op(Word a, Word b, Word c) {
  using Row = scalar_math::Row<op>;
  if constexpr (Row::template kDefined<T>)
    return word_of<Word>(Row::template evaluate<T>(value_of<T>(a), value_of<T>(b), value_of<T>(c)));
  else
    return Word{0};
}

/// Any op, on one item.
template <class T, class Word>
__device__ __forceinline__ Word apply_any_op(ScalarOp op, Word a, Word b, Word c) {
  switch (op) {
#define OP(name, ...)  \
  case ScalarOp::name: \
    return apply_op<ScalarOp::name, T>(a, b, c);
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
  }
  return Word{0};
}

/// The ops on integers that are frequent, on one item.
template <class T, class Word>
__device__ __forceinline__ Word apply_frequent_integer_op(ScalarOp op, Word a, Word b) {
  switch (op) {
#define OP(name, ...)                                     \
  case ScalarOp::name:                                    \
    if constexpr (is_frequent_integer_op(ScalarOp::name)) \
      return apply_op<ScalarOp::name, T>(a, b, b);        \
    else                                                  \
      break;
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
  }
  return Word{0};
}

template <class P>
__device__ __forceinline__ typename P::Word apply_scalar(const ReadInstruction& in, typename P::Word a,
                                                         typename P::Word b, typename P::Word c) {
  using Word = typename P::Word;
  const auto op = static_cast<ScalarOp>(in.kind);
  if constexpr (!P::kSpecial) {
    return in.type == ValueType::signed_int ? apply_frequent_integer_op<typename P::Int>(op, a, b)
                                            : apply_frequent_integer_op<Word>(op, a, b);
  } else {
    switch (in.type) {
      case ValueType::f32:
        return apply_any_op<float>(op, a, b, c);
      case ValueType::f64:
        if constexpr (sizeof(Word) == 8) return apply_any_op<double>(op, a, b, c);
        return a;
      case ValueType::signed_int:
        return apply_any_op<typename P::Int>(op, a, b, c);
      default:
        return apply_any_op<Word>(op, a, b, c);
    }
  }
}

/// acc[i] = f(acc[i], b[i], c[i]), f once in the code: it is long.
template <class P, class Function>
__device__ __forceinline__ void each_item(Thread<P>& thread, const ReadInstruction& in, Function&& f) {
  using Word = typename P::Word;
  each_float4(thread, [&](int q, Word(&four)[4]) {
    Word b[4], c[4];
    float4_operand(thread, in.b_kind, in.b, in, q, b);
    float4_operand(thread, in.c_kind, in.c, in, q, c);
#pragma unroll 1
    for (int k = 0; k < 4; ++k) {  // the arrays turn round, so that their indices are constants
      const Word result = f(four[0], b[0], c[0], 4 * q + k);
      four[0] = four[1], four[1] = four[2], four[2] = four[3], four[3] = result;
      b[0] = b[1], b[1] = b[2], b[2] = b[3];
      c[0] = c[1], c[1] = c[2], c[2] = c[3];
    }
  });
}

template <class P>
__device__ __forceinline__ void scalar(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  each_item(thread, in,
            [&](Word a, Word b, Word c, int) { return wrap_word(apply_scalar<P>(in, a, b, c), in.wrap); });
}

template <class P>
__device__ __forceinline__ void exponent(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  each_item(thread, in, [&](Word a, Word, Word, int) {
    if (in.type == ValueType::f32) return static_cast<Word>(apply_exponent(value_of<float>(a)));
    if constexpr (sizeof(Word) == 8)
      return static_cast<Word>(static_cast<std::int64_t>(apply_exponent(value_of<double>(a))));
    return Word{0};
  });
}

// ---- casts

/// As the host's `integer_from_float`; the caller wraps to narrower types.
template <class Word, class T>
__device__ __forceinline__ Word integer_of(T value, DType to) {
  switch (to) {
    case DType::boolean:
      return value != T(0) ? 1 : 0;
    case DType::i32:
      return static_cast<Word>(value != value ? 0 : static_cast<std::int32_t>(value));
    case DType::u32:
      return static_cast<Word>(value != value ? 0 : static_cast<std::uint32_t>(value));
    case DType::u64:
      return static_cast<Word>(static_cast<unsigned long long>(value));
    default:
      return static_cast<Word>(static_cast<long long>(value));
  }
}

template <class T, class P>
__device__ __forceinline__ typename P::Word float_of(typename P::Word word, ValueType from) {
  using Word = typename P::Word;
  switch (from) {
    case ValueType::f32:
      return word_of<Word>(static_cast<T>(value_of<float>(word)));
    case ValueType::f64:
      if constexpr (sizeof(Word) == 8) return word_of<Word>(static_cast<T>(value_of<double>(word)));
      return word;
    case ValueType::signed_int:
      return word_of<Word>(static_cast<T>(static_cast<typename P::Int>(word)));
    default:
      return word_of<Word>(static_cast<T>(word));
  }
}

/// `in.wrap` is the integer type to reach, `in.storage` the floating type to round to.
template <class P>
__device__ __forceinline__ typename P::Word converted(typename P::Word word, const ReadInstruction& in) {
  using Word = typename P::Word;
  switch (in.target) {
    case ValueType::f64:
      if constexpr (sizeof(Word) == 8) return float_of<double, P>(word, in.type);
      return word;
    case ValueType::f32: {
      const Word wide = float_of<float, P>(word, in.type);
      return (in.flags & kRounds) != 0 ? widen<P::kSpecial>(narrow<P::kSpecial>(wide, in.storage), in.storage)
                                       : wide;
    }
    default:
      break;
  }
  if (in.type == ValueType::f32) return wrap_word(integer_of<Word>(value_of<float>(word), in.wrap), in.wrap);
  if constexpr (sizeof(Word) == 8)
    if (in.type == ValueType::f64)
      return wrap_word(integer_of<Word>(value_of<double>(word), in.wrap), in.wrap);
  return wrap_word(word, in.wrap);
}

template <class P>
__device__ __forceinline__ void convert(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  each_float4(thread, [&](int, Word(&four)[4]) {
#pragma unroll
    for (int k = 0; k < 4; ++k) four[k] = converted<P>(four[k], in);
  });
}

/// From `storage` (rounded to it first) to `wrap`, the type whose bits these become.
template <class P>
__device__ __forceinline__ void bitcast(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  each_item(thread, in,
            [&](Word a, Word, Word, int) { return widen<true>(narrow<true>(a, in.storage), in.wrap); });
}

// ---- index arithmetic

template <class Int>
__device__ __forceinline__ Int integer_result(IntegerOp op, Int a, Int b, Int c) {
  switch (op) {
    case IntegerOp::add:
      return a + b;
    case IntegerOp::multiply:
      return a * b;
    case IntegerOp::floordiv:
      return scalar_math::floor_divide(a, b);
    case IntegerOp::mod:
      return scalar_math::python_remainder(a, b);
    case IntegerOp::minimum:
      return a < b ? a : b;
    case IntegerOp::maximum:
      return a > b ? a : b;
    case IntegerOp::select:
      return a != 0 ? b : c;
    case IntegerOp::eq:
      return a == b;
    case IntegerOp::ne:
      return a != b;
    case IntegerOp::lt:
      return a < b;
    case IntegerOp::le:
      return a <= b;
    case IntegerOp::logical_and:
      return a != 0 && b != 0;
    case IntegerOp::logical_or:
      return a != 0 || b != 0;
    case IntegerOp::logical_not:
      return a == 0;
    case IntegerOp::bit_and:
      return a & b;
    case IntegerOp::bit_or:
      return a | b;
    case IntegerOp::bit_xor:
      return a ^ b;
  }
  return 0;
}

template <class P>
__device__ __forceinline__ void integer(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  using Int = typename P::Int;
  const auto op = static_cast<IntegerOp>(in.kind);
  each_item(thread, in, [&](Word x, Word y, Word z, int) {
    return static_cast<Word>(
        integer_result<Int>(op, static_cast<Int>(x), static_cast<Int>(y), static_cast<Int>(z)));
  });
}

template <class P>
__device__ __forceinline__ void select(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q) {
    Word b[4], c[4];
    float4_operand(thread, in.b_kind, in.b, in, q, b);
    float4_operand(thread, in.c_kind, in.c, in, q, c);
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      Word& value = thread.acc[4 * q + k];
      value = value != 0 ? b[k] : c[k];
    }
  }
}

// ---- random numbers

inline __device__ float normal_of(float u1, float u2, bool sine) {
  const float radius = sqrtf(-2.0f * logf(u1)), angle = 6.283185307179586f * u2;
  return radius * (sine ? sinf(angle) : cosf(angle));
}

inline __device__ float positive_uniform(std::uint32_t bits) { return fmaxf(1e-7f, philox_uniform(bits)); }

inline __device__ float cpu_uniform(std::uint32_t bits) {
  return static_cast<float>(bits & 0x7fffffff) * 4.6566127342e-10f;
}

inline __device__ std::uint64_t bounded(const Philox4& bits, std::uint64_t low, std::uint64_t high) {
  const std::uint64_t drawn = bits.out[0] | static_cast<std::uint64_t>(bits.out[1]) << 32;
  return high == low ? low : drawn % (high - low) + low;
}

/// One draw; `low` and `high` for integers.
inline __device__ __noinline__ std::uint64_t draw(RandomRule rule, std::uint64_t seed, std::uint32_t offset,
                                                  std::uint64_t low, std::uint64_t high) {
  const bool four = rule == RandomRule::uniform4 || rule == RandomRule::normal4;
  const bool cpu = rule >= RandomRule::uniform_cpu;
  const Philox4 bits = philox(cpu ? seed & 0xffffffff : seed, four ? offset / 4 : offset);
  const std::uint32_t* out = bits.out;
  const int pair = rule == RandomRule::normal4 ? static_cast<int>(offset % 4 / 2) * 2 : 0;
  switch (rule) {
    case RandomRule::uniform:
      return __float_as_uint(philox_uniform(out[0]));
    case RandomRule::uniform4:
      return __float_as_uint(philox_uniform(out[offset % 4]));
    case RandomRule::uniform_cpu:
      return __float_as_uint(cpu_uniform(out[0]));
    case RandomRule::normal:
    case RandomRule::normal4: {
      const bool sine = rule == RandomRule::normal4 && offset % 2 != 0;
      return __float_as_uint(normal_of(positive_uniform(out[pair]), philox_uniform(out[pair + 1]), sine));
    }
    case RandomRule::normal_cpu:
      return __float_as_uint(normal_of(1.0f - cpu_uniform(out[0]), 1.0f - cpu_uniform(out[1]), false));
    default:
      return bounded(bits, low, high);
  }
}

/// a: seed, b: offset, c: how many integers to draw from.
template <class P>
__device__ __forceinline__ void random(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  each_item(thread, in, [&](Word seed, Word at, Word limit, int) {
    return static_cast<Word>(
        draw(static_cast<RandomRule>(in.kind), seed, static_cast<std::uint32_t>(at), 0, limit));
  });
}

}  // namespace ireplay
