#include "replay/ranks/lockstep.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "parser/source.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/passes/lifetimes.hpp"
#include "replay/passes/needed_steps.hpp"
#include "replay/ranks/exchange.hpp"
#include "replay/ranks/matching.hpp"

namespace ireplay {
namespace {

[[noreturn]] void fail(const std::string& sentence) { throw Error(Error::Kind::dump, sentence); }
[[noreturn]] void fail(const Step& step, const std::string& sentence) { fail(step.name + ": " + sentence); }

const std::string& name_of(const Plan& plan, std::int32_t buffer) {
  return plan.buffers[static_cast<std::size_t>(buffer)].name;
}

/// The part of a rank's plan that computes a tensor before its step `end`.
Plan part_before(const Plan& plan, std::size_t end, const TensorView& view) {
  Plan before = plan;
  before.steps.resize(end);
  return cut_to(before, view);
}

/// Who calls what, and what everybody gets of it: all of it known from the plans.
class Calls {
 public:
  explicit Calls(const std::vector<Rank>& ranks) : ranks_(ranks) {
    for (const Rank& rank : ranks) {
      std::vector<Collective> calls;
      steps_.push_back(find_collectives(rank.plan));
      for (const std::size_t s : steps_.back()) calls.push_back(read_collective(rank.plan.steps[s]));
      calls_.push_back(std::move(calls));
    }
    match();
    put_in_order();
  }

  /// An operand of a rank's call.
  struct Operand {
    std::size_t rank = 0, call = 0;  // by position
    std::size_t at = 0;              // which one of the call's operands

    bool operator<(const Operand& other) const {
      return std::tie(rank, call, at) < std::tie(other.rank, other.call, other.at);
    }
  };
  /// A result of a rank's call.
  struct Delivery {
    std::size_t rank = 0, call = 0;
    std::vector<Operand> from;  // of the members, in the order of the group; of whoever sends
    std::string buffer;
    Exchange exchange;
    Dims size;  // as the buffer has it
  };

  /// In an order in which everything that an operand needs was delivered before.
  const std::vector<Delivery>& deliveries() const { return deliveries_; }
  const TensorView& view_of(const Operand& operand) const {
    return calls_[operand.rank][operand.call].operands[operand.at];
  }
  /// The position of the operand's call among the steps of its rank.
  std::size_t step_of(const Operand& operand) const { return steps_[operand.rank][operand.call]; }

 private:
  const Step& step(std::size_t rank, std::size_t k) const { return ranks_[rank].plan.steps[steps_[rank][k]]; }

  std::size_t position_of(int number) const {
    return static_cast<std::size_t>(std::ranges::find(ranks_, number, &Rank::number) - ranks_.begin());
  }

  /// Those of the case, and everybody for a group that it does not tell of.
  Groups groups_of(std::size_t rank, const Collective& call) const {
    Groups groups = ranks_[rank].groups;
    std::vector<int> everybody;
    for (const Rank& other : ranks_) everybody.push_back(other.number);
    groups.emplace(call.group, std::move(everybody));
    return groups;
  }

  /// A fault is the step's.
  template <class Work>
  static auto of_step(const Step& step, const Work& work) {
    try {
      return work();
    } catch (const Error& error) {
      throw Error(error.kind(), step.name + ": " + error.what());
    }
  }

  std::vector<RankCall> calls_of_step(std::size_t rank, std::size_t k) const {
    const Collective& collective = calls_[rank][k];
    std::vector<RankCall> found = of_step(step(rank, k), [&] {
      return calls_of(collective, step(rank, k), groups_of(rank, collective),
                      static_cast<int>(ranks_.size()));
    });
    for (RankCall& call : found) {
      call.call = k;
      if (!call.is_transfer()) call.what = step(rank, k).call.function;
      for (const int number : call.members)
        if (position_of(number) == ranks_.size())
          fail(step(rank, k), "the group " + in_quotes(collective.group) + " has rank " +
                                  std::to_string(number) + ", whose folder is not there");
    }
    return found;
  }

  void match() {
    std::vector<RankCalls> all;
    for (std::size_t r = 0; r < ranks_.size(); ++r) {
      RankCalls& own = all.emplace_back(RankCalls{ranks_[r].number, {}});
      for (std::size_t k = 0; k < steps_[r].size(); ++k)
        for (RankCall& call : calls_of_step(r, k))
          if (std::ranges::find(call.members, own.rank) != call.members.end())
            own.calls.push_back(std::move(call));
    }
    std::optional<CallMismatch> mismatch;
    const std::vector<MatchedCalls> matched = match_calls(all, mismatch);
    if (mismatch) fail(mismatch->step + ": " + mismatch->sentence);
    for (const MatchedCalls& calls : matched)
      calls.places[0].call->is_transfer() ? add_transfer(calls) : add_exchange(calls);
  }

  void add_exchange(const MatchedCalls& calls) {
    for (std::size_t own = 0; own < calls.places.size(); ++own) {
      const MatchedCalls::Place& place = calls.places[own];
      const std::size_t rank = position_of(place.rank);
      const std::size_t results = step(rank, place.call->call).call.results.size();
      for (std::size_t i = 0; i < results; ++i) {
        std::vector<Operand> from;
        for (const MatchedCalls::Place& member : calls.places) {
          const std::size_t other = position_of(member.rank);
          const std::size_t last = calls_[other][member.call->call].operands.size() - 1;
          from.push_back({other, member.call->call, std::min(i, last)});
        }
        add_delivery(rank, place.call->call, i, std::move(from), own);
      }
    }
  }

  /// What is sent comes back as nothing, in a tensor without elements.
  void add_transfer(const MatchedCalls& calls) {
    const MatchedCalls::Place &sender = calls.places[0], &receiver = calls.places[1];
    const std::size_t from = position_of(sender.rank);
    const std::vector<std::int32_t>& sent = step(from, sender.call->call).call.results;
    if (sender.call->operand < sent.size() && sent[sender.call->operand] != kNone) {
      const PlanBuffer& nothing = buffer_of(ranks_[from].plan, sent[sender.call->operand]);
      deliveries_.push_back({from,
                             sender.call->call,
                             {},
                             nothing.name,
                             {.dtype = nothing.dtype, .size = nothing.size},
                             nothing.size});
    }
    add_delivery(position_of(receiver.rank), receiver.call->call, receiver.call->operand,
                 {{from, sender.call->call, sender.call->operand}}, 0);
  }

  void add_delivery(std::size_t rank, std::size_t k, std::size_t i, std::vector<Operand> from,
                    std::size_t own) {
    const std::vector<std::int32_t>& results = step(rank, k).call.results;
    if (i >= results.size() || results[i] == kNone) return;
    std::vector<Member> members;
    for (const Operand& operand : from) {
      const TensorView& view = view_of(operand);
      members.push_back({&calls_[operand.rank][operand.call], view.dtype, view.size});
    }
    const PlanBuffer& buffer = buffer_of(ranks_[rank].plan, results[i]);
    Exchange planned = of_step(step(rank, k), [&] { return plan_exchange(members, own); });
    if (planned.dtype != buffer.dtype || numel(planned.size) != numel(buffer.size))
      fail(step(rank, k), "the ranks' tensors come to " + to_text(planned.dtype, planned.size) + ", but " +
                              in_quotes(buffer.name) + " is " + to_text(buffer.dtype, buffer.size));
    deliveries_.push_back({rank, k, std::move(from), buffer.name, std::move(planned), buffer.size});
  }

  /// The results of earlier collectives that an operand is computed of, by the deliveries that bring them.
  std::vector<std::size_t> needs_of(const Operand& operand) const {
    std::vector<std::size_t> needs;
    for (const PlanInput& input :
         part_before(ranks_[operand.rank].plan, step_of(operand), view_of(operand)).inputs)
      for (std::size_t d = 0; d < deliveries_.size(); ++d)
        if (deliveries_[d].rank == operand.rank && deliveries_[d].call < operand.call &&
            deliveries_[d].buffer == input.name)
          needs.push_back(d);
    return needs;
  }

  /// Nothing waits but for data: a rank that sends before it receives and one that receives first go on.
  void put_in_order() {
    std::vector<std::vector<std::size_t>> needs(deliveries_.size());
    std::map<Operand, std::vector<std::size_t>> known;
    for (std::size_t d = 0; d < deliveries_.size(); ++d)
      for (const Operand& operand : deliveries_[d].from) {
        const auto [own, is_new] = known.try_emplace(operand);
        if (is_new) own->second = needs_of(operand);
        needs[d].insert(needs[d].end(), own->second.begin(), own->second.end());
      }
    std::vector<bool> done(deliveries_.size());
    std::vector<Delivery> ordered;
    for (bool goes_on = true; goes_on;) {
      goes_on = false;
      for (std::size_t d = 0; d < deliveries_.size(); ++d) {
        if (done[d] || !std::ranges::all_of(needs[d], [&](std::size_t need) { return done[need]; })) continue;
        done[d] = goes_on = true;
        ordered.push_back(deliveries_[d]);
      }
    }
    if (const auto stuck = std::ranges::find(done, false); stuck != done.end()) {
      const Delivery& first = deliveries_[static_cast<std::size_t>(stuck - done.begin())];
      fail(step(first.from[0].rank, first.from[0].call),
           "what ranks send each other needs what they receive: " + in_quotes(first.buffer) + " of rank " +
               std::to_string(ranks_[first.rank].number) + " never comes");
    }
    deliveries_ = std::move(ordered);
  }

  const std::vector<Rank>& ranks_;
  std::vector<std::vector<std::size_t>> steps_;  // by rank: its collectives
  std::vector<std::vector<Collective>> calls_;   // by rank: what they ask for
  std::vector<Delivery> deliveries_;
};

class Lockstep {
 public:
  Lockstep(const std::vector<Rank>& ranks, const InputSource& inputs, Engine& engine, RunOptions options)
      : ranks_(ranks), calls_(ranks), inputs_(inputs), engine_(engine), options_(std::move(options)) {
    for (const Rank& rank : ranks) known_.push_back(rank.given);
    for (const Calls::Delivery& delivery : calls_.deliveries())
      for (const Calls::Operand& operand : delivery.from) values_[operand].uses += 1;
  }

  const std::vector<TensorMap>& run() {
    for (const Calls::Delivery& delivery : calls_.deliveries()) {
      std::vector<HostTensor> tensors;
      for (const Calls::Operand& operand : delivery.from) tensors.push_back(value(operand));
      HostTensor result = exchange(delivery.exchange, std::move(tensors), options_.noise);
      result.size = delivery.size;
      known_[delivery.rank].emplace(delivery.buffer, std::move(result));
    }
    return known_;
  }

 private:
  struct Value {
    std::size_t uses = 0;  // that are to come
    HostTensor tensor;
    bool is_computed = false;
  };

  /// Computed once, and kept as long as a member of the group is to get something of it.
  HostTensor value(const Calls::Operand& operand) {
    Value& value = values_[operand];
    if (!value.is_computed)
      value.tensor = computed(operand.rank, calls_.step_of(operand), calls_.view_of(operand));
    value.is_computed = true;
    value.uses -= 1;
    return value.uses == 0 ? std::move(value.tensor) : value.tensor;
  }

  /// A tensor of a rank before its step `end`.
  HostTensor computed(std::size_t rank, std::size_t end, const TensorView& view) const {
    Plan part = part_before(ranks_[rank].plan, end, view);
    find_lifetimes(part);
    place_storages(part);
    inputs_.before_run(part);
    std::vector<std::string> random;
    const TensorMap tensors = make_inputs(part, known_[rank], inputs_.fills, inputs_.seed, random);
    RunOptions options = options_;
    if (options.noise != 0) options.noise += 1000 * rank;  // each rank rounds on its own
    return engine_.run(part, tensors, options).outputs.at("value");
  }

  const std::vector<Rank>& ranks_;
  Calls calls_;
  const InputSource& inputs_;
  Engine& engine_;
  RunOptions options_;
  std::vector<TensorMap> known_;  // by rank: what it was given, and results so far
  std::map<Calls::Operand, Value> values_;
};

}  // namespace

bool lacks_collectives(const Plan& plan, const TensorMap& given) {
  for (const std::size_t s : find_collectives(plan))
    for (const std::int32_t result : plan.steps[s].call.results)
      if (result != kNone && !given.contains(name_of(plan, result))) return true;
  return false;
}

void check_ranks(const std::vector<Rank>& ranks, int own) {
  std::set<int> numbers;
  for (const Rank& rank : ranks)
    if (!numbers.insert(rank.number).second)
      fail("two of the ranks' folders are of rank " + std::to_string(rank.number));
  if (!numbers.contains(own)) fail("rank " + std::to_string(own) + " is not among the ranks");
  const Calls calls(ranks);
}

TensorMap run_in_lockstep(const std::vector<Rank>& ranks, int own, const InputSource& inputs, Engine& engine,
                          RunOptions options) {
  check_ranks(ranks, own);
  options.measure = false;
  options.keep_intermediates = false;
  Lockstep lockstep(ranks, inputs, engine, std::move(options));
  const std::vector<TensorMap>& known = lockstep.run();
  const auto rank = std::ranges::find(ranks, own, &Rank::number);
  const TensorMap& all = known[static_cast<std::size_t>(rank - ranks.begin())];
  TensorMap results;
  for (const std::size_t s : find_collectives(rank->plan))
    for (const std::int32_t result : rank->plan.steps[s].call.results) {
      if (result == kNone) continue;
      if (const auto found = all.find(name_of(rank->plan, result)); found != all.end())
        results.insert(*found);
    }
  return results;
}

}  // namespace ireplay
