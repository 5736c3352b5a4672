#pragma once

#include "replay/plan/plan.hpp"

/// How far the results of two right implementations of a library call may lie apart. A stable algorithm's
/// result is the exact one of operands that are off by a few roundings (Higham, Accuracy and Stability of
/// Numerical Algorithms, chapter 3): a run whose operands are off at random by as much shows it.
namespace ireplay {

/// Whether a call computes: moving, selecting and comparing elements is exact everywhere.
bool is_arithmetic(const Step& step);

/// sqrt(terms) roundings, terms: how many go into one element of the result; a few at least.
double roundings_of(const Step& step, const Plan& plan);

/// The largest relative amount by which elements of an operand of floats may be off: so many roundings of the
/// compute type, or one to TF32 where that may be. Attention rounds its probabilities to the tensors' type on
/// the way, which shows as a rounding of the values. `position`: among all tensors of the call.
double operand_noise(const Step& step, const Plan& plan, std::size_t position, DType dtype);

/// The same of a result, before it is rounded to its type.
double result_noise(const Step& step, const Plan& plan, DType dtype);

/// Whether what is fused to the call reads its results before they are rounded to their type.
bool may_stay_unrounded(const Step& step);

}  // namespace ireplay
