#include "replay/ranks/lockstep.hpp"

#include <algorithm>
#include <set>

#include "parser/source.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/passes/lifetimes.hpp"
#include "replay/passes/needed_steps.hpp"
#include "replay/ranks/exchange.hpp"

namespace ireplay {
namespace {

[[noreturn]] void fail(const std::string& sentence) { throw Error(Error::Kind::dump, sentence); }
[[noreturn]] void fail(const Step& step, const std::string& sentence) { fail(step.name + ": " + sentence); }

const std::string& name_of(const Plan& plan, std::int32_t buffer) {
  return plan.buffers[static_cast<std::size_t>(buffer)].name;
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
      if (steps_.back().size() != steps_[0].size())
        fail("rank " + std::to_string(ranks[0].number) + " calls " + std::to_string(steps_[0].size()) +
             " collectives, rank " + std::to_string(rank.number) + " calls " +
             std::to_string(steps_.back().size()));
    }
  }

  /// A result of a rank's collective.
  struct Delivery {
    std::size_t rank = 0;              // by position, as in `members`
    std::vector<std::size_t> members;  // in the order of the group
    std::size_t operand = 0;           // which one of each member's operands, the last where it has fewer
    std::string buffer;
    Exchange exchange;
    Dims size;  // as the buffer has it
  };

  std::size_t count() const { return steps_[0].size(); }
  const Collective& call(std::size_t rank, std::size_t k) const { return calls_[rank][k]; }
  /// The position of a rank's collective number `k` among its steps.
  std::size_t step_of(std::size_t rank, std::size_t k) const { return steps_[rank][k]; }

  /// What the ranks get of their collective number `k`.
  std::vector<Delivery> deliveries(std::size_t k) const {
    std::vector<Delivery> all;
    for (std::size_t r = 0; r < ranks_.size(); ++r)
      if (calls_[r][k].name != calls_[0][k].name)
        fail(step(r, k), "rank " + std::to_string(ranks_[0].number) + " calls " + step(0, k).call.function +
                             " where rank " + std::to_string(ranks_[r].number) + " calls " +
                             step(r, k).call.function);
    for (std::size_t r = 0; r < ranks_.size(); ++r) {
      const std::vector<std::size_t> group = members(r, k);
      if (std::ranges::find(group, r) == group.end()) continue;
      const std::vector<std::int32_t>& results = step(r, k).call.results;
      for (std::size_t i = 0; i < results.size(); ++i)
        if (results[i] != kNone) all.push_back(delivery(r, k, i, group));
    }
    return all;
  }

 private:
  const Step& step(std::size_t rank, std::size_t k) const { return ranks_[rank].plan.steps[steps_[rank][k]]; }

  /// The members of the group of a rank's collective, as positions among the ranks.
  std::vector<std::size_t> members(std::size_t rank, std::size_t k) const {
    const Collective& call = calls_[rank][k];
    std::vector<std::size_t> found;
    if (!ranks_[rank].groups.contains(call.group)) {  // not told: everybody
      for (std::size_t r = 0; r < ranks_.size(); ++r) found.push_back(r);
      return found;
    }
    for (const int number : members_of(call, ranks_[rank].groups, static_cast<int>(ranks_.size()))) {
      const auto at = std::ranges::find(ranks_, number, &Rank::number);
      if (at == ranks_.end())
        fail(step(rank, k), "the group " + in_quotes(call.group) + " has rank " + std::to_string(number) +
                                ", whose folder is not there");
      found.push_back(static_cast<std::size_t>(at - ranks_.begin()));
    }
    return found;
  }

  Delivery delivery(std::size_t rank, std::size_t k, std::size_t i,
                    const std::vector<std::size_t>& group) const {
    std::vector<Member> members;
    members.reserve(group.size());
    for (const std::size_t member : group) {
      const Collective& call = calls_[member][k];
      const TensorView& view = call.operands[std::min(i, call.operands.size() - 1)];
      members.push_back({&call, view.dtype, view.size});
    }
    const auto own = static_cast<std::size_t>(std::ranges::find(group, rank) - group.begin());
    const PlanBuffer& buffer = buffer_of(ranks_[rank].plan, step(rank, k).call.results[i]);
    const Exchange planned = exchange_of(step(rank, k), members, own);
    if (planned.dtype != buffer.dtype || numel(planned.size) != numel(buffer.size))
      fail(step(rank, k), "the ranks' tensors come to " + to_text(planned.dtype, planned.size) + ", but " +
                              in_quotes(buffer.name) + " is " + to_text(buffer.dtype, buffer.size));
    return {rank, group, i, buffer.name, planned, buffer.size};
  }

  /// A fault is the step's.
  static Exchange exchange_of(const Step& step, const std::vector<Member>& members, std::size_t own) {
    try {
      return plan_exchange(members, own);
    } catch (const Error& error) {
      throw Error(error.kind(), step.name + ": " + error.what());
    }
  }

  const std::vector<Rank>& ranks_;
  std::vector<std::vector<std::size_t>> steps_;  // by rank: its collectives
  std::vector<std::vector<Collective>> calls_;   // by rank: what they ask for
};

class Lockstep {
 public:
  Lockstep(const std::vector<Rank>& ranks, const InputSource& inputs, Engine& engine, RunOptions options)
      : ranks_(ranks), calls_(ranks), inputs_(inputs), engine_(engine), options_(std::move(options)) {
    for (const Rank& rank : ranks) known_.push_back(rank.given);
  }

  const std::vector<TensorMap>& run() {
    for (std::size_t k = 0; k < calls_.count(); ++k) run(k);
    return known_;
  }

 private:
  void run(std::size_t k) {
    std::vector<std::vector<HostTensor>> operands(ranks_.size());
    for (std::size_t r = 0; r < ranks_.size(); ++r)
      for (const TensorView& view : calls_.call(r, k).operands)
        operands[r].push_back(value(r, calls_.step_of(r, k), view));
    for (const Calls::Delivery& delivery : calls_.deliveries(k)) {
      std::vector<HostTensor> tensors;
      for (const std::size_t member : delivery.members)
        tensors.push_back(operands[member][std::min(delivery.operand, operands[member].size() - 1)]);
      HostTensor result = exchange(delivery.exchange, std::move(tensors));
      result.size = delivery.size;
      known_[delivery.rank].emplace(delivery.buffer, std::move(result));
    }
  }

  /// A tensor of a rank before its step `end`.
  HostTensor value(std::size_t rank, std::size_t end, const TensorView& view) const {
    Plan before = ranks_[rank].plan;
    before.steps.resize(end);
    Plan part = cut_to(before, view);
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
  for (std::size_t k = 0; k < calls.count(); ++k) calls.deliveries(k);
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
