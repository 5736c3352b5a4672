#pragma once

/// What the rows of scalar_ops.def are written in: templates on the type that compile with the host compiler,
/// under nvcc and as text given to NVRTC (no standard header there).
///
/// Integers wrap around and never trap: a quotient or remainder by zero is 0, and the most negative value
/// divided by -1 is itself. Shifts by a count outside 0 .. width-1 give 0, a right shift of a negative value
/// -1.
#if !defined(__CUDACC_RTC__)
#include <cmath>
#endif

#include "kernels/scalar/float_formats.hpp"

namespace ireplay::scalar_math {

#if defined(__CUDACC_RTC__)
#define IREPLAY_FROM_STD(name) using ::name;
#else
#define IREPLAY_FROM_STD(name) using std::name;
#endif
IREPLAY_FROM_STD(exp)
IREPLAY_FROM_STD(exp2)
IREPLAY_FROM_STD(expm1)
IREPLAY_FROM_STD(log)
IREPLAY_FROM_STD(log2)
IREPLAY_FROM_STD(log10)
IREPLAY_FROM_STD(log1p)
IREPLAY_FROM_STD(sqrt)
IREPLAY_FROM_STD(sin)
IREPLAY_FROM_STD(cos)
IREPLAY_FROM_STD(tan)
IREPLAY_FROM_STD(asin)
IREPLAY_FROM_STD(acos)
IREPLAY_FROM_STD(atan)
IREPLAY_FROM_STD(sinh)
IREPLAY_FROM_STD(cosh)
IREPLAY_FROM_STD(tanh)
IREPLAY_FROM_STD(asinh)
IREPLAY_FROM_STD(acosh)
IREPLAY_FROM_STD(atanh)
IREPLAY_FROM_STD(atan2)
IREPLAY_FROM_STD(hypot)
IREPLAY_FROM_STD(erf)
IREPLAY_FROM_STD(erfc)
IREPLAY_FROM_STD(tgamma)
IREPLAY_FROM_STD(pow)
IREPLAY_FROM_STD(fma)
IREPLAY_FROM_STD(fmod)
IREPLAY_FROM_STD(floor)
IREPLAY_FROM_STD(ceil)
IREPLAY_FROM_STD(trunc)
IREPLAY_FROM_STD(rint)
IREPLAY_FROM_STD(fabs)
IREPLAY_FROM_STD(copysign)
IREPLAY_FROM_STD(nextafter)
IREPLAY_FROM_STD(frexp)
IREPLAY_FROM_STD(ldexp)
#undef IREPLAY_FROM_STD

// ---- the kind of a type, without <type_traits>

template <class T>
inline constexpr bool kIsBool = static_cast<T>(2) == static_cast<T>(1);
template <class T>
inline constexpr bool kIsFloat = !kIsBool<T> && static_cast<T>(0.5) != static_cast<T>(0);
template <class T>
inline constexpr bool kIsInt = !kIsBool<T> && !kIsFloat<T>;
template <class T>
inline constexpr bool kIsSigned = static_cast<T>(-1) < static_cast<T>(0);
template <class T>
inline constexpr int kBits = static_cast<int>(sizeof(T)) * 8;

/// The unsigned type that integer arithmetic happens in: at least 32 bits, so that no operand is promoted to
/// int.
template <bool wide>
struct UnsignedFor {
  using type = unsigned;
};
template <>
struct UnsignedFor<true> {
  using type = unsigned long long;
};
template <class T>
using Unsigned = typename UnsignedFor<(sizeof(T) > 4)>::type;

template <class T>
IREPLAY_HD inline T infinity() {
  return static_cast<T>(float_bits::to_double(0x7ff0000000000000ull));
}

template <class T>
IREPLAY_HD inline T quiet_nan() {
  return static_cast<T>(float_bits::to_double(0x7ff8000000000000ull));
}

/// log(exp(a) + exp(b)) without overflow; NaN where one is.
template <class T>
IREPLAY_HD inline T log_add_exp(T a, T b) {
  if (a != a || b != b) return a + b;
  const T high = a > b ? a : b, low = a > b ? b : a;
  if (high == low && high - low != T(0)) return a;  // both infinite and equal
  return high + log1p(exp(low - high));
}

// ---- signs and bits

template <class T>
IREPLAY_HD inline bool is_negative([[maybe_unused]] T a) {
  if constexpr (kIsSigned<T>)
    return a < T(0);
  else
    return false;
}

template <class T>
IREPLAY_HD inline T negate(T a) {
  if constexpr (kIsFloat<T>)
    return -a;
  else
    return static_cast<T>(Unsigned<T>{0} - static_cast<Unsigned<T>>(a));
}

template <class T>
IREPLAY_HD inline T absolute(T a) {
  if constexpr (kIsFloat<T>)
    return fabs(a);
  else if constexpr (kIsInt<T> && kIsSigned<T>)
    return a < 0 ? negate(a) : a;
  else
    return a;
}

template <class T>
IREPLAY_HD inline T sign(T a) {
  if constexpr (kIsBool<T>)
    return a;
  else
    return static_cast<T>((a > T(0)) - is_negative(a));
}

template <class T>
IREPLAY_HD inline bool sign_bit(T a) {
  if constexpr (kIsFloat<T>)
    return copysign(T(1), a) < T(0);
  else
    return is_negative(a);
}

template <class T>
IREPLAY_HD inline bool is_infinite(T a) {
  if constexpr (kIsFloat<T>)
    return fabs(a) == infinity<T>();
  else
    return false;
}

template <class T>
IREPLAY_HD inline T complement(T a) {
  if constexpr (kIsBool<T>)
    return !a;
  else
    return static_cast<T>(~a);
}

template <class T>
IREPLAY_HD inline T shift_left(T a, T count) {
  if (is_negative(count) || count >= T(kBits<T>)) return 0;
  return static_cast<T>(static_cast<Unsigned<T>>(a) << count);
}

template <class T>
IREPLAY_HD inline T shift_right(T a, T count) {
  if (is_negative(count) || count >= T(kBits<T>)) return is_negative(a) ? T(-1) : T(0);
  return static_cast<T>(a >> count);
}

/// Truncated, held within what ldexp and digit counts can use.
template <class T>
IREPLAY_HD inline int to_int32(T a) {
  constexpr T kLimit = T(1 << 20);
  return a >= kLimit ? 1 << 20 : a <= -kLimit ? -(1 << 20) : a == a ? static_cast<int>(a) : 0;
}

// ---- arithmetic

template <class T>
IREPLAY_HD inline T sum(T a, T b) {
  if constexpr (kIsBool<T>)
    return a || b;
  else if constexpr (kIsFloat<T>)
    return a + b;
  else
    return static_cast<T>(static_cast<Unsigned<T>>(a) + static_cast<Unsigned<T>>(b));
}

template <class T>
IREPLAY_HD inline T difference(T a, T b) {
  if constexpr (kIsFloat<T>)
    return a - b;
  else
    return static_cast<T>(static_cast<Unsigned<T>>(a) - static_cast<Unsigned<T>>(b));
}

template <class T>
IREPLAY_HD inline T product(T a, T b) {
  if constexpr (kIsBool<T>)
    return a && b;
  else if constexpr (kIsFloat<T>)
    return a * b;
  else
    return static_cast<T>(static_cast<Unsigned<T>>(a) * static_cast<Unsigned<T>>(b));
}

template <class T>
IREPLAY_HD inline T multiply_add(T a, T b, T c) {
  if constexpr (kIsFloat<T>)
    return fma(a, b, c);
  else
    return sum(product(a, b), c);
}

#if defined(__CUDA_ARCH__)
/// Never contracted with a following addition, never approximated.
IREPLAY_HD inline float rounded_product(float a, float b) { return __fmul_rn(a, b); }
IREPLAY_HD inline double rounded_product(double a, double b) { return __dmul_rn(a, b); }
IREPLAY_HD inline float rounded_quotient(float a, float b) { return __fdiv_rn(a, b); }
IREPLAY_HD inline double rounded_quotient(double a, double b) { return __ddiv_rn(a, b); }
#endif

template <class T>
IREPLAY_HD inline T rounded_product(T a, T b) {
  return product(a, b);
}

/// Integers give a float.
template <class T>
IREPLAY_HD inline auto quotient(T a, T b) {
  if constexpr (kIsFloat<T>)
    return a / b;
  else
    return static_cast<float>(a) / static_cast<float>(b);
}

template <class T>
IREPLAY_HD inline auto rounded_quotient(T a, T b) {
  return quotient(a, b);
}

template <class T>
IREPLAY_HD inline T c_remainder(T a, T b) {
  if constexpr (kIsFloat<T>) {
    return fmod(a, b);
  } else {
    if (b == 0 || (kIsSigned<T> && b == T(-1))) return 0;
    return static_cast<T>(a % b);
  }
}

template <class T>
IREPLAY_HD inline T python_remainder(T a, T b) {
  const T rest = c_remainder(a, b);
  return rest != T(0) && is_negative(rest) != is_negative(b) ? static_cast<T>(rest + b) : rest;
}

template <class T>
IREPLAY_HD inline T truncated_divide(T a, T b) {
  if constexpr (kIsFloat<T>) {
    return trunc(a / b);
  } else {
    if (b == 0) return 0;
    if (kIsSigned<T> && b == T(-1)) return negate(a);
    return static_cast<T>(a / b);
  }
}

/// Floats: the floor of the exact quotient, by way of the remainder, as in Python.
template <class T>
IREPLAY_HD inline T floor_divide(T a, T b) {
  if constexpr (kIsFloat<T>) {
    if (b == T(0)) return a / b;
    const T rest = fmod(a, b);
    const T whole = (a - rest) / b - (rest != T(0) && is_negative(rest) != is_negative(b) ? T(1) : T(0));
    if (whole == T(0)) return copysign(T(0), a / b);
    const T down = floor(whole);
    return whole - down > T(0.5) ? down + T(1) : down;
  } else {
    const T whole = truncated_divide(a, b), rest = c_remainder(a, b);
    return rest != T(0) && is_negative(rest) != is_negative(b) ? static_cast<T>(whole - 1) : whole;
  }
}

/// Integers: exact and wrapping; a negative exponent gives 0 unless the base is 1 or -1.
template <class T>
IREPLAY_HD inline T power(T a, T b) {
  if constexpr (kIsFloat<T>) {
    return pow(a, b);
  } else {
    if (is_negative(b)) return a == T(1) ? T(1) : a == T(-1) ? (b & 1 ? T(-1) : T(1)) : T(0);
    T result = 1;
    for (T left = b, base = a; left != T(0); left = static_cast<T>(left >> 1), base = product(base, base))
      if (left & 1) result = product(result, base);
    return result;
  }
}

// ---- rounding; integers are round already

template <class T>
IREPLAY_HD inline T round_down(T a) {
  if constexpr (kIsFloat<T>)
    return floor(a);
  else
    return a;
}

template <class T>
IREPLAY_HD inline T round_up(T a) {
  if constexpr (kIsFloat<T>)
    return ceil(a);
  else
    return a;
}

template <class T>
IREPLAY_HD inline T round_toward_zero(T a) {
  if constexpr (kIsFloat<T>)
    return trunc(a);
  else
    return a;
}

template <class T>
IREPLAY_HD inline T round_to_even(T a) {
  if constexpr (kIsFloat<T>)
    return rint(a);
  else
    return a;
}

template <class T>
IREPLAY_HD inline T round_digits(T a, T digits) {
  if constexpr (kIsFloat<T>) {
    const T scale = pow(T(10), absolute(digits));
    return digits < T(0) ? rint(a / scale) * scale : rint(a * scale) / scale;
  } else {
    return a;
  }
}

// ---- functions that the standard library spells otherwise or not at all

/// In [0.5, 1); 0, infinities and NaN are their own mantissa, with exponent 0.
template <class T>
IREPLAY_HD inline T mantissa(T a) {
  int ignored = 0;
  return a != a || is_infinite(a) ? a : frexp(a, &ignored);
}

template <class T>
IREPLAY_HD inline int exponent(T a) {
  int result = 0;
  if (a == a && !is_infinite(a)) (void)frexp(a, &result);
  return result;
}

template <class T>
IREPLAY_HD inline T reciprocal_root(T a) {
#if defined(__CUDA_ARCH__)
  return rsqrt(a);
#else
  return T(1) / sqrt(a);
#endif
}

#if defined(__CUDA_ARCH__)
IREPLAY_HD inline float log_gamma(float a) { return lgammaf(a); }
IREPLAY_HD inline double log_gamma(double a) { return lgamma(a); }
#else
// the reentrant forms: lgamma itself writes a global sign
IREPLAY_HD inline double log_gamma(double a) {
  int sign_of_gamma = 0;
  return ::lgamma_r(a, &sign_of_gamma);
}
IREPLAY_HD inline float log_gamma(float a) {
  int sign_of_gamma = 0;
  return ::lgammaf_r(a, &sign_of_gamma);
}
#endif

}  // namespace ireplay::scalar_math
