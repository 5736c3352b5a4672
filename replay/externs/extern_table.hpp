#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "parser/source.hpp"
#include "replay/plan/plan.hpp"

/// The externs: library calls of the wrapper. What one is, and what runs it, is a row of externs.def.
namespace ireplay {

class ExternArguments;
class ExternFrame;
class ExternWriter;

/// What runs a row's calls: the kinds of their parts, for `ireplay ops`, which has no call at hand, and the
/// calls that a library takes whole.
enum class ExternRunner : std::uint8_t {
  loops,
  gemm,
  gemm_and_loops,
  convolution,
  convolution_and_loops,
  attention,  // a library's kernel for the whole call where it has one, else products and loops
  attention_gradients,
  solver,
  sort,
  ahead,  // nothing: the host makes the numbers before the run
};
std::string_view cpu_text(ExternRunner runner);
std::string_view cuda_text(ExternRunner runner);

/// A result's type where neither the dump nor the wrapper says it.
enum class ResultType : std::uint8_t {
  operand,  // of the first tensor operand
  i64,
  i32,
  boolean,
  f32,
  real,      // of a complex operand's parts
  complex,   // the type that has numbers of the operand's type as parts
  sum,       // i64 for integers and bools
  wide,      // f32 for f16 and bf16
  promoted,  // the common one of all tensors and numbers
};

/// How a result lies where neither the dump nor the wrapper says it.
enum class ResultStrides : std::uint8_t {
  like_operand,  // as the operand of the same sizes, else the first one of the same rank
  like_first,
  dense,
  channels_last,  // where the input or the weight does
};

/// How a resized dimension's outputs follow from its inputs.
enum class Resampling : std::uint8_t { nearest, nearest_exact, linear, cubic, smooth_linear, smooth_cubic };

/// By position; the last one that is given holds for those behind it too.
class ResultTypes {
 public:
  constexpr ResultTypes() = default;
  template <class... Types>
  constexpr ResultTypes(Types... types) : types_{types...}, count_(sizeof...(types)) {}  // NOLINT: a list
  constexpr ResultType at(std::size_t position) const {
    return count_ == 0 ? ResultType::operand : types_[position < count_ ? position : count_ - 1];
  }

 private:
  std::array<ResultType, 4> types_{};
  std::size_t count_ = 0;
};

/// A plain matrix product, whose operands can be guessed from shapes: of matrices or of batches of them, with
/// an addend in front of the factors or without.
struct MatrixOperands {
  std::size_t rank = 0;  // 0: the call is none
  bool has_addend = false;
};

/// A tensor's contents, dense.
using ValueOf = std::function<HostTensor(const TensorView&)>;

/// Results first to last.
struct ResultRange {
  std::size_t first = 1, last = 0;
};

/// What is true of a row. Most of it is not true of most rows.
struct ExternFacts {
  std::optional<ScalarOp>
      function;             // what is computed of every element, where scalar_ops.def has a row for it
  std::size_t spatial = 0;  // the last dimensions, which are pooled, resized or padded
  Resampling resampling = Resampling::nearest;
  ExternRunner runner = ExternRunner::loops;
  std::int64_t (*flops)(const ExternFrame& frame) = nullptr;  // where its parts do more than it asks for
  ResultTypes types;
  std::optional<Dims> (*sizes)(const ExternArguments& args, std::int64_t position) = nullptr;
  bool heads_behind_rows = false;  // attention of (batch, length, heads, width)
  ResultStrides strides = ResultStrides::like_operand;
  unsigned by_columns = 0;          // bits: results whose matrices lie column after column
  unsigned by_columns_on_left = 0;  // the same, where the argument `left` is true
  int turned = 0;  // so many results are (batch, length, heads, width), seen as (batch, heads, length, width)
  /// How many rows or elements the call returns, where only the values of its operands tell.
  std::optional<std::int64_t> (*count)(const ExternArguments& args, const ValueOf& value) = nullptr;
  MatrixOperands matrices;
  bool scaled = false;     // a matrix product whose operands come with scales
  unsigned sign_free = 0;  // bits: results whose signs of vectors, or order of values, nothing determines
  ResultRange unset;       // nothing writes these without dropout
  bool draws = false;      // takes random numbers
  bool seeds = false;      // gives the seeds that the graph's kernels draw with
  bool by_parts = false;   // real and imaginary parts of complex numbers can be written by themselves
};

struct ExternRow {
  std::string_view name;  // canonical: mm, addmm, aten.topk.default -> topk, convolution_backward
  /// Parameter names in ATen's order with defaults: "self, mat2"; `*` starts keywords.
  std::string_view signature;
  /// One of these two is set.
  void (*write)(ExternWriter& to) = nullptr;            // its parts
  void (*compute)(const ExternFrame& frame) = nullptr;  // the results, on the host
  ExternFacts facts;

  ExternRunner runner() const;
  /// Whether the call writes its first argument: ATen marks such names with a trailing underscore.
  bool is_in_place() const;
};

/// The row for a call as the wrapper spells it, any release: `extern_kernels.mm`, `aten.topk`,
/// `aten.topk.default`, `torch.ops.aten.topk.default`, `aten.scatter_reduce_.two`. Null where there is none.
const ExternRow* find_extern(std::string_view function);
/// The same; where early releases name no overload (`aten.median(x, 1)`), the first one whose parameters take
/// the arguments.
const ExternRow* find_extern(const ExternCall& call);
std::span<const ExternRow> extern_rows();

/// Why no engine can run the call: nobody knows it. Empty where they can.
std::string why_unsupported(const ExternCall& call);

/// Whether the call is attention, which keeps its probabilities in the tensors' type on the way.
bool attends(const ExternCall& call);

/// Whether a call's results depend on random numbers of its own. Dropout of nothing draws numbers and does
/// not use them.
bool draws_numbers(const ExternCall& call);

}  // namespace ireplay
