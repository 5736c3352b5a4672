#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "replay/cuda/interpreter/machine_program.hpp"

/// Affine indices as the machine computes them: from one linear position along each axis, by division.
namespace ireplay {

struct AxisShape {
  const std::vector<std::int64_t>& ranges;  // LoopProgram::ranges
  std::int32_t parallel = 0;
  bool along_reduction = false;
  bool wide = false;  // divisions of 64-bit words
};

/// offset + sum of coefficients[d] * variable d.
MachineIndex make_index(const AxisShape& shape, std::int64_t offset,
                        const std::vector<std::int64_t>& coefficients);

/// How far the elements of a thread's vectors lie from its first one: `odd` from there to the
/// second, `even` to the third, and so on in turns. None where that depends on the thread or the tile.
struct VectorSteps {
  std::int64_t odd = 0, even = 0;
};
std::optional<VectorSteps> vector_steps(const std::vector<IndexDigit>& digits, int items, int threads,
                                        int vector_items);

/// offset + inner * items' coordinate + away * other coordinate + sum of skip * (coordinate / divisor): an
/// index in divisions of the coordinates themselves, in words of 32 bits.
struct DividedIndex {
  struct Division {
    IndexDigit by;
    std::int64_t skip = 0;
    bool of_other = false;
  };
  std::int64_t inner = 0, away = 0;
  std::vector<Division> divisions;
};
DividedIndex divided(const MachineIndex& index);

/// Multiplier and shift for division of what is below 2^31 (2^63 if `wide`) by `divisor` > 1.
void set_divisor(IndexDigit& digit, std::int64_t divisor, bool wide);

}  // namespace ireplay
