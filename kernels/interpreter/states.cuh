#pragma once

#include "kernels/interpreter/arithmetic.cuh"

/// States of reductions and scans, and how two of them combine. Means and squared deviations: Chan, Golub and
/// LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances" (1979), which extends
/// Welford's update; maximum and sum of exponentials: Milakov and Gimelshein, "Online normalizer calculation
/// for softmax" (2018).
namespace ireplay {

template <class Word>
struct State {
  Word value[3];
};

template <class T>
__device__ __forceinline__ bool is_nan(T value) {
  return value != value;
}

/// Whether (a, at) wins over (b, at_b): the extremum, NaN before all others, of equals the first.
template <class T, class Int>
__device__ __forceinline__ bool wins(T a, Int at_a, T b, Int at_b, bool largest) {
  const bool nan_a = is_nan(a), nan_b = is_nan(b);
  if (nan_a != nan_b) return nan_a;
  if (!nan_a && a != b) return largest ? a > b : a < b;
  return at_a < at_b;
}

/// Of floats a NaN wins; of zeros the positive one, or the negative.
template <class T>
__device__ __forceinline__ T larger(T a, T b) {
#if defined(__CUDA_ARCH__)
  if constexpr (std::is_same_v<T, float>) {
    asm("max.NaN.f32 %0, %0, %1;" : "+f"(a) : "f"(b));
    return a;
  }
#endif
  return is_nan(a) || a > b ? a : b;
}
template <class T>
__device__ __forceinline__ T smaller(T a, T b) {
#if defined(__CUDA_ARCH__)
  if constexpr (std::is_same_v<T, float>) {
    asm("min.NaN.f32 %0, %0, %1;" : "+f"(a) : "f"(b));
    return a;
  }
#endif
  return is_nan(a) || a < b ? a : b;
}

/// Rules with one state.
template <class T>
__device__ __forceinline__ T combined(ReduceRule rule, T a, T b) {
  switch (rule) {
    case ReduceRule::sum:
      return a + b;
    case ReduceRule::prod:
      return a * b;
    case ReduceRule::max:
      return larger(a, b);
    case ReduceRule::min:
      return smaller(a, b);
    case ReduceRule::fmax:
      return is_nan(b) || a > b ? a : b;
    case ReduceRule::log_add_exp:
      if constexpr (scalar_math::kIsFloat<T>) return scalar_math::log_add_exp(a, b);
      return b;
    case ReduceRule::any:
      return (a != T(0)) || (b != T(0)) ? T(1) : T(0);
    case ReduceRule::xor_sum:
      if constexpr (!scalar_math::kIsFloat<T>) return a ^ b;
      return b;
    default:
      return b;
  }
}

template <class T, class Word>
__device__ __forceinline__ void combine_moments(State<Word>& a, const State<Word>& b) {
  const T mean_a = value_of<T>(a.value[0]), mean_b = value_of<T>(b.value[0]);
  const T weight_a = value_of<T>(a.value[2]), weight_b = value_of<T>(b.value[2]);
  const T delta = mean_a == mean_b ? T(0) : mean_b - mean_a, total = weight_a + weight_b;
  const T share = total == T(0) ? T(0) : weight_b / total;
  a.value[0] = word_of<Word>(mean_a + delta * share);
  a.value[1] =
      word_of<Word>(value_of<T>(a.value[1]) + value_of<T>(b.value[1]) + delta * delta * weight_a * share);
  a.value[2] = word_of<Word>(total);
}

/// (max, sum of exp(x - max)); a maximum of -inf counts as equal to whatever it is compared with.
template <class T, class Word>
__device__ __forceinline__ void combine_exponentials(State<Word>& a, const State<Word>& b) {
  const T max_a = value_of<T>(a.value[0]), max_b = value_of<T>(b.value[0]);
  const T high = is_nan(max_a) || max_a > max_b ? max_a : max_b;
  const T lowest = static_cast<T>(-__builtin_huge_val());
  const T of_a = high == lowest ? T(1) : exp(max_a - high), of_b = high == lowest ? T(1) : exp(max_b - high);
  a.value[0] = word_of<Word>(high);
  a.value[1] = word_of<Word>(value_of<T>(a.value[1]) * of_a + value_of<T>(b.value[1]) * of_b);
}

template <class T, class Word>
__device__ __forceinline__ void combine_as(ReduceRule rule, State<Word>& a, const State<Word>& b) {
  using Int = std::conditional_t<sizeof(Word) == 4, std::int32_t, std::int64_t>;
  switch (rule) {
    case ReduceRule::argmax:
    case ReduceRule::argmin:
      if (!wins(value_of<T>(a.value[0]), static_cast<Int>(a.value[1]), value_of<T>(b.value[0]),
                static_cast<Int>(b.value[1]), rule == ReduceRule::argmax))
        a = b;
      break;
    case ReduceRule::welford:
    case ReduceRule::welford_combine:
      if constexpr (scalar_math::kIsFloat<T>) combine_moments<T>(a, b);
      break;
    case ReduceRule::softmax:
      if constexpr (scalar_math::kIsFloat<T>) combine_exponentials<T>(a, b);
      break;
    default:
      a.value[0] = word_of<Word>(combined(rule, value_of<T>(a.value[0]), value_of<T>(b.value[0])));
  }
}

template <class Word>
__device__ __forceinline__ void combine(ReduceRule rule, ValueType type, State<Word>& a,
                                        const State<Word>& b) {
  using Int = std::conditional_t<sizeof(Word) == 4, std::int32_t, std::int64_t>;
  switch (type) {
    case ValueType::f32:
      combine_as<float>(rule, a, b);
      break;
    case ValueType::f64:
      if constexpr (sizeof(Word) == 8) combine_as<double>(rule, a, b);
      break;
    case ValueType::signed_int:
      combine_as<Int>(rule, a, b);
      break;
    case ValueType::unsigned_int:
      combine_as<Word>(rule, a, b);
      break;
  }
}

/// The state of one element: its words as operands a, b, c give them.
template <class Word>
__device__ __forceinline__ State<Word> state_of(const ReadInstruction& in, Word a, Word b, Word c) {
  const auto rule = static_cast<ReduceRule>(in.kind);
  if (rule == ReduceRule::welford) {
    Word one = 1;
    if (in.type == ValueType::f32) one = word_of<Word>(1.0f);
    if constexpr (sizeof(Word) == 8)
      if (in.type == ValueType::f64) one = word_of<Word>(1.0);
    return {{a, 0, one}};
  }
  return {{a, b, c}};
}

}  // namespace ireplay
