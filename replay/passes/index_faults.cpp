#include "replay/passes/index_faults.hpp"

#include <algorithm>

#include "kernels/scalar/scalar.hpp"
#include "replay/plan/index_trial.hpp"

namespace ireplay {
namespace {

/// An element outside of -size .. size - 1.
struct Outside {
  std::string place;  // [0,3]
  std::int64_t value = 0;
};

std::string place_of(std::int64_t element, const Dims& size) {
  std::string text;
  for (std::size_t d = size.size(); d-- > 0; element /= size[d])
    text = std::to_string(element % size[d]) + (text.empty() ? "" : ",") + text;
  return "[" + text + "]";
}

std::optional<Outside> find_outside(const HostTensor& tensor, std::int64_t size) {
  const auto bytes = static_cast<std::int64_t>(bytes_of(tensor.dtype));
  for (std::int64_t i = 0; i < numel(tensor.size); ++i)
    if (const std::int64_t value = load_element(tensor.data.data() + i * bytes, tensor.dtype).i;
        value < -size || value >= size)
      return Outside{place_of(i, tensor.size), value};
  return std::nullopt;
}

class Finder {
 public:
  Finder(const Plan& plan, const TensorMap& inputs) : plan_(plan), inputs_(inputs) {}

  std::optional<WrongIndex> find() const {
    for (const Step& step : plan_.steps) {
      for (const LoopProgram& program : step.programs)
        if (auto fault = find(program)) return fault;
      for (const ExternArgument& argument : step.call.arguments)
        if (auto fault = find(step, argument.value)) return fault;
    }
    return std::nullopt;
  }

 private:
  const PlanBuffer& buffer(std::int32_t number) const {
    return plan_.buffers[static_cast<std::size_t>(number)];
  }

  /// The input that lies in the buffer's memory, if it holds integers.
  const PlanInput* input_in(std::int32_t number) const {
    for (const PlanInput& input : plan_.inputs)
      if (buffer(input.buffer).storage == buffer(number).storage && is_integer(buffer(input.buffer).dtype) &&
          inputs_.contains(input.name))
        return &input;
    return nullptr;
  }

  std::optional<WrongIndex> find(const LoopProgram& program) const {
    for (std::size_t v = 0; v < program.instructions.size(); ++v) {
      const Instruction& at = program.instructions[v];
      if (at.opcode != Opcode::indirect || at.immediate.i <= 0) continue;
      const PlanInput* input = loaded_input(program, at.operands[0]);
      if (input == nullptr) continue;
      const auto outside = find_outside(inputs_.find(input->name)->second, at.immediate.i);
      if (!outside) continue;
      return WrongIndex{input->name,
                        sentence(program.node, input->name, *outside) +
                            indexed(program, static_cast<std::int32_t>(v), at.immediate.i),
                        program.node, program.labels[v]};
    }
    return std::nullopt;
  }

  static std::string sentence(const std::string& node, const std::string& input, const Outside& outside) {
    return node + ": " + input + outside.place + " = " + std::to_string(outside.value) + " indexes ";
  }

  /// The input that a value was loaded from and at most converted since.
  const PlanInput* loaded_input(const LoopProgram& program, ValueId value) const {
    while (value != kNone) {
      const Instruction& at = program.instructions[static_cast<std::size_t>(value)];
      if (at.opcode == Opcode::load)
        return input_in(program.buffers[static_cast<std::size_t>(at.buffer)].buffer);
      if (at.opcode != Opcode::convert) return nullptr;
      value = at.operands[0];
    }
    return nullptr;
  }

  /// `arg1_1's dimension 0 of size 50`: the first buffer with an index that has the value as a term; its
  /// dimension is the one whose stride is the coefficient.
  std::string indexed(const LoopProgram& program, std::int32_t value, std::int64_t size) const {
    const std::string dimension = "dimension of size " + std::to_string(size);
    for (const Instruction& access : program.instructions) {
      if (access.index == kNone || access.buffer == kNone) continue;
      for (const IndexTerm& term : program.indices[static_cast<std::size_t>(access.index)].terms) {
        const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
        if (atom.kind != AtomKind::value || atom.which != value) continue;
        const PlanBuffer& of = buffer(program.buffers[static_cast<std::size_t>(access.buffer)].buffer);
        for (std::size_t d = 0; d < of.stride.size(); ++d)
          if (of.stride[d] == term.coefficient && of.size[d] == size)
            return of.name + "'s dimension " + std::to_string(d) + " of size " + std::to_string(size);
        return "a " + dimension + " of " + of.name;
      }
    }
    return "a " + dimension;
  }

  /// Positions that a library call takes: the bound is the input's.
  std::optional<WrongIndex> find(const Step& step, const ExternValue& value) const {
    if (const auto* list = std::get_if<ExternList>(&value.value))
      for (const ExternValue& member : *list)
        if (auto fault = find(step, member)) return fault;
    const auto* tensor = std::get_if<TensorView>(&value.value);
    const PlanInput* input =
        tensor == nullptr || tensor->buffer == kNone ? nullptr : input_in(tensor->buffer);
    if (input == nullptr || input->index_bound <= 0) return std::nullopt;
    const auto outside = find_outside(inputs_.find(input->name)->second, input->index_bound);
    if (!outside) return std::nullopt;
    return WrongIndex{input->name,
                      sentence(step.name, input->name, *outside) + "a dimension of size " +
                          std::to_string(input->index_bound),
                      step.name,
                      {}};
  }

  const Plan& plan_;
  const TensorMap& inputs_;
};

/// ` is -1 at [1], outside of arg0_1's 8 elements`
std::string in_words(const IndexTrial& trial, const std::string& buffer, std::int64_t extent) {
  std::string at = " at [";
  for (std::size_t d = 0; d < trial.point.size(); ++d)
    (at += d == 0 ? "" : ",") += std::to_string(trial.point[d]);
  if (trial.kind == IndexTrial::Kind::fault) return at + "]: " + trial.why;
  return " is " + std::to_string(trial.value) + at + "], outside of " + buffer + "'s " +
         std::to_string(extent) + " elements";
}

/// An index of a loop that follows from its variables alone.
std::optional<WrongIndex> find_own_index(const Plan& plan, const LoopProgram& program) {
  constexpr std::int64_t kMostPoints = 10'000'000;
  for (std::size_t v = 0; v < program.instructions.size(); ++v) {
    const Instruction& at = program.instructions[v];
    const bool is_access = at.opcode == Opcode::load || at.opcode == Opcode::store;
    if (!is_access || !at.checked || at.mask != kNone) continue;
    const BufferUse& use = program.buffers[static_cast<std::size_t>(at.buffer)];
    const IndexTrial trial = try_index(program, at.index, use.extent, kMostPoints);
    if (trial.kind == IndexTrial::Kind::outside || trial.kind == IndexTrial::Kind::fault)
      return WrongIndex{
          "",
          program.node + ": the index " + to_text(program, at.index) +
              in_words(trial, plan.buffers[static_cast<std::size_t>(use.buffer)].name, use.extent),
          program.node, program.labels[v]};
  }
  return std::nullopt;
}

}  // namespace

std::optional<WrongIndex> find_wrong_index(const Plan& plan, const TensorMap& inputs) {
  if (auto fault = Finder(plan, inputs).find()) return fault;
  for (const Step& step : plan.steps)
    for (const LoopProgram& program : step.programs)
      if (auto fault = find_own_index(plan, program)) return fault;
  return std::nullopt;
}

}  // namespace ireplay
