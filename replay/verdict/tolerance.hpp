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
/// (either side may have rounded the other way). An element may be off by four such deviations and one unit
/// in the last place of its type; all elements together, as root mean square, by one and a half and half a
/// unit, which catches small errors everywhere that no single element betrays. A conversion to a narrow type
/// that the text names (float8) is done by both sides: its results are equal but for a few elements, whose
/// number is bounded by chance, and which are one unit of that type apart.
namespace ireplay {

struct Tolerance {
  double rtol = 0;       // of the wanted element's magnitude
  double atol = 0;       // absolute
  double scaled = 0;     // of the reference's root mean square; comes on top of atol
  double rms = 0;        // of the reference's root mean square: bound of the error's; 0: no such bound
  double deviation = 0;  // relative, what `scaled` and `rms` are multiples of
  double terms = 1;      // accumulated on the way
  /// A conversion to a narrow type that both sides do makes close values equal, or neighbours of that type:
  /// `jump` apart, relative, with this chance.
  double jump = 0, jump_chance = 0;
  std::string why = {};  // one line
};

/// How the reference was computed between the buffers of the plan.
enum class ReferenceRounding {
  fused,   // as the plan does: values inside a kernel stay in the compute type
  per_op,  // op by op: each operation rounded to the narrow type of the tensors it works on
};

/// One per Plan::outputs. Integers, bools and outputs that are no tensors get zeros: exact.
std::vector<Tolerance> derive_tolerances(const Plan& plan, ReferenceRounding rounding);

/// The bounds for a relative deviation of an output of a floating or complex type.
Tolerance tolerance_of(DType dtype, double deviation);

/// Half a unit in the last place of 1: the relative error of one rounding to a floating type (of a complex
/// one's parts).
double unit_roundoff(DType dtype);

}  // namespace ireplay
