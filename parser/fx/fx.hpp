#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model.hpp"

/// Texts of the ATen graph: `fx_graph_readable.py`, and what the comments above the kernels and calls of
/// `output_code.py` say of it. Both are there for people to read and change with each release, so lines of
/// other forms are skipped; nothing here is an error but a text whose brackets nest too deeply.
namespace ireplay {

/// `f32[8, s0 - 1][64, 1]cuda:0` as annotations print it.
struct FxType {
  std::string_view dtype;   // f32; bool where the text has `b8`
  Range size;               // into FxGraph::expr_lists
  Range stride;             // the same; empty where `has_stride` is false
  bool has_stride = false;  // older releases print none
};

/// Where in the model a value comes from: `# File: model.py:12 in forward, code: x = y + 1`.
struct FxOrigin {
  std::string_view where;  // model.py:12 in forward
  std::string_view code;   // x = y + 1; empty where none is printed
};

/// A parameter of `forward`, or `name: "f32[8, 64]" = torch.ops.aten.sort.default(x, 1);  x = None`.
struct FxValue {
  std::string_view name;
  std::int32_t type = -1;    // into FxGraph::types; -1: none, or of another form
  std::int32_t origin = -1;  // into FxGraph::origins, of the comment above; -1: none
  ExprId value = kNoExpr;    // kNoExpr of a parameter, and of a value that is no expression
};

/// One `def forward`: the graph, or a subgraph of it (branches, combine functions).
struct FxFunction {
  Range parameters, values;  // into FxGraph::values
  Range returned;            // into FxGraph::expr_lists: the elements of a tuple or list, or the lone value
};

struct FxGraph {
  const Source* source = nullptr;
  ExprPool exprs;
  std::vector<ExprId> expr_lists;
  std::vector<FxType> types;
  std::vector<FxOrigin> origins;
  std::vector<FxValue> values;
  std::vector<FxFunction> functions;  // in the order of the text: the graph itself is the first
};

/// `text` lies in `source`'s, which must outlive the result.
FxGraph parse_fx_graph(const Source& source, std::string_view text);

/// One call of the fragment that a kernel computes:
/// `#   %mm : [num_users=1] = call_function[target=torch.ops.aten.mm.default](args = (%x, %y), kwargs = {})`.
struct FragmentCall {
  std::string_view name;       // mm
  std::string_view target;     // torch.ops.aten.mm.default
  std::string_view text;       // of the arguments, from the bracket of the positional ones to the line's end
  ExprId arguments = kNoExpr;  // a tuple; names with their sign, `%x`; devices as names, `cuda:0`
  ExprId keywords = kNoExpr;   // a dict
};

/// A block of comments above a kernel or a call.
struct KernelComments {
  ExprPool exprs;
  std::vector<FragmentCall> calls;
  std::vector<std::string_view> modules;   // `# Topologically Sorted Source Nodes: [y, z], ...`
  std::vector<std::string_view> aten;      // `... Original ATen: [aten.add, aten.mul]`
  std::vector<std::string_view> fx_nodes;  // `#   y => add, mul`: what stands behind the arrows
};

KernelComments parse_kernel_comments(const Source& source, std::string_view text);

/// A tensor's type and shape as a user gives them: `bf16[2048,128]`, with strides `bf16[2048,128]:1,2048`.
struct TypeText {
  ExprPool exprs;
  std::string_view dtype;  // bf16, torch.float32; bool where the text has `b8`
  std::vector<ExprId> size, stride;
  bool has_stride = false;
};

/// Throws Error{dump} at what is not of this form.
TypeText parse_type_text(const Source& source);

/// One line a value, call or list; the form of the golden files.
std::string to_text(const FxGraph& graph);
std::string to_text(const KernelComments& comments);

}  // namespace ireplay
