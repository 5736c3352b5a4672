#pragma once

#include "replay/externs/call_frame.hpp"

/// What arguments of library calls choose between, for the rows on the CPU and for the programs. Each
/// function throws Error{dump} for a choice that does not exist.
namespace ireplay {

/// What becomes of the losses of all samples.
enum class Averaging { none, mean, sum };
/// Argument 'reduction'.
Averaging averaging_of(const ExternFrame& frame);

/// What becomes of the rows of a bag.
enum class BagMode { sum, mean, max };
/// Argument 'mode'.
BagMode bag_mode_of(const ExternFrame& frame);

/// How an element joins those already at its place.
enum class Combine { replace, sum, product, mean, maximum, minimum };
/// `text` as in scatter_reduce, or as scatter spells it.
Combine combine_of(const ExternFrame& frame, std::string_view text);

/// How an image is sampled between its pixels and beyond its borders.
struct GridMode {
  enum class Interpolation { linear, nearest, cubic };
  enum class Padding { zeros, border, reflection };
  Interpolation interpolation = Interpolation::linear;
  Padding padding = Padding::zeros;
  bool align_corners = false;
};
/// Arguments 'interpolation_mode', 'padding_mode' and 'align_corners' for images of `rank` dimensions.
GridMode grid_mode_of(const ExternFrame& frame);

}  // namespace ireplay
