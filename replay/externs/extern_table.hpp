#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "parser/source.hpp"
#include "replay/plan/plan.hpp"

/// The externs: library calls of the wrapper, one row each in externs.def, and what they compute on the CPU
/// (in double, plain loops). What a
/// device runs is in programs/programs.def.
namespace ireplay {

struct ExternRow {
  std::string_view name;  // canonical: mm, addmm, aten.topk.default -> topk, convolution_backward
  std::string_view
      signature;  // parameter names in ATen's order with defaults: "self, mat2"; `*` starts keywords
  std::string_view cpu,
      cuda;  // what runs it, for `ireplay ops`: "loops", "cuBLASLt", "cuDNN", "cuSOLVER", "kernel", "made
             // ahead"
  bool on_device_by(std::string_view library) const { return cuda.find(library) != cuda.npos; }
};

/// The row for a call as the wrapper spells it, any release: `extern_kernels.mm`, `aten.topk`,
/// `aten.topk.default`, `torch.ops.aten.topk.default`, `aten.scatter_reduce_.two`. Null where there is none.
const ExternRow* find_extern(std::string_view function);
/// The same; where early releases name no overload (`aten.median(x, 1)`), the first one whose parameters take
/// the arguments.
const ExternRow* find_extern(const ExternCall& call);
std::span<const ExternRow> extern_rows();

/// Arguments matched to the row's signature: by parameter name, defaults filled in.
class ExternArguments;

/// What in the call no implementation could take: an operand that leaves its memory, shapes that do not fit
/// one another, an attribute that means nothing (Error{dump}), an operand that is of another kind
/// (Error{unsupported}); none where there is nothing. Touches no data.
std::optional<Error> find_call_fault(const ExternCall& call, const Plan& plan);

/// Why the call cannot run (no row; an argument that is not covered), or empty. Touches no data.
std::string why_unsupported(const ExternCall& call, const Plan& plan);

/// Whether a call's results depend on random numbers of its own. Dropout of nothing draws numbers and does
/// not use them.
bool draws_numbers(const ExternCall& call);

/// 2*m*n*k and its kin; 0 where nothing sensible can be said.
std::int64_t flops_of(const ExternCall& call, const Plan& plan);

}  // namespace ireplay
