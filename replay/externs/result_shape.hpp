#pragma once

#include <optional>

#include "replay/plan/plan.hpp"

/// Sizes of results that no text prints, asked of what writes the call.
namespace ireplay {

struct ResultShape {
  Dims size;
  Dims stride;  // of a view of an operand; empty: it does not follow from the sizes
};

/// The shape of result `position` of a call whose operands lie in `plan`: what its parts refuse any other
/// size for. None for an unknown op, for one whose result may have several sizes, and where the operands do
/// not fit. Writes the call's parts once and runs none of them.
std::optional<ResultShape> shape_of_result(const ExternCall& call, std::int64_t position, DType dtype,
                                           const Plan& plan);

}  // namespace ireplay
