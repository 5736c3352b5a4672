#pragma once

#include <string>
#include <vector>

#include "kernels/scalar/scalar_eval.hpp"
#include "replay/cpu/loops.hpp"

/// What the CPU engine finds out about a loop program before it runs the first point.
namespace ireplay {

/// What stays the same for all points and threads of a run of one loop program.
struct PreparedLoops {
  const LoopProgram& program;
  const std::vector<HostBuffer>& buffers;
  bool oracle, late_ties;
  std::uint64_t noise;
  std::vector<double> units;  // by value: how far noise moves it, in units of its type; empty without noise
  std::vector<DType> types;   // of each value as it is held: floats as their compute type, or f64
  std::vector<ScalarFunction> functions;  // of scalar instructions
  std::vector<DType> rounded_to;          // of each value; f64: it is not. Empty: none is
  std::vector<std::int32_t> row_of;       // value -> row that keeps it for every element, or kNone
  std::int32_t rows = 0;
  std::vector<std::vector<ValueId>> reads;  // per stage: values of other per-element stages
  std::vector<std::vector<ValueId>> keeps;  // per stage: values that later stages or its own sorts read
};

// in PreparedLoops::units
inline constexpr double kProduct = -1;  // a product that a sum may take unrounded
inline constexpr double kSum = -2;      // a sum whose terms may be added in another order

/// The lists of `reads` and `keeps` follow from the stages: a value that another pass over the row reads is
/// kept for every element of the row. Throws as `run_loops`.
PreparedLoops prepare(const LoopProgram& program, const std::vector<HostBuffer>& buffers,
                      const LoopOptions& options);

/// The type in which a value of this type is held: floats as their compute type, with `oracle` as f64.
DType held_type(DType dtype, bool oracle);

}  // namespace ireplay
