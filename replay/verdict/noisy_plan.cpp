#include "replay/verdict/noisy_plan.hpp"

#include <algorithm>
#include <numeric>

#include "parser/source.hpp"
#include "replay/externs/program.hpp"
#include "replay/passes/call_noise.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/passes/lifetimes.hpp"
#include "replay/passes/traffic.hpp"
#include "replay/plan/loop_writer.hpp"
#include "replay/triton/launch.hpp"
#include "replay/verdict/noisy_program.hpp"

namespace ireplay {
namespace {

/// Whether a tensor can be held in float32 or float64 without a loss.
bool is_widened(DType dtype) {
  return dtype == DType::f16 || dtype == DType::bf16 || dtype == DType::f32 || dtype == DType::f64;
}

/// Strides of a dense tensor whose dimensions lie in memory in the order of `stride`; those that repeat
/// elements go on doing so.
Dims dense_in_order(const Dims& size, const Dims& stride) {
  std::vector<std::size_t> order(size.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return stride[a] < stride[b]; });
  Dims dense(size.size());
  std::int64_t next = 1;
  for (const std::size_t d : order) {
    dense[d] = stride[d] == 0 ? 0 : next;
    if (stride[d] != 0) next *= std::max<std::int64_t>(1, size[d]);
  }
  return dense;
}

class NoisyPlan {
 public:
  explicit NoisyPlan(const Plan& plan) : from_(plan), to_(plan) {
    to_.steps.clear();
    to_.tf32 = {};  // operands are rounded to it at random
    noise_.seed = add_input(kNoiseSeed, DType::i64);
    noise_.amount = add_input(kNoiseAmount, DType::f32);
  }

  std::optional<Plan> make() {
    for (const Step& step : from_.steps) {
      if (step.kind == Step::Kind::extern_call) {
        if (!add_call(step)) return std::nullopt;
      } else {
        add_loops(step);
      }
    }
    find_lifetimes(to_);
    place_storages(to_);
    return std::move(to_);
  }

 private:
  std::int32_t add_buffer(std::string name, DType dtype, const Dims& size, const Dims& stride,
                          Storage::Kind kind) {
    Storage storage;
    storage.kind = kind;
    storage.name = name;
    storage.bytes = extent(size, stride) * static_cast<std::int64_t>(bytes_of(dtype));
    to_.storages.push_back(std::move(storage));
    PlanBuffer buffer;
    buffer.name = std::move(name);
    buffer.dtype = buffer.stands_for = dtype;
    buffer.size = size, buffer.stride = stride;
    buffer.storage = static_cast<std::int32_t>(to_.storages.size()) - 1;
    to_.buffers.push_back(std::move(buffer));
    return static_cast<std::int32_t>(to_.buffers.size()) - 1;
  }

  std::int32_t add_input(std::string_view name, DType dtype) {
    const std::int32_t buffer = add_buffer(std::string(name), dtype, {}, {}, Storage::Kind::input);
    PlanInput input;
    input.name = name, input.buffer = buffer;
    to_.inputs.push_back(std::move(input));
    return buffer;
  }

  void add_loops(const Step& step) {
    Step noisy = step;
    noisy.joined.clear();
    if (!step.joined.empty()) noisy.programs = step.joined;
    for (LoopProgram& program : noisy.programs) program = make_noisy_program(program, noise_, ++place_);
    to_.steps.push_back(std::move(noisy));
  }

  // ---- calls

  /// False where the call cannot be run in another precision.
  bool add_call(const Step& step) {
    const ExternRow* row = find_extern(step.call);
    if (step.op_kind == "collective" || is_triton(step.call) || row == nullptr) return false;
    to_.steps.push_back(step);
    if (!is_arithmetic(step) || row->facts.draws) return true;
    to_.steps.pop_back();
    Step noisy = step;
    std::size_t position = 0;
    bool stays = writes_first_argument(step.call);
    for (ExternArgument& argument : noisy.call.arguments) {
      widen(step, argument.value, position, stays);
    }
    std::vector<Step> behind;
    for (std::int32_t& result : noisy.call.results)
      if (result != kNone) widen_result(step, result, behind);
    if (write_parts(noisy, to_)) return false;
    to_.steps.push_back(std::move(noisy));
    std::ranges::move(behind, std::back_inserter(to_.steps));
    return true;
  }

  /// An operand that the call writes stays as it is.
  void widen(const Step& step, ExternValue& value, std::size_t& position, bool& stays) {
    if (auto* list = std::get_if<ExternList>(&value.value)) {
      for (ExternValue& member : *list) widen(step, member, position, stays);
      return;
    }
    auto* tensor = std::get_if<TensorView>(&value.value);
    if (tensor == nullptr) return;
    if (!stays && is_widened(tensor->dtype)) {
      const TensorView wide = new_tensor(step.name + ".operand" + std::to_string(position), *tensor);
      to_.steps.push_back(copy(step, *tensor, wide, operand_noise(step, from_, position, tensor->dtype)));
      *tensor = wide;
    }
    stays = false;
    position += 1;
  }

  void widen_result(const Step& step, std::int32_t& result, std::vector<Step>& behind) {
    const TensorView narrow = whole_buffer(from_, result);
    if (!is_widened(narrow.dtype)) return;
    const TensorView wide = new_tensor(step.name + "." + buffer_of(from_, result).name, narrow);
    double amount = result_noise(step, from_, narrow.dtype);
    if (may_stay_unrounded(step)) amount = std::max(amount, unit_roundoff(narrow.dtype));
    behind.push_back(copy(step, wide, narrow, amount));
    result = wide.buffer;
  }

  TensorView new_tensor(const std::string& name, const TensorView& like) {
    const DType dtype = compute_type(like.dtype);
    const Dims stride = dense_in_order(like.size, like.stride);
    return whole_buffer(to_, add_buffer(name, dtype, like.size, stride, Storage::Kind::arena));
  }

  /// to = from * (1 + a number of up to `amount`, either sign).
  Step copy(const Step& step, const TensorView& from, const TensorView& to, double amount) {
    Dims ranges = from.size;
    for (std::size_t d = 0; d < ranges.size(); ++d)
      if (to.stride[d] == 0 && from.stride[d] == 0) ranges[d] = std::min<std::int64_t>(ranges[d], 1);
    LoopWriter loops(step.name + " with noise", ranges, ranges.size());
    const std::vector<Index> at = loops.range(0, ranges.size());
    const Value value = loops.load(from, at);
    const TensorView seed = whole_buffer(to_, noise_.seed), size = whole_buffer(to_, noise_.amount);
    const Value own_seed = loops.load(seed, {}) + loops.integer(++place_ << 32);
    const Value draw = loops.random(own_seed, loops.value_of(loops.flat(ranges, at)));
    const Value moved = (draw - 0.5) * (loops.load(size, {}) * (2 * amount));
    loops.store(to, at, value * (loops.convert(moved, loops.type(value)) + 1));
    Step made;
    made.kind = Step::Kind::loops;
    made.name = step.name;
    made.nodes = step.nodes;
    made.op_kind = "pointwise";
    made.programs.push_back(with_buffers(loops.finish()));
    return made;
  }

  /// Each tensor of the part is a buffer of the plan.
  LoopProgram with_buffers(LoopPart part) {
    for (std::size_t k = 0; k < part.tensors.size(); ++k) {
      const TensorView& tensor = part.tensors[k];
      PlanBuffer buffer = buffer_of(to_, tensor.buffer);
      buffer.dtype = tensor.dtype, buffer.size = tensor.size, buffer.stride = tensor.stride;
      buffer.offset = tensor.offset;
      to_.buffers.push_back(std::move(buffer));
      part.program.buffers[k].buffer = static_cast<std::int32_t>(to_.buffers.size()) - 1;
    }
    return std::move(part.program);
  }

  const Plan& from_;
  Plan to_;
  NoiseInputs noise_;
  std::int64_t place_ = 0;
};

}  // namespace

std::optional<Plan> make_noisy_plan(const Plan& plan) { return NoisyPlan(plan).make(); }

bool has_noise(const Plan& noisy) {
  const auto seed = std::ranges::find(noisy.inputs, kNoiseSeed, &PlanInput::name);
  const std::int32_t storage = buffer_of(noisy, seed->buffer).storage;
  const auto draws = [&](const LoopProgram& program) {
    return std::ranges::any_of(program.instructions, [&](const Instruction& at) {
      if (at.opcode != Opcode::load) return false;
      const std::int32_t buffer = program.buffers[static_cast<std::size_t>(at.buffer)].buffer;
      return buffer != kNone && buffer_of(noisy, buffer).storage == storage;
    });
  };
  return std::ranges::any_of(noisy.steps,
                             [&](const Step& step) { return std::ranges::any_of(step.programs, draws); });
}

}  // namespace ireplay
