#include "replay/ranks/together.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "parser/source.hpp"
#include "replay/passes/depths.hpp"
#include "replay/passes/lifetimes.hpp"
#include "replay/ranks/matching.hpp"

namespace ireplay {
namespace {

/// Equal on all members: everything but the splits of an all_to_all.
std::string describe(const Collective& call) {
  std::string text(call.name);
  if (call.kind == Collective::Kind::all_reduce || call.kind == Collective::Kind::reduce_scatter)
    (text += ' ') += call.op;
  if (call.kind == Collective::Kind::broadcast) text += " from " + std::to_string(call.root);
  for (const TensorView& view : call.operands)
    (text += ' ') += call.kind == Collective::Kind::all_to_all ? std::string(info(view.dtype).name)
                                                               : to_text(view.dtype, view.size);
  return text;
}

/// Sender and receiver may see the same elements in different shapes; NCCL has no tags.
std::string describe(const Collective& call, const RankCall& one) {
  if (!one.is_transfer()) return describe(call);
  const TensorView& view = call.operands[one.operand];
  const std::string what = std::to_string(numel(view.size)) + " of " + std::string(info(view.dtype).name);
  return one.tag == 0 ? what : what + " with tag " + std::to_string(one.tag);
}

/// A line each, for the others: `members|what|step|peer|sends`.
std::string write_calls(const Plan& plan, const Together& together) {
  std::ostringstream text;
  for (const std::size_t s : find_collectives(plan)) {
    const Collective call = read_collective(plan.steps[s]);
    for (const RankCall& one : calls_of(call, plan.steps[s], together.groups, together.world()))
      text << names_of(one.members) << '|' << describe(call, one) << '|' << one.step << '|' << one.peer << '|'
           << one.sends << '\n';
  }
  return text.str();
}

std::vector<RankCall> read_calls(const std::string& text) {
  std::vector<RankCall> calls;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    RankCall call;
    std::istringstream parts(line);
    std::string members;
    std::getline(parts, members, '|');
    std::getline(parts, call.what, '|');
    std::getline(parts, call.step, '|');
    char bar = 0;
    parts >> call.peer >> bar >> call.sends;
    std::istringstream numbers(members);
    for (std::string number; std::getline(numbers, number, ',');) call.members.push_back(std::stoi(number));
    calls.push_back(std::move(call));
  }
  return calls;
}

std::string processes(int count) { return std::to_string(count) + (count == 1 ? " process" : " processes"); }

/// What does not fit on this rank alone; empty where all does.
std::string why_unfit(const Together& together, int rank_of_case, const Plan& plan) {
  if (rank_of_case >= 0 && rank_of_case != together.rank())
    return "the case is rank " + std::to_string(rank_of_case) + "'s and this process is rank " +
           std::to_string(together.rank()) +
           "; PATH is the folder that holds rank0, rank1, .., or has {rank} in its place";
  try {
    for (const std::size_t s : find_collectives(plan)) {
      const Collective call = read_collective(plan.steps[s]);
      const std::vector<int> members = members_of(call, together.groups, together.world());
      const int last = *std::ranges::max_element(members);
      if (last >= together.world())
        return "the group '" + call.group + "' of the case has rank " + std::to_string(last) + ", and " +
               processes(together.world()) + " were launched; launch " + std::to_string(last + 1) +
               " or more";
      if (std::ranges::find(members, together.rank()) == members.end())
        return "rank " + std::to_string(together.rank()) + " calls a collective of the group '" + call.group +
               "', which it is not in";
      calls_of(call, plan.steps[s], together.groups, together.world());  // whether there is such a peer
    }
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

/// Memory that nothing touches takes no room.
void drop(Plan& plan, std::int32_t buffer) {
  PlanBuffer& dropped = plan.buffers[static_cast<std::size_t>(buffer)];
  plan.storages[static_cast<std::size_t>(dropped.storage)].bytes = 0;
  dropped.size = {0}, dropped.stride = {1}, dropped.offset = 0;
}

/// `aten.copy_(target, from)` behind a collective that the graph has in place; none for other steps.
const TensorView* copied_to(const Step& step, std::int32_t from) {
  if (step.op_kind != "opaque" || step.kind != Step::Kind::extern_call || step.call.arguments.size() != 2)
    return nullptr;
  const auto* target = std::get_if<TensorView>(&step.call.arguments[0].value.value);
  const auto* source = std::get_if<TensorView>(&step.call.arguments[1].value.value);
  return source != nullptr && source->buffer == from ? target : nullptr;
}

/// Where the result that the plan has as the input `pinned` goes; the copy there, if any, is dropped.
std::int32_t find_target(Plan& plan, std::size_t step, std::int32_t pinned) {
  for (std::size_t s = step + 1; s < plan.steps.size(); ++s)
    if (const TensorView* target = copied_to(plan.steps[s], pinned)) {
      const std::int32_t found = target->buffer;
      plan.steps.erase(plan.steps.begin() + static_cast<std::ptrdiff_t>(s));
      drop(plan, pinned);
      return found;
    }
  Storage& own = plan.storages[static_cast<std::size_t>(buffer_of(plan, pinned).storage)];
  own.kind = Storage::Kind::arena;
  return pinned;
}

/// The buffer that the view shows; one of its own for a part of a buffer.
std::int32_t buffer_at(Plan& plan, const TensorView& view) {
  if (view == whole_buffer(plan, view.buffer)) return view.buffer;
  PlanBuffer part = buffer_of(plan, view.buffer);
  part.dtype = view.dtype, part.size = view.size, part.stride = view.stride, part.offset = view.offset;
  plan.buffers.push_back(std::move(part));
  return static_cast<std::int32_t>(plan.buffers.size()) - 1;
}

/// Text may give one memory a name for each time that it is written.
bool is_same_place(const Plan& plan, std::int32_t a, std::int32_t b) {
  if (a == kNone || b == kNone) return a == b;
  const PlanBuffer &one = buffer_of(plan, a), &other = buffer_of(plan, b);
  return one.storage == other.storage && one.offset == other.offset && one.size == other.size;
}

}  // namespace

void agree_on_collectives(Together& together, int rank_of_case, const Plan& plan) {
  const std::string unfit = why_unfit(together, rank_of_case, plan);
  const std::string own = unfit.empty() ? "+" + write_calls(plan, together) : "-" + unfit;
  const std::vector<std::string> all = together.meeting.exchange("the collectives", own);
  std::vector<RankCalls> by_rank;
  for (std::size_t rank = 0; rank < all.size(); ++rank) {
    if (all[rank].starts_with('-'))
      throw Error(Error::Kind::usage,
                  (static_cast<int>(rank) == together.rank() ? "" : "rank " + std::to_string(rank) + ": ") +
                      all[rank].substr(1));
    by_rank.push_back({static_cast<int>(rank), read_calls(all[rank].substr(1))});
  }
  std::optional<CallMismatch> mismatch;
  const std::vector<MatchedCalls> matched = match_calls(by_rank, mismatch);
  if (mismatch) throw Error(Error::Kind::dump, mismatch->sentence);
  if (const std::string circle = find_circle(by_rank, matched); !circle.empty())
    throw Error(Error::Kind::unsupported, circle);
  std::set<std::vector<int>> groups;
  for (const RankCalls& rank : by_rank)
    for (const RankCall& call : rank.calls) groups.insert(call.members);
  together.agreed.assign(groups.begin(), groups.end());
}

Plan with_collectives(const Plan& plan) {
  Plan whole = plan;
  std::set<std::string> computed;
  for (std::size_t s = 0; s < whole.steps.size(); ++s) {
    if (!is_collective(whole.steps[s])) continue;
    const Collective call = read_collective(whole.steps[s]);
    std::vector<std::int32_t> results;
    for (const std::int32_t pinned : std::vector<std::int32_t>(whole.steps[s].call.results)) {
      if (pinned == kNone) {
        if (call.results == Collective::Results::own) results.push_back(kNone);
        continue;
      }
      computed.insert(buffer_of(whole, pinned).name);
      const std::int32_t target = find_target(whole, s, pinned);
      const auto is_target = [&](std::int32_t other) { return is_same_place(whole, other, target); };
      if (call.results == Collective::Results::own || std::ranges::none_of(results, is_target))
        results.push_back(target);
    }
    if (call.results == Collective::Results::operands || call.results == Collective::Results::received) {
      results.clear();
      for (std::size_t i = 0; i < call.operands.size(); ++i)
        results.push_back(call.is_written(i) ? buffer_at(whole, call.operands[i]) : kNone);
    }
    Step& step = whole.steps[s];
    step.kind = Step::Kind::extern_call;
    step.op_kind = "collective";
    step.call.results = results;
  }
  std::erase_if(whole.inputs, [&](const PlanInput& input) { return computed.contains(input.name); });
  drop_collective_warnings(whole, plan);
  for (Storage& storage : whole.storages) storage.mutated = false;
  find_lifetimes(whole);
  measure_depths(whole);
  place_storages(whole);
  return whole;
}

std::string collected_name(const Step& step, std::size_t i) { return step.name + "." + std::to_string(i); }

TensorMap to_inputs(const Plan& plan, const TensorMap& collected) {
  TensorMap inputs;
  for (const std::size_t s : find_collectives(plan)) {
    const Step& step = plan.steps[s];
    std::size_t last = 0;  // several of an operation's results may be one memory
    for (std::size_t i = 0; i < step.call.results.size(); ++i) {
      if (collected.contains(collected_name(step, i))) last = i;
      const auto found = collected.find(collected_name(step, last));
      if (step.call.results[i] == kNone || found == collected.end()) continue;
      const PlanBuffer& buffer = buffer_of(plan, step.call.results[i]);
      HostTensor tensor = found->second;
      if (numel(tensor.size) == numel(buffer.size)) tensor.size = buffer.size;
      inputs[buffer.name] = std::move(tensor);
    }
  }
  return inputs;
}

}  // namespace ireplay
