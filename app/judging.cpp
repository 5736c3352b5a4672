#include "app/judging.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>

#include "app/given_names.hpp"
#include "app/options.hpp"
#include "replay/case/named_things.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/verdict/judge.hpp"
#include "replay/verdict/oracle.hpp"
#include "replay/verdict/undetermined.hpp"
#include "replay/verdict/work.hpp"

namespace ireplay {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

TensorMap compute(const JudgedRun& run, bool exact, int threads) {
  RunOptions options;
  options.measure = false;
  options.oracle = exact;
  options.threads = threads;
  TensorMap tensors = make_cpu_engine()->run(run.plan, run.inputs, options).outputs;
  return exact ? rounded_to_outputs(run.plan, tensors) : tensors;
}

Reference read_given(const std::string& file) {
  Reference reference{Reference::Kind::file, read_tensors(file), "", ""};
  if (reference.tensors.empty())
    throw Error(Error::Kind::usage, "'" + file + "' holds no tensors to compare with");
  return reference;
}

std::string replaced_inputs(const Options& options) {
  if (!options.inputs.empty()) return "--inputs";
  if (!options.fills.empty()) return "--input";
  return options.pinned.empty() ? "" : "--pinned";
}

/// Outputs without figures, for runs that are compared with nothing.
std::vector<Comparison> only_ran(const JudgedRun& run) {
  std::vector<Comparison> rows;
  for (const PlanOutput& output : run.plan.outputs)
    if (const auto found = run.outputs.find(output.key); found != run.outputs.end())
      rows.push_back(describe_output(output.key, found->second));
  return rows;
}

void refuse_unknown_keys(const JudgedRun& run, const ReferenceMatch& match, const std::string& file) {
  if (match.missing.empty()) return;
  std::vector<std::string> known;
  for (const PlanOutput& output : run.plan.outputs)
    if (output.view.buffer != kNone) known.push_back(output.key);
  throw Error(Error::Kind::usage, "'" + file + "' has " + list_names(match.missing) +
                                      ", which the graph does not return; it returns " + list_names(known));
}

ReferenceRounding rounding_of(const JudgedRun& run, Reference::Kind kind, const Options& options) {
  if (kind == Reference::Kind::exact) return ReferenceRounding::exact;
  const bool per_op =
      options.rounded_per_op.value_or(kind == Reference::Kind::of_case && run.facts.rounded_per_op);
  return per_op ? ReferenceRounding::per_op : ReferenceRounding::fused;
}

/// On the GPU where the CPU would take long; none where limits are given, and where noise cannot be measured.
std::optional<MeasuredLimits> measure(const JudgedRun& run, ReferenceRounding rounding,
                                      const Options& options) {
  if (options.atol || options.rtol) return std::nullopt;
  std::optional<MeasuredRuns> runs;
  if (run.gpu != nullptr && rounding == ReferenceRounding::fused && !run.collectives &&
      !is_quickly_measured(run.plan))
    runs = measure_noise_on(*run.gpu, run.plan, run.inputs, run.outputs, *run.how);
  if (!runs) runs = measure_noise(run.plan, run.inputs, rounding, options.threads, run.collectives);
  return runs ? std::optional(limits_of(*runs)) : std::nullopt;
}

/// Tensors to compare with, and the limits.
struct Yardstick {
  const ReferenceMatch& match;
  ReferenceRounding rounding;
  const MeasuredLimits* measured;
};

std::vector<Comparison> compare_as_asked(const JudgedRun& run, const TensorMap& outputs, const Yardstick& by,
                                         const Options& options) {
  return judge_outputs(run.plan, run.inputs, outputs, by.match, by.rounding, options.threads,
                       {options.atol, options.rtol}, by.measured);
}

/// A verdict that would let a wrong factor pass says so.
void warn_where_blunt(GraphReport& report) {
  for (const Comparison& c : report.comparisons) {
    const bool judged = c.passes() && c.has_figures() && c.limits.kind != Limits::Kind::given &&
                        (is_floating(c.dtype) || is_complex(c.dtype)) && c.reference_rms > 0;
    if (!judged || c.teeth.factor <= blunt_factor(c.dtype)) continue;
    report.warn("blunt-limit", "a factor of 1 + " + print_error(c.teeth.factor - 1) + " on '" + c.name +
                                   "' would pass: rounding moves it by " +
                                   print_error(c.limits.rms / c.reference_rms) +
                                   " of its root mean square (" + c.limits.why + ")");
  }
}

void set_status(GraphReport& report, bool allow_unjudged) {
  const VerdictCounts counts = count_verdicts(report.comparisons);
  if (counts.failed > 0) {
    report.status = "fail";
    report.exit_code = 1;
  } else if (counts.passed > 0 && (counts.unjudged == 0 || allow_unjudged)) {
    report.status = "pass";
  } else {
    report.status = "unjudged";
    report.exit_code = allow_unjudged ? 0 : 7;
  }
}

/// The statuses of other outputs of the same run, by output.
std::map<std::string, Status> statuses_of(const JudgedRun& run, const TensorMap& outputs, const Yardstick& by,
                                          const Options& options) {
  std::map<std::string, Status> statuses;
  for (const Comparison& row : compare_as_asked(run, outputs, by, options))
    statuses.emplace(row.name, row.status);
  return statuses;
}

/// Who disagrees where one of the three does: `theirs` against the reference, `both` ours against theirs.
std::string sentence_of(const std::string& output, Status ours, Status theirs, Status both) {
  if (ours == Status::pass && theirs == Status::fail)
    return output + ": the graph's own kernels differ from the reference, ours agree with it";
  if (ours == Status::fail && theirs == Status::pass)
    return output + ": ours differ from the reference, the graph's own kernels agree with it";
  if (ours != Status::fail || theirs != Status::fail) return {};
  return output + (both == Status::fail
                       ? ": ours, the reference and the graph's own kernels all differ"
                       : ": ours and the graph's own kernels agree, the reference differs from both");
}

bool are_bitwise_equal(const TensorMap& a, const TensorMap& b) {
  return std::ranges::all_of(a, [&](const auto& entry) {
    const auto found = b.find(entry.first);
    return found != b.end() && found->second.data == entry.second.data;
  });
}

void compare_three_ways(GraphReport& report, const JudgedRun& run, const Yardstick& by, Reference::Kind kind,
                        const Options& options) {
  if (!report.original) return;
  OriginalReport& original = *report.original;
  if (kind == Reference::Kind::originals) {
    original.agrees = report.status != "fail";
    return;
  }
  const bool equal = are_bitwise_equal(run.outputs, *run.originals);
  std::map<std::string, Status> theirs, both;
  if (!equal) theirs = statuses_of(run, *run.originals, by, options);
  for (const Comparison& row : report.comparisons) {
    const auto found = theirs.find(row.name);
    const Status status = equal || found == theirs.end() ? row.status : found->second;
    if (row.status == Status::fail && status == Status::fail && both.empty() && !equal) {
      const ReferenceMatch match = match_reference(run.plan, *run.originals, run.facts, run.wrapper);
      both = statuses_of(run, run.outputs, {match, ReferenceRounding::fused, by.measured}, options);
    }
    const auto with_ours = both.find(row.name);
    const std::string sentence =
        sentence_of(row.name, row.status, status, with_ours == both.end() ? Status::pass : with_ours->second);
    if (!sentence.empty()) original.verdict.push_back(sentence);
  }
  original.agrees = original.verdict.empty();
  if (original.agrees && report.status == "pass")
    original.verdict.emplace_back(
        equal ? "reference and ours agree, ours bit by bit with the graph's own kernels"
              : "reference, ours and the graph's own kernels agree");
}

}  // namespace

std::future<TensorMap> read_ahead(const CaseFiles& files, const Options& options) try {
  const bool is_own = options.compare && options.reference.empty() && replaced_inputs(options).empty();
  if (!is_own || files.outputs.empty()) return {};
  return std::async(std::launch::async, [file = files.outputs] { return read_own(file); });
} catch (const std::system_error&) {  // there is no thread to be had
  return {};
}

Reference choose_reference(const JudgedRun& run, const Options& options) {
  Reference reference;
  const std::string& asked = options.reference;
  if (!options.compare || asked == "none") return reference;
  if (asked == "cpu")
    return {Reference::Kind::computed, compute(run, false, options.threads), "the CPU engine", ""};
  if (asked == "f64")
    return {Reference::Kind::exact, compute(run, true, options.threads), "float64 on the CPU", ""};
  if (!asked.empty()) return read_given(asked);
  if (!run.files.outputs.empty()) {
    const std::string replaced = replaced_inputs(options);
    const bool ahead = run.own_reference != nullptr && run.own_reference->valid();
    if (replaced.empty())
      return {Reference::Kind::of_case, ahead ? run.own_reference->get() : read_own(run.files.outputs), "",
              ""};
    reference.note =
        "the case's own reference belongs to its own inputs, which " + replaced + " replaces: left aside";
  }
  if (run.gpu != nullptr && is_quick_on_the_cpu(run.plan)) {
    reference.kind = Reference::Kind::computed;
    reference.tensors = compute(run, false, options.threads);
    reference.against = "the CPU engine";
  } else if (run.originals != nullptr) {
    reference = {Reference::Kind::originals, *run.originals, "the graph's own kernels", reference.note};
  }
  return reference;
}

void judge_run(GraphReport& report, const JudgedRun& run, const Options& options) {
  const Clock::time_point start = Clock::now();
  const Reference reference = choose_reference(run, options);
  if (!reference.note.empty()) report.warn("reference", reference.note);
  report.status = "ran";
  report.against = reference.against;
  if (reference.kind == Reference::Kind::none) {
    report.comparisons = only_ran(run);
    return;
  }
  const ReferenceMatch match = match_reference(run.plan, reference.tensors, run.facts, run.wrapper);
  if (reference.kind == Reference::Kind::file) refuse_unknown_keys(run, match, options.reference);
  const ReferenceRounding rounding = rounding_of(run, reference.kind, options);
  const std::optional<MeasuredLimits> measured = measure(run, rounding, options);
  const Yardstick by{match, rounding, measured ? &*measured : nullptr};
  report.comparisons = compare_as_asked(run, run.outputs, by, options);
  const bool same_inputs = reference.kind == Reference::Kind::computed ||
                           reference.kind == Reference::Kind::exact ||
                           reference.kind == Reference::Kind::originals;
  withdraw_verdicts(run.plan, same_inputs ? std::vector<std::string>() : report.random_inputs, match,
                    report.comparisons);
  set_status(report, options.allow_unjudged);
  warn_where_blunt(report);
  if (run.originals != nullptr) compare_three_ways(report, run, by, reference.kind, options);
  report.verdict_ms = milliseconds_since(start);
  if (options.oracle)
    judge_by_oracle(run.plan, run.inputs, run.outputs, match, options.threads, report.comparisons);
}

void withdraw_guessed(GraphReport& report, const std::string& reason, bool allow_unjudged) {
  for (Comparison& comparison : report.comparisons) {
    if (comparison.status != Status::fail) continue;
    comparison.status = Status::unjudged;
    comparison.reason = reason;
  }
  set_status(report, allow_unjudged);
}

}  // namespace ireplay
