#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "replay/ranks/collective.hpp"

/// Which calls of the ranks belong together: the n-th of a group by each of its members, and the n-th send
/// from one member of a group to another with the n-th receive there.
namespace ireplay {

/// What one rank calls: with all members of a group, or a transfer between two of them.
struct RankCall {
  std::vector<int> members;  // world ranks, by their position in the group
  std::string what;          // equal for calls that belong together
  std::string step;          // for messages
  /// Of a transfer.
  bool sends = false;
  int peer = -1;         // a world rank
  std::int64_t tag = 0;  // transfers of different tags overtake each other
  std::size_t call = 0;  // of whoever asks: which of the rank's collectives, and which operand of it
  std::size_t operand = 0;

  bool is_transfer() const { return peer >= 0; }
};

/// What a rank's collective is to the others: one call, or one for each transfer. `what` is left empty.
/// Throws Error{usage} and Error{dump} as members_of does, and for a peer that the group does not have.
std::vector<RankCall> calls_of(const Collective& collective, const Step& step, const Groups& groups,
                               int world);

/// Calls that belong together: of each member of the group in its order, or of the sender and the receiver.
struct MatchedCalls {
  struct Place {
    int rank = 0;
    const RankCall* call = nullptr;
  };
  std::vector<Place> places;
};

/// The calls of a rank.
struct RankCalls {
  int rank = 0;
  std::vector<RankCall> calls;
};

/// Why they do not belong together.
struct CallMismatch {
  std::string step;  // of the call that has no partner
  std::string sentence;
};

/// All calls, each once, in an order in which each rank's are in its own; `mismatch` says why there is none,
/// where a member of a group calls something else, or nothing more. All members have to be among `ranks`.
std::vector<MatchedCalls> match_calls(const std::vector<RankCalls>& ranks,
                                      std::optional<CallMismatch>& mismatch);

/// Why ranks would wait for each other for ever where each step waits until its transfers and calls have met
/// their partners, as through NCCL; empty where they do not. Transfers of one step go on at once.
std::string find_circle(const std::vector<RankCalls>& ranks, const std::vector<MatchedCalls>& matched);

/// `0,2`.
std::string names_of(const std::vector<int>& ranks);

}  // namespace ireplay
