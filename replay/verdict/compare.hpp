#pragma once

#include <optional>
#include <string>
#include <vector>

#include "replay/plan/tensor.hpp"
#include "replay/verdict/tolerance.hpp"

/// One tensor held against its reference.
namespace ireplay {

/// An element as a number: `i` for integers and bools, `f` for floats (of a complex pair the part that is
/// off).
struct ElementValue {
  bool integral = false;
  double f = 0;
  std::int64_t i = 0;
};

struct WorstElement {
  Dims index;
  ElementValue got, want;
};

struct Comparison {
  std::string name;  // output0, buf3, mutated.arg0_1
  bool pass = false;
  std::string undetermined;  // where it fails: what left to chance the tensor depends on; empty for nothing
  std::string problem;  // why there is nothing to compare: shapes differ, no such tensor; empty otherwise
  DType dtype = DType::f32;
  Dims size;
  std::int64_t elements = 0, mismatched = 0;
  std::int64_t not_compared = 0;                 // elements that differ and that slack excuses
  double max_abs = 0, max_rel = 0, max_ulp = 0;  // over pairs of finite elements
  double rms = 0;                                // of the error, over the same
  double reference_rms = 0;
  std::optional<double> cosine;     // of the two tensors as vectors; none where one of them is zero
  std::int64_t nan = 0, inf = 0;    // in what was got
  Tolerance tolerance;              // `atol` holds the scaled part too, `rms` is absolute
  bool rms_too_large = false;       // the reason to fail where no element, or few, are off
  std::vector<WorstElement> worst;  // the most out of tolerance first; where none is, the largest errors
};

/// What an element may be off beside the tolerance. Infinite where nothing is known of it: any integer is
/// right, and any float where the reference is not finite; a finite reference gets no slack then. Empty:
/// none.
using Slack = std::vector<double>;

/// NaN equals only NaN, an infinity only the same one, integers and bools only themselves; other elements
/// pass where |got - want| <= atol + rtol * |want|. Floating types may differ (a reference kept in float32),
/// others may not. A tensor of which no element could be compared does not pass.
Comparison compare(const std::string& name, const HostTensor& got, const HostTensor& want,
                   const Tolerance& tolerance, const Slack& slack = {});

/// The elements of a tensor as doubles, both parts of a complex number one after the other.
std::vector<double> to_doubles(const HostTensor& tensor);

/// A comparison that fails without looking at elements.
Comparison failed_comparison(const std::string& name, const std::string& problem);

/// An error or a tolerance as messages and reports print it: 0, 1.2e-07, 0.013.
std::string print_error(double value);

/// Distance of two values of a floating type in units in the last place: how many values of the type lie
/// between.
double ulp_distance(DType dtype, double a, double b);

}  // namespace ireplay
