#pragma once

#include <optional>
#include <string>
#include <string_view>
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

/// What became of one output.
enum class Status : std::uint8_t {
  pass,
  fail,
  skipped,   // its memory was handed on, PyTorch leaves it unset: nothing can be compared
  unjudged,  // it could be compared and was not: no reference tensor, or it is left to chance
  ran,       // no reference exists or was asked for
};

/// pass, fail, skipped, unjudged, ran.
std::string_view name_of(Status status);

/// NaN and infinities of either sign among the elements.
struct Census {
  std::int64_t nan = 0, inf = 0;
};

/// How far both sides are from an evaluation in float64.
struct OracleJudgement {
  double ours = 0, reference = 0;                      // root mean square over finite elements
  std::int64_t ours_broken = 0, reference_broken = 0;  // integers that differ, NaN or infinities on one side
  std::string verdict;  // both within rounding, the reference is wrong, ireplay is wrong ...
};

struct Comparison {
  std::string name;  // output0, buf3, mutated.arg0_1
  Status status = Status::fail;
  std::string reason;  // why it is skipped or unjudged, or why there are no figures: shapes or types differ
  DType dtype = DType::f32;
  Dims size;
  std::int64_t elements = -1, mismatched = 0;    // -1: there was nothing to hold against each other
  std::int64_t not_compared = 0;                 // elements that differ and that slack excuses
  double max_abs = 0, max_rel = 0, max_ulp = 0;  // over pairs of finite elements
  double rms = 0;                                // of the error, over the same
  double reference_rms = 0;
  std::optional<double> cosine;  // of the two tensors as vectors; none where one of them is zero
  Census ours, reference;
  Tolerance tolerance;         // `atol` holds the scaled part too, `rms` is absolute
  bool rms_too_large = false;  // the reason to fail where no element, or few, are off
  std::optional<OracleJudgement> oracle;
  std::vector<WorstElement> worst;  // the most out of tolerance first; where none is, the largest errors

  bool passes() const { return status == Status::pass; }
  /// Whether two tensors of one type and shape were held against each other.
  bool has_figures() const { return elements >= 0; }
};

/// What an element may be off beside the tolerance. Infinite where nothing is known of it: any integer is
/// right, and any float where the reference is not finite; a finite reference gets no slack then. Empty:
/// none.
using Slack = std::vector<double>;

/// NaN equals only NaN, an infinity only the same one, integers and bools only themselves; other elements
/// pass where |got - want| <= atol + rtol * |want|. Types and shapes must be the same. A tensor of which no
/// element could be compared does not pass.
Comparison compare(const std::string& name, const HostTensor& got, const HostTensor& want,
                   const Tolerance& tolerance, const Slack& slack = {});

/// The elements of a tensor as doubles, both parts of a complex number one after the other.
std::vector<double> to_doubles(const HostTensor& tensor);

/// An output without figures: it fails, is skipped or unjudged for this reason.
Comparison without_figures(const std::string& name, Status status, const std::string& reason);

/// An error or a tolerance as messages and reports print it: 0, 1.2e-07, 0.013.
std::string print_error(double value);

/// Distance of two values of a floating type in units in the last place: how many values of the type lie
/// between.
double ulp_distance(DType dtype, double a, double b);

}  // namespace ireplay
