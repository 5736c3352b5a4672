#pragma once

#include <string>
#include <vector>

#include "replay/data/data_plan.hpp"
#include "replay/engine.hpp"
#include "replay/ranks/collective.hpp"

/// Several ranks of one program in one process.
namespace ireplay {

/// One rank: its plan, in which collectives are replayed around, and the tensors that it was given.
struct Rank {
  int number = 0;  // in the world
  Plan plan;
  TensorMap given;
  Groups groups;
};

/// Whether the plan has collectives whose results are not in `given`.
bool lacks_collectives(const Plan& plan, const TensorMap& given);

/// Throws Error{dump} where the ranks, of which `own` is one, do not call the same collectives in the same
/// order, a group has a rank that is not there, or types and sizes of what they give do not come to the
/// results. Nothing is run.
void check_ranks(const std::vector<Rank>& ranks, int own);

/// What the collectives of the rank numbered `own` return, by the names of the plan's inputs that stand for
/// them: all ranks run on `engine` up to their first collective, exchange on the host, and go on from there.
/// Throws what check_ranks throws. Of `options` what is computed counts; nothing is timed.
TensorMap run_in_lockstep(const std::vector<Rank>& ranks, int own, const InputSource& inputs, Engine& engine,
                          RunOptions options);

}  // namespace ireplay
