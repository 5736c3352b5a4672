#include "replay/passes/plan_difference.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
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

/// One of the two plans.
struct Side {
  explicit Side(const Plan& of) : plan(of), items(items_of(of)), open(of.steps.size()) {
    for (const Item& item : items) open[item.step] += 1;
    for (std::size_t step = 0; step < plan.steps.size(); ++step)
      for (const std::int32_t buffer : written_buffers(plan.steps[step]))
        writers[buffer_of(plan, buffer).storage] = step;
  }

  bool is_open_call(const Item& item) const {
    return !item.matched && plan.steps[item.step].kind == Step::Kind::extern_call;
  }
  /// The step that writes an output last and is not the same on the other side.
  std::optional<std::size_t> open_writer_of(const PlanOutput& output) const {
    if (output.view.buffer == kNone) return std::nullopt;
    const auto writer = writers.find(buffer_of(plan, output.view.buffer).storage);
    if (writer == writers.end() || open[writer->second] == 0) return std::nullopt;
    return writer->second;
  }

  const Plan& plan;
  std::vector<Item> items;
  std::vector<std::size_t> open;                // by step: its items that are not matched
  std::map<std::int32_t, std::size_t> writers;  // by storage: the step that writes it last
};

class Difference {
 public:
  Difference(const Plan& first, const Plan& second)
      : a_(first), b_(second), groups_(first.steps.size() + second.steps.size()) {}

  std::vector<OpChange> find() {
    match_equal();
    match_calls();
    match_outputs();
    std::map<std::size_t, OpChange> changes;  // by group; those of the first plan come first
    for (std::size_t step = 0; step < a_.plan.steps.size(); ++step)
      if (computes(a_.plan.steps[step])) changes[groups_.find(step)].first.push_back(step);
    for (std::size_t step = 0; step < b_.plan.steps.size(); ++step)
      if (computes(b_.plan.steps[step])) changes[groups_.find(in_second(step))].second.push_back(step);
    std::vector<OpChange> list;
    list.reserve(changes.size());
    for (auto& [group, change] : changes) {
      change.kind = kind_of(change);
      list.push_back(std::move(change));
    }
    std::ranges::stable_sort(list, {}, [&](const OpChange& change) {
      return change.first.empty() ? in_second(change.second.front()) : change.first.front();
    });
    return list;
  }

 private:
  /// A step of the second plan among those of both.
  std::size_t in_second(std::size_t step) const { return a_.plan.steps.size() + step; }

  void match(Item& a, Item& b) {
    a.matched = b.matched = true;
    a_.open[a.step] -= 1;
    b_.open[b.step] -= 1;
    groups_.join(a.step, in_second(b.step));
  }

  /// Items with equal keys, the first with the first, the second with the second; those without a key with
  /// none. `matched` is told of each of the first plan.
  template <class KeyOf, class Matched>
  void match_by(KeyOf key_of, Matched matched) {
    using Key = typename decltype(key_of(a_, a_.items[0]))::value_type;
    std::map<Key, std::vector<Item*>> waiting;
    for (auto item = b_.items.rbegin(); item != b_.items.rend(); ++item)
      if (const auto key = key_of(b_, *item)) waiting[*key].push_back(&*item);
    for (Item& item : a_.items) {
      const auto key = key_of(a_, item);
      const auto found = key ? waiting.find(*key) : waiting.end();
      if (found == waiting.end() || found->second.empty()) continue;
      match(item, *found->second.back());
      found->second.pop_back();
      matched(item);
    }
  }

  void match_equal() {
    match_by([](const Side&, const Item& item) { return std::optional(item.hash); }, [](const Item&) {});
  }

  void match_calls() {
    using Key = std::pair<std::string, std::string>;  // result and function
    for (const bool same_function : {true, false})
      match_by(
          [&](const Side& side, const Item& item) -> std::optional<Key> {
            if (!side.is_open_call(item)) return std::nullopt;
            const Step& step = side.plan.steps[item.step];
            const std::string result = result_of(side.plan, step);
            if (same_function) return Key(result, function_of(step.call));
            return result.empty() ? std::nullopt : std::optional(Key(result, ""));
          },
          [&](const Item& item) { changed_.insert(item.step); });
  }

  /// Ops that are not the same and give the same output of the graph.
  void match_outputs() {
    std::map<std::string_view, const PlanOutput*> others;
    for (const PlanOutput& output : b_.plan.outputs) others.emplace(output.key, &output);
    for (const PlanOutput& output : a_.plan.outputs) {
      const auto other = others.find(output.key);
      if (other == others.end() || other->second->view.size != output.view.size) continue;
      const auto a = a_.open_writer_of(output), b = b_.open_writer_of(*other->second);
      if (!a || !b) continue;
      groups_.join(*a, in_second(*b));
      changed_.insert(*a);
    }
  }

  OpChange::Kind kind_of(const OpChange& change) const {
    if (change.second.empty()) return OpChange::Kind::gone;
    if (change.first.empty()) return OpChange::Kind::added;
    if (change.first.size() > 1)
      return change.second.size() > 1 ? OpChange::Kind::regrouped : OpChange::Kind::merged;
    if (change.second.size() > 1) return OpChange::Kind::split;
    const std::size_t step = change.first[0];
    const bool same = a_.open[step] == 0 && b_.open[change.second[0]] == 0 && !changed_.contains(step);
    return same ? OpChange::Kind::same : OpChange::Kind::changed;
  }

  Side a_, b_;
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
