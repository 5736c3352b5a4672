#include "replay/cuda_programs.hpp"

#include "kernels/scalar_ops.hpp"

namespace ireplay {
namespace {

/// Keeps a program alive beside the step that runs it.
class OwningStep : public CudaStep {
 public:
  OwningStep(std::unique_ptr<LoopProgram> program, const std::vector<std::byte*>& addresses,
             CudaContext& context)
      : program_(std::move(program)), step_(make_program_step(*program_, addresses, context)) {
    kernel = step_->kernel;
  }
  void launch(cudaStream_t stream) override { step_->launch(stream); }

 private:
  std::unique_ptr<LoopProgram> program_;
  std::unique_ptr<CudaStep> step_;
};

class Sequence : public CudaStep {
 public:
  Sequence(std::vector<std::unique_ptr<CudaStep>> steps, std::string name) : steps_(std::move(steps)) {
    kernel = std::move(name);
  }
  void launch(cudaStream_t stream) override {
    for (auto& step : steps_) step->launch(stream);
  }

 private:
  std::vector<std::unique_ptr<CudaStep>> steps_;
};

Instruction with_opcode(Opcode opcode, DType dtype) {
  Instruction in;
  in.opcode = opcode;
  in.dtype = dtype;
  return in;
}

}  // namespace

DeviceTensor device_tensor(const TensorView& view, const CudaContext& context) {
  return {context.memory.address(view), view.dtype, view.size, view.stride};
}

DeviceTensor device_tensor(std::int32_t number, const CudaContext& context) {
  const PlanBuffer& buffer = context.plan.buffers[static_cast<std::size_t>(number)];
  return {context.memory.address(number), buffer.dtype, buffer.size, buffer.stride};
}

ProgramWriter::ProgramWriter(std::string node, Dims ranges, std::int32_t parallel) {
  program_->node = std::move(node);
  program_->ranges = std::move(ranges);
  program_->parallel = parallel;
  for (std::size_t d = 0; d < program_->ranges.size(); ++d) {
    Atom atom;
    atom.which = static_cast<std::int32_t>(d);
    program_->atoms.push_back(atom);
  }
}

IndexId ProgramWriter::index(const Dims& coefficients, std::int64_t offset) {
  IndexExpr expr;
  expr.offset = offset;
  for (std::size_t d = 0; d < coefficients.size(); ++d)
    if (coefficients[d] != 0) expr.terms.push_back({static_cast<std::int32_t>(d), coefficients[d]});
  program_->indices.push_back(std::move(expr));
  return static_cast<IndexId>(program_->indices.size()) - 1;
}

IndexId ProgramWriter::combine(AtomKind kind, IndexId a, IndexId b) {
  Atom atom;
  atom.kind = kind;
  atom.args = {a, b, kNone};
  program_->atoms.push_back(atom);
  IndexExpr expr;
  expr.terms.push_back({static_cast<std::int32_t>(program_->atoms.size()) - 1, 1});
  program_->indices.push_back(std::move(expr));
  return static_cast<IndexId>(program_->indices.size()) - 1;
}

IndexId ProgramWriter::sum(const std::vector<std::pair<std::int64_t, IndexId>>& terms) {
  IndexExpr total;
  for (const auto& [coefficient, index] : terms) {
    const IndexExpr& part = program_->indices[static_cast<std::size_t>(index)];
    total.offset += coefficient * part.offset;
    for (const IndexTerm& term : part.terms)
      if (coefficient != 0) total.terms.push_back({term.atom, coefficient * term.coefficient});
  }
  program_->indices.push_back(std::move(total));
  return static_cast<IndexId>(program_->indices.size()) - 1;
}

std::int32_t ProgramWriter::buffer(const DeviceTensor& tensor, bool written) {
  BufferUse use;
  use.dtype = tensor.dtype;
  use.extent = extent(tensor.size, tensor.stride);
  use.read = !written;
  use.written = written;
  program_->buffers.push_back(use);
  addresses_.push_back(tensor.data);
  return static_cast<std::int32_t>(program_->buffers.size()) - 1;
}

ValueId ProgramWriter::add(const Instruction& instruction) {
  program_->instructions.push_back(instruction);
  program_->labels.emplace_back("library call");
  return static_cast<ValueId>(program_->instructions.size()) - 1;
}

DType ProgramWriter::type(ValueId value) const {
  return program_->instructions[static_cast<std::size_t>(value)].dtype;
}

ValueId ProgramWriter::load(const DeviceTensor& tensor, IndexId at, ValueId mask) {
  Instruction in = with_opcode(Opcode::load, compute_type(tensor.dtype));
  in.buffer = buffer(tensor, false);
  in.index = at;
  in.mask = mask;
  return add(in);
}

void ProgramWriter::store(const DeviceTensor& tensor, IndexId at, ValueId value) {
  Instruction in = with_opcode(Opcode::store, type(value));
  in.buffer = buffer(tensor, true);
  in.index = at;
  in.mode = StoreMode::plain;
  in.operands[0] = value;
  add(in);
}

ValueId ProgramWriter::constant(DType dtype, double value) {
  Instruction in = with_opcode(Opcode::constant, dtype);
  if (is_floating(dtype))
    in.immediate.f = value;
  else
    in.immediate.i = static_cast<std::int64_t>(value);
  return add(in);
}

ValueId ProgramWriter::index_value(IndexId index) {
  Instruction in = with_opcode(Opcode::index_expr, DType::i64);
  in.index = index;
  return add(in);
}

ValueId ProgramWriter::scalar(ScalarOp op, ValueId a, ValueId b) {
  Instruction in = with_opcode(Opcode::scalar, result_type(op, type(a), type(b)));
  in.op = op;
  in.operands = {a, b, kNone, kNone};
  return add(in);
}

ValueId ProgramWriter::convert(ValueId value, DType to) {
  if (type(value) == to) return value;
  Instruction in = with_opcode(Opcode::convert, to);
  in.source = type(value);
  in.operands[0] = value;
  return add(in);
}

ValueId ProgramWriter::add_up(ValueId value) {
  Instruction in = with_opcode(Opcode::reduce, type(value));
  in.source = type(value);
  in.reduce = ReduceKind::sum;
  in.operands[0] = value;
  return add(in);
}

ValueId ProgramWriter::both(ValueId a, ValueId b) {
  if (a == kNone || b == kNone) return a == kNone ? b : a;
  return scalar(ScalarOp::logical_and, a, b);
}

ValueId ProgramWriter::inside(IndexId index, std::int64_t extent) {
  const ValueId place = index_value(index);
  return both(scalar(ScalarOp::ge, place, constant(DType::i64, 0)),
              scalar(ScalarOp::lt, place, constant(DType::i64, static_cast<double>(extent))));
}

void ProgramWriter::end_stage(bool per_element) {
  const std::int32_t begin = program_->stages.empty() ? 0 : program_->stages.back().end;
  program_->stages.push_back({begin, static_cast<std::int32_t>(program_->instructions.size()), per_element});
}

std::unique_ptr<CudaStep> ProgramWriter::step(CudaContext& context) {
  return std::make_unique<OwningStep>(std::move(program_), addresses_, context);
}

std::unique_ptr<CudaStep> make_copy_step(const DeviceTensor& from, const DeviceTensor& to,
                                         CudaContext& context) {
  ProgramWriter writer("copy", to.size, static_cast<std::int32_t>(to.size.size()));
  DeviceTensor source = from;
  source.size = to.size;
  const ValueId value = writer.load(source, writer.index(from.stride));
  writer.store(to, writer.index(to.stride), value);
  writer.end_stage(false);
  return writer.step(context);
}

std::unique_ptr<CudaStep> make_owned_step(std::unique_ptr<LoopProgram> program,
                                          const std::vector<std::byte*>& addresses, CudaContext& context) {
  return std::make_unique<OwningStep>(std::move(program), addresses, context);
}

std::unique_ptr<CudaStep> make_sequence(std::vector<std::unique_ptr<CudaStep>> steps, std::string kernel) {
  return std::make_unique<Sequence>(std::move(steps), std::move(kernel));
}

}  // namespace ireplay
