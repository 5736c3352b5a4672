#pragma once

#include <optional>
#include <vector>

#include "replay/plan/plan.hpp"

/// A program with sorts as two without those of its first sorting stage, for engines that sort rows in
/// memory.
namespace ireplay {

/// One key, and what is brought into its order.
struct SortedKey {
  struct Moved {
    DType dtype = DType::f32;
    std::int32_t from = kNone;  // SortSplit::before's buffers
    std::int32_t to = kNone;    // SortSplit::after's buffers
  };
  std::int32_t key = kNone;  // SortSplit::before's buffers
  DType dtype = DType::f32;
  bool descending = false;
  std::vector<Moved> moved;
};

/// `before` stores keys and what is sorted with them at the row-major numbers of their points: rows of
/// `reduction_count` elements. They are sorted stably, in the order of the opcode `sort`. `after` loads what
/// was sorted, computes again what else it needs and goes on. Both have the program's own buffers, and after
/// them those of the exchanged values (BufferUse::buffer is kNone; as many elements as there are points).
struct SortSplit {
  LoopProgram before, after;
  std::vector<SortedKey> keys;
};

/// Nothing where `after` could not compute again what it needs, because `before` overwrites what both read,
/// where a sort is masked, and where there is none.
std::optional<SortSplit> split_sorts(const LoopProgram& program, const Plan& plan);

}  // namespace ireplay
