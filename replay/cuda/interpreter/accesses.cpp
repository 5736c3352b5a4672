#include "replay/cuda/interpreter/accesses.hpp"

#include <algorithm>

namespace ireplay {
namespace {

bool scans_along_lanes(const MachineProgram& program) {
  return program.axis == LaneAxis::reduction &&
         std::ranges::any_of(program.nodes,
                             [](const MachineNode& node) { return node.in.op == MachineOp::scan; });
}

bool divides(std::int64_t pack, const std::vector<IndexGroup>& groups, std::size_t from) {
  for (std::size_t k = from; k < groups.size(); ++k)
    if (groups[k].stride % pack != 0) return false;
  return true;
}

std::int64_t elements_of_vector(const MachineNode& node, int pack) { return node.in.bytes <= 2 ? pack : 4; }

/// Whether packs of lanes are aligned vectors of memory.
bool is_aligned(const MachineIndex& index, const MachineNode& node, int pack) {
  if (index.lane.empty() || node.in.bytes == 0) return false;
  const IndexGroup& inner = index.lane.front();
  const std::int64_t elements = elements_of_vector(node, pack);
  const auto address = reinterpret_cast<std::uintptr_t>(node.in.memory);
  const std::uintptr_t vector =
      std::min<std::uintptr_t>(16, static_cast<std::uintptr_t>(elements) * node.in.bytes);
  return inner.stride == 1 && static_cast<std::int64_t>(inner.extent) % elements == 0 &&
         index.offset % elements == 0 && divides(elements, index.lane, 1) &&
         divides(elements, index.other, 0) && address % vector == 0;
}

}  // namespace

Access access_of(const MachineIndex& index, const MachineNode& node, int pack) {
  if (index.lane.empty()) return Access::strided;
  if (index.lane.front().extent % 4 != 0) return Access::scattered;  // 0: all that is left
  return index.may_pack && is_aligned(index, node, pack) ? Access::packed : Access::strided;
}

bool is_linear(const MachineIndex& index) {
  return index.lane.size() == 1 && index.lane[0].extent == 0 && index.other.size() <= 1 &&
         (index.other.empty() || index.other[0].extent == 0);
}

bool has_partial_packs(const MachineProgram& program, int pack) {
  const bool rows = program.axis == LaneAxis::reduction;
  return (rows ? program.reduction : program.parallel) % pack != 0;
}

bool gathers_packs(const MachineProgram& program, const MachineNode& load,
                   const std::vector<LaneValue>& values, int pack) {
  if (load.in.op != MachineOp::load || (load.in.flags & kGathers) == 0 || load.mask != kNone ||
      !is_node(load.a) || has_partial_packs(program, pack))
    return false;
  const LaneValue& moved = values[load.a.number];
  const std::int64_t elements = elements_of_vector(load, pack);
  return moved.same >= elements && moved.multiple >= elements &&
         is_aligned(program.indices[load.index], load, pack);
}

int pack_of(const MachineProgram& program) {
  if (!is_main(program.width) || scans_along_lanes(program)) return 4;
  for (const MachineNode& node : program.nodes)
    if ((node.in.op == MachineOp::load || node.in.op == MachineOp::store) && node.in.bytes == 2 &&
        access_of(program.indices[node.index], node, 8) == Access::packed)
      return 8;
  const std::vector<LaneValue> values = lane_values(program);
  return std::ranges::any_of(program.nodes,
                             [&](const MachineNode& node) {
                               return node.in.bytes == 2 && gathers_packs(program, node, values, 8);
                             })
             ? 8
             : 4;
}

std::optional<PackSteps> steps_of_packs(const MachineProgram& program, const MachineIndex& index,
                                        const AccessShape& shape) {
  return pack_steps(index.lane, lanes_of(program.width), shape.threads, shape.pack);
}

std::optional<SteppedPlaces> steps_of(const MachineProgram& program, const MachineIndex& index,
                                      const AccessShape& shape, bool* has_steps) {
  const auto steps = steps_of_packs(program, index, shape);
  if (has_steps != nullptr) *has_steps = steps.has_value();
  if (!steps || has_partial_packs(program, shape.pack)) return std::nullopt;
  DividedIndex first = divided(index);
  if (first.divisions.size() > 2) return std::nullopt;
  return SteppedPlaces{std::move(first), *steps};
}

bool in_whole_packs(const MachineProgram& program, const MachineNode& load, const AccessShape& shape) {
  const MachineIndex& index = program.indices[load.index];
  return (load.in.flags & (kGathers | kChecks)) == 0 &&
         (is_linear(index) || steps_of(program, index, shape)) &&
         access_of(index, load, shape.pack) == Access::packed && (load.in.bytes != 2 || shape.pack == 8) &&
         !has_partial_packs(program, shape.pack);
}

}  // namespace ireplay
