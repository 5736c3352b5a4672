#pragma once

#include <string>
#include <vector>

#include "replay/case/case_folder.hpp"

/// Which of the graphs under the given paths a run takes: --filter, --shard.
namespace ireplay {

struct Options;

struct ChosenCase {
  CaseFiles files;
  std::string name;  // relative to the PATH it was found under; its last part where PATH is the case itself
};

/// All that --filter lets through, in order, and of these every N-th from the I-th on with --shard I/N.
/// Throws Error{usage} where a path has nothing to read or no graph has a name that --filter asks for; an
/// empty shard is none.
std::vector<ChosenCase> choose_cases(const Options& options);

}  // namespace ireplay
