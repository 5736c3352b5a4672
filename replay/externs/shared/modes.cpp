#include "replay/externs/shared/modes.hpp"

namespace ireplay {

Averaging averaging_of(const ExternFrame& frame) {
  const std::int64_t number = frame.args().integer("reduction");
  frame.require(number >= 0 && number <= 2, "reduction " + std::to_string(number));
  return static_cast<Averaging>(number);
}

BagMode bag_mode_of(const ExternFrame& frame) {
  const std::int64_t number = frame.args().integer("mode");
  frame.require(number >= 0 && number <= 2, "mode is " + std::to_string(number));
  return static_cast<BagMode>(number);
}

Combine combine_of(const ExternFrame& frame, std::string_view text) {
  if (text == "sum" || text == "add") return Combine::sum;
  if (text == "prod" || text == "multiply") return Combine::product;
  if (text == "mean") return Combine::mean;
  if (text == "amax") return Combine::maximum;
  if (text == "amin") return Combine::minimum;
  frame.fail("there is no reduction '" + std::string(text) + "'");
}

GridMode grid_mode_of(const ExternFrame& frame) {
  const std::int64_t interpolation = frame.args().integer("interpolation_mode");
  const std::int64_t padding = frame.args().integer("padding_mode");
  frame.require(
      interpolation >= 0 && interpolation <= 2 && padding >= 0 && padding <= 2,
      "interpolation_mode " + std::to_string(interpolation) + ", padding_mode " + std::to_string(padding));
  return {static_cast<GridMode::Interpolation>(interpolation), static_cast<GridMode::Padding>(padding),
          frame.args().flag("align_corners")};
}

}  // namespace ireplay
