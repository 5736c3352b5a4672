#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "replay/plan/tensor.hpp"
#include "replay/verdict/elements.hpp"
#include "replay/verdict/limits.hpp"

/// One tensor held against its reference, with what the comparison would let pass.
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
  double error = 0, allowed = 0;
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

/// What would still pass: the largest factor on all elements, and the largest change of a single one, as a
/// multiple of the reference's root mean square.
struct Teeth {
  double factor = 1, element = 0;
};

/// NaN and infinities of either sign among the elements.
struct Census {
  std::int64_t nan = 0, inf = 0;
};

/// Of the finite elements of an output. NaN where there is none.
struct ValueRange {
  double min = 0, max = 0, mean = 0;
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
  std::int64_t elements = -1, mismatched = 0;  // -1: there was nothing to hold against each other
  std::int64_t not_compared = 0;               // elements that differ and are excused
  double max_abs = 0, max_rel = 0;             // over pairs of finite elements
  double ulp_p50 = 0, ulp_p99 = 0, max_ulp = 0;
  double max_err_over_allowed = 0;
  double rms = 0;                // of the error
  double slope = 0;              // of the error against the reference: 0.01 where ours is 1 % too large
  double mean = 0;               // of the error
  double reference_rms = 0;      // of the reference's finite elements
  std::optional<double> cosine;  // of the two tensors as vectors; none where one of them is zero
  /// Elements that are 0, 1, 2 to 3, 4 to 7 ... units in the last place off; no empty bins at the end.
  std::vector<std::int64_t> ulp_histogram;
  Census ours, reference;
  std::optional<ValueRange> values;  // of an output that ran and was compared with nothing
  Limits limits;
  bool rms_too_large = false, biased = false;  // reasons to fail where no element, or few, are off
  Teeth teeth;
  std::optional<OracleJudgement> oracle;
  std::vector<WorstElement> worst;  // the most out of tolerance first; where none is, those closest to it

  bool passes() const { return status == Status::pass; }
  /// Whether two tensors of one type and shape were held against each other.
  bool has_figures() const { return elements >= 0; }
};

/// By element: whether a difference there is no fault, because the element is left to chance. Empty: none is.
using Excused = std::vector<std::uint8_t>;

/// NaN equals only NaN, an infinity only the same one, integers and bools only themselves (but for changes
/// that the limits allow); other elements, their root mean square and their bias must keep the limits. Types
/// and shapes must be the same. A tensor of which no element could be compared does not pass. Runs on all
/// cores.
Comparison compare(const std::string& name, const HostTensor& got, const HostTensor& want,
                   const Limits& limits, const Excused& excused = {});
/// The same at a derived tolerance.
Comparison compare(const std::string& name, const HostTensor& got, const HostTensor& want,
                   const Tolerance& tolerance, const Excused& excused = {});

/// Of the finite elements; of a tensor that is not of floats 0.
Magnitude magnitude_of(const HostTensor& tensor);

/// An output that was compared with nothing: its range, its NaN and infinities. Complex parts count singly.
Comparison describe_output(const std::string& name, const HostTensor& tensor);

/// An output without figures: it fails, is skipped or unjudged for this reason.
Comparison without_figures(const std::string& name, Status status, const std::string& reason);

/// An error or a tolerance as messages and reports print it: 0, 1.2e-07, 0.013.
std::string print_error(double value);
/// An element, with seven digits.
std::string print_element(const ElementValue& value);

}  // namespace ireplay
