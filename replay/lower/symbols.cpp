#include "replay/lower/symbols.hpp"

#include "replay/lower/body/index_lowering.hpp"

namespace ireplay {

std::int64_t evaluate_size(const Source& source, const ExprPool& exprs, ExprId id,
                           const SymbolValues& symbols) {
  const Expr& expr = exprs[id];
  if (expr.kind == ExprKind::integer) return parse_integer(source, expr.text, false);
  LoopProgram empty;
  IndexAlgebra algebra(empty);
  const Linear value = IndexLowering(source, exprs, algebra, {}, symbols).lower_integer(id);
  return value.offset;
}

}  // namespace ireplay
