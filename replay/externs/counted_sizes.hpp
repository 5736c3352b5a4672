#pragma once

#include <optional>

#include "replay/externs/arguments.hpp"

/// Extents of results that no shape tells, only the values of the operands.
namespace ireplay {

/// How many rows (`nonzero`, the ops of unique) or elements (`masked_select`, `repeat_interleave`,
/// `bincount`) a call returns, by the rule of its row; none for other calls.
std::optional<std::int64_t> count_results(const ExternCall& call, const ValueOf& value);

/// The rules of externs.def (ExternFacts::count).
std::optional<std::int64_t> count_set(const ExternArguments& args, const ValueOf& value);
std::optional<std::int64_t> count_masked(const ExternArguments& args, const ValueOf& value);  // `x[mask]`
std::optional<std::int64_t> count_selected(const ExternArguments& args, const ValueOf& value);
std::optional<std::int64_t> count_repeats(const ExternArguments& args, const ValueOf& value);
std::optional<std::int64_t> count_bins(const ExternArguments& args, const ValueOf& value);
std::optional<std::int64_t> count_distinct(const ExternArguments& args, const ValueOf& value);
std::optional<std::int64_t> count_runs(const ExternArguments& args, const ValueOf& value);
std::optional<std::int64_t> count_slice(const ExternArguments& args, const ValueOf& value);  // along `dim`

}  // namespace ireplay
