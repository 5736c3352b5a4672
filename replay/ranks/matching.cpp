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

  std::vector<MatchedCalls> match(std::optional<Mismatch>& mismatch) {
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
  static std::optional<Mismatch> match_group(const std::vector<int>& members, Queues& queues,
                                             std::vector<MatchedCalls>& all) {
    const std::vector<const RankCall*> wanted = queues[{members[0], false}];
    for (const int rank : members) {
      const std::vector<const RankCall*>& own = queues[{rank, false}];
      for (std::size_t i = 0; i < std::max(wanted.size(), own.size()); ++i) {
        if (i < wanted.size() && i < own.size() && own[i]->what == wanted[i]->what) continue;
        return Mismatch{i < own.size() ? own[i]->step : wanted[i]->step,
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

  static std::optional<Mismatch> match_transfers(const Channel& channel, Queues& queues,
                                                 std::vector<MatchedCalls>& all) {
    const int from = std::get<1>(channel), to = std::get<2>(channel);
    const std::vector<const RankCall*>&sent = queues[{from, true}], &received = queues[{to, false}];
    const std::string sender = "rank " + std::to_string(from), receiver = "rank " + std::to_string(to);
    for (std::size_t i = 0; i < std::max(sent.size(), received.size()); ++i) {
      if (i >= received.size())
        return Mismatch{sent[i]->step, sender + " sends" + with_space(sent[i]->what) + " to " + receiver +
                                           " (" + sent[i]->step + "), which receives nothing more from it"};
      if (i >= sent.size())
        return Mismatch{received[i]->step, receiver + " receives" + with_space(received[i]->what) + " from " +
                                               sender + " (" + received[i]->step +
                                               "), which sends nothing more to it"};
      if (sent[i]->what != received[i]->what)
        return Mismatch{received[i]->step, sender + " sends" + with_space(sent[i]->what) + " to " + receiver +
                                               " (" + sent[i]->step + "), which receives" +
                                               with_space(received[i]->what) + " (" + received[i]->step +
                                               ")"};
      all.push_back({{{from, sent[i]}, {to, received[i]}}});
    }
    return std::nullopt;
  }

  std::map<Channel, Queues> channels_;
  std::vector<Channel> order_;  // as the first rank has them
};

}  // namespace

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
                                      std::optional<Mismatch>& mismatch) {
  return Matcher(ranks).match(mismatch);
}

std::string names_of(const std::vector<int>& ranks) {
  std::string text;
  for (const int rank : ranks) (text += text.empty() ? "" : ",") += std::to_string(rank);
  return text;
}

}  // namespace ireplay
