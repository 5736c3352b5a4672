#include "replay/cuda/compiled/prelude.hpp"

#include <algorithm>

#include "kernels/compiled/source_text.hpp"
#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay {
namespace {

struct RowText {
  std::string_view name, value;
  int arity;
  bool special;  // a series or a loop: needs the headers of such
};

constexpr RowText kRows[] = {
#define OP(name, arity, rule, types, cost, ulp, value, ...) \
  {#name, #value, arity, ScalarCost::cost == ScalarCost::special},
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
};

const RowText& row_text(ScalarOp op) { return kRows[static_cast<std::size_t>(op)]; }

void append_row(std::string& text, const RowText& row) {
  text += "template <class T>\n__device__ __forceinline__ auto row_" + std::string(row.name) + "(T a";
  if (row.arity > 1) text += ", T b";
  if (row.arity > 2) text += ", T c";
  // Inductor's own kernels divide so; a quotient that has to be rounded is another row (div_rn)
  const std::string value(row.name == "truediv" ? "full_quotient(a, b)" : row.value);
  text += ") {\n  return " + value + ";\n}\n";
}

}  // namespace

std::set<ScalarOp> used_rows(const LoopProgram& program) {
  std::set<ScalarOp> rows;
  for (const Instruction& at : program.instructions)
    if (at.opcode == Opcode::scalar) rows.insert(at.op);
  return rows;
}

std::string prelude(const std::set<ScalarOp>& rows) {
  const bool special = std::ranges::any_of(rows, [](ScalarOp op) { return row_text(op).special; });
  std::string text(scalar_source_text());
  if (special) text += special_source_text();
  text += compiled_source_text();
  text += "namespace ireplay::scalar_math {\n";
  for (const ScalarOp op : rows) append_row(text, row_text(op));
  text += "}\nusing namespace ireplay;\n";
  for (const ScalarOp op : rows) text += "using scalar_math::row_" + std::string(row_text(op).name) + ";\n";
  return text;
}

}  // namespace ireplay
