#pragma once

#include <memory_resource>
#include <vector>

#include "replay/plan/loop_program.hpp"

namespace ireplay {

/// Whether an instruction does something that no value shows: it stores, or may end the run with a fault.
bool has_effect(const Instruction& instruction);

/// By index: whether values of the body say where it is, as those of a scatter do.
std::vector<bool> indices_by_value(const LoopProgram& program);

/// Whether several points may store to one element, so that the last of them wins: plain stores at such
/// indices. On a GPU points are in no order.
bool stores_by_value(const LoopProgram& program);

/// Adds an index that counts the points of the first `count` ranges in row-major order, and gives its number.
IndexId add_index_of_points(LoopProgram& program, std::size_t count);

/// Takes instructions in the order of the text, drops those that nothing reads, and puts the others into
/// stages in an order that LoopProgram's rules allow. What depends on no element but is needed outside of the
/// loop over the elements stands in a stage before it.
/// What the arranging alone needs is taken from `memory`.
void arrange_stages(LoopProgram& program,
                    std::pmr::memory_resource* memory = std::pmr::get_default_resource());

}  // namespace ireplay
