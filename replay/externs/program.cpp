#include "replay/externs/program.hpp"

#include <algorithm>
#include <unordered_map>

#include "parser/source.hpp"
#include "replay/externs/extern_op.hpp"
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

using WriteProgram = bool (*)(ExternWriter& to);

const std::unordered_map<std::string_view, WriteProgram>& writers() {
  static const auto* const all = new std::unordered_map<std::string_view, WriteProgram>{
#define PROGRAM(name, write) {name, write},
#include "replay/externs/programs/programs.def"
#undef PROGRAM
  };
  return *all;
}

/// Whether every part's tensors are of types that loops hold.
bool runs_as_loops(const ExternProgram& program) {
  for (const auto& part : program.parts) {
    const auto* loops = std::get_if<LoopPart>(&part);
    if (loops == nullptr) continue;
    for (const TensorView& tensor : loops->tensors)
      if (is_complex(tensor.dtype)) return false;
  }
  return true;
}

}  // namespace

bool has_extern_program(std::string_view row_name) { return writers().contains(row_name); }

std::optional<ExternProgram> make_extern_program(const ExternCall& call, const Plan& plan) {
  const ExternOp* op = find_extern_op(call);
  if (op == nullptr) return std::nullopt;
  const auto found = writers().find(op->row.name);
  if (found == writers().end()) return std::nullopt;
  const ExternFrame frame(op->row, call, plan, {}, 0);
  if (!op->limits(frame).empty()) return std::nullopt;
  ExternWriter writer(frame, call, plan);
  if (!found->second(writer)) return std::nullopt;
  ExternProgram program = writer.take();
  if (!runs_as_loops(program)) return std::nullopt;
  return program;
}

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

bool needs_solver(const ExternProgram& program) {
  return std::ranges::any_of(program.parts,
                             [](const auto& part) { return std::holds_alternative<SolverPart>(part); });
}

std::optional<LoopPart> as_loops(const ProductPart& product) {
  const TensorView& d = product.d;
  if (is_complex(d.dtype) || is_complex(product.a.dtype) || is_complex(product.b.dtype)) return std::nullopt;
  const std::size_t rank = d.size.size(), batch = rank - 2;
  Dims ranges = d.size;
  ranges.push_back(product.a.size.back());
  LoopWriter loops("product", ranges, rank);
  const auto place = [&](std::size_t row, std::size_t column) {
    std::vector<Index> at = loops.range(0, batch);
    at.push_back(loops.at(row));
    at.push_back(loops.at(column));
    return at;
  };
  const DType dtype = sum_type(d.dtype);
  const auto in = [&](const TensorView& tensor, std::size_t row, std::size_t column) {
    return loops.convert(loops.load(tensor, place(row, column)), dtype);
  };
  Value total = loops.reduce(ReduceKind::sum, in(product.a, batch, rank) * in(product.b, rank, batch + 1));
  loops.then_once();
  total = total * product.alpha;
  const std::vector<Index> here = loops.range(0, rank);
  if (product.addend && product.beta != 0) {
    const TensorView addend = expanded(*product.addend, d.size);
    total = total + loops.convert(loops.load(addend, here), dtype) * product.beta;
  }
  loops.store(d, here, total);
  return loops.finish();
}

}  // namespace ireplay
