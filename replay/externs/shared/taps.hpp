#pragma once

#include <vector>

#include "replay/externs/call_frame.hpp"

/// Which inputs an output of a resized, padded or pooled dimension is made of, and their weights.
namespace ireplay {

struct Tap {
  std::int64_t input = 0;
  double weight = 0;
};
/// The taps of every output position along one dimension.
using Taps = std::vector<std::vector<Tap>>;

struct Resize {
  std::int64_t input = 0, output = 0;
  bool align_corners = false;
  double factor = 0;  // output / input as the caller gave it, 0 if he did not
};
using TapsOf = Taps (*)(const Resize& resize);

Taps floor_taps(const Resize& r);   // nearest
Taps center_taps(const Resize& r);  // nearest-exact
Taps linear_taps(const Resize& r);
Taps cubic_taps(const Resize& r);
Taps smooth_linear_taps(const Resize& r);  // antialiased
Taps smooth_cubic_taps(const Resize& r);

/// Scale factors as far as given: a list (`.vec` overloads) or one argument a dimension; 0 where there is
/// none.
std::vector<double> factors_of(const ExternFrame& frame, std::size_t rank);
Resize make_resize(const ExternFrame& frame, std::int64_t input, std::int64_t output, double factor);

/// Where each position of a padded dimension comes from.
Taps padding_taps(const ExternFrame& frame, std::int64_t input, std::int64_t before, std::int64_t after,
                  bool reflect);

/// The same connections seen from the inputs: for every input the outputs that it reaches.
Taps reversed(const Taps& taps, std::int64_t inputs);

}  // namespace ireplay
