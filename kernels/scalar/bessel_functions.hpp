#pragma once

#include "kernels/scalar/chebyshev_sum.hpp"
#include "kernels/scalar/scalar_math.hpp"

/// Bessel functions J and Y of orders 0 and 1 in double: Chebyshev series in x^2 up to 8, beyond it amplitude
/// and phase with series in 1/x^2. Coefficients were computed with 60 digits and cut where they fall under
/// 1e-18 of the largest. Infinite arguments give NaN, as PyTorch's.
namespace ireplay::scalar_math {

/// J0(x), 0 <= x <= 8
IREPLAY_HD inline double bessel_j0_near_zero(double x) {
  static constexpr double kSeries[] = {
      1.5772797147489012e-1,  -8.7234423528522213e-3,  2.6517861320333681e-1,  -3.7009499387264978e-1,
      1.5806710233209726e-1,  -3.4893769411408885e-2,  4.8191800694676045e-3,  -4.6062616620627505e-4,
      3.2460328821005081e-5,  -1.7619469077621507e-6,  7.6081635924187819e-8,  -2.6792535305576729e-9,
      7.8486963144794644e-11, -1.9438346867370166e-12, 4.1253205956343739e-14, -7.5885081254475463e-16,
      1.2218515873961411e-17};
  return chebyshev_sum(kSeries, x * x / 32 - 1);
}

/// J1(x), 0 <= x <= 8
IREPLAY_HD inline double bessel_j1_near_zero(double x) {
  static constexpr double kSeries[] = {
      8.1044846325658115e-2,  -1.4897514506765211e-1,  1.609992623572097e-1,   -8.2680491766817907e-2,
      2.2213639654966035e-2,  -3.646940600769276e-3,   4.0503377283548218e-4,  -3.2555548668572585e-5,
      1.9858774049915167e-6,  -9.5219847567504362e-8,  3.6871337590971482e-9,  -1.1780266226958848e-10,
      3.1601545803480033e-12, -7.2217552396517734e-14, 1.4232144003513942e-15, -2.4441972916190464e-17,
      3.6912682997929333e-19};
  return x * chebyshev_sum(kSeries, x * x / 32 - 1);
}

/// What Hankel's expansions hold for x > 8: J = even * cos(phase) - odd * sin(phase), Y with sine and cosine
/// exchanged.
struct HankelTerms {
  double even, odd;
};

IREPLAY_HD inline HankelTerms hankel_terms_0(double x) {
  static constexpr double kEven[] = {
      9.9946034934751867e-1,  -5.3652204681321174e-4,  3.0751847875194746e-6,  -5.1705945376060977e-8,
      1.6306464635151383e-9,  -7.86409137723707e-11,   5.1682623873491925e-12, -4.3045788699253912e-13,
      4.3265957431549406e-14, -5.0690340959352361e-15, 6.7480722157338737e-16, -1.0011513723467786e-16,
      1.6305919233744185e-17, -2.8808661694828712e-18};
  static constexpr double kOdd[] = {-1.2444683684269607e-1,  5.4708159540893197e-4,  -5.9315987288485178e-6,
                                    1.4377965798375193e-7,   -5.817532749493056e-9,  3.3760975237349908e-10,
                                    -2.5653979367973078e-11, 2.404916100281365e-12,  -2.6690625482579416e-13,
                                    3.4041800321963689e-14,  -4.87994410531204e-15,  7.7297031762426054e-16,
                                    -1.3348852171502517e-16, 2.4865952389390515e-17, -4.9528926298865159e-18,
                                    1.0473158973776097e-18,  -2.3369301722114219e-19};
  constexpr double kRootOf2ByPi = 0.79788456080286536;
  const double t = 2 * (8 / x) * (8 / x) - 1, scale = kRootOf2ByPi / sqrt(x);
  return {scale * chebyshev_sum(kEven, t), scale * chebyshev_sum(kOdd, t) / x};
}

IREPLAY_HD inline HankelTerms hankel_terms_1(double x) {
  static constexpr double kEven[] = {
      1.0009030408600137,      8.9898983308594086e-4,  -3.9872843004889085e-6,  6.1776339606442985e-8,
      -1.8718907491063066e-9,  8.8168986595823389e-11, -5.7048636403956447e-12, 4.6991955152305424e-13,
      -4.6842237839904892e-14, 5.4526748960447172e-15, -7.2211808422740179e-16, 1.0667689114335412e-16,
      -1.7312313216116335e-17, 3.0492991197665872e-18};
  static constexpr double kOdd[] = {
      3.742222965562826e-1,   -7.7021788393256635e-4,  7.3108922063643633e-6,  -1.6767825107266738e-7,
      6.5833546621204433e-9,  -3.7490909505415562e-10, 2.8121750359748865e-11, -2.6114525394623199e-12,
      2.8774212663332234e-13, -3.6490019160618378e-14, 5.2066263662267072e-15, -8.2153180254585943e-16,
      1.4141084390211833e-16, -2.6267615898385292e-17, 5.2192649196714082e-18, -1.101261718787959e-18};
  constexpr double kRootOf2ByPi = 0.79788456080286536;
  const double t = 2 * (8 / x) * (8 / x) - 1, scale = kRootOf2ByPi / sqrt(x);
  return {scale * chebyshev_sum(kEven, t), scale * chebyshev_sum(kOdd, t) / x};
}

/// Cosine and sine of x - pi/4 without rounding the difference; order 1 is a quarter turn later.
struct Phase {
  double cosine, sine;
};

IREPLAY_HD inline Phase phase_of(double x) {
  constexpr double kRootOfHalf = 0.70710678118654752;
  const double cosine = cos(x), sine = sin(x);
  return {kRootOfHalf * (cosine + sine), kRootOfHalf * (sine - cosine)};
}

IREPLAY_HD inline double bessel_j0(double x) {
  const double size = fabs(x);
  if (!(size > 8)) return bessel_j0_near_zero(size);
  if (is_infinite(x)) return quiet_nan<double>();
  const HankelTerms terms = hankel_terms_0(size);
  const Phase phase = phase_of(size);
  return terms.even * phase.cosine - terms.odd * phase.sine;
}

IREPLAY_HD inline double bessel_j1(double x) {
  const double size = fabs(x);
  if (!(size > 8)) return copysign(1.0, x) * bessel_j1_near_zero(size);
  if (is_infinite(x)) return quiet_nan<double>();
  const HankelTerms terms = hankel_terms_1(size);
  const Phase phase = phase_of(size);
  return copysign(1.0, x) * (terms.even * phase.sine + terms.odd * phase.cosine);
}

IREPLAY_HD inline double bessel_y0(double x) {
  static constexpr double kSeries[] = {
      3.6454698091160444e-2,   -2.7832370940758248e-1, 2.9604999902071482e-1,   9.8255084081878641e-2,
      -1.0755155280627784e-1,  3.1799074084414515e-2,  -5.1613971058107149e-3,  5.4985253200390115e-4,
      -4.1996983149420131e-5,  2.4290361107923794e-6,  -1.1049969793472956e-7,  4.0665173659791105e-9,
      -1.2374148898289852e-10, 3.1685725528945944e-12, -6.9269560324310011e-14, 1.3086308625876684e-15,
      -2.1586201986914483e-17, 3.1368631824799381e-19};
  constexpr double kTwoByPi = 0.63661977236758134;
  if (!(x > 0) || is_infinite(x)) return x == 0 ? -infinity<double>() : quiet_nan<double>();
  if (x <= 8) return chebyshev_sum(kSeries, x * x / 32 - 1) + kTwoByPi * log(x / 2) * bessel_j0_near_zero(x);
  const HankelTerms terms = hankel_terms_0(x);
  const Phase phase = phase_of(x);
  return terms.even * phase.sine + terms.odd * phase.cosine;
}

IREPLAY_HD inline double bessel_y1(double x) {
  static constexpr double kSeries[] = {
      3.8300769852423779e-2,   -8.1825614127328264e-2, -2.4867707612196401e-2,  4.7967452752746983e-2,
      -1.8525884510898022e-2,  3.6806076878235111e-3,  -4.6272540602933687e-4,  4.0694002695808699e-5,
      -2.6617695125295626e-6,  1.3506026913254338e-7,  -5.4835241103362766e-9,  1.8245086841229008e-10,
      -5.0706666365911291e-12, 1.1956162517587949e-13, -2.4231624427124732e-15, 4.2681265130729624e-17,
      -6.5960609787230412e-19};
  constexpr double kTwoByPi = 0.63661977236758134;
  if (!(x > 0) || is_infinite(x)) return x == 0 ? -infinity<double>() : quiet_nan<double>();
  if (x <= 8)
    return x * chebyshev_sum(kSeries, x * x / 32 - 1) +
           kTwoByPi * (log(x / 2) * bessel_j1_near_zero(x) - 1 / x);
  const HankelTerms terms = hankel_terms_1(x);
  const Phase phase = phase_of(x);
  return terms.odd * phase.sine - terms.even * phase.cosine;
}

/// sin(x) / x
IREPLAY_HD inline double spherical_bessel_j0(double x) {
  if (is_infinite(x)) return 0;
  return fabs(x) < 1e-4 ? 1 - x * x / 6 : sin(x) / x;
}

}  // namespace ireplay::scalar_math
