#pragma once

#include <optional>
#include <vector>

#include "replay/cuda/interpreter/item_values.hpp"
#include "replay/cuda/interpreter/machine_index.hpp"
#include "replay/cuda/interpreter/machine_program.hpp"

/// How loads and stores of a program reach memory: whole vectors, one stride, or element by element.
namespace ireplay {

/// Items of a vector access, and threads that share a tile.
struct AccessShape {
  int vector_items, threads;
};

/// Eight elements of two bytes are one access; fewer bytes gain nothing from more. Scans along the items go
/// by vectors of four.
int find_vector_items(const MachineProgram& program);

Access access_of(const MachineIndex& index, const MachineInstruction& instruction, int vector_items);
/// One stride along the items, at most one along the other axis.
bool is_linear(const MachineIndex& index);
/// The last vector of a row, or of all points, is not whole.
bool has_partial_vectors(const MachineProgram& program, int vector_items);
/// A load that reads whole vectors at offsets that are linear or lie in steps.
bool reads_whole_vectors(const MachineProgram& program, const MachineInstruction& load,
                         const AccessShape& shape);
/// Whether a load gathers whole vectors of items, each of them aligned.
bool gathers_vectors(const MachineProgram& program, const MachineInstruction& load,
                     const std::vector<ItemValue>& values, int vector_items);

/// Steps from a thread's first vector to its others, where they are the same in every tile.
std::optional<VectorSteps> find_vector_steps(const MachineProgram& program, const MachineIndex& index,
                                             const AccessShape& shape);
struct SteppedOffsets {
  DividedIndex first;
  VectorSteps steps;
};
/// How a stepped access finds its vectors, if it can; `has_steps`: whether they lie in steps at all.
std::optional<SteppedOffsets> steps_of(const MachineProgram& program, const MachineIndex& index,
                                       const AccessShape& shape, bool* has_steps = nullptr);

}  // namespace ireplay
