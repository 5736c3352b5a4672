#pragma once

#include <cstdint>
#include <string>

#include "replay/lower/wrapper_facts.hpp"

/// What the wrapper makes of partial results that a kernel left in its scratch memory (mix-order reductions):
/// PyTorch reduces them by a kernel of its own library, the replay by a loop program.
namespace ireplay {

/// `buf3 = workspace_0[1 * 64 * 256 : (1 + 1) * 64 * 256].view(64, 256).sum(dim=0).to(torch.bfloat16)`:
/// `columns` results, each of `rows` terms.
struct PartialReduction {
  std::string scratch, result;     // as the wrapper names them
  std::int64_t scratch_bytes = 0;  // of the whole scratch memory
  DType dtype = DType::f32;        // of the terms
  ReduceKind kind = ReduceKind::sum;
  std::int64_t first = 0, rows = 0, columns = 0;  // the first term's element in the scratch memory
};

/// Throws Error{unsupported} at the place in the wrapper where the statement is not of that form.
PartialReduction read_reduction(const WrapperFacts& facts, const ScratchReduction& reduction);

/// Bytes of memory that the wrapper allocates for kernels alone. Throws Error{unsupported} at `at`, in the
/// wrapper's text, where they are not known.
std::int64_t bytes_of_scratch(const WrapperFacts& facts, std::string_view name, const char* at);

/// Its loops. LoopProgram::buffers: the terms from `first` on, and the result, whose elements are written in
/// row-major order as those of `result` are laid out. Throws Error{unsupported} where it has another number
/// of elements.
LoopProgram loops_of(const PartialReduction& reduction, const PlanBuffer& result);

/// `64 rows of 256 f32 of workspace_0 from element 16384 on, sum into buf3`
std::string to_line(const PartialReduction& reduction);

}  // namespace ireplay
