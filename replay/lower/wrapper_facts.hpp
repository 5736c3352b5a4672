#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser/model.hpp"
#include "replay/lower/body/lower_body.hpp"
#include "replay/lower/listing/kernel_listings.hpp"
#include "replay/lower/make_plan.hpp"

/// What the statements of `call(args)` say, release by release the same facts.
namespace ireplay {

/// Size, stride and dtype as far as some statement gave them.
struct LayoutFact {
  std::optional<DType> dtype;
  std::optional<Dims> size, stride;
};

/// A tensor expression of the wrapper: a named buffer, perhaps seen through reinterpret_tensor or view.dtype.
struct NamedView {
  std::string_view buffer;
  std::optional<Dims> size, stride;  // unset: the buffer's own
  std::int64_t offset = 0;           // elements
  bool absolute = false;       // as_strided (2.0): from the storage's start, not from the buffer's own offset
  std::optional<DType> dtype;  // view.dtype
};

/// A library call: `buf4 = torch.ops.aten.topk.default(buf3, 3)` or `extern_kernels.mm(a, b, out=buf1)`.
struct CallFact {
  std::string_view function;  // as written
  ExprId call = kNoExpr;
  std::string_view method_self;           // buf1 of `buf1.copy_(arg0_1)`
  std::vector<std::string_view> results;  // names bound by the assignment or by out=, in order
  bool assigned = false;
  bool wraps = false;     // `graphsafe_run_with_rng_state(function, .., rng_state=..)`: of the function in it
  std::size_t order = 0;  // among all calls, kernels included
};

struct KernelCall {
  std::string_view kernel;           // triton_poi_fused_add_0
  std::vector<NamedView> arguments;  // in order; an empty name for what is no tensor
  ExprId call = kNoExpr;
  std::size_t order = 0;  // among all calls, library calls included
  /// Variables among the arguments as they are at the call: `xnumel` of one kernel is set anew for each.
  std::map<std::string_view, std::int64_t> numbers;
};

/// `buf3 = workspace_0[0 * 8 * 64 : (0 + 1) * 8 * 64].view(8, 64).sum(dim=0)`, or `buf3.copy_(..)` of it: the
/// wrapper reduces what a kernel left in its scratch memory (mix-order reductions, 2.10 and later).
struct ScratchReduction {
  std::string_view scratch, result;
  ExprId value = kNoExpr;
  std::size_t order = 0;  // among all calls
};

/// What the wrapper hands to a subgraph's function: a tensor of its own, a result of an earlier such call, a
/// number, or what the trips of a loop returned, stacked.
struct SubgraphValue {
  std::optional<NamedView> view;
  std::size_t call = 0,
              result = 0;  // of WrapperFacts::subgraph_calls, where there is neither view nor number
  std::optional<std::int64_t> number;
  std::vector<SubgraphValue> stacked = {};  // the tensor that these make along a new first dimension
};

/// `buf1 = true_graph_0(true_graph_0_args)`; of a loop one for each trip.
struct SubgraphCall {
  std::string_view function;
  std::string_view node;  // buf1: the output of the node that the call belongs to
  std::vector<SubgraphValue> arguments;
  ExprId call = kNoExpr;
  std::size_t order = 0;  // among all calls
};

/// A number that data decides: `u0 = arg0_1.item()`, `u0 = buf1.size(0)`, the condition of a branch or a
/// loop.
struct DataSymbol {
  std::string name;                      // as WrapperFacts::symbols has it once it is known
  SubgraphValue value;                   // whose element, or whose size
  std::optional<std::size_t> dimension;  // of a size
  const char* at = nullptr;              // in the wrapper
};

struct WrapperFacts {
  const Wrapper* wrapper = nullptr;
  std::vector<std::string_view> inputs;                      // in argument order, integers among them
  SymbolValues symbols;                                      // hints, harness and prologue
  std::unordered_map<std::string_view, LayoutFact> layouts;  // by buffer
  std::unordered_map<std::string_view, NamedView>
      views;  // names that are views of another: `# alias` and plain ones
  std::unordered_map<std::string_view, std::pair<std::string_view, std::int64_t>> items;  // buf2 -> (buf1, 0)
  /// `buf4 = buf1; del buf1  # reuse`: buf4 has the type, sizes and strides of buf1.
  std::unordered_map<std::string_view, std::string_view> heirs;
  /// The same as views: where the wrapper alone is replayed, buf4 is the memory of buf1 with what is in it.
  std::unordered_map<std::string_view, NamedView> reuses;
  std::vector<CallFact> calls;  // in execution order
  std::vector<KernelCall> kernel_calls;
  std::vector<ScratchReduction> scratch_reductions;
  std::set<std::string_view> zeroed;  // scratch memory that the wrapper fills with zeros before its kernel
  std::vector<SubgraphCall> subgraph_calls;
  std::unordered_map<std::string_view, SubgraphValue> subgraph_results;  // buf2 -> what a subgraph returned
  std::vector<ExprId> returns;
  bool has_return = false;
  std::unordered_map<std::string_view, const PyKernel*> kernels;
  std::shared_ptr<KernelListings> listings;  // of `kernels`
  std::vector<DataSymbol> data_symbols;      // in order; `symbols` has the values of those that are known
  /// The decision that the statements after it wait for: they were not read.
  std::optional<DataSymbol> undecided;
  /// Statements that are none of these, with the reason why not: a replay without them would be another
  /// graph.
  std::vector<std::pair<std::string_view, std::string>> not_understood;
};

/// The facts of `function`: of `call`, or of a subgraph's function. `up_to_unknown`: reading ends at the
/// first value that data decides and nobody has told, which is then `undecided`, a size as well as a branch.
WrapperFacts read_wrapper(const Wrapper& wrapper, const GraphHints& hints, std::string_view function = "call",
                          bool up_to_unknown = false);

/// The names that a function of the wrapper gives to its arguments: `a, b = args`. Empty where there is no
/// such function.
std::vector<std::string_view> parameters_of(const Wrapper& wrapper, std::string_view function);

/// Whether a function of the wrapper gives memory that nothing was written to.
bool is_allocation(std::string_view function);

/// A kernel whose text a user wrote: any Triton program, not one that the scheduler's text describes.
bool is_user_kernel(const WrapperFacts& facts, const PyKernel& kernel);

/// Memory that a kernel wants beside its tensors: `workspace_0`, `semaphores_cuda_0`.
bool is_scratch_memory(std::string_view name);

/// `out=`, `out0=` ...: names a result, not an argument.
bool is_out_keyword(std::string_view keyword);

/// A tensor expression, views resolved to the buffer they start from; none for what is no tensor expression.
std::optional<NamedView> read_view(const WrapperFacts& facts, ExprId id);

/// An argument's value. `tensor` turns a view into its numbers. Throws Error{unsupported} at what has no
/// value.
ExternValue read_value(const WrapperFacts& facts, ExprId id,
                       const std::function<TensorView(const NamedView&)>& tensor);

}  // namespace ireplay
