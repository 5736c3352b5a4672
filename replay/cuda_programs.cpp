#include "replay/cuda_programs.hpp"

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

/// Builds a program line by line.
class ProgramWriter {
 public:
  explicit ProgramWriter(std::string node, Dims ranges, std::int32_t parallel) {
    program_->node = std::move(node);
    program_->ranges = std::move(ranges);
    program_->parallel = parallel;
    for (std::size_t d = 0; d < program_->ranges.size(); ++d) {
      Atom atom;
      atom.which = static_cast<std::int32_t>(d);
      program_->atoms.push_back(atom);
    }
  }

  /// sum of strides[d] * variable d.
  IndexId index(const Dims& strides, std::int64_t offset = 0) {
    IndexExpr expr;
    expr.offset = offset;
    for (std::size_t d = 0; d < strides.size(); ++d)
      if (strides[d] != 0) expr.terms.push_back({static_cast<std::int32_t>(d), strides[d]});
    program_->indices.push_back(std::move(expr));
    return static_cast<IndexId>(program_->indices.size()) - 1;
  }
  std::int32_t buffer(const DeviceTensor& tensor, bool written) {
    BufferUse use;
    use.dtype = tensor.dtype;
    use.extent = extent(tensor.size, tensor.stride);
    use.read = !written;
    use.written = written;
    program_->buffers.push_back(use);
    addresses_.push_back(tensor.data);
    return static_cast<std::int32_t>(program_->buffers.size()) - 1;
  }
  ValueId add(const Instruction& instruction) {
    program_->instructions.push_back(instruction);
    program_->labels.emplace_back("library call");
    return static_cast<ValueId>(program_->instructions.size()) - 1;
  }
  void end_stage(bool per_element) {
    const std::int32_t begin = program_->stages.empty() ? 0 : program_->stages.back().end;
    program_->stages.push_back(
        {begin, static_cast<std::int32_t>(program_->instructions.size()), per_element});
  }
  std::unique_ptr<CudaStep> step(CudaContext& context) {
    return std::make_unique<OwningStep>(std::move(program_), addresses_, context);
  }

 private:
  std::unique_ptr<LoopProgram> program_ = std::make_unique<LoopProgram>();
  std::vector<std::byte*> addresses_;
};

Instruction load_of(std::int32_t buffer, DType dtype, IndexId index) {
  Instruction in;
  in.opcode = Opcode::load;
  in.dtype = compute_type(dtype);
  in.buffer = buffer;
  in.index = index;
  return in;
}

Instruction store_of(std::int32_t buffer, DType dtype, IndexId index, ValueId value) {
  Instruction in;
  in.opcode = Opcode::store;
  in.dtype = dtype;
  in.buffer = buffer;
  in.index = index;
  in.mode = StoreMode::plain;
  in.operands[0] = value;
  return in;
}

}  // namespace

std::unique_ptr<CudaStep> make_copy_step(const DeviceTensor& from, const DeviceTensor& to,
                                         CudaContext& context) {
  ProgramWriter writer("copy", to.size, static_cast<std::int32_t>(to.size.size()));
  DeviceTensor source = from;
  source.size = to.size;
  const std::int32_t in = writer.buffer(source, false), out = writer.buffer(to, true);
  const ValueId value = writer.add(load_of(in, from.dtype, writer.index(from.stride)));
  writer.add(store_of(out, compute_type(from.dtype), writer.index(to.stride), value));
  writer.end_stage(false);
  return writer.step(context);
}

}  // namespace ireplay
