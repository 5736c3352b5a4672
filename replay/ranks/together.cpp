#include "replay/ranks/together.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "parser/source.hpp"
#include "replay/passes/depths.hpp"
#include "replay/passes/lifetimes.hpp"

namespace ireplay {
namespace {

/// What one rank calls, for the others: a line each, `members|what|step`.
struct Call {
  std::vector<int> members;
  std::string what, step;  // all_reduce sum f32[4,8]; op3
};

std::string names_of(const std::vector<int>& ranks) {
  std::string text;
  for (const int rank : ranks) (text += text.empty() ? "" : ",") += std::to_string(rank);
  return text;
}

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

std::string write_calls(const Plan& plan, const Together& together) {
  std::string text;
  for (const std::size_t s : find_collectives(plan)) {
    const Collective call = read_collective(plan.steps[s]);
    ((text += names_of(members_of(call, together.groups, together.world()))) += '|') += describe(call);
    ((text += '|') += plan.steps[s].name) += '\n';
  }
  return text;
}

std::vector<Call> read_calls(const std::string& text) {
  std::vector<Call> calls;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    Call call;
    std::istringstream parts(line);
    std::string members;
    std::getline(parts, members, '|');
    std::getline(parts, call.what, '|');
    std::getline(parts, call.step, '|');
    std::istringstream numbers(members);
    for (std::string number; std::getline(numbers, number, ',');) call.members.push_back(std::stoi(number));
    calls.push_back(std::move(call));
  }
  return calls;
}

/// Calls of one group by a rank, in order.
std::vector<Call> of_group(const std::vector<Call>& calls, const std::vector<int>& members) {
  std::vector<Call> found;
  std::ranges::copy_if(calls, std::back_inserter(found),
                       [&](const Call& call) { return call.members == members; });
  return found;
}

std::string at_most(const std::vector<Call>& calls, std::size_t i) {
  return i < calls.size() ? calls[i].what + " (" + calls[i].step + ")" : "nothing more";
}

void refuse_other_calls(const std::vector<std::vector<Call>>& by_rank, const std::vector<int>& members) {
  const int first = members[0];
  const std::vector<Call> wanted = of_group(by_rank[static_cast<std::size_t>(first)], members);
  for (const int rank : members) {
    const std::vector<Call> own = of_group(by_rank[static_cast<std::size_t>(rank)], members);
    for (std::size_t i = 0; i < std::max(wanted.size(), own.size()); ++i)
      if (i >= wanted.size() || i >= own.size() || own[i].what != wanted[i].what)
        throw Error(Error::Kind::dump, "rank " + std::to_string(first) + " calls " + at_most(wanted, i) +
                                           " where rank " + std::to_string(rank) + " calls " +
                                           at_most(own, i) + ", in the group " + names_of(members));
  }
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
  std::vector<std::vector<Call>> by_rank;
  for (std::size_t rank = 0; rank < all.size(); ++rank) {
    if (all[rank].starts_with('-'))
      throw Error(Error::Kind::usage,
                  (static_cast<int>(rank) == together.rank() ? "" : "rank " + std::to_string(rank) + ": ") +
                      all[rank].substr(1));
    by_rank.push_back(read_calls(all[rank].substr(1)));
  }
  std::set<std::vector<int>> groups;
  for (const std::vector<Call>& calls : by_rank)
    for (const Call& call : calls) groups.insert(call.members);
  for (const std::vector<int>& members : groups) refuse_other_calls(by_rank, members);
  together.agreed.assign(groups.begin(), groups.end());
}

Plan with_collectives(const Plan& plan) {
  Plan whole = plan;
  std::set<std::string> computed, names;
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
    if (call.results == Collective::Results::operands) {
      results.clear();
      for (const TensorView& view : call.operands) results.push_back(view.buffer);
    }
    Step& step = whole.steps[s];
    step.kind = Step::Kind::extern_call;
    step.op_kind = "collective";
    names.insert(step.name);
    step.call.results = results;
  }
  std::erase_if(whole.inputs, [&](const PlanInput& input) { return computed.contains(input.name); });
  std::erase_if(whole.warnings, [&](const std::string& text) {
    return text.starts_with("collectives were computed") || names.contains(text.substr(0, text.find(':')));
  });
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
