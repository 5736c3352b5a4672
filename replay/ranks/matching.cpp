#include "replay/ranks/matching.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "parser/source.hpp"

namespace ireplay {
namespace {

/// Of calls with all members the group; of transfers also from whom to whom, and the tag.
using Channel = std::tuple<std::vector<int>, int, int, std::int64_t>;
constexpr int kAll = -1;

Channel channel_of(int rank, const RankCall& call) {
  if (!call.is_transfer()) return {call.members, kAll, kAll, 0};
  return {call.members, call.sends ? rank : call.peer, call.sends ? call.peer : rank, call.tag};
}

/// By rank its calls on one channel, in order; of a transfer its sends or its receives.
using Queues = std::map<std::pair<int, bool>, std::vector<const RankCall*>>;

std::string at_most(const std::vector<const RankCall*>& calls, std::size_t i) {
  return i < calls.size() ? calls[i]->what + " (" + calls[i]->step + ")" : "nothing more";
}

std::string with_space(const std::string& what) { return what.empty() ? what : " " + what; }

class Matcher {
 public:
  explicit Matcher(const std::vector<RankCalls>& ranks) {
    for (const RankCalls& rank : ranks)
      for (const RankCall& call : rank.calls) {
        const Channel channel = channel_of(rank.rank, call);
        if (!channels_.contains(channel)) order_.push_back(channel);
        channels_[channel][{rank.rank, call.is_transfer() && call.sends}].push_back(&call);
      }
  }

  std::vector<MatchedCalls> match(std::optional<CallMismatch>& mismatch) {
    std::vector<MatchedCalls> all;
    for (const Channel& channel : order_) {
      Queues& queues = channels_[channel];
      mismatch = std::get<1>(channel) == kAll ? match_group(std::get<0>(channel), queues, all)
                                              : match_transfers(channel, queues, all);
      if (mismatch) return {};
    }
    std::ranges::stable_sort(all, {}, [](const MatchedCalls& calls) { return calls.places[0].call->call; });
    return all;
  }

 private:
  static std::optional<CallMismatch> match_group(const std::vector<int>& members, Queues& queues,
                                                 std::vector<MatchedCalls>& all) {
    const std::vector<const RankCall*> wanted = queues[{members[0], false}];
    for (const int rank : members) {
      const std::vector<const RankCall*>& own = queues[{rank, false}];
      for (std::size_t i = 0; i < std::max(wanted.size(), own.size()); ++i) {
        if (i < wanted.size() && i < own.size() && own[i]->what == wanted[i]->what) continue;
        return CallMismatch{i < own.size() ? own[i]->step : wanted[i]->step,
                            "rank " + std::to_string(members[0]) + " calls " + at_most(wanted, i) +
                                " where rank " + std::to_string(rank) + " calls " + at_most(own, i) +
                                ", in the group " + names_of(members)};
      }
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      MatchedCalls& calls = all.emplace_back();
      for (const int rank : members) calls.places.push_back({rank, queues[{rank, false}][i]});
    }
    return std::nullopt;
  }

  static std::optional<CallMismatch> match_transfers(const Channel& channel, Queues& queues,
                                                     std::vector<MatchedCalls>& all) {
    const int from = std::get<1>(channel), to = std::get<2>(channel);
    const std::vector<const RankCall*>&sent = queues[{from, true}], &received = queues[{to, false}];
    const std::string sender = "rank " + std::to_string(from), receiver = "rank " + std::to_string(to);
    for (std::size_t i = 0; i < std::max(sent.size(), received.size()); ++i) {
      if (i >= received.size())
        return CallMismatch{sent[i]->step, sender + " sends" + with_space(sent[i]->what) + " to " + receiver +
                                               " (" + sent[i]->step +
                                               "), which receives nothing more from it"};
      if (i >= sent.size())
        return CallMismatch{received[i]->step, receiver + " receives" + with_space(received[i]->what) +
                                                   " from " + sender + " (" + received[i]->step +
                                                   "), which sends nothing more to it"};
      if (sent[i]->what != received[i]->what)
        return CallMismatch{received[i]->step, sender + " sends" + with_space(sent[i]->what) + " to " +
                                                   receiver + " (" + sent[i]->step + "), which receives" +
                                                   with_space(received[i]->what) + " (" + received[i]->step +
                                                   ")"};
      all.push_back({{{from, sent[i]}, {to, received[i]}}});
    }
    return std::nullopt;
  }

  std::map<Channel, Queues> channels_;
  std::vector<Channel> order_;  // as the first rank has them
};

/// Ranks on their way through their steps: a call is met once all ranks that have a part in it are there.
class Walk {
 public:
  Walk(const std::vector<RankCalls>& ranks, const std::vector<MatchedCalls>& matched)
      : ranks_(ranks), matched_(matched), met_(matched.size()), at_(ranks.size(), 0) {
    for (std::size_t m = 0; m < matched.size(); ++m)
      for (const MatchedCalls::Place& place : matched[m].places) match_of_[place.call] = m;
  }

  void go() {
    for (bool goes_on = true; goes_on;) {
      goes_on = false;
      for (std::size_t m = 0; m < matched_.size(); ++m)
        if (!met_[m] &&
            std::ranges::all_of(matched_[m].places, [&](const auto& place) { return is_at(place); }))
          met_[m] = goes_on = true;
      for (std::size_t r = 0; r < ranks_.size(); ++r)
        while (at_[r] < ranks_[r].calls.size() && is_through(r)) at_[r] = end_of_step(r), goes_on = true;
    }
  }

  /// The first call of a rank that nobody meets; null where all are met.
  const RankCall* waiting(std::size_t r) const {
    for (std::size_t k = at_[r]; k < ranks_[r].calls.size(); ++k)
      if (!met_[match_of_.at(&ranks_[r].calls[k])]) return &ranks_[r].calls[k];
    return nullptr;
  }

 private:
  std::size_t position_of(int rank) const {
    return static_cast<std::size_t>(std::ranges::find(ranks_, rank, &RankCalls::rank) - ranks_.begin());
  }
  /// Calls of one step stand one behind the other.
  std::size_t end_of_step(std::size_t r) const {
    const std::vector<RankCall>& calls = ranks_[r].calls;
    std::size_t end = at_[r];
    while (end < calls.size() && calls[end].step == calls[at_[r]].step) ++end;
    return end;
  }
  bool is_at(const MatchedCalls::Place& place) const {
    const std::size_t r = position_of(place.rank);
    const auto k = static_cast<std::size_t>(place.call - ranks_[r].calls.data());
    return k >= at_[r] && k < end_of_step(r);
  }
  bool is_through(std::size_t r) const {
    for (std::size_t k = at_[r]; k < end_of_step(r); ++k)
      if (!met_[match_of_.at(&ranks_[r].calls[k])]) return false;
    return true;
  }

  const std::vector<RankCalls>& ranks_;
  const std::vector<MatchedCalls>& matched_;
  std::vector<bool> met_;        // by match
  std::vector<std::size_t> at_;  // by rank: the first call of its step
  std::map<const RankCall*, std::size_t> match_of_;
};

std::string in_words(const RankCalls& rank, const RankCall& call) {
  const std::string to = call.is_transfer() ? (call.sends ? "a send to rank " : "a receive from rank ") +
                                                  std::to_string(call.peer)
                                            : call.what;
  return "rank " + std::to_string(rank.rank) + " in " + to + " (" + call.step + ")";
}

}  // namespace

std::string find_circle(const std::vector<RankCalls>& ranks, const std::vector<MatchedCalls>& matched) {
  Walk walk(ranks, matched);
  walk.go();
  std::string text;
  for (std::size_t r = 0; r < ranks.size(); ++r)
    if (const RankCall* call = walk.waiting(r))
      (text += text.empty() ? "" : ", ") += in_words(ranks[r], *call);
  if (text.empty()) return text;
  return "through NCCL these would wait for each other for ever: " + text +
         "; what is sent and received in one batch_isend_irecv does not, and one process replays all ranks";
}

std::vector<RankCall> calls_of(const Collective& collective, const Step& step, const Groups& groups,
                               int world) {
  const std::vector<int> members = members_of(collective, groups, world);
  if (collective.kind != Collective::Kind::transfers)
    return {{.members = members, .what = {}, .step = step.name}};
  std::vector<RankCall> calls;
  for (std::size_t i = 0; i < collective.transfers.size(); ++i) {
    const Collective::Transfer& transfer = collective.transfers[i];
    if (transfer.peer < 0 || transfer.peer >= static_cast<std::int64_t>(members.size()))
      throw Error(Error::Kind::dump, std::string(collective.name) + " has the peer " +
                                         std::to_string(transfer.peer) + " of a group of " +
                                         std::to_string(members.size()) + " ranks");
    calls.push_back({.members = members,
                     .what = {},
                     .step = step.name,
                     .sends = transfer.sends,
                     .peer = members[static_cast<std::size_t>(transfer.peer)],
                     .tag = transfer.tag,
                     .operand = i});
  }
  return calls;
}

std::vector<MatchedCalls> match_calls(const std::vector<RankCalls>& ranks,
                                      std::optional<CallMismatch>& mismatch) {
  return Matcher(ranks).match(mismatch);
}

std::string names_of(const std::vector<int>& ranks) {
  std::string text;
  for (const int rank : ranks) (text += text.empty() ? "" : ",") += std::to_string(rank);
  return text;
}

}  // namespace ireplay
