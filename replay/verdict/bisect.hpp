#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "replay/engine.hpp"
#include "replay/passes/excerpt.hpp"
#include "replay/verdict/compare.hpp"
#include "replay/verdict/tolerance.hpp"

/// Which op of a graph is at fault.
///
/// The graph runs op by op on two chains. On ours each op reads what ours wrote before it; on the judge's it
/// reads what the judge has for the same buffers. An op's *own* error is how far its result lies from the
/// judge's for the same inputs; what it would be off for its inputs alone, with nothing wrong in itself, is
/// *inherited*: how far its results on the two chains lie apart. Own errors are held against the noise that
/// rounding has in that op (noise.hpp), and an op is wrong where they are twice what that allows, so that one
/// op which is wrong stands out however far its error travels, and a graph whose errors only add up has none.
/// Where the judge has nothing for the buffers between two ops, they are judged together, against the noise
/// of all of them.
namespace ireplay {

/// Who is asked what is right.
struct BisectJudge {
  enum class Kind : std::uint8_t {
    exact,     // an evaluation in float64
    cpu,       // the CPU engine
    original,  // the engine that is judged, on the graph's own kernels: RunOptions::originals
    saved,     // tensors that someone else computed, by buffer name or by output key
  };
  Kind kind = Kind::exact;
  TensorMap saved;
  ReferenceRounding rounding = ReferenceRounding::fused;  // of saved tensors
};

struct BisectOptions {
  RunOptions run;       // of the engine that is judged
  bool by_node = true;  // programs of a fused node one by one; false: as the engine fuses them
  std::vector<std::string> chance = {};  // inputs that the judge had other values of: filled at random here
  std::function<void(std::size_t done, std::size_t total, const std::string& op)> progress = {};
};

/// What became of one op.
struct OpJudgement {
  enum class Status : std::uint8_t { good, wrong, unjudged };
  Unit unit;
  std::string name, kind;  // op3; pointwise
  Status status = Status::unjudged;
  std::string reason;                  // why it is unjudged
  std::optional<Comparison> own;       // its worst output, on our chain's inputs
  std::optional<Comparison> on_judge;  // on the judge's inputs
  double inherited = 0;                // relative to the result's root mean square
  std::int64_t new_nans = 0;           // in its results, where there is none in what it reads
};

/// Of the op that is at fault.
struct Guilt {
  std::vector<std::size_t> suspects;  // Bisection::ops; the first is the likeliest. More than one where
                                      // the judge has nothing for the buffers between them
  std::size_t shown = 0;              // of Bisection::ops: the op whose result is off
  Comparison evidence;                // that result
  std::string verdict;                // by float64: the reference is wrong, ireplay is wrong ...
  std::vector<std::size_t> also;      // other ops whose own errors are too large
};

struct Bisection {
  std::vector<OpJudgement> ops;  // in order
  std::optional<Guilt> guilt;
  std::optional<std::size_t> first_nan;  // of ops: the first that makes a NaN out of none
  std::vector<std::string> unknown;      // names of saved tensors that the graph does not have
  /// Outputs that are others when the graph runs as a whole: the fault is between the ops, in their order or
  /// in the memory that they share.
  std::vector<std::string> other_as_a_whole;
};

/// Throws what the engine throws, and Error{usage} for saved tensors of another type or size. `plan` has
/// joined steps where the engine is to run them fused.
Bisection bisect(const Plan& plan, const TensorMap& inputs, Engine& engine, const BisectJudge& judge,
                 const BisectOptions& options);

/// What ops read and what they should write, for a case of their own, by buffer name. `before`: `named`
/// buffers as they are when the first of the ops touches their memory; on the judge's chain where the judge
/// is saved tensors, else on ours. `after`: every buffer in memory that they write, as the judge has it in
/// the end.
struct OpTensors {
  TensorMap before, after;
};
OpTensors tensors_of(const Plan& plan, const TensorMap& inputs, Engine& engine, const BisectJudge& judge,
                     const BisectOptions& options, const std::vector<Unit>& units,
                     const std::vector<std::string>& named);

/// How far a comparison is from its limits: above 1 it fails.
double severity(const Comparison& comparison);

}  // namespace ireplay
