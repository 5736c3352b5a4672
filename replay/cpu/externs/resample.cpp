// Resizing of images, and the gradients of resizing and padding. Every mode is a weighted sum along one
// dimension after the other, so a mode is its weights; the gradient uses the same weights the other way
// round.
#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/lanes.hpp"
#include "replay/externs/shared/taps.hpp"

namespace ireplay {
namespace {

/// Resizes one dimension; `backward` sends every output's value back to its taps.
Reals apply(const Reals& from, std::size_t dimension, const Taps& taps, std::int64_t extent, bool backward) {
  Dims size = from.size;
  size[dimension] = extent;
  Reals to(size);
  std::vector<Lane> targets;
  for_each_lane(size, dimension, [&](const Lane& lane, std::int64_t) { targets.push_back(lane); });
  for_each_lane(from.size, dimension, [&](const Lane& source, std::int64_t number) {
    const Lane& target = targets[static_cast<std::size_t>(number)];
    for (std::size_t o = 0; o < taps.size(); ++o)
      for (const Tap& tap : taps[o]) {
        const auto out = static_cast<std::int64_t>(o);
        if (backward)
          to.data[target.at(tap.input)] += tap.weight * from.data[source.at(out)];
        else
          to.data[target.at(out)] += tap.weight * from.data[source.at(tap.input)];
      }
  });
  return to;
}

void resize(const ExternFrame& frame, std::size_t rank, Taps (*taps_of)(const Resize&)) {
  const bool vec = frame.args().knows("scale_factors");
  Reals image = frame.read<double>(vec ? "input" : "self", rank + 2);
  const std::vector<double> factors = factors_of(frame, rank);
  Dims output = frame.args().integers("output_size");
  if (output.empty())
    for (std::size_t d = 0; d < rank; ++d)
      output.push_back(static_cast<std::int64_t>(static_cast<double>(image.size[d + 2]) * factors[d]));
  frame.require(output.size() == rank, "the output size is " + bracketed(output));
  for (std::size_t d = rank; d-- > 0;)
    image = apply(image, d + 2, taps_of(make_resize(frame, image.size[d + 2], output[d], factors[d])),
                  output[d], false);
  frame.write(0, image);
}

void resize_backward(const ExternFrame& frame, std::size_t rank, Taps (*taps_of)(const Resize&)) {
  Reals gradient = frame.read<double>("grad_output", rank + 2);
  const std::vector<double> factors = factors_of(frame, rank);
  const Dims output = frame.args().integers("output_size", rank),
             input = frame.args().integers("input_size", rank + 2);
  frame.require(Dims(gradient.size.begin() + 2, gradient.size.end()) == output,
                "grad_output is " + bracketed(gradient.size));
  for (std::size_t d = 0; d < rank; ++d)
    gradient = apply(gradient, d + 2, taps_of(make_resize(frame, input[d + 2], output[d], factors[d])),
                     input[d + 2], true);
  frame.write(0, gradient);
}

void pad(const ExternFrame& frame, std::size_t rank, bool reflect, bool backward) {
  const Dims& size = frame.args().tensor("self").size;
  const Dims padding = frame.args().integers("padding", 2 * rank);
  frame.require(size.size() == rank + 1 || size.size() == rank + 2, "'self' is " + bracketed(size));
  Reals values = frame.read<double>(backward ? "grad_output" : "self");
  const std::size_t lead = size.size() - rank;
  for (std::size_t d = 0; d < rank; ++d) {
    const std::int64_t before = padding[2 * (rank - 1 - d)], after = padding[2 * (rank - 1 - d) + 1];
    const Taps taps = padding_taps(frame, size[lead + d], before, after, reflect);
    const auto padded = static_cast<std::int64_t>(taps.size());
    frame.require(values.size.size() == size.size() && (!backward || values.size[lead + d] == padded),
                  "grad_output is " + bracketed(values.size));
    values = apply(values, lead + d, taps, backward ? size[lead + d] : padded, backward);
  }
  frame.write(0, values);
}

}  // namespace

void run_upsample_nearest1d(const ExternFrame& frame) { resize(frame, 1, floor_taps); }
void run_upsample_nearest2d(const ExternFrame& frame) { resize(frame, 2, floor_taps); }
void run_upsample_nearest3d(const ExternFrame& frame) { resize(frame, 3, floor_taps); }
void run_upsample_nearest_exact1d(const ExternFrame& frame) { resize(frame, 1, center_taps); }
void run_upsample_nearest_exact2d(const ExternFrame& frame) { resize(frame, 2, center_taps); }
void run_upsample_nearest_exact3d(const ExternFrame& frame) { resize(frame, 3, center_taps); }
void run_upsample_linear1d(const ExternFrame& frame) { resize(frame, 1, linear_taps); }
void run_upsample_bilinear2d(const ExternFrame& frame) { resize(frame, 2, linear_taps); }
void run_upsample_trilinear3d(const ExternFrame& frame) { resize(frame, 3, linear_taps); }
void run_upsample_bicubic2d(const ExternFrame& frame) { resize(frame, 2, cubic_taps); }
void run_upsample_bilinear2d_aa(const ExternFrame& frame) { resize(frame, 2, smooth_linear_taps); }
void run_upsample_bicubic2d_aa(const ExternFrame& frame) { resize(frame, 2, smooth_cubic_taps); }

void run_upsample_nearest1d_backward(const ExternFrame& frame) { resize_backward(frame, 1, floor_taps); }
void run_upsample_nearest2d_backward(const ExternFrame& frame) { resize_backward(frame, 2, floor_taps); }
void run_upsample_nearest3d_backward(const ExternFrame& frame) { resize_backward(frame, 3, floor_taps); }
void run_upsample_nearest_exact1d_backward(const ExternFrame& frame) {
  resize_backward(frame, 1, center_taps);
}
void run_upsample_nearest_exact2d_backward(const ExternFrame& frame) {
  resize_backward(frame, 2, center_taps);
}
void run_upsample_nearest_exact3d_backward(const ExternFrame& frame) {
  resize_backward(frame, 3, center_taps);
}
void run_upsample_linear1d_backward(const ExternFrame& frame) { resize_backward(frame, 1, linear_taps); }
void run_upsample_bilinear2d_backward(const ExternFrame& frame) { resize_backward(frame, 2, linear_taps); }
void run_upsample_trilinear3d_backward(const ExternFrame& frame) { resize_backward(frame, 3, linear_taps); }
void run_upsample_bicubic2d_backward(const ExternFrame& frame) { resize_backward(frame, 2, cubic_taps); }
void run_upsample_bilinear2d_aa_backward(const ExternFrame& frame) {
  resize_backward(frame, 2, smooth_linear_taps);
}
void run_upsample_bicubic2d_aa_backward(const ExternFrame& frame) {
  resize_backward(frame, 2, smooth_cubic_taps);
}

void run_reflection_pad1d(const ExternFrame& frame) { pad(frame, 1, true, false); }
void run_reflection_pad2d(const ExternFrame& frame) { pad(frame, 2, true, false); }
void run_reflection_pad3d(const ExternFrame& frame) { pad(frame, 3, true, false); }
void run_replication_pad1d(const ExternFrame& frame) { pad(frame, 1, false, false); }
void run_replication_pad2d(const ExternFrame& frame) { pad(frame, 2, false, false); }
void run_replication_pad3d(const ExternFrame& frame) { pad(frame, 3, false, false); }
void run_reflection_pad1d_backward(const ExternFrame& frame) { pad(frame, 1, true, true); }
void run_reflection_pad2d_backward(const ExternFrame& frame) { pad(frame, 2, true, true); }
void run_reflection_pad3d_backward(const ExternFrame& frame) { pad(frame, 3, true, true); }
void run_replication_pad1d_backward(const ExternFrame& frame) { pad(frame, 1, false, true); }
void run_replication_pad2d_backward(const ExternFrame& frame) { pad(frame, 2, false, true); }
void run_replication_pad3d_backward(const ExternFrame& frame) { pad(frame, 3, false, true); }

}  // namespace ireplay
