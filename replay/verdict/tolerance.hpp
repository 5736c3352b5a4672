#pragma once

#include <string>
#include <vector>

#include "replay/plan/plan.hpp"

/// How far a right result may lie from the reference, from the plan alone: element types, operations and
/// accumulated terms on the way to each output. Nothing is fitted to a case.
///
/// Errors are relative to the reference's root mean square as well as to each element, because sums of both
/// signs cancel. Independent roundings add up as their squares: an operation counts with the bound of its
/// row, a sum of n terms with n roundings, a buffer stored in a narrow type with one rounding of that type
/// (either side may have rounded the other way), a product in TF32 with that of its operands. An element may
/// be off by four such deviations and one unit in the last place of its type; all elements together, as root
/// mean square, by one and a half and half a unit, which catches small errors everywhere that no single
/// element betrays. For graphs that are too large to measure what rounding does to them (noise.hpp).
namespace ireplay {

struct Tolerance {
  double rtol = 0;       // of the wanted element's magnitude
  double atol = 0;       // absolute
  double scaled = 0;     // of the reference's root mean square; comes on top of atol
  double rms = 0;        // of the reference's root mean square: bound of the error's; 0: no such bound
  double deviation = 0;  // relative, what `scaled` and `rms` are multiples of
  std::string why = {};  // one line
};

/// How the reference was computed between the buffers of the plan.
enum class ReferenceRounding {
  fused,   // as the plan does: values inside a kernel stay in the compute type
  exact,   // in float64, with nothing rounded on the way
  per_op,  // op by op: each operation rounded to the narrow type of the tensors it works on
};

/// One per Plan::outputs. Integers, bools and outputs that are no tensors get zeros: exact.
std::vector<Tolerance> derive_tolerances(const Plan& plan, ReferenceRounding rounding);

/// The bounds for a relative deviation of an output of a floating or complex type.
Tolerance tolerance_of(DType dtype, double deviation);

}  // namespace ireplay
