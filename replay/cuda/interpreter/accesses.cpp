#include "replay/cuda/interpreter/accesses.hpp"

#include <algorithm>

/// Alignment analysis: an access moves whole vectors where the innermost digit of its index steps by one,
/// every other digit and the offset by multiples of a vector's elements, and the buffer's address is aligned;
/// everything is known when the kernel is planned, so nothing is tested while it runs.
namespace ireplay {
namespace {

bool scans_along_items(const MachineProgram& program) {
  return program.axis == ItemAxis::reduction &&
         std::ranges::any_of(program.instructions, [](const MachineInstruction& instruction) {
           return instruction.in.op == MachineOp::scan;
         });
}

bool divides(std::int64_t vector_items, const std::vector<IndexDigit>& digits, std::size_t from) {
  for (std::size_t k = from; k < digits.size(); ++k)
    if (digits[k].stride % vector_items != 0) return false;
  return true;
}

std::int64_t elements_of_vector(const MachineInstruction& instruction, int vector_items) {
  return instruction.in.bytes <= 2 ? vector_items : 4;
}

/// Whether vectors of items are aligned vectors of memory.
bool is_aligned(const MachineIndex& index, const MachineInstruction& instruction, int vector_items) {
  if (index.item_digits.empty() || instruction.in.bytes == 0) return false;
  const IndexDigit& inner = index.item_digits.front();
  const std::int64_t elements = elements_of_vector(instruction, vector_items);
  const auto address = reinterpret_cast<std::uintptr_t>(instruction.in.memory);
  const std::uintptr_t vector =
      std::min<std::uintptr_t>(16, static_cast<std::uintptr_t>(elements) * instruction.in.bytes);
  return inner.stride == 1 && static_cast<std::int64_t>(inner.extent) % elements == 0 &&
         index.offset % elements == 0 && divides(elements, index.item_digits, 1) &&
         divides(elements, index.other_digits, 0) && address % vector == 0;
}

}  // namespace

Access access_of(const MachineIndex& index, const MachineInstruction& instruction, int vector_items) {
  if (index.item_digits.empty()) return Access::strided;
  if (index.item_digits.front().extent % 4 != 0) return Access::scattered;  // 0: all that is left
  return index.may_vectorize && is_aligned(index, instruction, vector_items) ? Access::vector
                                                                             : Access::strided;
}

bool is_linear(const MachineIndex& index) {
  return index.item_digits.size() == 1 && index.item_digits[0].extent == 0 &&
         index.other_digits.size() <= 1 && (index.other_digits.empty() || index.other_digits[0].extent == 0);
}

bool has_partial_vectors(const MachineProgram& program, int vector_items) {
  const bool along_rows = program.axis == ItemAxis::reduction;
  return (along_rows ? program.reduction : program.parallel) % vector_items != 0;
}

bool gathers_vectors(const MachineProgram& program, const MachineInstruction& load,
                     const std::vector<ItemValue>& values, int vector_items) {
  if (load.in.op != MachineOp::load || (load.in.flags & kGathers) == 0 || load.mask != kNone ||
      !is_result(load.a) || has_partial_vectors(program, vector_items))
    return false;
  const ItemValue& moved = values[load.a.number];
  const std::int64_t elements = elements_of_vector(load, vector_items);
  return moved.same >= elements && moved.multiple >= elements &&
         is_aligned(program.indices[load.index], load, vector_items);
}

int find_vector_items(const MachineProgram& program) {
  if (!is_main(program.width) || scans_along_items(program)) return 4;
  for (const MachineInstruction& instruction : program.instructions)
    if ((instruction.in.op == MachineOp::load || instruction.in.op == MachineOp::store) &&
        instruction.in.bytes == 2 &&
        access_of(program.indices[instruction.index], instruction, 8) == Access::vector)
      return 8;
  const std::vector<ItemValue> values = item_values(program);
  return std::ranges::any_of(program.instructions,
                             [&](const MachineInstruction& instruction) {
                               return instruction.in.bytes == 2 &&
                                      gathers_vectors(program, instruction, values, 8);
                             })
             ? 8
             : 4;
}

std::optional<VectorSteps> find_vector_steps(const MachineProgram& program, const MachineIndex& index,
                                             const AccessShape& shape) {
  return vector_steps(index.item_digits, items_per_thread(program.width), shape.threads, shape.vector_items);
}

std::optional<SteppedOffsets> steps_of(const MachineProgram& program, const MachineIndex& index,
                                       const AccessShape& shape, bool* has_steps) {
  const auto steps = find_vector_steps(program, index, shape);
  if (has_steps != nullptr) *has_steps = steps.has_value();
  if (!steps || has_partial_vectors(program, shape.vector_items)) return std::nullopt;
  DividedIndex first = divided(index);
  if (first.divisions.size() > 2) return std::nullopt;
  return SteppedOffsets{std::move(first), *steps};
}

bool reads_whole_vectors(const MachineProgram& program, const MachineInstruction& load,
                         const AccessShape& shape) {
  const MachineIndex& index = program.indices[load.index];
  return (load.in.flags & (kGathers | kChecks)) == 0 &&
         (is_linear(index) || steps_of(program, index, shape)) &&
         access_of(index, load, shape.vector_items) == Access::vector &&
         (load.in.bytes != 2 || shape.vector_items == 8) && !has_partial_vectors(program, shape.vector_items);
}

}  // namespace ireplay
