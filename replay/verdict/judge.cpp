#include "replay/verdict/judge.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "replay/verdict/ties.hpp"
#include "replay/verdict/undetermined.hpp"
#include "replay/verdict/work.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kLargestWork =
    4'000'000'000;  // for which ties are looked at: about a minute of one core

bool fails(const Comparison& c) { return c.status == Status::fail && c.has_figures(); }

/// What every pair is compared with.
struct Judgement {
  std::vector<Limits> limits;
  std::vector<Excused> excused;
};

Judgement as_given(const Plan& plan, const ReferenceMatch& match, const GivenTolerance& given,
                   ReferenceRounding rounding) {
  const std::vector<Tolerance> derived = derive_tolerances(plan, rounding);
  Judgement judgement;
  judgement.excused.resize(match.pairs.size());
  for (const OutputPair& pair : match.pairs) {
    Limits limits =
        limits_of(derived[pair.output], pair.want->dtype, magnitude_of(*pair.want), numel(pair.want->size));
    if (given.atol) limits.atol = *given.atol;
    if (given.rtol) limits.rtol = *given.rtol;
    if (limits.kind != Limits::Kind::exact) {
      limits.kind = Limits::Kind::given;
      limits.why = "as given";
      limits.units = false;
      limits.rms = limits.slope = limits.mean = kNoLimit;
    }
    judgement.limits.push_back(limits);
  }
  return judgement;
}

Judgement as_derived(const Plan& plan, const ReferenceMatch& match, ReferenceRounding rounding) {
  const std::vector<Tolerance> derived = derive_tolerances(plan, rounding);
  Judgement judgement;
  judgement.excused.resize(match.pairs.size());
  for (const OutputPair& pair : match.pairs) {
    judgement.limits.push_back(
        limits_of(derived[pair.output], pair.want->dtype, magnitude_of(*pair.want), numel(pair.want->size)));
    std::string& why = judgement.limits.back().why;
    if (judgement.limits.back().kind == Limits::Kind::derived) why = "derived: " + why;
  }
  return judgement;
}

Judgement as_measured(const Plan& plan, const ReferenceMatch& match, const MeasuredLimits& measured) {
  Judgement judgement;
  for (const OutputPair& pair : match.pairs) {
    const std::string& key = plan.outputs[pair.output].key;
    judgement.limits.push_back(measured.limits.at(key));
    judgement.excused.push_back(measured.excused.at(key));
  }
  return judgement;
}

void excuse(Excused& all, const Excused& more) {
  if (all.empty()) all.resize(more.size());
  for (std::size_t i = 0; i < std::min(all.size(), more.size()); ++i) all[i] |= more[i];
}

/// Breaks ties the other way and stores in the other order, where outputs that fail depend on it.
class TieJudge {
 public:
  TieJudge(const Plan& plan, const TensorMap& inputs, const TensorMap& outputs, const ReferenceMatch& match,
           int threads)
      : plan_(plan), inputs_(inputs), outputs_(outputs), match_(match), threads_(threads) {}

  void judge(Judgement& judgement, std::vector<Comparison>& comparisons) {
    if (std::ranges::none_of(comparisons, fails)) return;
    const std::vector<std::int32_t> stored = buffers_stored_by_value(plan_);
    std::map<std::int32_t, std::string> sources;
    for (const std::int32_t buffer : buffers_of_positions(plan_)) sources[buffer] = "positions";
    for (const std::int32_t buffer : stored) sources[buffer] = "stores";
    const std::vector<std::string> candidates = outputs_depending_on(plan_, sources);
    const auto concerns = [&](std::size_t i) {
      return fails(comparisons[i]) && !candidates[match_.pairs[i].output].empty();
    };
    bool any = false;
    for (std::size_t i = 0; i < match_.pairs.size(); ++i) any = any || concerns(i);
    if (!any) return;
    find(stored);
    const std::vector<std::string> reasons = outputs_depending_on(plan_, chances_);
    for (std::size_t i = 0; i < match_.pairs.size(); ++i) {
      const std::string& reason = reasons[match_.pairs[i].output];
      if (concerns(i) && !reason.empty())
        comparisons[i] = judged_again(i, reason, judgement.limits[i], judgement.excused[i]);
    }
  }

 private:
  void find(const std::vector<std::int32_t>& stored) {
    tied_ = find_tied_positions(plan_, inputs_, threads_);
    for (const TiedPositions& positions : tied_)
      if (positions.has_ties)
        chances_[positions.buffer] = "which of several equal values is taken first by " + positions.by;
    RunOptions options;
    options.measure = false;
    options.threads = threads_;
    early_ = make_cpu_engine()->run(plan_, inputs_, options).outputs;
    options.late_ties = true;
    late_ = make_cpu_engine()->run(plan_, inputs_, options).outputs;
    const bool differ = std::ranges::any_of(
        early_, [&](const auto& entry) { return entry.second.data != late_.at(entry.first).data; });
    if (!differ) return;
    for (const std::int32_t buffer : stored)
      chances_.emplace(buffer, "which of several stores to one element is the last");
  }

  Comparison judged_again(std::size_t i, const std::string& reason, Limits& limits, Excused& excused) {
    const PlanOutput& output = plan_.outputs[match_.pairs[i].output];
    const HostTensor &got = outputs_.at(output.key), &want = *match_.pairs[i].want;
    for (const TiedPositions& positions : tied_) {
      if (!positions.has_ties || positions.buffer != output.view.buffer) continue;
      limits.why = "the same position, or one of an equal value: " + positions.by + " is not stable";
      if (const auto equal = equal_picks(positions, got, want)) excuse(excused, *equal);
      return compare(match_.pairs[i].name, got, want, limits, excused);
    }
    excuse(excused, changed(output.key));
    Comparison result = compare(match_.pairs[i].name, got, want, limits, excused);
    if (result.mismatched == 0 && result.status == Status::fail) {
      result.status = Status::unjudged;
      result.reason = "it depends on " + reason;
    }
    return result;
  }

  /// Elements of an output that are others when ties are broken the other way.
  Excused changed(const std::string& key) const {
    const std::vector<double> early = to_doubles(early_.at(key)), late = to_doubles(late_.at(key));
    Excused found(early.size());
    for (std::size_t k = 0; k < early.size(); ++k)
      found[k] = early[k] != late[k] && !(std::isnan(early[k]) && std::isnan(late[k]));
    return found;
  }

  const Plan& plan_;
  const TensorMap& inputs_;
  const TensorMap& outputs_;
  const ReferenceMatch& match_;
  int threads_;
  std::vector<TiedPositions> tied_;
  std::map<std::int32_t, std::string> chances_;  // by buffer
  TensorMap early_, late_;
};

/// A reference lists the inputs that changed; one that the graph writes to without a change is none of them.
void skip_unchanged(const TensorMap& inputs, const TensorMap& outputs, std::vector<Comparison>& comparisons) {
  constexpr std::string_view kMutated = "mutated.";
  for (Comparison& comparison : comparisons) {
    if (comparison.status != Status::unjudged || !comparison.name.starts_with(kMutated)) continue;
    const auto before = inputs.find(comparison.name.substr(kMutated.size()));
    const auto after = outputs.find(comparison.name);
    if (before == inputs.end() || after == outputs.end() || before->second.data != after->second.data)
      continue;
    comparison.status = Status::skipped;
    comparison.reason = "the graph writes what the input held, and the reference has what changed";
  }
}

}  // namespace

std::vector<Comparison> judge_outputs(const Plan& plan, const TensorMap& inputs, const TensorMap& outputs,
                                      const ReferenceMatch& match, ReferenceRounding rounding, int threads,
                                      const GivenTolerance& given, const MeasuredLimits* measured) {
  Judgement judgement;
  if (given.atol || given.rtol)
    judgement = as_given(plan, match, given, rounding);
  else if (measured != nullptr)
    judgement = as_measured(plan, match, *measured);
  else if (const auto runs = measure_noise(plan, inputs, rounding, threads))
    judgement = as_measured(plan, match, limits_of(*runs));
  else
    judgement = as_derived(plan, match, rounding);
  std::vector<Comparison> comparisons =
      compare_outputs(plan, outputs, match, judgement.limits, judgement.excused);
  skip_unchanged(inputs, outputs, comparisons);
  if (work_of(plan) <= kLargestWork)
    TieJudge(plan, inputs, outputs, match, threads).judge(judgement, comparisons);
  return comparisons;
}

}  // namespace ireplay
