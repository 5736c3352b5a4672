#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "replay/plan/loop_program.hpp"

/// What is known of each kind of reduction: one row a kind, in the order of ReduceKind. What a kind computes
/// the engines say; `loop_program.hpp` has its definition.
namespace ireplay {

struct ReduceKindInfo {
  ReduceKind kind;
  std::string_view name;       // as the texts print it
  std::size_t least, most;     // operands
  std::int32_t results;        // of which `selection` picks one
  bool finds_position;         // of an extremum; operand 1, where there is one, is the position
  bool prefers_large = false;  // an extremum
};

inline constexpr auto kReduceKinds = std::to_array<ReduceKindInfo>({
    {ReduceKind::sum, "sum", 1, 1, 1, false},
    {ReduceKind::prod, "prod", 1, 1, 1, false},
    {ReduceKind::max, "max", 1, 1, 1, false, true},
    {ReduceKind::min, "min", 1, 1, 1, false},
    {ReduceKind::any, "any", 1, 1, 1, false},
    {ReduceKind::xor_sum, "xor_sum", 1, 1, 1, false},
    {ReduceKind::dot, "dot", 1, 1, 1, false},
    {ReduceKind::fmax, "fmax", 1, 1, 1, false, true},
    {ReduceKind::argmax, "argmax", 1, 2, 1, true, true},
    {ReduceKind::argmin, "argmin", 1, 2, 1, true},
    {ReduceKind::argmax_with_value, "argmax_with_value", 1, 2, 2, true, true},
    {ReduceKind::argmin_with_value, "argmin_with_value", 1, 2, 2, true},
    {ReduceKind::argmax_value, "argmax_value", 1, 2, 1, true, true},
    {ReduceKind::argmin_value, "argmin_value", 1, 2, 1, true},
    {ReduceKind::welford_reduce, "welford_reduce", 1, 1, 3, false},
    {ReduceKind::welford_combine, "welford_combine", 3, 3, 3, false},
    {ReduceKind::online_softmax_reduce, "online_softmax_reduce", 1, 2, 2, false},
});

static_assert([] {
  for (std::size_t k = 0; k < kReduceKinds.size(); ++k)
    if (static_cast<std::size_t>(kReduceKinds[k].kind) != k) return false;
  return true;
}());

constexpr const ReduceKindInfo& info(ReduceKind kind) { return kReduceKinds[static_cast<std::size_t>(kind)]; }

/// Null if no reduction has that name.
constexpr const ReduceKindInfo* find_reduce_kind(std::string_view name) {
  const auto* row = std::ranges::find(kReduceKinds, name, &ReduceKindInfo::name);
  return row == kReduceKinds.end() ? nullptr : row;
}

}  // namespace ireplay
