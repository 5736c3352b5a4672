#include "replay/plan/extern_program.hpp"

#include <algorithm>
#include <set>

#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay {
namespace {

struct Uses {
  std::vector<TensorUse> operator()(const LoopPart& part) const {
    std::vector<TensorUse> uses;
    uses.reserve(part.tensors.size());
    for (std::size_t k = 0; k < part.tensors.size(); ++k)
      uses.push_back({&part.tensors[k], part.program.buffers[k].read, part.program.buffers[k].written});
    for (const Instruction& at : part.program.instructions)
      if (at.opcode == Opcode::store && at.mode != StoreMode::plain)
        uses[static_cast<std::size_t>(at.buffer)].read = true;
    return uses;
  }
  std::vector<TensorUse> operator()(const ProductPart& part) const {
    std::vector<TensorUse> uses{{&part.a, true, false}, {&part.b, true, false}, {&part.d, false, true}};
    if (part.addend && part.beta != 0) uses.push_back({&*part.addend, true, false});
    return uses;
  }
  std::vector<TensorUse> operator()(const ConvolutionPart& part) const {
    using Wanted = ConvolutionPart::Wanted;
    const auto use = [&](const TensorView& tensor, Wanted which) {
      return TensorUse{&tensor, part.wanted != which, part.wanted == which};
    };
    return {use(part.x, Wanted::x), use(part.w, Wanted::w), use(part.y, Wanted::y)};
  }
  std::vector<TensorUse> operator()(const SolverPart& part) const {
    std::vector<TensorUse> uses{{&part.a, true, true}};
    for (const std::optional<TensorView>* other : {&part.x, &part.y, &part.values, &part.info})
      if (*other) uses.push_back({&**other, true, true});
    return uses;
  }
  std::vector<TensorUse> operator()(const SortPart& part) const {
    std::vector<TensorUse> uses{{&part.self, true, false}};
    for (const std::optional<TensorView>* other :
         {&part.values, &part.positions, &part.inverse, &part.counts})
      if (*other) uses.push_back({&**other, false, true});
    return uses;
  }
};

bool is_exact(ScalarOp op) {
  if (info(op).rule == TypeRule::boolean || info(op).rule == TypeRule::given) return true;
  switch (op) {
    case ScalarOp::identity:
    case ScalarOp::abs:
    case ScalarOp::neg:
    case ScalarOp::sign:
    case ScalarOp::relu:
    case ScalarOp::where:
    case ScalarOp::copysign:
    case ScalarOp::nextafter:
    case ScalarOp::frexp:
    case ScalarOp::minimum:
    case ScalarOp::maximum:
    case ScalarOp::fmaximum:
    case ScalarOp::floor:
    case ScalarOp::ceil:
    case ScalarOp::trunc:
    case ScalarOp::round:
      return true;
    default:
      return false;
  }
}

bool is_exact(ReduceKind kind) {
  switch (kind) {
    case ReduceKind::sum:
    case ReduceKind::prod:
    case ReduceKind::dot:
    case ReduceKind::welford_reduce:
    case ReduceKind::welford_combine:
    case ReduceKind::online_softmax_reduce:
      return false;
    default:
      return true;
  }
}

bool rounds(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::scalar:
      return !is_exact(at.op);
    case Opcode::reduce:
      return !is_exact(at.reduce);
    case Opcode::scan:
      return at.scan == ScanKind::sum || at.scan == ScanKind::prod || at.scan == ScanKind::logaddexp ||
             at.scan == ScanKind::program;
    case Opcode::store:
      return at.mode == StoreMode::atomic_add;
    default:
      return false;
  }
}

bool has_fraction(DType dtype) { return is_floating(dtype) || is_complex(dtype); }

/// Which memory holds rounded numbers, part by part. What was compared or made an integer is exact again.
class Roundings {
 public:
  bool reach_the_plan(const ExternProgram& program) {
    for (const ExternPart& part : program.parts) {
      if (const auto* loops = std::get_if<LoopPart>(&part)) {
        follow(loops->program);
        continue;
      }
      const auto* sort = std::get_if<SortPart>(&part);
      if (sort != nullptr && !rounded_.contains(sort->self.buffer)) continue;
      for (const TensorUse& use : uses_of(part))
        if (use.written && has_fraction(use.tensor->dtype)) rounded_.insert(use.tensor->buffer);
    }
    return std::ranges::any_of(rounded_, [](std::int32_t buffer) { return !is_temporary(buffer); });
  }

 private:
  void follow(const LoopProgram& program) {
    std::vector<bool> rounded(program.instructions.size());
    for (std::size_t k = 0; k < rounded.size(); ++k) {
      const Instruction& at = program.instructions[k];
      const bool from_rounded = std::ranges::any_of(at.operands, [&](ValueId operand) {
        return operand != kNone && rounded[static_cast<std::size_t>(operand)];
      });
      const bool is_load = at.opcode == Opcode::load;
      const std::int32_t buffer =
          at.buffer == kNone ? kNone : program.buffers[static_cast<std::size_t>(at.buffer)].buffer;
      rounded[k] =
          has_fraction(at.dtype) && (from_rounded || rounds(at) || (is_load && rounded_.contains(buffer)));
      if (at.opcode == Opcode::store && rounded[k] &&
          has_fraction(program.buffers[static_cast<std::size_t>(at.buffer)].dtype))
        rounded_.insert(buffer);
    }
  }

  std::set<std::int32_t> rounded_;
};

}  // namespace

SolverProblem problem_of(const SolverPart& part) {
  SolverProblem problem;
  const Dims& size = part.a.size;
  problem.mode = part.mode;
  problem.dtype = part.a.dtype;
  problem.columns = size[size.size() - 2];
  problem.rows = size.back();
  problem.batch = numel(Dims(size.begin(), size.end() - 2));
  if (part.x) problem.others = part.mode.right ? part.x->size.back() : part.x->size[size.size() - 2];
  if (part.values) problem.count = part.values->size.back();
  return problem;
}

std::vector<TensorUse> uses_of(const ExternPart& part) { return std::visit(Uses{}, part); }

bool may_use_tf32(const Step& step, const Tf32& allowed) {
  return (allowed.products && has_part<ProductPart>(step)) ||
         (allowed.convolutions && has_part<ConvolutionPart>(step));
}

std::int64_t product_flops(const ExternProgram& program) {
  std::int64_t flops = 0;
  for (const ExternPart& part : program.parts) {
    if (std::holds_alternative<SolverPart>(part)) return 0;
    if (const auto* product = std::get_if<ProductPart>(&part))
      flops += numel({2, numel(product->d.size), product->a.size.back()});
    if (const auto* of = std::get_if<ConvolutionPart>(&part); of != nullptr && of->w.size[0] != 0)
      flops += numel({2, numel(of->y.size), numel(of->w.size) / of->w.size[0]});
  }
  return flops;
}

bool may_round(const ExternProgram& program) { return Roundings().reach_the_plan(program); }

}  // namespace ireplay
