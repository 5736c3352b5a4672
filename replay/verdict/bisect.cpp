#include "replay/verdict/bisect.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "parser/source.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/verdict/elements.hpp"
#include "replay/verdict/judge.hpp"
#include "replay/verdict/noisy_chains.hpp"
#include "replay/verdict/oracle.hpp"
#include "replay/verdict/saved_tensors.hpp"
#include "replay/verdict/suspicion.hpp"
#include "replay/verdict/undetermined.hpp"
#include "replay/verdict/unset_results.hpp"
#include "replay/verdict/work.hpp"

namespace ireplay {
namespace {

using Kind = BisectJudge::Kind;
constexpr int kNoisyRuns = 5;
/// Limits are such that a right tensor seldom breaks them. Where hundreds are judged one does, by little, and
/// no op is accused of that.
constexpr double kBeyondDoubt = 2;
constexpr std::int64_t kLargestWork = 400'000'000;  // of one run, for which noise is measured

bool is_beyond_doubt(const Comparison& row) {
  return row.status == Status::fail && severity(row) >= kBeyondDoubt;
}

UnitSet without(const UnitSet& set, const UnitSet& other) {
  UnitSet rest;
  std::ranges::set_difference(set, other, std::inserter(rest, rest.end()));
  return rest;
}

UnitSet common(const UnitSet& a, const UnitSet& b) {
  UnitSet both;
  std::ranges::set_intersection(a, b, std::inserter(both, both.end()));
  return both;
}

class Bisector {
 public:
  Bisector(const Plan& plan, const TensorMap& inputs, Engine& engine, const BisectJudge& judge,
           const BisectOptions& options)
      : plan_(plan),
        engine_(engine),
        judge_(judge),
        options_(options),
        units_(units_of(plan, options.by_node)),
        inner_(options.by_node ? std::vector<std::unordered_set<std::int32_t>>() : inner_buffers(plan)),
        saved_(plan, units_, judge.saved),
        suspicion_(plan),
        chance_(plan, options.chance),
        ours_(plan, inputs),
        theirs_(plan, inputs),
        inputs_(inputs) {
    options_.run.measure = false;
    options_.run.keep_intermediates = false;
    options_.run.unfused = options.by_node;
  }

  /// `noisy_runs`: where saved tensors differ somewhere, so that noise must be known, else 0.
  Bisection bisect(int noisy_runs) {
    if (noisy_runs > 0) noise_.emplace(plan_, inputs_, judge_.rounding, noisy_runs, options_.run.threads);
    for (std::size_t at = 0; at < units_.size(); ++at) {
      if (options_.progress) options_.progress(at, units_.size(), name_of(plan_, units_[at]));
      result_.ops.push_back(judge_op(at));
    }
    result_.unknown = saved_.unknown();
    find_guilt();
    run_as_a_whole();
    return std::move(result_);
  }

  OpTensors collect(const std::vector<Unit>& wanted, const std::vector<std::string>& named) {
    OpTensors tensors;
    const auto keep_named = [&](const Chain& chain, std::int32_t storage) {
      for (std::size_t k = 0; k < plan_.buffers.size(); ++k) {
        const PlanBuffer& buffer = plan_.buffers[k];
        if ((storage == kNone || buffer.storage == storage) &&
            std::ranges::find(named, buffer.name) != named.end())
          tensors.before.emplace(buffer.name, chain.get(whole_buffer(plan_, static_cast<std::int32_t>(k))));
      }
    };
    const auto is_among = [&](const Unit& unit) {
      return std::ranges::any_of(wanted, [&](const Unit& other) {
        return other.step == unit.step && (other.program == unit.program || other.program == kNone);
      });
    };
    auto left = std::ranges::count_if(units_, is_among);
    Chain& chain = judge_.kind == Kind::saved ? theirs_ : ours_;
    Chain judged = chain;
    for (std::size_t at = 0; at < units_.size() && left > 0; ++at) {
      const bool is_wanted = is_among(units_[at]);
      const Excerpt excerpt = make_excerpt(plan_, units_[at], {});
      if (is_wanted)
        for (const std::int32_t storage : excerpt.storages) keep_named(chain, storage);
      const TensorMap in = chain.inputs_of(excerpt);
      chain.take(excerpt, run(excerpt, in));
      for (const PlanOutput& output : saved_.of(at)) chain.put(output.view, judge_.saved.at(output.key));
      if (!is_wanted) continue;
      if (judge_.kind != Kind::saved) judged.take(excerpt, judge_run(excerpt, in));
      for (const std::int32_t storage : excerpt.written)
        keep_buffers(storage, judge_.kind == Kind::saved ? chain : judged, tensors.after);
      left -= 1;
    }
    keep_named(chain, kNone);  // named in the text alone
    return tensors;
  }

 private:
  void keep_buffers(std::int32_t storage, const Chain& chain, TensorMap& tensors) const {
    for (std::size_t k = 0; k < plan_.buffers.size(); ++k)
      if (plan_.buffers[k].storage == storage)
        tensors[plan_.buffers[k].name] = chain.get(whole_buffer(plan_, static_cast<std::int32_t>(k)));
  }

  TensorMap run(const Excerpt& excerpt, const TensorMap& inputs) {
    return engine_.run(excerpt.plan, inputs, options_.run).outputs;
  }

  static TensorMap run_on_cpu(const Excerpt& excerpt, const TensorMap& inputs, bool exact, int threads) {
    RunOptions options;
    options.measure = false;
    options.oracle = exact;
    options.threads = threads;
    TensorMap outputs = make_cpu_engine()->run(excerpt.plan, inputs, options).outputs;
    return exact ? rounded_to_outputs(excerpt.plan, outputs) : outputs;
  }

  TensorMap judge_run(const Excerpt& excerpt, const TensorMap& inputs) const {
    if (judge_.kind == Kind::original) {
      RunOptions options = options_.run;
      options.kernels = "original";
      return engine_.run(excerpt.plan, inputs, options).outputs;
    }
    return run_on_cpu(excerpt, inputs, judge_.kind == Kind::exact, options_.run.threads);
  }

  ReferenceRounding rounding() const {
    if (judge_.kind == Kind::saved) return judge_.rounding;
    return judge_.kind == Kind::exact ? ReferenceRounding::exact : ReferenceRounding::fused;
  }

  /// Buffers that a fused kernel keeps to itself are not there to compare.
  bool is_inner(const Unit& unit, std::int32_t buffer) const {
    return !inner_.empty() && !plan_.steps[unit.step].joined.empty() && inner_[unit.step].contains(buffer);
  }

  std::vector<PlanOutput> checks_of(std::size_t at) const {
    if (judge_.kind == Kind::saved) return saved_.of(at);
    std::vector<PlanOutput> outputs = outputs_of(plan_, units_[at]);
    std::erase_if(outputs,
                  [&](const PlanOutput& output) { return is_inner(units_[at], output.view.buffer); });
    return outputs;
  }

  static bool are_equal(const ReferenceMatch& match, const TensorMap& got) {
    return std::ranges::all_of(match.pairs, [&](const OutputPair& pair) {
      const HostTensor& ours = got.at(pair.name);
      return ours.data == pair.want->data && ours.dtype == pair.want->dtype;
    });
  }

  /// The worst output of a unit against the judge's. `measured`: the noise of all that leads there.
  std::optional<Comparison> compare(const Excerpt& excerpt, const TensorMap& inputs, const TensorMap& got,
                                    const TensorMap& want, ReferenceRounding rounding,
                                    const MeasuredRuns* measured = nullptr) const {
    ReferenceMatch match;
    const std::set<std::int32_t> unset = unset_storages(excerpt.plan);
    for (std::size_t k = 0; k < excerpt.asked; ++k) {
      const PlanOutput& output = excerpt.plan.outputs[k];
      const auto found = want.find(output.key);
      if (found == want.end() || unset.contains(buffer_of(excerpt.plan, output.view.buffer).storage))
        continue;
      match.pairs.push_back({output.key, k, borrowed(found->second)});
    }
    if (match.pairs.empty()) return std::nullopt;
    std::vector<Comparison> rows;
    if (are_equal(match, got)) {
      const OutputPair& pair = match.pairs[0];
      rows.push_back(ireplay::compare(pair.name, got.at(pair.name), *pair.want, Limits{}));
      rows[0].status = Status::pass;  // bit by bit, NaN and a tensor of no elements too
      return rows[0];
    }
    std::optional<MeasuredLimits> limits;
    if (measured != nullptr) limits = limits_of(*measured);
    rows = judge_outputs(excerpt.plan, inputs, got, match, rounding, options_.run.threads, {},
                         limits ? &*limits : nullptr);
    withdraw_verdicts(excerpt.plan, {}, match, rows);
    return *std::ranges::max_element(
        rows, {}, [](const Comparison& row) { return std::pair(row.status == Status::fail, severity(row)); });
  }

  OpJudgement judge_op(std::size_t at) {
    const Unit& unit = units_[at];
    OpJudgement op{.unit = unit, .name = name_of(plan_, unit), .kind = plan_.steps[unit.step].op_kind};
    const std::vector<PlanOutput> checks = checks_of(at);
    std::vector<PlanOutput> outputs = checks;
    for (PlanOutput& output : outputs_of(plan_, unit))  // for its NaN alone
      if (judge_.kind == Kind::saved && !is_inner(unit, output.view.buffer) &&
          std::ranges::find(outputs, output.key, &PlanOutput::key) == outputs.end())
        outputs.push_back(std::move(output));
    const Excerpt excerpt = make_excerpt(plan_, unit, outputs);
    const TensorMap our_inputs = ours_.inputs_of(excerpt), their_inputs = theirs_.inputs_of(excerpt);
    const bool same_inputs = are_same(our_inputs, their_inputs);
    const TensorMap ours = run(excerpt, our_inputs);
    const TensorMap on_theirs = same_inputs ? ours : run(excerpt, their_inputs);
    count_new_nans(op, unit, ours);
    if (!same_inputs)
      for (const PlanOutput& output : checks)
        op.inherited =
            std::max(op.inherited, relative_distance(ours.at(output.key), on_theirs.at(output.key)));
    if (judge_.kind == Kind::saved) {
      judge_by_saved(op, at, excerpt, their_inputs, on_theirs);
    } else {
      judge_by_run(op, excerpt, our_inputs, ours, their_inputs, on_theirs, same_inputs);
    }
    ours_.take(excerpt, ours);
    return op;
  }

  static bool are_same(const TensorMap& a, const TensorMap& b) {
    return std::ranges::all_of(
        a, [&](const auto& entry) { return entry.second.data == b.at(entry.first).data; });
  }

  void count_new_nans(OpJudgement& op, const Unit& unit, const TensorMap& outputs) const {
    for (const std::int32_t buffer : written_by(plan_, unit))
      if (const auto found = outputs.find(buffer_of(plan_, buffer).name); found != outputs.end())
        op.new_nans += count_nans(found->second);
    if (op.new_nans == 0) return;
    const std::vector<std::int32_t> written = written_by(plan_, unit);
    for (const std::int32_t buffer : read_by(plan_, unit)) {
      const bool is_own = std::ranges::find(written, buffer) != written.end();
      if (!is_own && count_nans(ours_.get(whole_buffer(plan_, buffer))) > 0) op.new_nans = 0;
    }
  }

  void set_status(OpJudgement& op, const std::optional<Comparison>& row) {
    if (!row) {
      if (op.status == OpJudgement::Status::unjudged) op.reason = "the judge has nothing for its results";
    } else if (is_beyond_doubt(*row)) {
      op.status = OpJudgement::Status::wrong;
      op.reason.clear();
    } else if (row->status != Status::unjudged && row->status != Status::skipped &&
               op.status != OpJudgement::Status::wrong) {
      op.status = OpJudgement::Status::good;
      op.reason.clear();
    } else if (op.status == OpJudgement::Status::unjudged) {
      op.reason = row->reason;
    }
  }

  void judge_by_run(OpJudgement& op, const Excerpt& excerpt, const TensorMap& our_inputs,
                    const TensorMap& ours, const TensorMap& their_inputs, const TensorMap& on_theirs,
                    bool same_inputs) {
    op.own = compare(excerpt, our_inputs, ours, judge_run(excerpt, our_inputs), rounding());
    const TensorMap theirs = judge_run(excerpt, their_inputs);
    op.on_judge = same_inputs ? op.own : compare(excerpt, their_inputs, on_theirs, theirs, rounding());
    set_status(op, op.own);
    set_status(op, op.on_judge);
    theirs_.take(excerpt, theirs);
  }

  void judge_by_saved(OpJudgement& op, std::size_t at, const Excerpt& excerpt, const TensorMap& their_inputs,
                      const TensorMap& on_theirs) {
    for (const PlanOutput& output : saved_.of(at)) check_form(output);
    if (noise_) noise_->run(excerpt, at);
    op.on_judge = compare(excerpt, their_inputs, on_theirs, saved_at(at), judge_.rounding,
                          noise_ ? &noise_->measured(on_theirs) : nullptr);
    const std::string chance = chance_.behind(units_[at], excerpt);
    if (op.on_judge && op.on_judge->status == Status::fail) excuse(*op.on_judge, on_theirs, chance);
    set_status(op, op.on_judge);
    UnitSet suspects = suspicion_.behind(at, units_[at]);
    if (op.status == OpJudgement::Status::wrong) {
      failed_.push_back({at, suspects});
    } else if (op.status == OpJudgement::Status::good) {
      cleared_.insert(suspects.begin(), suspects.end());
    }
    const bool compared = op.on_judge && op.on_judge->status != Status::unjudged;
    theirs_.take(excerpt, on_theirs);
    for (const PlanOutput& output : saved_.of(at)) {
      theirs_.put(output.view, judge_.saved.at(output.key));
      if (noise_) noise_->put(output.view, judge_.saved.at(output.key));
    }
    const bool is_given = !saved_.of(at).empty();
    suspicion_.set(units_[at], compared || is_given ? UnitSet() : suspects);
    chance_.set(units_[at], is_given ? std::string() : chance);
  }

  /// What chance decides is no fault.
  void excuse(Comparison& row, const TensorMap& ours, const std::string& chance) const {
    if (row.has_figures() && noise_) {
      const Excused tied = noise_->tied(row.name, ours);
      if (std::ranges::find(tied, 1) != tied.end())
        row = ireplay::compare(row.name, ours.at(row.name), judge_.saved.at(row.name), row.limits, tied);
    }
    if (row.status != Status::fail || chance.empty()) return;
    row.status = Status::unjudged;
    row.reason = "it depends on " + chance;
  }

  /// Saved tensors that a unit's results are held against.
  TensorMap saved_at(std::size_t at) const {
    TensorMap tensors;
    for (const PlanOutput& output : saved_.of(at)) tensors[output.key] = judge_.saved.at(output.key);
    return tensors;
  }

  void check_form(const PlanOutput& output) const {
    const HostTensor& tensor = judge_.saved.at(output.key);
    if (tensor.dtype != output.view.dtype || tensor.size != output.view.size)
      throw Error(Error::Kind::usage, "the saved tensor '" + output.key + "' is " +
                                          to_text(tensor.dtype, tensor.size) + ", but the graph has " +
                                          to_text(output.view.dtype, output.view.size));
  }

  /// Of the ops that may be at fault for what is off: those behind every tensor that is off and behind none
  /// that is right, as far as that leaves any.
  std::vector<std::size_t> find_suspects() const {
    UnitSet suspects = failed_.front().second;
    for (const auto& [at, behind] : failed_)
      if (const UnitSet both = common(suspects, behind); !both.empty()) suspects = both;
    if (UnitSet rest = without(suspects, cleared_); !rest.empty()) suspects = std::move(rest);
    return {suspects.rbegin(), suspects.rend()};
  }

  void run_as_a_whole() {
    const TensorMap outputs = engine_.run(plan_, inputs_, options_.run).outputs;
    for (const PlanOutput& output : plan_.outputs) {
      const auto found = outputs.find(output.key);
      if (found == outputs.end()) continue;
      const double distance = relative_distance(found->second, ours_.get(output.view));
      if (distance > blunt_factor(output.view.dtype) - 1) result_.other_as_a_whole.push_back(output.key);
    }
  }

  void find_guilt() {
    for (std::size_t at = 0; at < result_.ops.size() && !result_.first_nan; ++at)
      if (result_.ops[at].new_nans > 0) result_.first_nan = at;
    const auto is_wrong = [](const OpJudgement& op) { return op.status == OpJudgement::Status::wrong; };
    const auto first = std::ranges::find_if(result_.ops, is_wrong);
    if (first == result_.ops.end()) return;
    Guilt guilt;
    guilt.shown = static_cast<std::size_t>(first - result_.ops.begin());
    const bool own_fails = first->own && is_beyond_doubt(*first->own);
    guilt.evidence = own_fails ? *first->own : *first->on_judge;
    guilt.suspects = judge_.kind == Kind::saved ? find_suspects() : std::vector<std::size_t>{guilt.shown};
    for (std::size_t at = 0; at < result_.ops.size(); ++at)
      if (at != guilt.shown && is_wrong(result_.ops[at])) guilt.also.push_back(at);
    result_.guilt = std::move(guilt);
    ask_float64();
  }

  /// Both sides of the op that is off against float64, on the inputs on which it is.
  void ask_float64() {
    Guilt& guilt = *result_.guilt;
    if (judge_.kind == Kind::exact) {
      guilt.verdict = "ireplay is wrong";
      return;
    }
    BisectOptions options = options_;
    options.progress = {};
    Bisector again(plan_, inputs_, engine_, judge_, options);
    guilt.verdict = again.who_is_wrong(guilt.shown);
  }

  std::string who_is_wrong(std::size_t shown) {
    Chain& chain = judge_.kind == Kind::saved ? theirs_ : ours_;
    for (std::size_t at = 0; at < shown; ++at) {
      const Excerpt excerpt = make_excerpt(plan_, units_[at], {});
      chain.take(excerpt, run(excerpt, chain.inputs_of(excerpt)));
      if (judge_.kind == Kind::saved)
        for (const PlanOutput& output : saved_.of(at)) chain.put(output.view, judge_.saved.at(output.key));
    }
    const Excerpt excerpt = make_excerpt(plan_, units_[shown], checks_of(shown));
    const TensorMap inputs = chain.inputs_of(excerpt);
    const TensorMap exact = run_on_cpu(excerpt, inputs, true, options_.run.threads),
                    ours = run(excerpt, inputs),
                    theirs = judge_.kind == Kind::saved ? saved_at(shown) : judge_run(excerpt, inputs);
    const auto is_off = [&](const TensorMap& side) {
      const auto row = compare(excerpt, inputs, side, exact, ReferenceRounding::exact);
      return row && row->status == Status::fail;
    };
    const bool we = is_off(ours), they = is_off(theirs);
    if (we && they) return "both are wrong";
    if (we) return "ireplay is wrong";
    if (they)
      return judge_.kind == Kind::original ? "the graph's own kernel is wrong" : "the reference is wrong";
    return "both within rounding";
  }

  const Plan& plan_;
  Engine& engine_;
  const BisectJudge& judge_;
  BisectOptions options_;
  std::vector<Unit> units_;
  std::vector<std::unordered_set<std::int32_t>> inner_;
  SavedTensors saved_;
  Suspicion suspicion_;
  Chance chance_;
  std::optional<NoisyChains> noise_;
  Chain ours_, theirs_;
  const TensorMap& inputs_;
  std::vector<std::pair<std::size_t, UnitSet>> failed_;
  UnitSet cleared_;
  Bisection result_;
};

}  // namespace

double severity(const Comparison& c) {
  if (!c.has_figures()) return c.status == Status::fail ? kNoLimit : 0;
  double most = c.max_err_over_allowed;
  const auto add = [&](double value, double limit) {
    if (limit > 0 && limit < kNoLimit) most = std::max(most, std::fabs(value) / limit);
  };
  add(c.rms, c.limits.rms);
  add(c.slope, c.limits.slope);
  add(c.mean, c.limits.mean);
  return most;
}

Bisection bisect(const Plan& plan, const TensorMap& inputs, Engine& engine, const BisectJudge& judge,
                 const BisectOptions& options) {
  Bisection found = Bisector(plan, inputs, engine, judge, options).bisect(0);
  const bool agrees = judge.kind != Kind::saved || std::ranges::all_of(found.ops, [](const OpJudgement& op) {
                        return !op.on_judge || op.on_judge->status == Status::pass;
                      });
  // what differs anywhere may be rounding further up, whose noise is measured along the way
  if (agrees || work_of(plan) > kLargestWork) return found;
  return Bisector(plan, inputs, engine, judge, options).bisect(kNoisyRuns);
}

OpTensors tensors_of(const Plan& plan, const TensorMap& inputs, Engine& engine, const BisectJudge& judge,
                     const BisectOptions& options, const std::vector<Unit>& units,
                     const std::vector<std::string>& named) {
  BisectOptions by_node = options;
  by_node.by_node = true;
  return Bisector(plan, inputs, engine, judge, by_node).collect(units, named);
}

}  // namespace ireplay
