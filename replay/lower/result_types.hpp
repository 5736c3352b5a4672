#pragma once

#include <optional>

#include "replay/plan/plan.hpp"

/// Results of library calls that no text describes: releases up to 2.7 assert no sizes of most, and no
/// release asserts a type before 2.14. Where there is a scheduler text it has both.
namespace ireplay {

/// The size of result `position` of attention and of bags of rows, whose parts take several. None for other
/// ops.
std::optional<Dims> size_of_operands(const ExternCall& call, std::int64_t position);

/// The type of result `position` of an elementwise op on tensors of several types, of an op that makes or
/// takes apart complex numbers, or of a comparison. None for other ops.
std::optional<DType> type_of_operands(const ExternCall& call, std::int64_t position);

}  // namespace ireplay
