#include "replay/verdict/tolerance.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/plan/extern_program.hpp"
#include "replay/plan/rounding_noise.hpp"
#include "replay/triton/launch.hpp"

namespace ireplay {
namespace {

constexpr double kDeviations = 4;       // an element may be off by
constexpr double kRmsDeviations = 1.5;  // all of them, as root mean square

/// The worst path to a value: the variance of its relative error and what it is made of.
struct Path {
  double variance = 0;
  std::int64_t operations = 0, terms = 1, roundings = 0;
  bool tf32 = false;              // operands were rounded to it
  DType rounded_to = DType::f32;  // of `roundings`, the narrowest
};

Path worse(const Path& a, const Path& b) {
  const bool longer = b.variance == a.variance && b.operations >= a.operations;
  return b.variance > a.variance || longer ? b : a;
}
double square(double x) { return x * x; }
bool is_narrow(DType dtype) { return is_floating(dtype) && bytes_of(dtype) < 4; }
DType narrowest_of(const std::vector<const TensorView*>& tensors) {
  DType narrowest = DType::f64;
  for (const TensorView* tensor : tensors)
    if (is_floating(tensor->dtype) && unit_roundoff(tensor->dtype) > unit_roundoff(narrowest))
      narrowest = tensor->dtype;
  return narrowest;
}
bool carries_error(DType dtype) { return is_floating(dtype) || is_complex(dtype); }

/// What either side may be off in one operation, in units in the last place.
double ulps_of(ScalarOp op) { return cancels(op) ? kCancellingSeries : info(op).max_ulp_f32; }

/// A kernel that is no product computes coordinates and weights of its own (interpolation, sampling,
/// pooling).
double ulps_of(const Step& step) {
  const ExternRow* row = find_extern(step.call);
  if (row != nullptr && row->facts.function && cancels(*row->facts.function)) return kCancellingSeries;
  return step.flops > 0 ? 2 : 4;
}

void add_operation(Path& path, DType dtype, double ulps) {
  if (!carries_error(dtype)) return;
  path.operations += 1;
  path.variance += square(2 * std::max(ulps, 0.5) * unit_roundoff(compute_type(dtype)));
}

void add_terms(Path& path, DType dtype, std::int64_t terms) {
  if (!carries_error(dtype) || terms <= 1) return;
  path.terms = std::max(path.terms, terms);
  path.variance += static_cast<double>(terms) * square(unit_roundoff(compute_type(dtype)));
}

/// Both operands of each product, which one side may have cut to TF32 and the other one rounded.
void add_tf32(Path& path) {
  path.tf32 = true;
  path.variance += 2 * square(2 * kTf32Roundoff);
}

void add_rounding(Path& path, DType dtype) {
  if (!is_narrow(dtype)) return;
  path.rounded_to =
      path.roundings == 0 || unit_roundoff(dtype) > unit_roundoff(path.rounded_to) ? dtype : path.rounded_to;
  path.roundings += 1;
  path.variance += square(unit_roundoff(dtype));
}

/// Walks the steps in order; a storage holds the worst path to any of its elements.
class PathFinder {
 public:
  PathFinder(const Plan& plan, ReferenceRounding rounding)
      : plan_(plan), rounding_(rounding), paths_(plan.storages.size()) {}

  void walk() {
    for (const Step& step : plan_.steps) {
      for (const LoopProgram& program : step.programs) walk(program);
      if (step.kind == Step::Kind::extern_call) walk(step);
    }
  }

  /// Up to the final rounding, which the comparison accounts for by itself.
  Path before_store(const TensorView& view) const {
    Path path = of_buffer(view.buffer);
    if (!is_narrow(view.dtype) || path.roundings == 0) return path;
    path.roundings -= 1;
    path.variance = std::max(0.0, path.variance - square(unit_roundoff(view.dtype)));
    return path;
  }

 private:
  const Path& of_buffer(std::int32_t buffer) const {
    return paths_[static_cast<std::size_t>(plan_.buffers[static_cast<std::size_t>(buffer)].storage)];
  }
  void write(std::int32_t buffer, const Path& path) {
    Path& old = paths_[static_cast<std::size_t>(plan_.buffers[static_cast<std::size_t>(buffer)].storage)];
    old = worse(old, path);
  }

  /// What a run op by op rounds the value to and a fused kernel does not.
  DType rounded_op_by_op(const LoopProgram& program, std::size_t value) const {
    return rounding_ == ReferenceRounding::per_op && value < program.rounded_op_by_op.size()
               ? program.rounded_op_by_op[value]
               : DType::f32;
  }

  /// Whether the value that is stored has been rounded to the buffer's type already.
  bool is_rounded(const LoopProgram& program, const Instruction& store, DType dtype) const {
    const auto value = static_cast<std::size_t>(store.operands[0]);
    const Instruction& made = program.instructions[value];
    return (made.opcode == Opcode::convert && made.flag && made.dtype == dtype) ||
           rounded_op_by_op(program, value) == dtype;
  }

  void walk(const LoopProgram& program) {
    const std::int64_t terms = reduction_count(program);
    std::vector<Path> values(program.instructions.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Instruction& instruction = program.instructions[i];
      Path path;
      for (const ValueId operand : instruction.operands)
        if (operand != kNone) path = worse(path, values[static_cast<std::size_t>(operand)]);
      add(path, program, instruction, terms);
      add_rounding(path, rounded_op_by_op(program, i));
      if (carries_error(instruction.dtype)) values[i] = path;
    }
  }

  /// What is done for each term: one operation, or those of a scan's combine function.
  static std::int64_t operations_of(const LoopProgram& program, const Instruction& instruction) {
    if (instruction.opcode != Opcode::scan || instruction.scan != ScanKind::program) return 1;
    const CombineProgram& combine = program.combines[static_cast<std::size_t>(instruction.extra)];
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(combine.instructions.size()));
  }

  void add(Path& path, const LoopProgram& program, const Instruction& instruction, std::int64_t terms) {
    const auto use = [&] { return program.buffers[static_cast<std::size_t>(instruction.buffer)]; };
    switch (instruction.opcode) {
      case Opcode::load:
        path = of_buffer(use().buffer);
        break;
      case Opcode::scalar:
        add_operation(path, instruction.dtype, ulps_of(instruction.op));
        if (instruction.flag) add_rounding(path, DType::f16);
        break;
      case Opcode::convert:
        if (instruction.flag) add_rounding(path, instruction.dtype);
        break;
      case Opcode::reduce:
      case Opcode::scan:
        add_operation(path, instruction.dtype, 1);
        add_terms(path, instruction.dtype, terms * operations_of(program, instruction));
        break;
      case Opcode::random:
        add_operation(path, instruction.dtype, 4);
        break;
      case Opcode::store:
        if (instruction.mode != StoreMode::plain)
          add_terms(path, use().dtype,
                    parallel_count(program) * terms / std::max<std::int64_t>(1, use().extent));
        if (!is_rounded(program, instruction, use().dtype)) add_rounding(path, use().dtype);
        write(use().buffer, path);
        break;
      default:
        break;
    }
  }

  void gather(const ExternValue& value, Path& path, std::vector<const TensorView*>& tensors) const {
    if (const auto* view = std::get_if<TensorView>(&value.value)) {
      if (view->buffer == kNone) return;
      path = worse(path, of_buffer(view->buffer));
      tensors.push_back(view);
    } else if (const auto* list = std::get_if<ExternList>(&value.value)) {
      for (const ExternValue& item : *list) gather(item, path, tensors);
    }
  }

  void walk(const Step& step) {
    Path path;
    std::vector<const TensorView*> tensors;
    for (const ExternArgument& argument : step.call.arguments) gather(argument.value, path, tensors);
    std::vector<std::int32_t> written;
    for (const std::int32_t result : step.call.results)
      if (result != kNone) written.push_back(result);
    if (step.call.results.empty() && !tensors.empty()) written.push_back(tensors.front()->buffer);
    for (const std::int32_t buffer : written) {
      const PlanBuffer& to = plan_.buffers[static_cast<std::size_t>(buffer)];
      Path result = path;
      const std::int64_t terms = step.flops / (2 * std::max<std::int64_t>(1, numel(to.size)));
      add_operation(result, to.dtype, ulps_of(step));
      add_terms(result, to.dtype, terms);
      if (narrowest_of(tensors) == DType::f32 && may_use_tf32(step, plan_.tf32)) add_tf32(result);
      // attention keeps its probabilities in the tensors' type, and an op by op reference every other
      // intermediate too
      if (attends(step.call)) add_rounding(result, to.dtype);
      if (is_triton(step.call)) add_rounding(result, narrowest_of(tensors));
      add_rounding(result, to.dtype);
      if (carries_error(to.dtype)) write(buffer, result);
    }
  }

  const Plan& plan_;
  ReferenceRounding rounding_;
  std::vector<Path> paths_;  // by storage
};

std::string explain(DType dtype, const Path& path, ReferenceRounding rounding) {
  std::string text(info(dtype).name);
  if (is_narrow(dtype)) text += " output";
  const auto count = [&](std::int64_t n, const char* one, const char* many) {
    text += ", " + std::to_string(n) + ' ' + (n == 1 ? one : many);
  };
  if (path.operations > 0) count(path.operations, "operation", "operations");
  if (path.terms > 1) count(path.terms, "accumulated term", "accumulated terms");
  if (path.roundings > 0) {
    count(path.roundings, "rounding to ", "roundings to ");
    text += info(path.rounded_to).name;
    text += " on the way";
  }
  if (path.tf32) text += ", operands rounded to TF32";
  if (rounding == ReferenceRounding::per_op) text += ", reference rounded op by op";
  return text;
}

Tolerance derive(const PlanOutput& output, Path path, ReferenceRounding rounding) {
  const DType dtype = output.view.dtype;
  if (!carries_error(dtype)) return {.why = "exact"};
  path.variance = std::max(path.variance, static_cast<double>(output.reduction_depth) *
                                              square(unit_roundoff(compute_type(dtype))));
  path.terms = std::max(path.terms, output.reduction_depth);
  Tolerance tolerance = tolerance_of(dtype, std::sqrt(path.variance));
  tolerance.why = explain(dtype, path, rounding);
  return tolerance;
}

}  // namespace

Tolerance tolerance_of(DType dtype, double deviation) {
  return {.rtol = kDeviations * deviation + 2 * unit_roundoff(dtype),
          .scaled = kDeviations * deviation,
          .rms = kRmsDeviations * deviation + unit_roundoff(dtype),
          .deviation = deviation};
}

std::vector<Tolerance> derive_tolerances(const Plan& plan, ReferenceRounding rounding) {
  PathFinder finder(plan, rounding);
  finder.walk();
  std::vector<Tolerance> tolerances;
  for (const PlanOutput& output : plan.outputs)
    tolerances.push_back(output.view.buffer == kNone
                             ? Tolerance{.why = "no tensor"}
                             : derive(output, finder.before_store(output.view), rounding));
  return tolerances;
}

}  // namespace ireplay
