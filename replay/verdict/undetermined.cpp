#include "replay/verdict/undetermined.hpp"

#include <algorithm>

#include "replay/externs/arguments.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/passes/unwritten.hpp"

namespace ireplay {
namespace {

class Tracer {
 public:
  explicit Tracer(const Plan& plan) : plan_(plan), reasons_(plan.storages.size()) {}

  void trace_from(const std::map<std::int32_t, std::string>& sources) {
    for (const Step& step : plan_.steps) {
      for (const LoopProgram& program : step.programs) follow(program);
      if (step.kind == Step::Kind::extern_call) pass_on(step);
      for (const std::int32_t buffer : written_buffers(step))
        if (const auto source = sources.find(buffer); source != sources.end()) mark(buffer, source->second);
    }
  }

  void trace(const std::vector<std::string>& random_inputs) {
    for (const PlanInput& input : plan_.inputs)
      if (std::find(random_inputs.begin(), random_inputs.end(), input.name) != random_inputs.end())
        mark(input.buffer, input.pinned ? "random numbers of the seeds '" + input.name + "'"
                                        : "'" + input.name + "', which was filled at random");
    for (const UnwrittenRead& read : find_unwritten_reads(plan_))
      mark(read.buffer, "'" + buffer_of(plan_, read.buffer).name + "', whose memory nothing was written to");
    for (const Step& step : plan_.steps) {
      for (const LoopProgram& program : step.programs) follow(program);
      if (step.kind == Step::Kind::extern_call) follow(step);
    }
  }

  const std::string& of(std::int32_t buffer) const {
    return reasons_[static_cast<std::size_t>(plan_.buffers[static_cast<std::size_t>(buffer)].storage)];
  }

 private:
  void mark(std::int32_t buffer, const std::string& reason) {
    if (buffer == kNone || reason.empty()) return;
    std::string& own =
        reasons_[static_cast<std::size_t>(plan_.buffers[static_cast<std::size_t>(buffer)].storage)];
    if (own.empty()) own = reason;
  }

  void follow(const LoopProgram& program) {
    std::string reason;
    for (const BufferUse& use : program.buffers)
      if (use.read && reason.empty()) reason = of(use.buffer);
    for (const BufferUse& use : program.buffers)
      if (use.written) mark(use.buffer, reason);
  }

  /// An op in place writes its first argument whether or not it has a result.
  void mark_written(const Step& step, const std::string& reason) {
    for (const std::int32_t buffer : written_buffers(step)) mark(buffer, reason);
    if (step.call.arguments.empty() || !writes_first_argument(step.call)) return;
    if (const TensorView* self = first_tensor(step.call.arguments[0].value)) mark(self->buffer, reason);
  }

  void pass_on(const Step& step) {
    std::string reason;
    for (const ExternArgument& argument : step.call.arguments) read(argument.value, reason);
    mark_written(step, reason);
  }

  void follow(const Step& step) {
    std::string reason;
    for (const ExternArgument& argument : step.call.arguments) read(argument.value, reason);
    const ExternRow* row = find_extern(step.call);
    if (reason.empty() && draws_numbers(step.call))
      reason = "random numbers of " + step.call.function + " (" + step.name + ")";
    mark_written(step, reason);
    for (std::size_t k = 0; row != nullptr && k < step.call.results.size(); ++k)
      if ((row->facts.sign_free >> k & 1) != 0)
        mark(step.call.results[k], "the signs of vectors of " + step.call.function + " (" + step.name +
                                       "), of which both are right");
  }

  void read(const ExternValue& value, std::string& reason) const {
    if (const auto* view = std::get_if<TensorView>(&value.value); view && view->buffer != kNone) {
      if (reason.empty()) reason = of(view->buffer);
    } else if (const auto* list = std::get_if<ExternList>(&value.value)) {
      for (const ExternValue& element : *list) read(element, reason);
    }
  }

  const Plan& plan_;
  std::vector<std::string> reasons_;  // by storage
};

std::vector<std::string> reasons_of(const Plan& plan, const Tracer& tracer) {
  std::vector<std::string> reasons;
  for (const PlanOutput& output : plan.outputs)
    reasons.push_back(output.view.buffer == kNone ? std::string() : tracer.of(output.view.buffer));
  return reasons;
}

}  // namespace

std::vector<std::string> undetermined_outputs(const Plan& plan,
                                              const std::vector<std::string>& random_inputs) {
  Tracer tracer(plan);
  tracer.trace(random_inputs);
  return reasons_of(plan, tracer);
}

std::vector<std::string> outputs_depending_on(const Plan& plan,
                                              const std::map<std::int32_t, std::string>& sources) {
  Tracer tracer(plan);
  tracer.trace_from(sources);
  return reasons_of(plan, tracer);
}

void withdraw_verdicts(const Plan& plan, const std::vector<std::string>& random_inputs,
                       const ReferenceMatch& match, std::vector<Comparison>& comparisons) {
  const std::vector<std::string> reasons = undetermined_outputs(plan, random_inputs);
  for (std::size_t i = 0; i < match.pairs.size(); ++i) {
    const std::string& reason = reasons[match.pairs[i].output];
    const bool differs = comparisons[i].status == Status::fail || comparisons[i].not_compared > 0;
    if (reason.empty() || !differs || !comparisons[i].has_figures()) continue;
    comparisons[i].status = Status::unjudged;
    comparisons[i].reason = "it depends on " + reason;
  }
}

}  // namespace ireplay
