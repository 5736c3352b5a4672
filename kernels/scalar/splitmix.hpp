#pragma once

#include "kernels/scalar/float_formats.hpp"

namespace ireplay {

/// The finalizer of splitmix64 (Steele, Lea, Flood, OOPSLA'14): every bit of `x` changes about half of the
/// result's.
IREPLAY_HD inline unsigned long long splitmix(unsigned long long x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

}  // namespace ireplay
