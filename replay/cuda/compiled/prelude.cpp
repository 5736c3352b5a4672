#include "replay/cuda/compiled/prelude.hpp"

#include <algorithm>

#include "kernels/compiled/source_text.hpp"
#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay {
namespace {

struct OpText {
  std::string_view name, value;
  int arity;
  bool special;  // a series or a loop: needs the headers of such
};

constexpr OpText kOps[] = {
#define OP(name, arity, rule, types, cost, ulp, value, ...) \
  {#name, #value, arity, ScalarCost::cost == ScalarCost::special},
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
};

const OpText& op_text(ScalarOp op) { return kOps[static_cast<std::size_t>(op)]; }

void append_op(std::string& text, const OpText& op) {
  text += "template <class T>\n__device__ __forceinline__ auto row_" + std::string(op.name) + "(T a";
  if (op.arity > 1) text += ", T b";
  if (op.arity > 2) text += ", T c";
  // Inductor's own kernels divide so; a quotient that has to be rounded is another op (div_rn)
  const std::string value(op.name == "truediv"      ? "full_quotient(a, b)"
                          : op.name == "reciprocal" ? "full_quotient(T(1), a)"
                                                    : op.value);
  text += ") {\n  return " + value + ";\n}\n";
}

}  // namespace

std::set<ScalarOp> used_ops(const LoopProgram& program) {
  std::set<ScalarOp> ops;
  for (const Instruction& at : program.instructions)
    if (at.opcode == Opcode::scalar) ops.insert(at.op);
  return ops;
}

std::string prelude(const std::set<ScalarOp>& ops) {
  const bool special = std::ranges::any_of(ops, [](ScalarOp op) { return op_text(op).special; });
  std::string text(scalar_source_text());
  if (special) text += special_source_text();
  text += compiled_source_text();
  text += "namespace ireplay::scalar_math {\n";
  for (const ScalarOp op : ops) append_op(text, op_text(op));
  text += "}\nusing namespace ireplay;\n";
  for (const ScalarOp op : ops) text += "using scalar_math::row_" + std::string(op_text(op).name) + ";\n";
  return text;
}

}  // namespace ireplay
