#pragma once

#include <memory>
#include <optional>
#include <string>

#include "replay/case/case_folder.hpp"
#include "replay/ranks/together.hpp"

/// A process that torchrun, mpirun or srun started beside others: each replays the graphs of its own rank.
namespace ireplay {

struct Options;

/// Makes the options those of one process of a launch, where there is one and the paths are of ranks: a
/// folder that has `rank<N>` folders, or a name with `{rank}`. Then `options.launch` is set, every process
/// has a GPU of its own, and reports are rank 0's but for those with `{rank}` in their names. With --shard
/// processes are taken to share out graphs instead. Throws Error{usage} for what only one process can do.
void adapt_to_launch(Options& options);

/// The rank that a case belongs to by its path: N of the innermost folder `rank<N>`; none where there is no
/// such folder.
std::optional<int> rank_of(const CaseFiles& files);

/// The other processes, from one graph to the next.
class LaunchedRanks {
 public:
  explicit LaunchedRanks(const Options& options) : options_(options) {}

  /// For the next graph; all ranks come to it. Throws as Meeting does, for each graph where it did once.
  void begin_graph();
  /// What the engine runs the graph with: nothing where this process runs alone or on the CPU, and where no
  /// rank's graph has a collective. Waits for all ranks, and throws as `agree_on_collectives` does.
  /// `keeps_collected` as Together has it.
  Together* meet(const Plan& plan, const CaseFacts& facts, bool keeps_collected);
  /// This rank has given its graph up.
  void fail(const std::string& sentence);

 private:
  const Options& options_;
  std::unique_ptr<Meeting> meeting_;
  std::optional<Together> together_;
  std::optional<Error> absent_;  // why the ranks did not meet
};

}  // namespace ireplay
