#include "replay/lower/body/lower_body.hpp"

#include <algorithm>
#include <unordered_map>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/name_set.hpp"
#include "replay/lower/body/statements.hpp"
#include "replay/plan/loop_stages.hpp"
#include "replay/plan/promotion.hpp"

/// Blocks and their statements, in the order of the text.
namespace ireplay {
namespace {

LoopProgram start_program(const BodyContext& context) {
  const Dump& dump = *context.dump;
  const Node& node = *context.node;
  LoopProgram program;
  program.node = node.name;
  const BodyText text(context);
  const std::span<const Variable> variables = slice(dump.variables, context.body->variables);
  const std::size_t iterating = node.iteration_sizes.count, all = iterating + node.reduction_sizes.count;
  if (!node.has_sizes) text.fail(context.body->name, "a node with a loop body needs a line .sizes");
  if (variables.size() != all)
    text.fail(context.body->name, "the loop body has " + std::to_string(variables.size()) +
                                      " variables, .sizes has " + std::to_string(all));
  program.parallel = static_cast<std::int32_t>(iterating);
  program.ranges.reserve(variables.size());
  std::int64_t points = 1;
  for (const Variable& variable : variables) {
    const std::int64_t extent = evaluate_size(*dump.source, dump.exprs, variable.extent, *context.symbols);
    if (extent < 0)
      text.fail(variable.name,
                "the extent of " + std::string(variable.name) + " is " + std::to_string(extent));
    if (__builtin_mul_overflow(points, std::max<std::int64_t>(extent, 1), &points))
      text.fail(variable.name, "the loop nest has more than 2**63 points");
    program.ranges.push_back(extent);
  }
  return program;
}

std::string_view label_of(const Statement& statement) {
  const std::string_view last = statement.name;
  const char* begin = statement.result.empty() ? last.data() : statement.result.data();
  if (last.empty() || last.data() < begin) return statement.result;
  return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
}

using Handler = Named (*)(BodyLowering& body, const Call& call);
struct OpMeaning {
  Handler handler = nullptr;  // null for a scalar op
  ScalarOp op{};
};
using OpTable = std::unordered_map<std::string_view, OpMeaning, NameHash>;

/// What the names after `ops.` mean; further spellings of scalar ops are find_scalar_op's matter.
const OpTable& ops() {
  struct Row {
    std::string_view name;
    Handler handler;
  };
  static constexpr Row kRows[] = {
      {"bucketize", bucketize},
      {"check_bounds", check_bounds},
      {"constant", constant_op},
      {"device_assert_async", device_assert},
      {"identity", identity},
      {"index_expr", index_expr},
      {"inline_asm_elementwise", inline_asm},
      {"load", load},
      {"load_seed", load_seed},
      {"rand", random},
      {"rand_eager", rand_eager},
      {"randint64", random},
      {"randn", random},
      {"reduction", reduction},
      {"scan", scan},
      {"sort", sort},
      {"store", store},
      {"store_reduction", store_reduction},
      {"to_dtype", to_dtype},
      {"to_dtype_bitcast", to_dtype_bitcast},
      {"value_expr", index_expr},
  };
  static const OpTable kTable = [] {
    OpTable table;
    for (const Row& row : kRows) table.emplace(row.name, OpMeaning{row.handler, {}});
    for (std::size_t k = 0; k < scalar_op_count(); ++k) {
      const auto op = static_cast<ScalarOp>(k);
      if (find_scalar_op(info(op).name) == op) table.emplace(info(op).name, OpMeaning{nullptr, op});
    }
    return table;
  }();
  return kTable;
}

Named select_result(BodyLowering& body, const Statement& statement) {
  const Named* from = body.scope->names.find(statement.name);
  if (!from) body.text.fail(statement.name, "unknown name '" + std::string(statement.name) + "'");
  if (statement.selection < 0 || statement.selection >= from->results)
    body.text.fail(statement.name, "'" + std::string(statement.name) + "' has " +
                                       std::to_string(from->results) + " results, the first one is [0]");
  Named selected = Named::of(from->values[static_cast<std::size_t>(statement.selection)]);
  selected.narrow = from->narrow;
  return selected;
}

Named call_self(BodyLowering& body, const Call& call) {
  const std::string_view function = call.statement.name;
  if (function == "get_index") return get_index(body, call);
  if (function.starts_with("set_indirect")) return set_indirect(body, call);
  if (function.starts_with("masked_subblock")) return masked_subblock(body, call);
  if (function.starts_with("scan")) return scan(body, call);
  body.text.fail(function, "expected get_index, set_indirect, masked_subblock or scan after 'self.'");
}

Named lower_statement(BodyLowering& body, const Statement& statement) {
  if (statement.kind == StatementKind::selection) return select_result(body, statement);
  if (statement.kind == StatementKind::value) {
    if (statement.value == kNoExpr) body.text.fail(statement.result, "expected a value");
    return operator_expression(body, statement.value);
  }
  const Call call = body.text.split_arguments(statement);
  if (statement.kind == StatementKind::self_call) return call_self(body, call);
  if (const auto known = ops().find(statement.name); known != ops().end()) {
    const OpMeaning& meaning = known->second;
    return meaning.handler ? meaning.handler(body, call) : scalar_op(body, call, meaning.op);
  }
  if (const std::optional<ScalarOp> op = find_scalar_op(statement.name)) return scalar_op(body, call, *op);
  body.text.fail_unsupported(statement.name, "ops." + std::string(statement.name) + " is not supported");
}

/// The value that the block returns, of no results where it returns none.
Named lower_block(BodyLowering& body, Scope& scope) {
  const Scope* const outer = body.scope;
  body.scope = &scope;
  Named returned;
  for (const Statement& statement : body.text.statements(*scope.block)) {
    body.out.label = label_of(statement);
    if (--body.statements_left < 0)
      body.text.fail(scope.block->name, "the blocks of the loop body call each other too often");
    if (statement.kind == StatementKind::returned) {
      const bool wanted = outer && !body.text.is_none(statement.value);
      if (wanted) returned = operator_expression(body, statement.value);
      break;
    }
    Named named = lower_statement(body, statement);
    named.name = statement.result;
    named.statement = &statement;
    if (!named.name.empty()) scope.names.set(named);
  }
  body.scope = outer;
  return returned;
}

}  // namespace

BodyLowering::BodyLowering(const BodyContext& context, LoopProgram start)
    : text(context), out(text, std::move(start), &memory), lines(text, out, &memory) {}

/// `masked_subblock1(mask, other)`: the block's instructions under the mask, then a choice.
Named masked_subblock(BodyLowering& body, const Call& call) {
  constexpr int kMostNested = 64;
  int depth = 0;
  for (const Scope* scope = body.scope; scope; scope = scope->outer) ++depth;
  const std::string_view function = call.statement.name;
  const Block* block = body.text.find_block(function);
  if (!block) body.text.fail(function, "the loop body has no 'def " + std::string(function) + "'");
  if (depth > kMostNested) body.text.fail(function, "blocks are nested too deeply");

  const std::string_view label = body.out.label;
  const ExprId guard = body.text.argument(call, 0), other = body.text.argument(call, 1);
  const ValueId own_mask = value_as(body, guard, DType::boolean);
  Scope scope(std::pmr::get_default_resource());  // a block may run often: what it took is given back
  scope.block = block;
  scope.outer = body.scope;
  scope.guard = guard;
  const bool always = body.out.constant_truth(own_mask).value_or(false);
  scope.mask = own_mask;
  if (always)
    scope.mask = body.scope->mask;
  else if (body.scope->mask != kNone)
    scope.mask = body.out.scalar("logical_and", DType::boolean, body.scope->mask, own_mask);
  const Named returned = lower_block(body, scope);
  body.out.label = label;
  if (returned.results != 1) body.text.fail(block->name, "expected a block that returns one value");
  if (always) return returned;

  ValueId result = returned.values[0];
  DType type = body.out.type_of(result);
  const ValueId otherwise = value(body, other, type);
  type = promote(type, body.out.type_of(otherwise));
  const Instruction& made = body.out.at(result);
  const Instruction& alternative = body.out.at(otherwise);
  const bool gives_zero = made.opcode == Opcode::load && made.mask == scope.mask;
  if (gives_zero && alternative.opcode == Opcode::constant && alternative.immediate.i == 0) return returned;
  result = body.out.convert_to(result, type);
  Named chosen =
      Named::of(body.out.scalar("where", type, scope.mask, result, body.out.convert_to(otherwise, type)));
  chosen.narrow = returned.narrow;
  return chosen;
}

// ---- operators

namespace {

struct OperatorRow {
  ExprKind kind;
  std::string_view op;
};

constexpr OperatorRow kOperators[] = {
    {ExprKind::add, "add"},
    {ExprKind::sub, "sub"},
    {ExprKind::mul, "mul"},
    {ExprKind::truediv, "truediv"},
    {ExprKind::floordiv, "floordiv"},
    {ExprKind::mod, "mod"},
    {ExprKind::pow, "pow"},
    {ExprKind::neg, "neg"},
    {ExprKind::not_, "bitwise_not"},
    {ExprKind::eq, "eq"},
    {ExprKind::ne, "ne"},
    {ExprKind::lt, "lt"},
    {ExprKind::le, "le"},
    {ExprKind::gt, "gt"},
    {ExprKind::ge, "ge"},
    {ExprKind::and_, "and_"},
    {ExprKind::or_, "or_"},
};

}  // namespace

bool is_operator(ExprKind kind) {
  return std::ranges::find(kOperators, kind, &OperatorRow::kind) != std::end(kOperators);
}

Named operator_expression(BodyLowering& body, ExprId id, int depth) {
  const auto row = std::ranges::find(kOperators, body.text.expr(id).kind, &OperatorRow::kind);
  if (row == std::end(kOperators) || is_literal(body, id)) return named_operand(body, id);
  constexpr int kMostNested = 200;
  if (depth > kMostNested) body.text.fail(id, "the expression is nested too deeply");
  const std::optional<ScalarOp> op = find_scalar_op(row->op);
  if (!op) body.text.fail_unsupported(body.text.expr(id).text, "no scalar op " + std::string(row->op));
  return apply(body, *op, body.text.dump.exprs.children_of(id), body.text.expr(id).text, depth + 1);
}

LoopProgram lower_body(const BodyContext& context) {
  constexpr std::int64_t kCallsPerStatement = 64;
  BodyLowering body(context, start_program(context));
  std::int64_t statements = 0;
  std::size_t expected = 8;  // of instructions: most statements but those that only name an index
  for (const Block& block : body.text.blocks()) {
    statements += block.statements.count;
    expected += static_cast<std::size_t>(
        std::ranges::count(body.text.statements(block), StatementKind::ops_call, &Statement::kind));
  }
  body.statements_left = statements * kCallsPerStatement;
  body.out.reserve(expected);
  body.out.program.indices.reserve(body.lines.size());
  body.out.program.buffers.reserve(context.node->writes.count + context.node->met.count +
                                   context.node->unmet.count);

  Scope scope(&body.memory);
  scope.block = body.text.find_block("body");
  if (!scope.block) body.text.fail(context.body->name, "the loop body has no 'def body'");
  scope.names.reserve(scope.block->statements.count);
  lower_block(body, scope);
  LoopProgram& program = body.out.program;
  arrange_stages(program, &body.memory);
  // a plan keeps thousands of programs
  program.instructions.shrink_to_fit();
  program.labels.shrink_to_fit();
  program.atoms.shrink_to_fit();
  program.indices.shrink_to_fit();
  program.buffers.shrink_to_fit();
  return std::move(program);
}

}  // namespace ireplay
