#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "replay/plan/plan.hpp"
#include "replay/verdict/compare.hpp"

/// What is left to chance: which of several equal values an unstable sort puts first and a selection picks,
/// and which of several stores to one element is the last.
namespace ireplay {

/// A result that holds positions along a dimension of a tensor that is sorted or selected from.
struct TiedPositions {
  std::int32_t buffer = kNone;  // Plan::buffers
  std::string by;               // for a sentence: "aten.topk.default (op3)"
  HostTensor from;              // the values, evaluated on the CPU
  std::size_t dimension = 0;
  bool has_ties = false;  // a row of `from` holds a value more than once
};

/// Results of sort, argsort, topk and their kin that hold positions, without a look at any value.
std::vector<std::int32_t> buffers_of_positions(const Plan& plan);

/// What is stored to where values say (index_put without accumulate, scatter): where several stores meet, a
/// GPU lets any of them win.
std::vector<std::int32_t> buffers_stored_by_value(const Plan& plan);

/// Of sort, argsort, topk, kthvalue, median and mode, and of unstable sorts in loops. Runs the steps before
/// each of them on the CPU.
std::vector<TiedPositions> find_tied_positions(const Plan& plan, const TensorMap& inputs, int threads);

/// Excused where `got` and `want` pick equal values of a row; none unless each row of `got` holds
/// positions in the row, none of them twice. Both are the result's tensor.
std::optional<Excused> equal_picks(const TiedPositions& positions, const HostTensor& got,
                                   const HostTensor& want);

}  // namespace ireplay
