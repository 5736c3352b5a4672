#include "replay/passes/index_bounds.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "parser/source.hpp"
#include "replay/externs/arguments.hpp"

namespace ireplay {
namespace {

/// Limits the values of a tensor to 0 <= value < bound.
using Limit = std::function<void(const TensorView& tensor, std::int64_t bound)>;

std::int64_t product_of_last(const Dims& size, std::size_t count) {
  std::int64_t product = 1;
  for (std::size_t d = size.size() - std::min(size.size(), count); d < size.size(); ++d) product *= size[d];
  return product;
}

std::int64_t extent_of(const Dims& size, std::int64_t dimension) {
  if (dimension == kAllElements) return product_of_last(size, size.size());
  if (dimension == kPlane) return product_of_last(size, 2);
  if (dimension == kVolume) return product_of_last(size, 3);
  const auto rank = static_cast<std::int64_t>(size.size());
  if (dimension < 0) dimension += rank;
  return dimension < 0 || dimension >= rank ? 0 : size[static_cast<std::size_t>(dimension)];
}

std::int64_t bound_of(const ExternArguments& args, const IndexParameter& index) {
  if (index.dimension != kNumbers) return extent_of(args.tensor(index.into).size, index.dimension);
  constexpr std::int64_t kLargest = std::int64_t{1} << 62;
  std::int64_t bound = 1;
  for (const std::int64_t number : args.integers(index.into))
    bound = number <= 0 || bound > kLargest / number ? 0 : bound * number;
  return bound;
}

/// `gather(self, dim, index)` and its kin, `index_put_(self, [index, None], values)`, and what rows say.
void limit_call_indices(const ExternCall& call, const Limit& limit) {
  const ExternRow* row = find_extern(call);
  if (row == nullptr) return;
  const ExternArguments args(*row, call);
  const auto* self = args.knows("self") ? std::get_if<TensorView>(&args.value("self").value) : nullptr;
  if (self && args.knows("dim") && args.knows("index"))
    limit(args.tensor("index"), extent_of(self->size, args.integer("dim")));
  if (self && args.knows("indices")) {
    const auto* list = std::get_if<ExternList>(&args.value("indices").value);
    for (std::size_t d = 0; list && d < std::min(list->size(), self->size.size()); ++d)
      if (const auto* index = std::get_if<TensorView>(&(*list)[d].value)) limit(*index, self->size[d]);
  }
  if (const IndexParameter& index = row->facts.index; !index.name.empty())
    limit(args.tensor(index.name), bound_of(args, index));
}

/// Calls visit(buffer number) for the loads that `value` is made of.
void for_each_load(const LoopProgram& program, ValueId value,
                   const std::function<void(std::int32_t)>& visit) {
  constexpr std::size_t kMost = 256;
  std::vector<ValueId> work{value};
  for (std::size_t done = 0; done < work.size() && done < kMost; ++done) {
    const Instruction& from = program.instructions[static_cast<std::size_t>(work[done])];
    if (from.opcode == Opcode::load) visit(program.buffers[static_cast<std::size_t>(from.buffer)].buffer);
    for (const ValueId operand : from.operands)
      if (operand != kNone) work.push_back(operand);
  }
}

/// Bounds by storage, found from the last step to the first.
class BoundFinder {
 public:
  explicit BoundFinder(const Plan& plan) : plan_(plan) {}

  void find() {
    for (auto step = plan_.steps.rbegin(); step != plan_.steps.rend(); ++step) {
      if (step->kind == Step::Kind::extern_call) follow(*step);
      for (auto program = step->programs.rbegin(); program != step->programs.rend(); ++program)
        follow(*program);
    }
  }

  std::int64_t of(std::int32_t buffer) const {
    const auto found = bounds_.find(storage_of(buffer));
    return found == bounds_.end() ? 0 : found->second;
  }

 private:
  std::int32_t storage_of(std::int32_t buffer) const {
    return plan_.buffers[static_cast<std::size_t>(buffer)].storage;
  }

  void limit(std::int32_t buffer, std::int64_t bound) {
    if (buffer == kNone || bound <= 0 || !is_integer(plan_.buffers[static_cast<std::size_t>(buffer)].dtype))
      return;
    std::int64_t& known = bounds_[storage_of(buffer)];
    known = known == 0 ? bound : std::min(known, bound);
  }

  /// `x[mask] = values`: as many elements of the mask are true as there are values.
  void count_trues(const ExternCall& call) {
    const ExternRow* row = find_extern(call);
    if (row == nullptr) return;
    const ExternArguments args(*row, call);
    if (!args.knows("indices") || !args.knows("values") || !args.knows("self")) return;
    const auto* list = std::get_if<ExternList>(&args.value("indices").value);
    const auto* self = std::get_if<TensorView>(&args.value("self").value);
    if (list == nullptr || list->size() != 1 || self == nullptr) return;
    const auto* mask = std::get_if<TensorView>(&(*list)[0].value);
    const Dims& values = args.tensor("values").size;
    if (mask == nullptr || mask->dtype != DType::boolean || mask->size.size() > self->size.size()) return;
    const std::size_t rest = self->size.size() - mask->size.size();
    if (values.size() == rest + 1 && values[0] > 1 && values[0] <= numel(mask->size))
      bounds_[storage_of(mask->buffer)] = values[0];
  }

  void follow(const Step& step) {
    try {
      count_trues(step.call);
      limit_call_indices(step.call, [&](const TensorView& tensor, std::int64_t bound) {
        if (is_integer(tensor.dtype)) limit(tensor.buffer, bound);
      });
    } catch (const Error&) {
      // arguments that do not fit are reported where the call is checked
    }
  }

  void follow(const LoopProgram& program) {
    for (const Instruction& instruction : program.instructions) {
      const auto limit_loads = [&](std::int64_t bound) {
        for_each_load(program, instruction.operands[0], [&](std::int32_t buffer) { limit(buffer, bound); });
      };
      if (instruction.opcode == Opcode::indirect && instruction.immediate.i > 0)
        limit_loads(instruction.immediate.i);
      if (instruction.opcode != Opcode::store || instruction.mode != StoreMode::plain) continue;
      const BufferUse& use = program.buffers[static_cast<std::size_t>(instruction.buffer)];
      if (const std::int64_t bound = of(use.buffer); bound > 0 && is_integer(use.dtype)) limit_loads(bound);
    }
  }

  const Plan& plan_;
  std::unordered_map<std::int32_t, std::int64_t> bounds_;
};

}  // namespace

void find_index_bounds(Plan& plan) {
  const auto is_integral = [&](const PlanInput& input) {
    const DType dtype = plan.buffers[static_cast<std::size_t>(input.buffer)].dtype;
    return is_integer(dtype) || dtype == DType::boolean;
  };
  if (std::none_of(plan.inputs.begin(), plan.inputs.end(), is_integral)) return;
  BoundFinder finder(plan);
  finder.find();
  for (PlanInput& input : plan.inputs)
    if (is_integral(input)) input.index_bound = finder.of(input.buffer);
}

}  // namespace ireplay
