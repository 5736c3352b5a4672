#include "replay/externs/program.hpp"

#include <algorithm>

#include "parser/source.hpp"
#include "replay/externs/rows.hpp"
#include "replay/plan/loop_writer.hpp"
#include "replay/plan/scalar_functions.hpp"
#include "replay/triton/launch.hpp"

namespace ireplay {
namespace {

/// Complex numbers reach loops as pairs of reals; the names of loops, which faults show, begin with the
/// call's.
void finish_loops(const ExternFrame& frame, ExternProgram& program) {
  for (ExternPart& part : program.parts) {
    auto* loops = std::get_if<LoopPart>(&part);
    if (loops == nullptr) continue;
    for (const TensorView& tensor : loops->tensors) frame.refuse_complex(tensor);
    std::string& node = loops->program.node;
    if (node != frame.op()) node = std::string(frame.op()) + ": " + node;
  }
}

/// Whether some tensors are complex; then all that are not of integers must be.
bool has_complex(const ExternFrame& frame, const Plan& plan, const ExternCall& call) {
  std::vector<TensorView> tensors;
  for (const std::int32_t result : call.results)
    if (result != kNone) tensors.push_back(whole_buffer(plan, result));
  for (const TensorView* tensor : frame.args().all_tensors()) tensors.push_back(*tensor);
  const auto find = [&](bool (*is)(DType)) {
    return std::ranges::find_if(tensors, [is](const TensorView& tensor) { return is(tensor.dtype); });
  };
  const auto complex = find(is_complex), real = find(is_floating);
  if (complex == tensors.end()) return false;
  if (real != tensors.end()) frame.refuse_mixed(*complex, *real);
  return true;
}

/// Throws Error{unsupported} where a program computes what no row of scalar_ops.def does for its types.
void require_functions(const ExternProgram& program) {
  for (const ExternPart& part : program.parts) {
    const auto* loops = std::get_if<LoopPart>(&part);
    if (loops == nullptr) continue;
    const LoopProgram& of = loops->program;
    for (std::size_t value = 0; value < of.instructions.size(); ++value)
      if (of.instructions[value].opcode == Opcode::scalar) function_of(of, static_cast<ValueId>(value));
  }
}

/// Whether nothing comes of the call: nobody reads its results, or they have no elements.
bool gives_nothing(const ExternFrame& frame) {
  if (frame.is_in_place() || frame.result_count() == 0) return false;
  for (std::size_t k = 0; k < frame.result_count(); ++k)
    if (frame.wants(k) && numel(frame.result(k).size) != 0) return false;
  return true;
}

}  // namespace

ExternProgram write_program(const ExternRow& row, const ExternFrame& frame, const ExternCall& call,
                            const Plan& plan) {
  if (gives_nothing(frame)) return {};
  ExternWriter writer(frame, call, plan);
  if (row.compute != nullptr)
    writer.write_ahead(row);
  else if (row.facts.by_parts && has_complex(frame, plan, call))
    for (const std::int64_t part : {0, 1}) writer.see_part(part), row.write(writer);
  else
    row.write(writer);
  ExternProgram program = writer.take();
  finish_loops(frame, program);
  return program;
}

std::optional<Error> write_parts(Step& step, const Plan& plan) {
  step.parts = nullptr;
  const ExternCall& call = step.call;
  if (is_triton(call)) return std::nullopt;  // it was tried dry
  const ExternRow* row = find_extern(call);
  if (row == nullptr) return Error(Error::Kind::unsupported, "no implementation of " + call.function);
  try {
    const ExternFrame frame(*row, call, plan, ExternFrame::ViewOf{}, 0);  // looks at every operand
    if (row->compute != nullptr) {
      row->compute(frame);
    } else {
      auto parts = std::make_shared<const ExternProgram>(write_program(*row, frame, call, plan));
      require_functions(*parts);
      step.parts = std::move(parts);
    }
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

void write_parts(Plan& plan) {
  for (Step& step : plan.steps) {
    if (step.kind != Step::Kind::extern_call || step.parts != nullptr) continue;
    if (const auto fault = write_parts(step, plan))
      throw Error(fault->kind(), step.name + ": " + fault->what());
  }
}

std::shared_ptr<const ExternProgram> parts_to_run(const Step& step, const Plan& plan) try {
  const ExternRow* row = find_extern(step.call);
  if (step.parts != nullptr || row == nullptr || row->compute == nullptr) return step.parts;
  const ExternFrame frame(*row, step.call, plan, {}, 0);
  return std::make_shared<const ExternProgram>(write_program(*row, frame, step.call, plan));
} catch (const Error& error) {
  if (error.kind() != Error::Kind::unsupported) throw;
  return nullptr;
}

std::optional<LoopPart> as_loops(const ProductPart& product) {
  const TensorView& d = product.d;
  if (is_complex(d.dtype) || is_complex(product.a.dtype) || is_complex(product.b.dtype)) return std::nullopt;
  const std::size_t rank = d.size.size(), batch = rank - 2;
  Dims ranges = d.size;
  ranges.push_back(product.a.size.back());
  LoopWriter loops("product", ranges, rank);
  const auto coordinates = [&](std::size_t row, std::size_t column) {
    std::vector<Index> at = loops.range(0, batch);
    at.push_back(loops.at(row));
    at.push_back(loops.at(column));
    return at;
  };
  const DType dtype = sum_type(d.dtype);
  const auto in = [&](const TensorView& tensor, std::size_t row, std::size_t column) {
    return loops.convert(loops.load(tensor, coordinates(row, column)), dtype);
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
