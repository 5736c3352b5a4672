#pragma once

#include <complex>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "replay/plan/loop_program.hpp"
#include "replay/plan/tensor.hpp"

/// What engines run: sizes are numbers, names are indices. Built from a dump and its wrapper by `make_plan`
/// (replay/lower/make_plan.hpp).
///
/// Words, here and in the rest of the program:
///   node  what the dump calls one: op0, or the fused op0_op1, whose parts are the nodes op0 and op1
///   step  what the plan runs for a node, or for a call of the wrapper that no node of the dump is about
///   op    in reports, a step with its times, tensors and verdict; aten.mm is the op of a library call, and
///         `add` (ScalarOp) one of a loop program's instructions
namespace ireplay {

/// Memory that buffers are views of. Inputs and pinned buffers are filled before a run.
struct Storage {
  enum class Kind : std::uint8_t { input, constant, arena };
  Kind kind = Kind::arena;
  std::string name;  // of the buffer that owns it
  std::int64_t bytes = 0;
  std::int32_t first_step = 0;    // first step that writes it (inputs: 0)
  std::int32_t last_step = 0;     // last step that touches it; outputs: the last step of the plan
  std::int64_t arena_offset = 0;  // arena only: a multiple of 256
  bool mutated = false;           // an input or constant that a step writes: restore it between timed runs
};

struct PlanBuffer {
  std::string name;  // buf3, arg0_1; `buf3.unrounded` for the float32 twin inside a fused node
  DType dtype = DType::f32;
  Dims size, stride;        // elements
  std::int64_t offset = 0;  // elements from the start of the storage
  std::int32_t storage = kNone;
  DType stands_for = DType::f32;  // of an unrounded twin: the type of the buffer that it stands for
};

/// A tensor operand of an extern call: a view that may differ from the buffer's own layout.
struct TensorView {
  std::int32_t buffer = kNone;
  DType dtype = DType::f32;  // differs from the buffer's after `aten.view.dtype`
  Dims size, stride;
  std::int64_t offset = 0;  // elements of `dtype` from the start of the buffer's storage

  bool operator==(const TensorView&) const = default;
};

struct ExternValue;
using ExternList = std::vector<ExternValue>;
/// None, tensor, int, float, bool, string, dtype, list or complex.
struct ExternValue {
  std::variant<std::monostate, TensorView, std::int64_t, double, bool, std::string, DType, ExternList,
               std::complex<double>>
      value;
};

struct ExternArgument {
  std::string keyword;  // empty for a positional one
  ExternValue value;
};

struct ExternCall {
  std::string function;  // canonical: extern_kernels.mm, aten.topk.default, aten.index_put_.default
  std::vector<ExternArgument> arguments;  // `out=` is not among them
  /// Where results go, by position in the op's result tuple (one entry for a single result). An unset buffer:
  /// nobody reads that result. In-place ops write their first argument and have none.
  std::vector<std::int32_t> results;  // Plan::buffers or kNone
};

struct ExternProgram;

struct Step {
  enum class Kind : std::uint8_t { loops, extern_call, view, nop };
  Kind kind = Kind::nop;
  std::string name;                   // as in the dump: op0_op1_op3
  std::vector<std::string> nodes;     // the parts of its node
  std::string op_kind;                // pointwise, reduction, scan, sort, template, extern, view, nop
  std::vector<LoopProgram> programs;  // loops: run in order
  /// The same computation as `programs` in fewer programs, as the fused kernel does it; empty where nothing
  /// joins. Buffers that only live inside the step may stay unwritten.
  std::vector<LoopProgram> joined;
  ExternCall call;
  /// extern_call: what runs it (replay/plan/extern_program.hpp), written once by whoever makes the plan. Null
  /// for numbers that are made when the plan runs, and for kernels in Triton.
  std::shared_ptr<const ExternProgram> parts;
  std::int64_t bytes = 0;  // least traffic: every element touched counts once per buffer
  std::int64_t flops = 0;  // arithmetic of the loops, 2*m*n*k of a matrix product; 0 where not stated
};

struct PlanInput {
  std::string name;  // arg0_1
  std::int32_t buffer = kNone;
  /// At random: integers used as indices stay in 0 <= i < index_bound, so many bools of a mask are true.
  std::int64_t index_bound = 0;  // 0: not an index
  bool pinned = false;           // a seed or constant that the graph itself would have drawn
};

/// What the graph returns, in order.
struct PlanOutput {
  std::string key;   // output0 ...; the buffer's name for a dump without wrapper; mutated.arg0_1
  std::string name;  // buf3
  TensorView view;   // buffer kNone: an integer or None is returned at this place
  std::int64_t reduction_depth = 1;  // longest chain of accumulated terms on the way here, for tolerances
  std::int64_t op_depth = 1;         // longest chain of steps on the way here
};

/// One run of a function of the wrapper that steps of the plan come from: `call`, or a subgraph's function,
/// once for each time that it is called.
struct FunctionRun {
  std::string function;  // as the wrapper names it
  std::string suffix;    // follows the function's own names in those of its steps and buffers: `#2`
  /// What is known when it runs: values that it is given, or that data decides.
  std::map<std::string, std::int64_t, std::less<>> symbols;
  std::map<std::string, double, std::less<>> reals;
  std::map<std::string, TensorView, std::less<>> tensors;  // by parameter: layouts, of no buffer
};

/// What a text alone leaves open, and which of its readings was taken.
struct Guess {
  std::string what;                   // op1: how it reads its operands; arg0_1: its shape
  std::vector<std::string> readings;  // the likeliest first
  std::size_t taken = 0;
};

/// Which float32 operands may be rounded to TF32 (10 bits of mantissa), as PyTorch's flags
/// `torch.backends.cuda.matmul.allow_tf32` and `torch.backends.cudnn.allow_tf32` say. Devices obey it, and
/// what such roundings do to the results is part of the measured noise.
struct Tf32 {
  bool products = false, convolutions = false;
};

struct Plan {
  std::vector<Storage> storages;
  std::vector<PlanBuffer> buffers;
  std::vector<PlanInput> inputs;
  std::vector<PlanOutput> outputs;
  std::vector<Step> steps;
  std::int64_t arena_bytes = 0;  // peak of the arena
  std::vector<std::string> warnings;
  std::vector<Guess> guesses;
  std::vector<FunctionRun> functions;  // without a wrapper none; `call` is the first
  Tf32 tf32 = {};
};

inline const PlanBuffer& buffer_of(const Plan& plan, std::int32_t buffer) {
  return plan.buffers[static_cast<std::size_t>(buffer)];
}

/// A buffer's own layout as an operand.
inline TensorView whole_buffer(const Plan& plan, std::int32_t buffer) {
  const PlanBuffer& of = buffer_of(plan, buffer);
  return {buffer, of.dtype, of.size, of.stride, of.offset};
}

/// Whether no program writes memory that another one reads or writes, so that they may run in any order or at
/// once: those of foreach and combo nodes, and of nodes fused side by side.
bool are_independent(const std::vector<LoopProgram>& programs, const Plan& plan);

/// Bytes from lifetimes: assigns arena_offset and arena_bytes.
void place_storages(Plan& plan);

/// The whole plan as text (golden files, `ireplay show`).
std::string to_text(const Plan& plan);
/// One step: its call or its loop programs.
std::string to_text(const Step& step, const Plan& plan);

}  // namespace ireplay
