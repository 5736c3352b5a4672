#pragma once

#include <cstdint>
#include <vector>

#include "replay/plan/loop_program.hpp"

/// What a loop program moves and keeps: the numbers that schedules follow from.
namespace ireplay {

/// 32-bit values that a thread can keep of a row beside its work.
inline constexpr std::int64_t kKeptElements = 64;

/// Rounded up; of numbers that are not negative.
inline std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

/// Of loads and stores.
bool is_access(const Instruction& at);
bool has_scan(const LoopProgram& program);
std::int64_t element_bytes(const LoopProgram& program, const Instruction& access);

/// Bytes that one vector of every load takes along a variable; at least one element's. `without_repeated`:
/// but those that move along it alone.
std::int64_t bytes_of_vectors(const LoopProgram& program, std::int32_t axis, int vector,
                              bool without_repeated = false);

/// By value: whether it depends on a variable of the points other than `axis`.
std::vector<bool> depends_beside(const LoopProgram& program, std::int32_t axis);
/// Instructions of that kind that depend on that variable of the points and on no other.
std::int64_t count_along_alone(const LoopProgram& program, std::int32_t axis, Opcode opcode);

/// What is computed for each point although it does not depend on that variable of the points, and would be
/// computed once for all of its values: operations, a function counting for many.
std::int64_t work_beside(const LoopProgram& program, std::int32_t variable);

/// Values of one element that later stages read: what a row in registers keeps.
std::int64_t kept_values(const LoopProgram& program);

/// Bytes of all buffers, each as far as the program reaches: what it moves if it moves everything once.
std::int64_t moved_bytes(const LoopProgram& program);

/// Whether a value can be computed anew anywhere: from indices and constants alone, reading no memory.
bool is_of_indices(const LoopProgram& program, ValueId value);

}  // namespace ireplay
