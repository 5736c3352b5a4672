#pragma once

#include <map>
#include <string>
#include <vector>

#include "replay/data/data_plan.hpp"
#include "replay/plan/plan.hpp"

/// Collectives of several ranks of one program, on the CPU.
namespace ireplay {

/// One rank: its plan, in which collectives are replayed around, and the tensors that it was given.
struct Rank {
  int number = 0;  // in the world
  Plan plan;
  TensorMap given;
  std::map<std::string, std::vector<int>> groups;  // world ranks of a group, in its order
};

/// Whether the plan has collectives whose results are not in `given`.
bool lacks_collectives(const Plan& plan, const TensorMap& given);

/// What the collectives of the rank numbered `own` return, by the names of the plan's inputs that stand for
/// them: all ranks run up to their first collective, exchange, and go on from there. Throws Error{dump} where
/// the ranks do not call the same collectives in the same order, or a group has a rank that is not there.
/// `noise`: as RunOptions has it.
TensorMap run_in_lockstep(const std::vector<Rank>& ranks, int own, const InputSource& inputs,
                          std::uint64_t noise = 0);

}  // namespace ireplay
