#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "replay/plan.hpp"

/// The externs: library calls of the wrapper, one row each in externs.def, and what they compute on the CPU
/// (in double, plain loops). What a
/// device runs is in extern_programs.def.
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

/// A strided tensor in host memory, element access through doubles or int64.
struct HostView {
  std::byte* data = nullptr;  // element `offset` of the storage, i.e. the view's own first element
  DType dtype = DType::f32;
  Dims size, stride;
};

/// Arguments matched to the row's signature: by parameter name, defaults filled in.
class ExternArguments;

/// Runs `call` on the CPU. `view_of` gives host memory of a tensor operand or of a result buffer.
/// The views may hold wider types than the plan says (float64 for every floating type): results are rounded
/// to what the view holds. Ops that draw numbers take them from Philox, keyed with `seed` and the name of the
/// result's buffer. Throws Error{unsupported} for argument combinations that the row does not cover,
/// Error{dump} for shapes that do not fit, Error{device} for an index out of range in the data.
void run_extern_cpu(const ExternCall& call, const Plan& plan,
                    const std::function<HostView(const TensorView&)>& view_of, std::uint64_t seed = 0);

/// Why the call cannot run (no row; an argument that is not covered), or empty. Touches no data.
std::string why_unsupported(const ExternCall& call, const Plan& plan);

/// 2*m*n*k and its kin; 0 where nothing sensible can be said.
std::int64_t flops_of(const ExternCall& call, const Plan& plan);

}  // namespace ireplay
