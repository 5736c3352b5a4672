#pragma once

#include "replay/externs/writer.hpp"

/// What the CPU backend fuses into its linear maps, as loop programs.
namespace ireplay {

/// Names of the parameters that say which elementwise function follows.
struct ActivationNames {
  const char *name, *scalars, *algorithm;
};
inline constexpr ActivationNames kUnaryNames{"attr", "scalars", "algorithm"};
inline constexpr ActivationNames kAfterBinaryNames{"unary_attr", "unary_scalars", "unary_algorithm"};

/// The function that the call names, of x. Throws Error{unsupported} for an unknown one.
Value activated(const ExternWriter& to, const ActivationNames& names, Value x);
/// x and `other` (read at `coordinates`) put together as `how` says: add, sub, mul. Throws Error{unsupported}
/// for another word.
Value with_other(ExternWriter& to, std::string_view how, const Dims& size,
                 const std::vector<Index>& coordinates, Value x);

/// The convolution that the arguments input, weight, bias, stride, padding, dilation, transposed and groups
/// describe, into `output`. Throws Error{dump} for shapes that do not fit.
void write_convolution_into(ExternWriter& to, const TensorView& output);

}  // namespace ireplay
