#pragma once

#include <optional>

#include "replay/externs/arguments.hpp"

/// Sizes, strides and types of a call's results, where neither the dump nor the wrapper says them: releases
/// up to 2.7 assert no sizes of most calls, and no release asserts a type before 2.14.
namespace ireplay {

/// The size of result `position`, by the rule of the call's row; none where the row has no rule or the
/// arguments do not fit it.
std::optional<Dims> result_size(const ExternCall& call, std::int64_t position);

/// Strides of a result of this size, by the call's row; where it says nothing, a result lies as the operand
/// of its own rank and sizes, or the first one of its rank, does.
Dims result_strides(const ExternCall& call, std::int64_t position, const Dims& size);

/// The type of a result, by the rule of the call's row; that of the first tensor where there is no rule, and
/// of a call without tensors the one that `dtype=` names.
DType result_type(const ExternCall& call, std::int64_t position);

/// The rules of externs.def (ExternFacts::sizes), of calls whose parts take several sizes (result_shape.hpp).
/// Each gives none for results that it does not tell.
std::optional<Dims> size_of_convolution(const ExternArguments& args, std::int64_t position);
std::optional<Dims> sizes_of_attention(const ExternArguments& args, std::int64_t position);
std::optional<Dims> sizes_of_attention_gradients(const ExternArguments& args, std::int64_t position);
std::optional<Dims> size_of_bags(const ExternArguments& args, std::int64_t position);

}  // namespace ireplay
