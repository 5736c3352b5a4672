#pragma once

#include "kernels/scalar/chebyshev_sum.hpp"
#include "kernels/scalar/scalar_math.hpp"

/// Airy's function in double: Chebyshev series on pieces, coefficients computed with 60 digits.
namespace ireplay::scalar_math {

/// x > 2, by exp(zeta) x^(1/4) Ai(x) as a series in 1/zeta, zeta = 2/3 x^(3/2).
IREPLAY_HD inline double airy_ai_decaying(double x) {
  static constexpr double kSeries[] = {
      2.7769560951170592e-1,  -4.1729675620459231e-3,  2.0669586013998012e-4,  -1.7280997841068206e-5,
      1.928052166797157e-6,   -2.6057743987762617e-7,  4.051516883512395e-8,   -7.0222404409862229e-9,
      1.3286081997701028e-9,  -2.7035580371292888e-10, 5.8522977828389983e-11, -1.3363584416519756e-11,
      3.1978547149289155e-12, -7.9768135595596025e-13, 2.0651347541109666e-13, -5.5289997821597799e-14,
      1.5261656190101811e-14, -4.3319793049558053e-15, 1.2616239319898748e-15, -3.7626070399357593e-16,
      1.1471616156264617e-16, -3.5701443651092083e-17, 1.1326462271400219e-17, -3.658761589006902e-18,
      1.2021046148071358e-18, -4.0132972758830536e-19};
  constexpr double kZetaOf2 = 1.8856180831641267;
  const double zeta = x * sqrt(x) * (2.0 / 3);
  return exp(-zeta) * chebyshev_sum(kSeries, 2 * kZetaOf2 / zeta - 1) / sqrt(sqrt(x));
}

/// x < -8: amplitude and phase, series in 1/zeta^2.
IREPLAY_HD inline double airy_ai_oscillating(double x) {
  static constexpr double kEven[] = {
      9.9991881791793078e-1,   -8.104660923669418e-5,   1.3475665984689079e-7,
      -7.0855847143126588e-10, 7.4818418650830911e-12,  -1.2902774343407967e-13,
      3.2250402097487589e-15,  -1.0809146475761038e-16, 4.6006928582675131e-18};
  static constexpr double kOdd[] = {6.9361782269395601e-2,   -8.239286225558228e-5,   2.6720919509865667e-7,
                                    -2.0742368536819071e-9,  2.87339259334291e-11,    -6.0873520918892449e-13,
                                    1.7924891244638024e-14,  -6.8759990196840532e-16, 3.279803636500588e-17,
                                    -1.8787767960871875e-18, 1.2582717832070888e-19};
  constexpr double kZetaOf8 = 15.084944665313014, kRootOf2Pi = 2.5066282746310002;
  // zeta to twice the precision: its error is the phase's
  const double root = sqrt(-x), root_rest = fma(-root, root, -x) / (2 * root);
  const double cube = -x * root, cube_rest = fma(-x, root, -cube) - x * root_rest;
  const double zeta = cube * (2.0 / 3), rest = (fma(-1.5, zeta, cube) + cube_rest) * (2.0 / 3);
  const double sine = sin(zeta) + cos(zeta) * rest, cosine = cos(zeta) - sin(zeta) * rest;
  const double ratio = kZetaOf8 / zeta, t = 2 * ratio * ratio - 1;
  const double even = chebyshev_sum(kEven, t), odd = chebyshev_sum(kOdd, t) / zeta;
  return (even * (cosine + sine) + odd * (sine - cosine)) / (kRootOf2Pi * sqrt(root));
}

/// NaN at both infinities, as PyTorch's.
IREPLAY_HD inline double airy_ai(double x) {
  static constexpr double kFar[] = {
      7.9160219960642382e-2,   1.126033723039793e-2,    5.4799351958540438e-2,  -6.2006886987570091e-2,
      -2.6567567219632844e-1,  6.0784214727921099e-2,   7.8677784781036329e-2,  -2.2109551672056221e-2,
      -8.8140949642362653e-3,  3.5871278916666945e-3,   3.5520270416690225e-4,  -3.1035669830111383e-4,
      1.4183421950742096e-5,   1.525394525088368e-5,    -2.3944990755092513e-6, -3.792447378593734e-7,
      1.3107569898415468e-7,   -8.9689668033753457e-10, -3.956336741364386e-9,  4.2360434987063962e-10,
      6.0974137498792256e-11,  -1.6045501730850525e-11, 1.6040219758435653e-13, 3.1779355508169296e-13,
      -3.2011950554658294e-14, -2.9186272926929062e-15, 8.0296486140638366e-16, -2.2076095242074916e-17,
      -1.0366970030174455e-17, 1.1808587801221978e-18};
  static constexpr double kNear[] = {
      1.1447758651998736e-1,  4.2127788420449912e-1,   -2.7734597101387943e-2,  -2.3365796110601145e-1,
      6.9395595645774077e-2,  2.4461772007139793e-2,   -1.4766437693581868e-2,  8.0238897795258985e-4,
      1.0230295738488457e-3,  -2.5149312069092623e-4,  -1.2152476924968543e-5,  1.4468912917662048e-5,
      -1.8654536874239819e-6, -2.5993578018713976e-7,  1.0341710658801066e-7,   -6.9571266870052729e-9,
      -1.9517093523971567e-9, 4.4401098385368239e-10,  -1.1398870033140025e-11, -8.3701155869231867e-12,
      1.2611082165186201e-12, 1.0125908288303646e-14,  -2.3799523654108911e-14, 2.5144316602653421e-15,
      1.0116342805635523e-16, -4.8521032906495328e-17, 3.6476065757952658e-18};
  static constexpr double kPositive[] = {
      1.661487551134717e-1,    -1.6020064374916198e-1,  2.9850862650422872e-2,  -3.5928210063466768e-5,
      -1.0148771856557245e-3,  1.8650430146538641e-4,   -9.0232075318456624e-6, -1.8719071101908585e-6,
      3.7633084265224527e-7,   -2.2543102304853236e-8,  -1.521783492607275e-9,  3.7631432654361222e-10,
      -2.4444948546165673e-11, -5.9794241448052411e-13, 2.2466976613000315e-13, -1.5345032770179279e-14,
      -7.025980667351147e-17,  8.902219306136638e-17,   -6.3485067634868252e-18};
  if (x != x || is_infinite(x)) return quiet_nan<double>();
  if (x > 2) return airy_ai_decaying(x);
  if (x >= 0) return chebyshev_sum(kPositive, x - 1);
  if (x >= -4) return chebyshev_sum(kNear, x / 2 + 1);
  return x >= -8 ? chebyshev_sum(kFar, x / 2 + 3) : airy_ai_oscillating(x);
}

}  // namespace ireplay::scalar_math
