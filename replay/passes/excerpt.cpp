#include "replay/passes/excerpt.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "replay/externs/program.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/passes/depths.hpp"

/// Extraction with renumbering: buffers and storages that a unit touches get numbers of their own in the
/// order of first use, every index into them is rewritten, and each storage becomes an input that spans it,
/// typed as its buffers are or, where they differ, as bytes.
namespace ireplay {
namespace {

const Step& step_of(const Plan& plan, const Unit& unit) { return plan.steps[unit.step]; }

template <class Visit>
void for_each_program(const Plan& plan, const Unit& unit, const Visit& visit) {
  const std::vector<LoopProgram>& programs = step_of(plan, unit).programs;
  if (unit.program != kNone) return visit(programs[static_cast<std::size_t>(unit.program)]);
  for (const LoopProgram& program : programs) visit(program);
}

void add_once(std::vector<std::int32_t>& list, std::int32_t buffer) {
  if (buffer != kNone && std::ranges::find(list, buffer) == list.end()) list.push_back(buffer);
}

std::int32_t number_of(std::size_t at) { return static_cast<std::int32_t>(at); }

/// Copies a unit into a plan with numbers of its own.
class Excerpter {
 public:
  Excerpter(const Plan& plan, const Unit& unit) : plan_(plan), unit_(unit) {}

  Excerpt make(const std::vector<PlanOutput>& outputs) {
    Step step = step_of(plan_, unit_);
    if (unit_.program != kNone) {
      LoopProgram program = std::move(step.programs[static_cast<std::size_t>(unit_.program)]);
      step.name = program.node;
      step.nodes = {program.node};
      step.programs.clear();
      step.programs.push_back(std::move(program));
      step.joined.clear();
    }
    for (LoopProgram& program : step.programs) renumber(program);
    for (LoopProgram& program : step.joined) renumber(program);
    for (ExternArgument& argument : step.call.arguments) renumber(argument.value);
    for (std::int32_t& result : step.call.results) result = buffer(result);
    step.parts = nullptr;
    result_.plan.steps.push_back(std::move(step));
    for (const PlanOutput& output : outputs) add(output);
    result_.asked = result_.plan.outputs.size();
    add_storages();
    write_parts(result_.plan);
    measure_depths(result_.plan);
    return std::move(result_);
  }

 private:
  void renumber(LoopProgram& program) {
    for (BufferUse& use : program.buffers) {
      use.buffer = buffer(use.buffer);
      see(use.buffer, use.dtype);
    }
  }

  void renumber(ExternValue& value) {
    if (auto* view = std::get_if<TensorView>(&value.value)) {
      view->buffer = buffer(view->buffer);
      if (view->buffer != kNone) see(view->buffer, view->dtype);
    } else if (auto* list = std::get_if<ExternList>(&value.value)) {
      for (ExternValue& item : *list) renumber(item);
    }
  }

  std::int32_t buffer(std::int32_t of_plan) {
    if (of_plan == kNone) return kNone;
    const auto [entry, is_new] = buffers_.try_emplace(of_plan, number_of(result_.plan.buffers.size()));
    if (is_new) {
      PlanBuffer copy = buffer_of(plan_, of_plan);
      copy.storage = storage(copy.storage);
      result_.plan.buffers.push_back(copy);
      see(entry->second, copy.dtype);
    }
    return entry->second;
  }

  std::int32_t storage(std::int32_t of_plan) {
    if (of_plan == kNone) return kNone;
    const auto [entry, is_new] = storages_.try_emplace(of_plan, number_of(result_.storages.size()));
    if (is_new) {
      Storage copy = plan_.storages[static_cast<std::size_t>(of_plan)];
      copy.kind = Storage::Kind::input;
      copy.first_step = copy.last_step = 0;
      copy.arena_offset = 0;
      copy.mutated = false;
      result_.plan.storages.push_back(copy);
      result_.storages.push_back(of_plan);
      types_.emplace_back();
    }
    return entry->second;
  }

  /// The type that all elements of a storage are seen as, if there is one.
  struct Seen {
    std::optional<DType> dtype;
    bool mixed = false;
  };
  void see(std::int32_t of_excerpt, DType dtype) {
    const std::int32_t at = result_.plan.buffers[static_cast<std::size_t>(of_excerpt)].storage;
    if (at == kNone) return;
    Seen& seen = types_[static_cast<std::size_t>(at)];
    seen.mixed |= seen.dtype && *seen.dtype != dtype;
    seen.dtype = dtype;
  }

  void add(PlanOutput output) {
    if (output.view.buffer == kNone || !storages_.contains(buffer_of(plan_, output.view.buffer).storage))
      return;
    output.view.buffer = buffer(output.view.buffer);
    see(output.view.buffer, output.view.dtype);
    result_.plan.outputs.push_back(std::move(output));
  }

  void add_storages() {
    std::vector<bool> written(result_.storages.size());
    for (const std::int32_t of_plan : written_by(plan_, unit_))
      if (const auto at = storages_.find(buffer_of(plan_, of_plan).storage); at != storages_.end())
        written[static_cast<std::size_t>(at->second)] = true;
    for (std::size_t k = 0; k < result_.storages.size(); ++k) {
      Storage& storage = result_.plan.storages[k];
      DType dtype = types_[k].mixed ? DType::u8 : types_[k].dtype.value_or(DType::u8);
      if (storage.bytes % static_cast<std::int64_t>(bytes_of(dtype)) != 0) dtype = DType::u8;
      const std::int64_t elements = storage.bytes / static_cast<std::int64_t>(bytes_of(dtype));
      const std::string key = storage_key(result_.storages[k]);
      const std::int32_t whole = number_of(result_.plan.buffers.size());
      result_.plan.buffers.push_back({key, dtype, {elements}, {1}, 0, number_of(k), dtype});
      result_.plan.inputs.push_back({.name = key, .buffer = whole});
      if (!written[k]) continue;
      storage.mutated = true;
      result_.written.push_back(result_.storages[k]);
      result_.plan.outputs.push_back({.key = key, .name = key, .view = {whole, dtype, {elements}, {1}, 0}});
    }
  }

  const Plan& plan_;
  const Unit& unit_;
  Excerpt result_;
  std::map<std::int32_t, std::int32_t> buffers_, storages_;  // of the plan -> of the excerpt
  std::vector<Seen> types_;                                  // by storage
};

}  // namespace

std::vector<Unit> units_of(const Plan& plan, bool by_node) {
  std::vector<Unit> units;
  for (std::size_t step = 0; step < plan.steps.size(); ++step) {
    const std::size_t programs = plan.steps[step].programs.size();
    if (plan.steps[step].kind == Step::Kind::extern_call || (programs > 0 && !by_node)) {
      units.push_back({step, kNone});
    } else {
      for (std::size_t program = 0; program < programs; ++program)
        units.push_back({step, number_of(program)});
    }
  }
  return units;
}

const std::string& name_of(const Plan& plan, const Unit& unit) {
  const Step& step = step_of(plan, unit);
  return unit.program == kNone ? step.name : step.programs[static_cast<std::size_t>(unit.program)].node;
}

std::vector<std::int32_t> read_by(const Plan& plan, const Unit& unit) {
  std::vector<std::int32_t> read;
  for_each_program(plan, unit, [&](const LoopProgram& program) {
    for (const BufferUse& use : program.buffers)
      if (use.read) add_once(read, use.buffer);
  });
  for_each_tensor(step_of(plan, unit).call, [&](const TensorView& view) { add_once(read, view.buffer); });
  return read;
}

std::vector<std::int32_t> written_by(const Plan& plan, const Unit& unit) {
  std::vector<std::int32_t> written;
  const Step& step = step_of(plan, unit);
  for (const std::int32_t result : step.call.results) add_once(written, result);
  const bool in_place =
      step.kind == Step::Kind::extern_call && (step.call.results.empty() || writes_first_argument(step.call));
  if (in_place)  // of a list all members
    for (const ExternArgument& argument : step.call.arguments) {
      for_each_tensor(argument.value, [&](const TensorView& view) { add_once(written, view.buffer); });
      if (!written.empty()) break;
    }
  for_each_program(plan, unit, [&](const LoopProgram& program) {
    for (const BufferUse& use : program.buffers)
      if (use.written) add_once(written, use.buffer);
  });
  return written;
}

std::vector<PlanOutput> outputs_of(const Plan& plan, const Unit& unit) {
  std::vector<PlanOutput> outputs;
  for (const std::int32_t number : written_by(plan, unit)) {
    const PlanBuffer& buffer = buffer_of(plan, number);
    outputs.push_back({.key = buffer.name, .name = buffer.name, .view = whole_buffer(plan, number)});
  }
  return outputs;
}

Excerpt make_excerpt(const Plan& plan, const Unit& unit, const std::vector<PlanOutput>& outputs) {
  return Excerpter(plan, unit).make(outputs);
}

std::string storage_key(std::int32_t storage) { return "storage." + std::to_string(storage); }

}  // namespace ireplay
