#pragma once

#include <array>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "replay/triton/arithmetic.hpp"
#include "replay/triton/launch.hpp"

/// Runs the statements of a kernel for one program instance: a walk over the parsed text, every value a
/// block.
namespace ireplay::triton {

/// What one pointer argument points to.
struct Memory {
  std::string name;                    // of the parameter
  DType type = DType::f32;             // as the kernel sees its elements
  DType held = DType::f32;             // as they lie there: f64 for floats of an oracle run
  std::byte* data = nullptr;           // element 0; null in a dry run
  std::int64_t first = 0, last = 0;    // elements that may be addressed: first <= at < last
  bool read = false, written = false;  // by the run so far
};

class Machine;

/// A call's arguments by the callee's parameters.
struct Arguments {
  std::string_view name;
  Values values;
  std::vector<bool> given;

  const Value& operator[](std::size_t k) const { return values[k]; }
  bool has(std::size_t k) const { return given[k] && !values[k].is_none(); }
  bool flag(std::size_t k) const { return has(k) && truth_of(values[k]).value_or(false); }
  /// A dimension of `rank`, counted from the front.
  std::size_t dimension(std::size_t k, std::size_t rank) const;
  std::string text(std::size_t k) const;
};

/// A function of Triton's own: `tl.sum`.
struct Builtin {
  std::string_view name;
  std::string_view signature;  // "input, axis?, *rest": `?` may be left out, `*` takes all that follow
  Value (*call)(Machine& machine, const Arguments& arguments);
};
/// By the path as it is written, `tl.sum`, `libdevice.exp`; null where there is none.
const Builtin* find_builtin(std::string_view path);

class Machine {
 public:
  /// A dry run (Computing::dry) touches no memory and computes sizes and types alone: branches whose
  /// condition is not known run both ways, loops whose end is not known run once.
  Machine(const TritonLaunch& launch, std::vector<Memory> memories, const Computing& computing);

  /// One program instance. Throws Error at the place of the fault: unsupported for what is not known here,
  /// device for what the program does wrong.
  void run(const std::array<std::int64_t, 3>& program);

  const std::vector<Memory>& memories() const { return memories_; }

  // ---- for builtins
  Computing computing;
  const std::array<std::int64_t, 3>& program() const { return program_; }
  const std::array<std::int64_t, 3>& grid() const { return launch_.grid; }
  Value call(const Callee& callee, const Values& arguments);
  /// Elements that `mask` (none: all) leaves out are `other`, or 0.
  Tensor load(const Tensor& pointers, const Value& mask, const Value& other);
  void store(const Tensor& pointers, const Tensor& values, const Value& mask);
  /// Calls change(old) for each element in order and keeps what it returns; gives the old ones.
  using Change = std::function<Scalar(Scalar old, std::size_t element)>;
  Tensor change(const Tensor& pointers, DType type, const Value& mask, const Change& change);
  bool is_dry() const { return computing.dry; }

 private:
  using Keywords = std::vector<std::pair<std::string_view, Value>>;
  using Names = std::unordered_map<std::string_view, Value>;
  struct Frame {
    const ListingFunction* function = nullptr;
    Names names;
    Value returned;
    bool returns = false;
  };

  // ---- statements (statements.cpp)
  void bind_arguments(Frame& frame);
  void read_constants();
  void run_block(std::uint32_t begin, std::uint32_t end);
  void run_statement(const ListingStatement& statement);
  std::uint32_t run_branches(std::uint32_t at, std::uint32_t end);
  void run_for(std::uint32_t at);
  void run_dry(std::uint32_t at, ExprId variable, const Value& value, double trips);
  void run_while(std::uint32_t at);
  void forget_changed(std::uint32_t begin, std::uint32_t end);
  void assign(const ListingStatement& statement);
  void bind(ExprId target, const Value& value);
  Value as_variable(const Value& value) const;
  Value call_function(const ListingFunction& function, const Values& positional, const Keywords& keywords);

  // ---- expressions (expressions.cpp)
  Value evaluate(ExprId id);
  Value evaluate_name(const Expr& node);
  Value evaluate_call(ExprId id);
  Value evaluate_binary(ExprId id);
  Value evaluate_prefix(ExprId id);
  Value evaluate_logic(ExprId id);
  Value evaluate_subscript(ExprId id);
  Value attribute_of(const Value& value, std::string_view name);
  Value call_method(const Value& self, std::string_view name, ExprId call);
  Value call_builtin(const Builtin& builtin, std::string_view path, const Values& positional,
                     const Keywords& keywords);
  void collect_arguments(ExprId call, Values& positional, Keywords& keywords);
  const Value* find(std::string_view name) const;

  const Expr& expr(ExprId id) const { return listing_.exprs[id]; }
  std::span<const ExprId> children(ExprId id) const { return listing_.exprs.children_of(id); }
  Memory& memory_of(const Tensor& pointers);
  std::byte* address(const Memory& memory, std::int64_t at) const;
  Error located(Error::Kind kind, const std::string& sentence) const;

  const TritonLaunch& launch_;
  const TritonKernel& kernel_;
  const Listing& listing_;
  std::vector<Memory> memories_;
  std::array<std::int64_t, 3> program_{};
  Names constants_;
  std::vector<Frame> frames_;
  const char* at_ = nullptr;  // what is evaluated
};

}  // namespace ireplay::triton
