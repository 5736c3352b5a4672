#pragma once

#include "replay/externs/program.hpp"

/// Arithmetic of the library calls that multiply, for the TFLOP/s of reports and for estimates: two
/// operations (a product and a sum) for each product of elements, four times as many for complex ones, what
/// else a call computes left out. Sizes alone are read, never data.
namespace ireplay {

/// Step::flops of a call whose parts are written.
std::int64_t flops_of(const Step& step, const Plan& plan);

/// Calls that a library takes with less than their parts would do: hidden halves of scores, groups beside
/// each other; and distances, which are loops. externs.def says which row goes by which.
std::int64_t grouped_mm_flops(const ExternFrame& frame);
std::int64_t attention_flops(const ExternFrame& frame);
std::int64_t attention_backward_flops(const ExternFrame& frame);
std::int64_t cdist_flops(const ExternFrame& frame);

}  // namespace ireplay
