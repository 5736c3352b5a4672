#include "replay/passes/plan_difference.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "replay/externs/extern_table.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/passes/program_hash.hpp"

/// Matching by content. Programs and calls are hashed without names and numbers (program_hash.hpp) and equal
/// hashes are matched in order; what is left is matched by function and result, then by the output that it
/// gives. Steps that are joined by a match form groups in a union-find forest, and the two sides of a group
/// say what became of it: split, merged, regrouped ...
namespace ireplay {
namespace {

bool computes(const Step& step) { return step.kind == Step::Kind::extern_call || !step.programs.empty(); }

/// Programs of all steps, or calls: what is matched.
struct Item {
  std::size_t step;
  std::uint64_t hash;
  bool matched = false;
};

std::vector<Item> items_of(const Plan& plan) {
  std::vector<Item> items;
  for (std::size_t step = 0; step < plan.steps.size(); ++step) {
    if (plan.steps[step].kind == Step::Kind::extern_call)
      items.push_back({step, hash_of(plan.steps[step].call, plan)});
    for (const LoopProgram& program : plan.steps[step].programs) items.push_back({step, hash_of(program)});
  }
  return items;
}

std::string_view function_of(const ExternCall& call) {
  const ExternRow* row = find_extern(call);
  return row != nullptr ? row->name : std::string_view(call.function);
}

std::string result_of(const Plan& plan, const Step& step) {
  for (const std::int32_t result : step.call.results)
    if (result != kNone) return to_text(buffer_of(plan, result).dtype, buffer_of(plan, result).size);
  return {};
}

/// Steps that belong together: a forest over those of both sides.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::size_t find(std::size_t at) {
    while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
    return at;
  }
  void join(std::size_t a, std::size_t b) { parent_[find(b)] = find(a); }

 private:
  std::vector<std::size_t> parent_;
};

class Difference {
 public:
  Difference(const Plan& first, const Plan& second)
      : first_(first),
        second_(second),
        a_(items_of(first)),
        b_(items_of(second)),
        groups_(first.steps.size() + second.steps.size()) {}

  std::vector<OpChange> find() {
    match_equal();
    match_calls();
    match_outputs();
    std::map<std::size_t, OpChange> changes;  // by group; those of the first plan come first
    for (std::size_t step = 0; step < first_.steps.size(); ++step)
      if (computes(first_.steps[step])) changes[groups_.find(step)].first.push_back(step);
    for (std::size_t step = 0; step < second_.steps.size(); ++step)
      if (computes(second_.steps[step]))
        changes[groups_.find(first_.steps.size() + step)].second.push_back(step);
    std::vector<OpChange> list;
    for (auto& [group, change] : changes) {
      change.kind = kind_of(change);
      list.push_back(std::move(change));
    }
    std::ranges::stable_sort(list, {}, [&](const OpChange& change) {
      return change.first.empty() ? first_.steps.size() + change.second.front() : change.first.front();
    });
    return list;
  }

 private:
  void match(Item& a, Item& b) {
    a.matched = b.matched = true;
    groups_.join(a.step, first_.steps.size() + b.step);
  }

  /// The first of equal ones with the first, the second with the second.
  void match_equal() {
    std::map<std::uint64_t, std::vector<Item*>> waiting;
    for (auto item = b_.rbegin(); item != b_.rend(); ++item) waiting[item->hash].push_back(&*item);
    for (Item& item : a_) {
      const auto found = waiting.find(item.hash);
      if (found == waiting.end() || found->second.empty()) continue;
      match(item, *found->second.back());
      found->second.pop_back();
    }
  }

  void match_calls() {
    const auto is_open = [](const Plan& plan, const Item& item) {
      return !item.matched && plan.steps[item.step].kind == Step::Kind::extern_call;
    };
    for (const bool same_function : {true, false})
      for (Item& a : a_)
        for (Item& b : b_) {
          if (!is_open(first_, a) || !is_open(second_, b)) continue;
          const Step &x = first_.steps[a.step], &y = second_.steps[b.step];
          const std::string result = result_of(first_, x);
          const bool alike = result == result_of(second_, y) &&
                             (same_function ? function_of(x.call) == function_of(y.call) : !result.empty());
          if (!alike) continue;
          match(a, b);
          changed_.insert(a.step);
        }
  }

  /// The step that writes an output last.
  static std::size_t writer_of(const Plan& plan, const PlanOutput& output) {
    std::size_t writer = plan.steps.size();
    if (output.view.buffer == kNone) return writer;
    const std::int32_t storage = buffer_of(plan, output.view.buffer).storage;
    for (std::size_t step = 0; step < plan.steps.size(); ++step)
      for (const std::int32_t buffer : written_buffers(plan.steps[step]))
        if (buffer_of(plan, buffer).storage == storage) writer = step;
    return writer;
  }

  static bool is_open(const std::vector<Item>& items, std::size_t step) {
    return std::ranges::any_of(items, [&](const Item& item) { return item.step == step && !item.matched; });
  }

  /// Ops that are not the same and give the same output of the graph.
  void match_outputs() {
    for (const PlanOutput& output : first_.outputs) {
      const auto other = std::ranges::find(second_.outputs, output.key, &PlanOutput::key);
      if (other == second_.outputs.end() || other->view.size != output.view.size) continue;
      const std::size_t a = writer_of(first_, output), b = writer_of(second_, *other);
      if (!is_open(a_, a) || !is_open(b_, b)) continue;
      groups_.join(a, first_.steps.size() + b);
      changed_.insert(a);
    }
  }

  OpChange::Kind kind_of(const OpChange& change) const {
    if (change.second.empty()) return OpChange::Kind::gone;
    if (change.first.empty()) return OpChange::Kind::added;
    if (change.first.size() > 1)
      return change.second.size() > 1 ? OpChange::Kind::regrouped : OpChange::Kind::merged;
    if (change.second.size() > 1) return OpChange::Kind::split;
    const auto all_matched = [](const std::vector<Item>& items, std::size_t step) {
      return std::ranges::all_of(items, [&](const Item& item) { return item.step != step || item.matched; });
    };
    const bool same = all_matched(a_, change.first[0]) && all_matched(b_, change.second[0]) &&
                      !changed_.contains(change.first[0]);
    return same ? OpChange::Kind::same : OpChange::Kind::changed;
  }

  const Plan& first_;
  const Plan& second_;
  std::vector<Item> a_, b_;
  Groups groups_;
  std::set<std::size_t> changed_;  // calls of the first plan
};

}  // namespace

std::string_view name_of(OpChange::Kind kind) {
  constexpr std::string_view kNames[] = {"same", "split", "merged", "regrouped", "changed", "gone", "new"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<OpChange> find_changes(const Plan& first, const Plan& second) {
  return Difference(first, second).find();
}

}  // namespace ireplay
