#include "tests/support/captured_case.hpp"

#include "replay/case/random_inputs.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/data/data_plan.hpp"
#include "replay/passes/fuse.hpp"

namespace ireplay {

CapturedCase::CapturedCase(const CaseFiles& files, bool text_only)
    : texts_(read_texts(files, text_only)), facts_(read_facts(files.facts)) {
  // captured with torch.backends.cudnn.allow_tf32 = False, or on the CPU
  if (!facts_.tf32) facts_.tf32 = Tf32{};
  TensorMap given = read_tensors(files.inputs);
  if (!files.pinned.empty()) given.merge(read_tensors(files.pinned));
  parsed_ = load_graph(files, texts_, 0);
  const GraphTexts parsed = parsed_.texts();
  plan_ = lower_with_data(parsed_, make_hints(files, facts_, given, {}, text_only), {given});
  inputs_ = make_inputs(plan_, given, {}, 0, random_);
  join_fused_steps(plan_);
  reference_ = std::make_shared<const TensorMap>(read_tensors(files.outputs));
  pytorch_ = match_reference(plan_, *reference_, facts_, parsed.wrapper);
  references_ = reference_->size() - pytorch_.skipped.size();
}

std::vector<Comparison> CapturedCase::judge(const TensorMap& outputs) const {
  return judge_outputs(plan_, inputs_, outputs, pytorch_, rounding(), 0, {}, limits(rounding()));
}

std::vector<Comparison> CapturedCase::judge(const TensorMap& outputs, const TensorMap& reference) const {
  ReferenceMatch match;
  for (std::size_t k = 0; k < plan_.outputs.size(); ++k)
    if (const auto found = reference.find(plan_.outputs[k].key); found != reference.end())
      match.pairs.push_back({found->first, k, borrowed(found->second)});
  constexpr ReferenceRounding kFused = ReferenceRounding::fused;
  return judge_outputs(plan_, inputs_, outputs, match, kFused, 0, {}, limits(kFused));
}

const MeasuredRuns* CapturedCase::noise(ReferenceRounding rounding) const {
  const auto [entry, is_new] = noise_.try_emplace(rounding);
  if (is_new) entry->second = measure_noise(plan_, inputs_, rounding, 0);
  return entry->second ? &*entry->second : nullptr;
}

const MeasuredLimits* CapturedCase::limits(ReferenceRounding rounding) const {
  const MeasuredRuns* runs = noise(rounding);
  if (runs == nullptr) return nullptr;
  const auto [entry, is_new] = limits_.try_emplace(rounding);
  if (is_new) entry->second = limits_of(*runs);
  return &entry->second;
}

std::vector<CaseFiles> captured_with_tensors(const std::string& folder) {
  std::vector<CaseFiles> cases = find_cases(std::string(IREPLAY_TESTDATA) + "/" + folder);
  std::erase_if(cases, [](const CaseFiles& files) { return files.inputs.empty() || files.outputs.empty(); });
  return cases;
}

std::string to_text(const Comparison& c) {
  std::string text =
      c.name + " " + std::string(name_of(c.status)) + " " + c.reason + ": " + std::to_string(c.mismatched) +
      " of " + std::to_string(c.elements) + " elements off, up to " + print_error(c.max_err_over_allowed) +
      " times the limit, max abs " + print_error(c.max_abs) + ", rms " + print_error(c.rms) + " of " +
      print_error(c.limits.rms) + ", slope " + print_error(c.slope) + " of " + print_error(c.limits.slope) +
      ", mean " + print_error(c.mean) + " of " + print_error(c.limits.mean) + " (" + c.limits.why + ")";
  for (const WorstElement& worst : c.worst)
    text += "\n  got " + print_element(worst.got) + ", want " + print_element(worst.want) + ", allowed " +
            print_error(worst.allowed);
  return text;
}

}  // namespace ireplay
