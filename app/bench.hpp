#pragma once

#include "replay/report/baseline.hpp"

/// `ireplay bench`: how long a graph takes, in rounds.
namespace ireplay {

struct Options;

/// Runs the graph in rounds, each on memory of its own, with warm caches and with flushed ones in turn, and
/// puts the samples and the figures over all of them into a report of what ran.
GraphReport measure_rounds(Engine& engine, const Plan& plan, const TensorMap& inputs, RunOptions run,
                           const Options& options);

/// --baseline, read once; nothing where there is none. Throws Error{usage} for what is no record of a bench.
std::optional<RunRecord> read_baseline(const Options& options);

/// Compares; throws Error{usage} for a baseline of other conditions unless --force-baseline, which warns.
void judge_by_baseline(GraphReport& report, const RunRecord& baseline, const Options& options);

}  // namespace ireplay
