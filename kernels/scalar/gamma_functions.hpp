#pragma once

#include "kernels/scalar/chebyshev_sum.hpp"
#include "kernels/scalar/scalar_math.hpp"

/// Relatives of the gamma function, in double.
namespace ireplay::scalar_math {

IREPLAY_HD inline double sin_of_pi_times(double x) {
  constexpr double kPi = 3.1415926535897932;
  const double part = x - 2 * rint(x / 2);  // exact, in [-1, 1]
  return sin(kPi * (fabs(part) > 0.5 ? copysign(1.0, part) - part : part));
}

/// psi(x) for x > 0: recurrence up to 10, then Stirling's series.
IREPLAY_HD inline double digamma_of_positive(double x) {
  static constexpr double kSeries[] = {1.0 / 12,  -1.0 / 120,     1.0 / 252, -1.0 / 240,
                                       1.0 / 132, -691.0 / 32760, 1.0 / 12};
  double result = 0;
  for (; x < 10; x += 1) result -= 1 / x;
  const double square = 1 / (x * x);
  return result + (log(x) - 0.5 / x - square * power_sum(kSeries, square));
}

/// Near psi's positive root, where recurrence and logarithm cancel: Taylor's series about the root.
IREPLAY_HD inline double digamma_near_root(double x) {
  constexpr double kRootHigh = 1.4616321449683622, kRootLow = 9.549995429965697e-17;
  static constexpr double kTaylor[] = {
      0.96767224544762117,    -0.44276316898359211,    0.25849976095565101,    -0.16394270544240653,
      0.10782405069126237,    -0.072199561256454711,   0.048804288164143107,   -0.033161126474847359,
      0.022597648232218105,   -0.015424765904948959,   0.010538791616612175,   -0.0072045343863568682,
      0.0049267813957298534,  -0.0033698016554393281,  0.0023051263267349278,  -0.0015769367714301973,
      0.0010788252019162966,  -0.00073807093899600513, 0.00050495326583460204, -0.0003454680251063077,
      0.00023635601564027053, -0.00016170622091974803};
  const double from_root = (x - kRootHigh) - kRootLow;
  return from_root * power_sum(kTaylor, from_root);
}

IREPLAY_HD inline double digamma(double x) {
  constexpr double kPi = 3.1415926535897932;
  if (x == 0) return -copysign(infinity<double>(), x);
  if (x < 0) {
    if (x == floor(x)) return quiet_nan<double>();
    return digamma_of_positive(1 - x) - kPi / tan(kPi * (x - trunc(x)));
  }
  return fabs(x - 1.4616321449683622) < 0.125 ? digamma_near_root(x) : digamma_of_positive(x);
}

IREPLAY_HD inline double trigamma_of_positive(double x) {
  static constexpr double kSeries[] = {1.0 / 6,  -1.0 / 30,     1.0 / 42, -1.0 / 30,
                                       5.0 / 66, -691.0 / 2730, 7.0 / 6};
  double result = 0;
  for (; x < 12; x += 1) result += 1 / (x * x);
  const double square = 1 / (x * x);
  return result + 1 / x + 0.5 * square + square / x * power_sum(kSeries, square);
}

IREPLAY_HD inline double trigamma(double x) {
  constexpr double kPi = 3.1415926535897932;
  if (x >= 0.5) return trigamma_of_positive(x);
  if (x == floor(x)) return infinity<double>();
  const double sine = sin_of_pi_times(x) / kPi;
  return 1 / (sine * sine) - trigamma_of_positive(1 - x);
}

/// Sum of (q + k)^-x for x > 1, q > 0: nine terms, then Euler and Maclaurin's formula.
IREPLAY_HD inline double zeta_of_positive(double x, double q) {
  // (2k)! / B(2k)
  static constexpr double kDivisors[] = {12,
                                         -720,
                                         30240,
                                         -1209600,
                                         47900160,
                                         -1307674368000.0 / 691,
                                         74724249600.0,
                                         -10670622842880000.0 / 3617,
                                         5109094217170944000.0 / 43867,
                                         -802857662698291200000.0 / 174611,
                                         14101100039391805440000.0 / 77683,
                                         -1693824136731743669452800000.0 / 236364091};
  double sum = pow(q, -x), a = q, power = 0;
  for (int k = 0; k < 9 || a <= 9; ++k) {
    a += 1;
    power = pow(a, -x);
    sum += power;
    if (power < 1e-17 * sum) return sum;
  }
  sum += power * a / (x - 1) - 0.5 * power;
  double factor = 1;
  for (int k = 0; k < 12; ++k) {
    factor *= x + 2 * k;
    power /= a;
    const double term = factor * power / kDivisors[k];
    sum += term;
    if (fabs(term) < 1e-17 * fabs(sum)) break;
    factor *= x + 2 * k + 1;
    power /= a;
  }
  return sum;
}

/// Hurwitz' zeta. Not a number for x < 1, and for negative q unless x is whole.
IREPLAY_HD inline double zeta(double x, double q) {
  if (x == 1) return infinity<double>();
  if (!(x > 1) || q != q) return quiet_nan<double>();
  if (q > 0) return zeta_of_positive(x, q);
  if (q == floor(q)) return infinity<double>();
  if (x != floor(x)) return quiet_nan<double>();
  // the terms below zero are a sum of the same kind, run backwards
  const double fraction = q - floor(q),
               below = zeta_of_positive(x, 1 - fraction) - zeta_of_positive(x, 1 - q);
  return zeta_of_positive(x, fraction) + (fmod(x, 2.0) == 0 ? below : -below);
}

/// The n-th derivative of digamma.
IREPLAY_HD inline double polygamma(double n, double x) {
  if (n == 0) return digamma(x);
  if (n == 1) return trigamma(x);
  if (!(n > 0) || n != floor(n)) return quiet_nan<double>();
  const double size = tgamma(n + 1) * zeta(n + 1, x);
  return fmod(n, 2.0) == 0 ? -size : size;
}

// ---- incomplete gamma functions, a > 0, x > 0

/// log(x / a) - (x - a) / a without cancellation where x is near a.
IREPLAY_HD inline double log_ratio_minus(double a, double x) {
  const double m = (x - a) / a;
  if (fabs(m) > 0.25) return log(x / a) - m;
  double sum = 0;
  for (int k = 26; k >= 2; --k) sum = (k % 2 == 0 ? -1.0 : 1.0) / k + m * sum;
  return m * m * sum;
}

/// x^a exp(-x) / Gamma(a + 1)
IREPLAY_HD inline double gamma_prefactor(double a, double x) {
  if (a < 20) return x < 700 ? pow(x, a) * exp(-x) / tgamma(a + 1) : exp(a * log(x) - x - log_gamma(a + 1));
  static constexpr double kStirling[] = {1.0 / 12,    -1.0 / 360, 1.0 / 1260,
                                         -1.0 / 1680, 1.0 / 1188, -691.0 / 360360};
  constexpr double kTwoPi = 6.2831853071795865;
  const double correction = power_sum(kStirling, 1 / (a * a)) / a;
  return exp(a * log_ratio_minus(a, x) - correction) / sqrt(kTwoPi * a);
}

/// P(a, x) by its power series, for x not far above a.
IREPLAY_HD inline double gamma_lower_series(double a, double x) {
  double term = 1, sum = 1;
  for (int k = 1; k < 4000 && term > 1e-17 * sum; ++k) {
    term *= x / (a + k);
    sum += term;
  }
  return gamma_prefactor(a, x) * sum;
}

/// Q(a, x) by its continued fraction (Lentz), for x > a + 1.
IREPLAY_HD inline double gamma_upper_fraction(double a, double x) {
  double b = x + 1 - a, c = 1e300, d = 1 / b, value = d;
  for (int k = 1; k < 4000; ++k) {
    const double an = -k * (k - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    value *= d * c;
    if (fabs(d * c - 1) < 1e-16) break;
  }
  return gamma_prefactor(a, x) * a * value;
}

/// log(Gamma(1 + a)) for 0 < a <= 1, without rounding 1 + a.
IREPLAY_HD inline double log_gamma_above_one(double a) {
  static constexpr double kTaylor[] = {
      -0.57721566490153286,  0.82246703342411322,  -0.40068563438653143,  0.27058080842778455,
      -0.20738555102867399,  0.16955717699740819,  -0.14404989676884612,  0.12550966952474304,
      -0.11133426586956469,  0.10009945751278181,  -0.090954017145829042, 0.083353840546109004,
      -0.076932516411352191, 0.071432946295361336, -0.066668705882420468, 0.062500955141213041,
      -0.058823978658684582, 0.055555767627403611, -0.052631679379616661, 0.050000047698101694,
      -0.047619070330142228, 0.045454556293204669, -0.043478266053040259, 0.04166666915034121,
      -0.040000001192140141, 0.038461539034675186, -0.037037037312989326};
  return a < 0.25 ? a * power_sum(kTaylor, a) : log_gamma(1 + a);
}

/// Q(a, x) for small a and x, where 1 - P would cancel.
IREPLAY_HD inline double gamma_upper_series(double a, double x) {
  double term = 1, sum = 0;
  for (int k = 1; k < 200; ++k) {
    term *= -x / k;
    sum += term / (a + k);
    if (fabs(term) < 1e-18 * fabs(sum)) break;
  }
  const double log_power = a * log(x) - log_gamma_above_one(a);
  return -expm1(log_power) - a * exp(log_power) * sum;
}

/// Temme's expansion for large a and x near it: erfc of the first order, plus `sign` times a series in 1/a.
IREPLAY_HD inline double gamma_uniform(double a, double x, double sign) {
  static constexpr double kTerms[][20] = {
      {-0.3333333333333333,    0.08333333333333333,    -0.014814814814814815,   0.0011574074074074073,
       0.0003527336860670194,  -0.0001787551440329218, 3.919263178522438e-05,   -2.185448510679992e-06,
       -1.85406221071516e-06,  8.296711340953087e-07,  -1.7665952736826078e-07, 6.707853543401498e-09,
       1.0261809784240309e-08, -4.382036018453353e-09, 9.14769958223679e-10,    -2.5514193994946248e-11,
       -5.830772132550426e-11, 2.4361948020667415e-11, -5.0276692801141755e-12, 1.1004392031956135e-13},
      {-0.001851851851851852, -0.003472222222222222, 0.0026455026455026454, -0.0009902263374485596,
       0.00020576131687242798, -4.018775720164609e-07, -1.8098550334489977e-05, 7.64916091608111e-06,
       -1.6120900894563446e-06, 4.647127802807434e-09, 1.378633446915721e-07, -5.752545603517705e-08,
       1.1951628599778148e-08, -1.7543241719747647e-11, -1.0091543710600413e-09, 4.162792991842583e-10,
       -8.56390702649298e-11, 6.067215101604758e-14},
      {0.004133597883597883, -0.0026813271604938273, 0.0007716049382716049, 2.0093878600823047e-06,
       -0.0001073665322636516, 5.2923448829120125e-05, -1.2760635188618728e-05, 3.423578734096138e-08,
       1.3721957309062934e-06, -6.298992138380055e-07, 1.4280614206064242e-07, -2.0477098421990866e-10,
       -1.409252991086752e-08, 6.228974084922022e-09, -1.3670488396617114e-09},
      {0.0006494341563786008, 0.00022947209362139917, -0.0004691894943952557, 0.00026772063206283885,
       -7.561801671883977e-05, -2.396505113867297e-07, 1.1082654115347302e-05, -5.6749528269915965e-06,
       1.4230900732435883e-06, -2.7861080291528143e-11, -1.6958404091930278e-07, 8.099464905388083e-08},
      {-0.0008618882909167117, 0.0007840392217200666, -0.0002990724803031902, -1.4638452578843418e-06,
       6.641498215465122e-05, -3.968365047179435e-05, 1.1375726970678419e-05, 2.507497226237533e-10,
       -1.6954149536558305e-06},
      {-0.00033679855336635813, -6.972813758365857e-05, 0.0002772753244959392, -0.00019932570516188847,
       6.797780477937208e-05, 1.419062920643967e-07, -1.3594048189768693e-05},
      {0.0005313079364639922, -0.0005921664373536939, 0.0002708782096718045, 7.902353232660328e-07}};
  constexpr double kTwoPi = 6.2831853071795865;
  const double half_square = -log_ratio_minus(a, x), eta = copysign(sqrt(2 * half_square), x - a);
  double series = 0;
  for (int k = 6; k >= 0; --k) series = series / a + power_sum(kTerms[k], eta);
  const double rest = exp(-a * half_square) / sqrt(kTwoPi * a) * series;
  return 0.5 * erfc(sign * eta * sqrt(a / 2)) + sign * rest;
}

IREPLAY_HD inline bool gamma_is_uniform(double a, double x) { return a > 200 && fabs(x - a) < 0.3 * a; }

/// The regularised lower incomplete gamma function P.
IREPLAY_HD inline double igamma(double a, double x) {
  if (!(a >= 0 && x >= 0)) return quiet_nan<double>();
  if (a == 0) return x > 0 ? 1 : quiet_nan<double>();
  if (x == 0) return 0;
  if (is_infinite(a)) return is_infinite(x) ? quiet_nan<double>() : 0;
  if (is_infinite(x)) return 1;
  if (gamma_is_uniform(a, x)) return gamma_uniform(a, x, -1);
  return x > 1 && x > a ? 1 - gamma_upper_fraction(a, x) : gamma_lower_series(a, x);
}

/// Its complement Q.
IREPLAY_HD inline double igammac(double a, double x) {
  if (!(a >= 0 && x >= 0)) return quiet_nan<double>();
  if (a == 0) return x > 0 ? 0 : quiet_nan<double>();
  if (x == 0) return 1;
  if (is_infinite(a)) return is_infinite(x) ? quiet_nan<double>() : 1;
  if (is_infinite(x)) return 0;
  if (gamma_is_uniform(a, x)) return gamma_uniform(a, x, 1);
  if (x > 1 && x > a) return gamma_upper_fraction(a, x);
  return x <= 1 && a <= 1 ? gamma_upper_series(a, x) : 1 - gamma_lower_series(a, x);
}

}  // namespace ireplay::scalar_math
