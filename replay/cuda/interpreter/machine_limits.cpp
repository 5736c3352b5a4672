#include "kernels/scalar/scalar_tiers.hpp"
#include "replay/cuda/interpreter/selection.hpp"

/// What the machine, or its main instantiation, cannot do: told from the loop program, before anything is
/// selected.
namespace ireplay {
namespace {

bool is_special_scalar(const Instruction& at, DType operand) {
  if (at.op == ScalarOp::where || at.op == ScalarOp::identity) return false;
  if (at.op == ScalarOp::bitwise_not && operand == DType::boolean) return false;
  const bool quotient_of_integers = info(at.op).rule == TypeRule::real && !is_floating(operand);
  return !is_frequent(at.op, is_floating(operand) || quotient_of_integers);
}

bool is_f8(DType dtype) { return is_floating(dtype) && bytes_of(dtype) == 1; }

}  // namespace

bool needs_special(const LoopProgram& program) {
  for (const BufferUse& use : program.buffers)
    if (is_f8(use.dtype)) return true;
  for (const Instruction& at : program.instructions) {
    switch (at.opcode) {
      case Opcode::bitcast:
      case Opcode::random:
      case Opcode::bucketize:
        return true;
      case Opcode::scan: {
        const DType scanned = compute_type(program.instructions[at.operands[0]].dtype);
        if (at.scan != ScanKind::sum || !is_frequent_scan(ReduceRule::sum, value_type(scanned))) return true;
        break;
      }
      case Opcode::store:
        if (at.mode != StoreMode::plain) return true;
        break;
      case Opcode::convert:
        if (is_f8(at.dtype)) return true;
        break;
      case Opcode::scalar:
        if (is_special_scalar(at, compute_type(scalar_operand(program, at)))) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

std::string why_not_on_machine(const LoopProgram& program) {
  for (std::size_t k = 0; k < program.instructions.size(); ++k) {
    const Instruction& at = program.instructions[k];
    const std::string where =
        program.node + ": " + std::string(k < program.labels.size() ? program.labels[k] : "") + ": ";
    if (at.opcode == Opcode::sort) return where + "sort";
    if (at.opcode == Opcode::store && at.mode == StoreMode::atomic_cas) return where + "atomic_cas";
    if (at.opcode == Opcode::load || at.opcode == Opcode::store)
      if (is_complex(program.buffers[at.buffer].dtype)) return where + "complex values";
    if (at.opcode == Opcode::bucketize) {
      const Bucketize& table = program.bucketizes[at.extra];
      for (IndexId index : {table.length, table.stride, table.sorter_stride})
        if (index != kNone && !program.indices[index].terms.empty())
          return where + "rows whose length varies";
    }
  }
  return {};
}

bool scans_along_rows(const LoopProgram& program) {
  bool any = false;
  for (const Instruction& at : program.instructions) {
    if (at.opcode == Opcode::reduce || at.opcode == Opcode::sort) return false;
    if (at.opcode != Opcode::scan) continue;
    if (at.scan == ScanKind::cummax || at.scan == ScanKind::cummin || at.scan == ScanKind::program)
      return false;
    any = true;
  }
  return any;
}

}  // namespace ireplay
