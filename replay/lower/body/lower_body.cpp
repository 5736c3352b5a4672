#include "replay/lower/body/lower_body.hpp"

#include <algorithm>

#include "replay/lower/body/body_lowering.hpp"
#include "replay/lower/listing/indirect_sizes.hpp"
#include "replay/plan/loop_stages.hpp"

namespace ireplay {
namespace {

LoopProgram start_program(const BodyContext& context) {
  const Dump& dump = *context.dump;
  const Node& node = *context.node;
  LoopProgram program;
  program.node = node.name;
  const auto fail = [&](std::string_view at, const std::string& sentence) {
    throw Error(Error::Kind::dump, *dump.source, at.data(), program.node + ": " + sentence);
  };
  const std::span<const Variable> variables = slice(dump.variables, context.body->variables);
  const std::size_t iterating = node.iteration_sizes.count, all = iterating + node.reduction_sizes.count;
  if (!node.has_sizes) fail(context.body->name, "a node with a loop body needs a line .sizes");
  if (variables.size() != all)
    fail(context.body->name, "the loop body has " + std::to_string(variables.size()) +
                                 " variables, .sizes has " + std::to_string(all));
  program.parallel = static_cast<std::int32_t>(iterating);
  program.ranges.reserve(variables.size());
  std::int64_t points = 1;
  for (const Variable& variable : variables) {
    const std::int64_t extent = evaluate_size(*dump.source, dump.exprs, variable.extent, *context.symbols);
    if (extent < 0)
      fail(variable.name, "the extent of " + std::string(variable.name) + " is " + std::to_string(extent));
    if (__builtin_mul_overflow(points, std::max<std::int64_t>(extent, 1), &points))
      fail(variable.name, "the loop nest has more than 2**63 points");
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

BodyLowering::BodyLowering(const BodyContext& context)
    : context_(context),
      dump_(*context.dump),
      program_(start_program(context)),
      algebra_(program_, &memory_),
      index_lowering_(*dump_.source, dump_.exprs, algebra_, slice(dump_.variables, context.body->variables),
                      *context.symbols, [this](const Expr& name) { return other_name(name); }),
      index_lines_(slice(dump_.index_lines, context.body->indices)),
      lowered_lines_(index_lines_.size(), kNone, &memory_) {}

BodyLowering::~BodyLowering() = default;

LoopProgram BodyLowering::run() {
  constexpr std::int64_t kCallsPerStatement = 64;
  std::size_t statements = 0;
  for (const Block& block : slice(dump_.blocks, context_.body->blocks)) statements += block.statements.count;
  statements_left_ = static_cast<std::int64_t>(statements) * kCallsPerStatement;
  std::size_t expected = 8;  // of instructions: most statements but those that only name an index
  for (const Block& block : slice(dump_.blocks, context_.body->blocks))
    for (const Statement& statement : slice(dump_.statements, block.statements))
      expected += statement.kind == StatementKind::ops_call ? 1 : 0;
  program_.instructions.reserve(expected);
  program_.labels.reserve(expected);
  program_.indices.reserve(index_lines_.size());
  program_.buffers.reserve(context_.node->writes.count + context_.node->met.count +
                           context_.node->unmet.count);
  pure_.reserve(expected);

  Scope scope(&memory_);
  scope.block = find_block("body");
  if (!scope.block) fail(context_.body->name, "the loop body has no 'def body'");
  scope.names.reserve(scope.block->statements.count);
  lower_block(scope);
  arrange_stages(program_, &memory_);
  // a plan keeps thousands of programs
  program_.instructions.shrink_to_fit();
  program_.labels.shrink_to_fit();
  program_.atoms.shrink_to_fit();
  program_.indices.shrink_to_fit();
  program_.buffers.shrink_to_fit();
  return std::move(program_);
}

const Block* BodyLowering::find_block(std::string_view name) const {
  const std::span<const Block> blocks = slice(dump_.blocks, context_.body->blocks);
  const auto found = std::ranges::find(blocks, name, &Block::name);
  return found == blocks.end() ? nullptr : &*found;
}

Named BodyLowering::lower_block(Scope& scope) {
  Scope* const outer = scope_;
  scope_ = &scope;
  Named returned;
  for (const Statement& statement : slice(dump_.statements, scope.block->statements)) {
    label_ = label_of(statement);
    if (--statements_left_ < 0)
      fail(scope.block->name, "the blocks of the loop body call each other too often");
    if (statement.kind == StatementKind::returned) {
      const bool wanted = outer && !is_none(statement.value);
      if (wanted) returned = operator_expression(statement.value);
      break;
    }
    Named named = lower_statement(statement);
    named.name = statement.result;
    named.statement = &statement;
    if (!named.name.empty()) scope.names.set(named);
  }
  scope_ = outer;
  return returned;
}

Named BodyLowering::lower_statement(const Statement& statement) {
  if (statement.kind == StatementKind::selection) return select_result(statement);
  if (statement.kind == StatementKind::value) {
    if (statement.value == kNoExpr) fail(statement.result, "expected a value");
    return operator_expression(statement.value);
  }
  const Call call = split_arguments(statement);
  if (statement.kind == StatementKind::self_call) return call_self(call);
  if (const auto known = ops().find(statement.name); known != ops().end()) {
    const OpMeaning& meaning = known->second;
    return meaning.handler ? (this->*meaning.handler)(call) : scalar_op(call, meaning.op);
  }
  if (const std::optional<ScalarOp> op = find_scalar_op(statement.name)) return scalar_op(call, *op);
  fail_unsupported(statement.name, "ops." + std::string(statement.name) + " is not supported");
}

const BodyLowering::OpTable& BodyLowering::ops() {
  using Self = BodyLowering;
  struct Row {
    std::string_view name;
    Handler handler;
  };
  static constexpr Row kRows[] = {
      {"bucketize", &Self::bucketize},
      {"check_bounds", &Self::check_bounds},
      {"constant", &Self::constant_op},
      {"device_assert_async", &Self::device_assert},
      {"identity", &Self::identity},
      {"index_expr", &Self::index_expr},
      {"inline_asm_elementwise", &Self::inline_asm},
      {"load", &Self::load},
      {"load_seed", &Self::load_seed},
      {"rand", &Self::random},
      {"rand_eager", &Self::rand_eager},
      {"randint64", &Self::random},
      {"randn", &Self::random},
      {"reduction", &Self::reduction},
      {"scan", &Self::scan},
      {"sort", &Self::sort},
      {"store", &Self::store},
      {"store_reduction", &Self::store_reduction},
      {"to_dtype", &Self::to_dtype},
      {"to_dtype_bitcast", &Self::to_dtype_bitcast},
      {"value_expr", &Self::index_expr},
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

Named BodyLowering::select_result(const Statement& statement) {
  const Named* from = scope_->names.find(statement.name);
  if (!from) fail(statement.name, "unknown name '" + std::string(statement.name) + "'");
  if (statement.selection < 0 || statement.selection >= from->results)
    fail(statement.name, "'" + std::string(statement.name) + "' has " + std::to_string(from->results) +
                             " results, the first one is [0]");
  Named selected = Named::of(from->values[static_cast<std::size_t>(statement.selection)]);
  selected.narrow = from->narrow;
  return selected;
}

Named BodyLowering::call_self(const Call& call) {
  const std::string_view function = call.statement.name;
  if (function == "get_index") return get_index(call);
  if (function.starts_with("set_indirect")) return set_indirect(call);
  if (function.starts_with("masked_subblock")) return masked_subblock(call);
  if (function.starts_with("scan")) return scan(call);
  fail(function, "expected get_index, set_indirect, masked_subblock or scan after 'self.'");
}

/// `masked_subblock1(mask, other)`: the block's instructions under the mask, then a choice.
Named BodyLowering::masked_subblock(const Call& call) {
  constexpr int kMostNested = 64;
  int depth = 0;
  for (const Scope* scope = scope_; scope; scope = scope->outer) ++depth;
  const std::string_view function = call.statement.name;
  const Block* block = find_block(function);
  if (!block) fail(function, "the loop body has no 'def " + std::string(function) + "'");
  if (depth > kMostNested) fail(function, "blocks are nested too deeply");

  const std::string_view label = label_;
  const ExprId guard = argument(call, 0), other = argument(call, 1);
  const ValueId own_mask = value_as(guard, DType::boolean);
  Scope scope(std::pmr::get_default_resource());  // a block may run often: what it took is given back
  scope.block = block;
  scope.outer = scope_;
  scope.guard = guard;
  const bool always = constant_truth(own_mask).value_or(false);
  scope.mask = own_mask;
  if (always)
    scope.mask = scope_->mask;
  else if (scope_->mask != kNone)
    scope.mask = scalar("logical_and", DType::boolean, scope_->mask, own_mask);
  const Named returned = lower_block(scope);
  label_ = label;
  if (returned.results != 1) fail(block->name, "expected a block that returns one value");
  if (always) return returned;

  ValueId result = returned.values[0];
  DType type = type_of(result);
  const ValueId otherwise = value(other, type);
  type = promote(type, type_of(otherwise));
  const Instruction& made = program_.instructions[static_cast<std::size_t>(result)];
  const Instruction& alternative = program_.instructions[static_cast<std::size_t>(otherwise)];
  const bool gives_zero = made.opcode == Opcode::load && made.mask == scope.mask;
  if (gives_zero && alternative.opcode == Opcode::constant && alternative.immediate.i == 0) return returned;
  result = convert_to(result, type);
  Named chosen = Named::of(scalar("where", type, scope.mask, result, convert_to(otherwise, type)));
  chosen.narrow = returned.narrow;
  return chosen;
}

Named BodyLowering::named_operand(ExprId id) {
  if (const Named* named = find_name(id)) return *named;
  return Named::of(value(id, literal_type(id)));
}

bool BodyLowering::is_operator(ExprKind kind) {
  return std::ranges::find(kOperators, kind, &OperatorRow::kind) != std::end(kOperators);
}

Named BodyLowering::operator_expression(ExprId id) {
  const auto row = std::ranges::find(kOperators, expr(id).kind, &OperatorRow::kind);
  if (row == std::end(kOperators) || is_literal(id)) return named_operand(id);
  constexpr int kMostNested = 200;
  if (++operator_depth_ > kMostNested) fail(id, "the expression is nested too deeply");
  const std::optional<ScalarOp> op = find_scalar_op(row->op);
  if (!op) fail_unsupported(expr(id).text, "no scalar op " + std::string(row->op));
  const Named result = apply(*op, dump_.exprs.children_of(id), expr(id).text);
  --operator_depth_;
  return result;
}

LoopProgram lower_body(const BodyContext& context) { return BodyLowering(context).run(); }

}  // namespace ireplay
