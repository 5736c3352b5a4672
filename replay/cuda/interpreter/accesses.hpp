#pragma once

#include <optional>
#include <vector>

#include "replay/cuda/interpreter/lane_values.hpp"
#include "replay/cuda/interpreter/machine_index.hpp"
#include "replay/cuda/interpreter/nodes.hpp"

/// How loads and stores of a program reach memory: whole vectors, one stride, or element by element.
namespace ireplay {

/// Lanes of a vector access, and threads that share the lanes of a tile.
struct AccessShape {
  int pack, threads;
};

/// Eight elements of two bytes are one access; fewer bytes gain nothing from more. Scans along the lanes go
/// by packs of four.
int pack_of(const MachineProgram& program);

Access access_of(const MachineIndex& index, const MachineNode& node, int pack);
/// One stride along the lanes, at most one along the other axis.
bool is_linear(const MachineIndex& index);
/// The last vector of a row, or of all points, is not whole.
bool has_partial_packs(const MachineProgram& program, int pack);
/// A load that reads whole vectors at places that are linear or lie in steps.
bool in_whole_packs(const MachineProgram& program, const MachineNode& load, const AccessShape& shape);
/// Whether a load gathers whole packs of lanes, each of them an aligned vector.
bool gathers_packs(const MachineProgram& program, const MachineNode& load,
                   const std::vector<LaneValue>& values, int pack);

/// Steps from a thread's first vector to its others, where they are the same in every tile.
std::optional<PackSteps> steps_of_packs(const MachineProgram& program, const MachineIndex& index,
                                        const AccessShape& shape);
struct SteppedPlaces {
  DividedIndex first;
  PackSteps steps;
};
/// How a stepped access finds its packs, if it can; `has_steps`: whether they lie in steps at all.
std::optional<SteppedPlaces> steps_of(const MachineProgram& program, const MachineIndex& index,
                                      const AccessShape& shape, bool* has_steps = nullptr);

}  // namespace ireplay
