#pragma once

/// Bit patterns of the floating types narrower than 32 bits. Reads no standard header: also compiled by
/// NVRTC.
///
/// `encode` rounds to nearest, ties to even. Values too large become what PyTorch's casts make of them:
/// infinity where the format has one, else its NaN. Every NaN becomes the format's positive quiet NaN.
namespace ireplay {

#if defined(__CUDACC__) || defined(__CUDACC_RTC__)
#define IREPLAY_HD __host__ __device__
#else
#define IREPLAY_HD
#endif

/// `fnuz` formats have neither infinity nor negative zero; their only NaN is the pattern of negative zero.
struct FloatFormat {
  int exponent_bits, mantissa_bits, bias;
  bool has_infinity, fnuz;
};

inline constexpr FloatFormat kFormatF16{5, 10, 15, true, false};
inline constexpr FloatFormat kFormatBF16{8, 7, 127, true, false};
inline constexpr FloatFormat kFormatF8E4M3FN{4, 3, 7, false, false};
inline constexpr FloatFormat kFormatF8E5M2{5, 2, 15, true, false};
inline constexpr FloatFormat kFormatF8E4M3FNUZ{4, 3, 8, false, true};
inline constexpr FloatFormat kFormatF8E5M2FNUZ{5, 2, 16, false, true};

namespace float_bits {

union Double {
  double value;
  unsigned long long bits;
};

IREPLAY_HD inline unsigned long long of(double value) {
  Double both;
  both.value = value;
  return both.bits;
}

IREPLAY_HD inline double to_double(unsigned long long bits) {
  Double both;
  both.bits = bits;
  return both.value;
}

/// 2^exponent for a normal result.
IREPLAY_HD inline double power_of_two(int exponent) {
  return to_double(static_cast<unsigned long long>(exponent + 1023) << 52);
}

IREPLAY_HD constexpr unsigned nan_of(FloatFormat f, bool negative) {
  const unsigned all = (1u << (f.exponent_bits + f.mantissa_bits)) - 1;
  if (f.fnuz) return all + 1;
  return negative && f.exponent_bits + f.mantissa_bits == 7 ? 2 * all + 1 : all;
}

/// The pattern of the largest finite value, without sign.
IREPLAY_HD constexpr unsigned largest_of(FloatFormat f) {
  const unsigned all = (1u << (f.exponent_bits + f.mantissa_bits)) - 1;
  if (f.fnuz) return all;
  return f.has_infinity ? all - (1u << f.mantissa_bits) : all - 1;
}

}  // namespace float_bits

template <FloatFormat f>
IREPLAY_HD inline unsigned encode(double value) {
  const unsigned long long bits = float_bits::of(value);
  const unsigned sign = static_cast<unsigned>(bits >> 63) << (f.exponent_bits + f.mantissa_bits);
  const unsigned long long magnitude = bits & 0x7fffffffffffffffull;
  const unsigned nan = float_bits::nan_of(f, sign != 0);
  const unsigned overflow = f.has_infinity ? sign | (float_bits::largest_of(f) + 1) : nan;
  if (magnitude > 0x7ff0000000000000ull) return nan;
  if (magnitude == 0x7ff0000000000000ull) return overflow;
  const int exponent = static_cast<int>(magnitude >> 52) - 1023;
  if (exponent < -f.bias - f.mantissa_bits) return f.fnuz ? 0 : sign;  // under half of the smallest subnormal

  const bool subnormal = exponent < 1 - f.bias;
  const int drop = 52 - f.mantissa_bits + (subnormal ? 1 - f.bias - exponent : 0);
  const unsigned long long significand = (magnitude & 0xfffffffffffffull) | 0x10000000000000ull;
  const unsigned long long half = 1ull << (drop - 1), kept = significand >> drop,
                           rest = significand & (2 * half - 1);
  const unsigned rounded =
      static_cast<unsigned>(kept) + (rest > half || (rest == half && (kept & 1)) ? 1 : 0);
  // a carry out of the mantissa runs into the exponent, which is right for both kinds
  const unsigned base = subnormal ? 0 : static_cast<unsigned>(exponent + f.bias - 1) << f.mantissa_bits;
  const unsigned pattern = base + rounded;
  if (exponent + f.bias > (1 << f.exponent_bits) || pattern > float_bits::largest_of(f)) return overflow;
  return f.fnuz && pattern == 0 ? 0 : sign | pattern;
}

template <FloatFormat f>
IREPLAY_HD inline double decode(unsigned pattern) {
  const unsigned sign_bit = 1u << (f.exponent_bits + f.mantissa_bits), magnitude = pattern & (sign_bit - 1);
  const bool negative = pattern & sign_bit;
  if (f.fnuz ? pattern == sign_bit : magnitude > float_bits::largest_of(f)) {
    const bool infinite = f.has_infinity && magnitude == float_bits::largest_of(f) + 1;
    const unsigned long long top = infinite ? 0x7ff0000000000000ull : 0x7ff8000000000000ull;
    return float_bits::to_double(top | (negative && !f.fnuz ? 1ull << 63 : 0));
  }
  const unsigned exponent = magnitude >> f.mantissa_bits,
                 fraction = magnitude & ((1u << f.mantissa_bits) - 1);
  const int scale = (exponent == 0 ? 1 : static_cast<int>(exponent)) - f.bias - f.mantissa_bits;
  const double significand = exponent == 0 ? fraction : fraction + (1u << f.mantissa_bits);
  const double value = significand * float_bits::power_of_two(scale);
  return negative ? -value : value;
}

/// float8_e8m0fnu: a power of two without sign or zero; 0xff is NaN. As PyTorch's cast: the sign is dropped,
/// ties go up, what is not finite or rounds past 2^127 is NaN, and below 2^-126 everything above 2^-127 goes
/// up.
IREPLAY_HD inline unsigned encode_e8m0(double value) {
  const unsigned long long magnitude = float_bits::of(value) & 0x7fffffffffffffffull;
  if (magnitude >= 0x7ff0000000000000ull) return 0xff;
  if (magnitude < float_bits::of(float_bits::power_of_two(-126)))
    return magnitude > float_bits::of(float_bits::power_of_two(-127)) ? 1 : 0;
  const int exponent = static_cast<int>((magnitude + (1ull << 51)) >> 52) - 1023;
  return exponent > 127 ? 0xff : static_cast<unsigned>(exponent + 127);
}

IREPLAY_HD inline double decode_e8m0(unsigned pattern) {
  return pattern == 0xff ? float_bits::to_double(0x7ff8000000000000ull)
                         : float_bits::power_of_two(static_cast<int>(pattern) - 127);
}

}  // namespace ireplay
