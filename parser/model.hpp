#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "parser/source.hpp"

/// What the grammars produce: plain data in pools, so that a dump of 100 MB stays within a few times its
/// size.
///
/// Every `std::string_view` points into the Source's text and so carries its own location
/// (`Source::position`). A `Range` names consecutive entries of a pool of the owning `Dump` or `Wrapper`.
/// Dumps print the same layouts and the same dependencies' indices over and over: equal texts are one entry,
/// whose place is that of the first.
namespace ireplay {

using ExprId = std::uint32_t;
inline constexpr ExprId kNoExpr = 0xFFFFFFFF;

struct Range {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// Kinds of an expression: index and size arithmetic of the IR text, values of loop bodies and the Python
/// values of the wrapper share one tree. Children in source order.
enum class ExprKind : std::uint8_t {
  integer,    // text; a minus sign before a lone number is part of it: -1, not neg of 1
  real,       // text; also inf, -inf, nan, oo, int_oo
  imaginary,  // text, its j included: 1.5j
  string,     // text without the quotes, escapes as written
  boolean,    // text: True or False
  none,
  name,       // text, dots included: p0, torch.float32, torch.ops.aten.topk.default
  call,       // children: callee, arguments ...
  keyword,    // text = name of the keyword; child: value
  subscript,  // children: value, index
  attribute,  // text = attribute; child: value. Only where the value is no plain name
  tuple,      // also (x,) ; a parenthesised single expression is that expression
  list,
  dict,  // children: key, value, key, value ...
  set,
  add,
  sub,
  mul,
  floordiv,
  truediv,
  mod,
  pow,  // two children
  neg,
  not_,  // `not` and `~`; one child
  eq,
  ne,
  lt,
  le,
  gt,
  ge,
  and_,  // `and` and `&`
  or_,   // `or` and `|`; two children
  bit_xor,
  shift_left,
  shift_right,
  is,           // two children
  slice,        // `:` of a subscript; children: first and end, none where there is no bound
  conditional,  // children: value, condition, other (Python's `a if c else b`)
};

struct Expr {
  ExprKind kind : 8 = ExprKind::none;
  std::uint32_t count : 24 = 0;  // of children; bit fields keep the many nodes of a dump small
  std::uint32_t first = 0;       // into ExprPool::children
  std::string_view text;  // the token, or the operator's or the opening token's text: locates the expression
};

struct ExprPool {
  std::vector<Expr> nodes;
  std::vector<ExprId> children;

  const Expr& operator[](ExprId id) const { return nodes[id]; }
  std::span<const ExprId> children_of(ExprId id) const {
    return std::span<const ExprId>(children).subspan(nodes[id].first, nodes[id].count);
  }
};

// ---- the scheduler text (ir_post_fusion.txt, ir_pre_fusion.txt)
// -------------------------------------------------

/// `FixedLayout('cuda:0', torch.bfloat16, size=[2048, 256], stride=[256, 1], offset=4)`.
struct Layout {
  std::string_view
      class_name;           // FixedLayout, MutationLayoutSHOULDREMOVE, NonOwningLayout, MultiOutputLayout ...
  std::string_view device;  // cuda:0; empty for classes without one
  std::string_view dtype;   // bfloat16 (without `torch.`); empty for classes without one
  Range size, stride;       // into Dump::expr_lists
  ExprId offset = kNoExpr;
  bool has_shape() const { return !dtype.empty(); }
};

enum class DepKind : std::uint8_t { memory, star, weak, other };

struct Dep {
  std::string_view name;   // buffer
  std::string_view mode;   // atomic_add ...; empty for None
  ExprId index = kNoExpr;  // memory only
  Range variables;         // memory only, into Dump::variables
  DepKind kind = DepKind::other;
};

struct Variable {         // `p0: 2048` of var_ranges or of a dependency
  std::string_view name;  // empty in 2.0's dependencies, which print sizes alone
  ExprId extent = kNoExpr;
};

struct NodeUser {
  std::string_view node;  // op2, or OUTPUT
  bool is_output = false, can_inplace = false, is_weak = false;
};

/// A buffer in the outputs block of a node (2.5 and later).
struct OutBuffer {
  std::string_view name, ir_class;
  std::uint32_t layout = 0;  // into Dump::layouts
  Range aliases, mutations;  // into Dump::names
  Range users;               // into Dump::users
};

struct BufferLayout {  // `arg2_1_layout = FixedLayout(...)`
  std::string_view buffer;
  std::uint32_t layout = 0;  // into Dump::layouts
};

enum class StatementKind : std::uint8_t {
  value,      // x = y + 1: value
  ops_call,   // x = ops.add(a, b): name is add
  self_call,  // x = self.get_index('index0'): name is get_index
  selection,  // x = reduction[1]: name is reduction, selection is 1
  returned,   // return x: value
};

/// One line of a loop body.
struct Statement {
  std::string_view result;  // empty for `return`
  std::string_view name;    // of what is called, or of the value that one result is selected from
  Range arguments;          // of a call, into Dump::expr_lists; a keyword argument is an ExprKind::keyword
  ExprId value = kNoExpr;
  StatementKind kind = StatementKind::value;
  std::int16_t selection = -1;

  bool calls_ops(std::string_view op) const { return kind == StatementKind::ops_call && name == op; }
  bool calls_self(std::string_view method) const {
    return kind == StatementKind::self_call && name == method;
  }
};

struct Block {  // `def body(self, ops):` or `def masked_subblock1(self, ops):`
  std::string_view name;
  Range statements;  // into Dump::statements
};

struct IndexLine {
  std::string_view name;  // index0
  ExprId value = kNoExpr;
};

struct LoopBody {
  std::string_view name;  // op0 of `class op0_loop_body:`
  Range variables;        // into Dump::variables: iteration variables first, then the reduction's
  Range indices;          // into Dump::index_lines
  Range blocks;           // into Dump::blocks; the one named `body` is the entry
};

struct Node {
  std::string_view name;             // op0, buf0, op0_op1
  std::string_view scheduler_class;  // SchedulerNode, FusedSchedulerNode ...
  Range classes;                     // into Dump::names: what stands in the header's parentheses
  Range writes, unmet, met;          // into Dump::deps
  Range users;                       // 2.1 .. 2.4, into Dump::users
  Range outputs;                     // 2.5 and later, into Dump::out_buffers
  Range aliases, mutations;          // 2.0 .. 2.4, into Dump::names
  std::string_view kernel;           // of `.node.kernel = `; empty where there is no such line
  std::string_view device;           // of `.group.device = `
  bool has_sizes = false;
  Range iteration_sizes, reduction_sizes;  // into Dump::expr_lists
  Range layouts;                           // into Dump::buffer_layouts
  std::int32_t body = -1;                  // into Dump::bodies
  Range parts;                   // into Dump::parts: the snodes of a fused or grouped node, in order
  Range part_names;              // 2.0: names only, into Dump::names
  std::string_view device_code;  // the raw listing of 2.4 and 2.5, without its header line
  bool is_part = false;
};

/// A parsed scheduler text. Nodes keep file order; `top` holds the ones that are not parts of another.
struct Dump {
  const Source* source = nullptr;
  ExprPool exprs;
  std::vector<Node> nodes;
  std::vector<std::uint32_t> top;    // indices of nodes
  std::vector<std::uint32_t> parts;  // indices of nodes
  std::vector<Dep> deps;
  std::vector<Variable> variables;
  std::vector<NodeUser> users;
  std::vector<OutBuffer> out_buffers;
  std::vector<Layout> layouts;
  std::vector<BufferLayout> buffer_layouts;
  std::vector<std::string_view> names;
  std::vector<ExprId> expr_lists;
  std::vector<Statement> statements;
  std::vector<Block> blocks;
  std::vector<IndexLine> index_lines;
  std::vector<LoopBody> bodies;
};

template <class T>
std::span<const T> slice(const std::vector<T>& pool, Range range) {
  return std::span<const T>(pool).subspan(range.first, range.count);
}

// ---- the wrapper (output_code.py)
// -------------------------------------------------------------------------------

enum class PyKind : std::uint8_t {
  assign,      // targets = value (tuple targets flattened; `a = b = c` has two target groups, kept as targets
               // too)
  expression,  // value
  del,         // targets
  ret,         // value, or kNoExpr
  with,
  if_,
  elif,
  else_,
  while_,
  def,
  class_,  // value = condition or context; body = nested statements
  raise_,
  assert_,
  pass_,
  break_,
  declaration,  // import, from .. import, global: text only
  other         // text only
};

struct PyStatement {
  PyKind kind = PyKind::other;
  std::string_view text;  // the whole logical line, comment excluded
  Range targets;          // into Wrapper::expr_lists
  bool unpacks = false;   // `a, b = args` and `a, = args`, as against `a = args`
  ExprId value = kNoExpr;
  std::string_view comment;  // what follows '#' on the line: "reuse", "alias" ...
  /// What stands right above and belongs to it: lines of comments, and the statement that fetches the stream
  /// of a kernel's call. From the first of them up to the statement; empty where there is none.
  std::string_view above;
  Range body;  // into Wrapper::body_statements
};

struct PyFunction {
  std::string_view name;  // call, partition_0, true_graph_0, get_args, benchmark_compiled_module
  Range body;             // into Wrapper::body_statements
};

/// A kernel that the wrapper defines: `name = async_compile.triton('name', '''source''', device_str='cuda')`.
struct PyKernel {
  std::string_view name;
  std::string_view language;  // triton, cpp, cpp_pybinding ...
  std::string_view source;    // between the quotes
  std::string_view comments;  // the comment block before it (Graph fragment, Original ATen)
};

struct Wrapper {
  const Source* source = nullptr;
  ExprPool exprs;
  std::vector<ExprId> expr_lists;
  std::vector<PyStatement> statements;
  std::vector<std::uint32_t> body_statements;  // indices of statements
  std::vector<PyFunction> functions;           // nested ones too (methods of Runner); the harness included
  std::vector<PyKernel> kernels;
  Range top_level;  // module-level statements, into body_statements (2.0's harness)
};

}  // namespace ireplay
