#pragma once

#include <string>
#include <vector>

#include "replay/ranks/collective.hpp"
#include "replay/ranks/meeting.hpp"

/// One rank of a run that other processes have a part in.
namespace ireplay {

struct Together {
  Meeting& meeting;
  Groups groups;  // those of case.json
  std::vector<std::vector<int>> agreed =
      {};  // every group that any rank's graph asks for, in one order for all

  bool keeps_collected = false;  // RunResult::collected is wanted

  int rank() const { return meeting.launch().rank; }
  int world() const { return meeting.launch().world; }
};

/// Whether all ranks are about to run graphs that belong together; all of them ask, with their own plans, in
/// which collectives are replayed around. `graph` is for messages. Fills in `agreed`. Throws Error{usage}
/// where the launch and the case differ in their ranks and Error{dump} where the ranks call different
/// collectives, and Error{unsupported} where they would wait for each other, on all ranks.
void agree_on_collectives(Together& together, int rank_of_case, const Plan& plan);

/// The plan in which collectives are steps that run (`extern_call`, op_kind "collective") and no longer are
/// inputs: in place where the graph has them in place, in the arena where their memory is their own.
Plan with_collectives(const Plan& plan);

/// Of what collectives returned in a run (RunResult::collected), what `plan`, in which they are replayed
/// around, has as inputs.
TensorMap to_inputs(const Plan& plan, const TensorMap& collected);
/// The name of result `i` of a step in RunResult::collected.
std::string collected_name(const Step& step, std::size_t i);

}  // namespace ireplay
