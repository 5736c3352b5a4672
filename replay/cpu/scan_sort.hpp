#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "replay/plan/loop_program.hpp"
#include "replay/plan/rounding_noise.hpp"

/// Scans and sorts of a loop program on the CPU.
namespace ireplay {

/// An inclusive scan, element by element. Floats are carried in double and rounded as they are handed out
/// (never with `oracle`); integers wrap in the result's type. cummax and cummin: NaN wins and stays, ties
/// take the later index.
class Scan {
 public:
  /// `operands`: types of the carried tuple. `program` must outlive the scan. `noise`: if given, what is
  /// carried is rounded to its type at random.
  Scan(const LoopProgram& program, const Instruction& instruction, std::array<DType, 4> operands, bool oracle,
       RoundingNoise* noise = nullptr);

  void clear() { position_ = 0; }
  /// The scan's value at the next element.
  Scalar add(const Scalar* operands);

 private:
  void combine(const Scalar* operands);
  void round_carried();
  void combine_extremum(const Scalar* operands);
  void combine_by_program(const Scalar* operands);
  Scalar result() const;

  ScanKind kind_;
  int selection_;
  bool has_index_;
  std::array<DType, 4> types_;
  DType result_;
  bool oracle_;
  RoundingNoise* noise_;
  const CombineProgram* combine_ = nullptr;
  std::vector<ScalarFunction> functions_;  // of the combine program's instructions
  std::vector<Scalar> values_;             // its arguments, then its instructions' values

  std::int64_t position_ = 0;  // how many elements came before
  std::array<Scalar, 4> carried_{};
};

/// The order of a row: entry k is the position of the element that comes k-th. Always stable, unless
/// `late_ties` puts the last of equal keys first; NaN is the largest.
std::vector<std::int64_t> sorted_order(std::span<const Scalar> keys, DType dtype, bool descending,
                                       bool late_ties = false);

}  // namespace ireplay
