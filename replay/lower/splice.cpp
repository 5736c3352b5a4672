#include "replay/lower/splice.hpp"

#include <algorithm>

/// Inlining: the callee's storages are mapped to those of the arguments or appended, its buffers and steps
/// are copied behind the caller's with their numbers shifted, and every reference is rewritten by that map.
namespace ireplay {
namespace {

using Arguments = std::map<std::string, TensorView, std::less<>>;

std::size_t index(std::int32_t number) { return static_cast<std::size_t>(number); }

std::int64_t size_of(DType dtype) { return static_cast<std::int64_t>(bytes_of(dtype)); }

}  // namespace

Splice::Splice(Plan& outer, const Plan& inner, const Arguments& arguments, const std::string& suffix) {
  place_storages(outer, inner, arguments, suffix);
  first_ = static_cast<std::int32_t>(outer.buffers.size());
  for (PlanBuffer buffer : inner.buffers) {
    storages_.push_back(buffer.storage);
    const Place& place = places_[index(buffer.storage)];
    buffer.name += suffix;
    buffer.storage = place.storage;
    buffer.offset += place.bytes / size_of(buffer.dtype);
    outer.buffers.push_back(std::move(buffer));
  }
  for (const PlanInput& input : inner.inputs) {
    const auto same = std::ranges::find(outer.inputs, input.name, &PlanInput::name);
    if (arguments.contains(input.name) || same != outer.inputs.end()) continue;
    outer.inputs.push_back(input);
    outer.inputs.back().buffer = map(input.buffer);
  }
  for (Step step : inner.steps) {
    step.name += suffix;
    for (LoopProgram& program : step.programs)
      for (BufferUse& use : program.buffers) use.buffer = map(use.buffer);
    for (ExternArgument& argument : step.call.arguments) map(argument.value);
    for (std::int32_t& result : step.call.results) result = map(result);
    step.parts = nullptr;  // of other buffers; the outer graph's are written when it is whole
    outer.steps.push_back(std::move(step));
  }
  for (FunctionRun run : inner.functions) {
    run.suffix += suffix;
    outer.functions.push_back(std::move(run));
  }
  outer.warnings.insert(outer.warnings.end(), inner.warnings.begin(), inner.warnings.end());
}

void Splice::place_storages(Plan& outer, const Plan& inner, const Arguments& arguments,
                            const std::string& suffix) {
  places_.resize(inner.storages.size());
  const auto buffer_of = [](const Plan& plan, std::int32_t number) { return plan.buffers[index(number)]; };
  for (const PlanInput& input : inner.inputs) {
    if (input.buffer == kNone) continue;
    Place& place = places_[index(buffer_of(inner, input.buffer).storage)];
    if (const auto argument = arguments.find(input.name); argument != arguments.end()) {
      place = {buffer_of(outer, argument->second.buffer).storage,
               argument->second.offset * size_of(argument->second.dtype)};
    } else if (const auto same = std::ranges::find(outer.inputs, input.name, &PlanInput::name);
               same != outer.inputs.end()) {
      place = {buffer_of(outer, same->buffer).storage, 0};
    }
  }
  for (std::size_t k = 0; k < places_.size(); ++k) {
    if (places_[k].storage != kNone) continue;
    places_[k].storage = static_cast<std::int32_t>(outer.storages.size());
    outer.storages.push_back(inner.storages[k]);
    outer.storages.back().name += suffix;
  }
}

std::int32_t Splice::map(std::int32_t buffer) const { return buffer == kNone ? kNone : first_ + buffer; }

TensorView Splice::map(TensorView view) const {
  if (view.buffer == kNone) return view;
  view.offset += places_[index(storages_[index(view.buffer)])].bytes / size_of(view.dtype);
  view.buffer = map(view.buffer);
  return view;
}

void Splice::map(ExternValue& value) const {
  if (auto* view = std::get_if<TensorView>(&value.value)) *view = map(*view);
  if (auto* list = std::get_if<ExternList>(&value.value))
    for (ExternValue& member : *list) map(member);
}

}  // namespace ireplay
