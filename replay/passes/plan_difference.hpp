#pragma once

#include <string>
#include <vector>

#include "replay/plan/plan.hpp"

/// What became of a graph's ops between two texts of it, such as those of two releases.
namespace ireplay {

/// Ops of the two sides that have programs in common.
struct OpChange {
  enum class Kind : std::uint8_t {
    same,       // one op, the same programs
    split,      // one op of the first is several of the second
    merged,     // several are one
    regrouped,  // several are several
    changed,    // one op is one, and some of its programs, or its call's arguments, are others
    gone,       // of the first alone
    added,      // of the second alone
  };
  Kind kind = Kind::same;
  std::vector<std::size_t> first, second;  // Plan::steps
};

std::string_view name_of(OpChange::Kind kind);

/// Steps are matched by the hashes of their programs (program_hash.hpp), equal ones in order; a library call
/// without an equal one is matched with the call at the other side that gives the same result or has the same
/// function, and other ops that are left with those that give the same output of the graph. In the order of
/// the first plan, what is new at the end.
std::vector<OpChange> find_changes(const Plan& first, const Plan& second);

}  // namespace ireplay
