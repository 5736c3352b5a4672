#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "replay/indirect_sizes.hpp"
#include "replay/lower_statement.hpp"

/// Index lines, the symbols in them, and what they are used for beside addresses.
namespace ireplay {
namespace {

constexpr std::int32_t kMostIndirect = 1 << 16;

/// N of indirectN and set_indirectN; kNone for another name.
std::int32_t number_after(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return kNone;
  std::int32_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data() + prefix.size(), end, number);
  return fault == std::errc() && stop == end && number >= 0 && number < kMostIndirect ? number : kNone;
}

}  // namespace

// ---- lines
// --------------------------------------------------------------------------------------------------------

Named BodyLowering::get_index(const Call& call) {
  const ExprId id = argument(call, 0);
  const std::string_view name = string_argument(id);
  const std::int32_t number = number_after(name, "index");  // lines stand in order of their numbers
  const auto at = static_cast<std::size_t>(number);
  if (number != kNone && at < index_lines_.size() && index_lines_[at].name == name)
    return Named::of_line(number);
  const auto found = std::ranges::find(index_lines_, name, &IndexLine::name);
  if (found == index_lines_.end()) fail(id, "the loop body has no line '" + std::string(name) + " = '");
  return Named::of_line(static_cast<std::int32_t>(found - index_lines_.begin()));
}

Quantity BodyLowering::line_quantity(std::int32_t line) {
  IndexId& known = lowered_lines_[static_cast<std::size_t>(line)];
  if (known != kNone) return Quantity::of(algebra_.expand(known));
  const bool outer = std::exchange(line_depends_on_block_, false);
  const ExprId text = index_lines_[static_cast<std::size_t>(line)].value;
  std::vector<Identity> identities;
  collect_identities(text, 1, identities);
  identities.swap(identities_);
  Quantity value = index_lowering_.lower(text);
  if (identities_.size() == 2 && value.is_integer() && !is_listed(value.numerator)) {
    identities_turned_ = true;
    Quantity turned = index_lowering_.lower(text);
    identities_turned_ = false;
    if (turned.is_integer() && is_listed(turned.numerator))
      value = std::move(turned);
    else if (identities_are_square_)
      fail_unsupported(expr(text).text,
                       "the text prints only 'I' for the two indices of a square input of concatenations, "
                       "which may be transposed, and the kernel's listing does not tell (output_code.py)");
  }
  identities.swap(identities_);
  if (value.is_integer() && !line_depends_on_block_) known = algebra_.intern(value.numerator);
  line_depends_on_block_ |= outer;
  return value;
}

Linear BodyLowering::line_integer(std::int32_t line) {
  Quantity value = line_quantity(line);
  if (!value.is_integer())
    fail(index_lines_[static_cast<std::size_t>(line)].value, "expected an index whose value is an integer");
  return std::move(value.numerator);
}

Linear BodyLowering::index_argument(ExprId id) {
  if (const Named* named = find_name(id)) {
    if (named->index_line == kNone)
      fail(id, "expected an index, '" + std::string(named->name) + "' is a value");
    return line_integer(named->index_line);
  }
  if (expr(id).kind == ExprKind::name) fail(id, "unknown name '" + std::string(expr(id).text) + "'");
  return index_lowering_.lower_integer(id);
}

std::optional<Quantity> BodyLowering::other_name(const Expr& name) {
  if (name.text == "I") {
    line_depends_on_block_ = true;
    return resolve_identity(name);
  }
  const std::int32_t number = number_after(name.text, "indirect");
  if (number == kNone) return std::nullopt;
  const auto at = static_cast<std::size_t>(number);
  if (at >= indirects_.size() || indirects_[at] == kNone)
    fail(name.text, "'" + std::string(name.text) + "' is used before self.set_" + std::string(name.text));
  const Instruction& made = program_.instructions[static_cast<std::size_t>(indirects_[at])];
  Bounds bounds{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  if (made.flag) bounds = {0, std::max<std::int64_t>(made.immediate.i - 1, 0)};
  return Quantity::of(algebra_.value(indirects_[at], bounds));
}

Named BodyLowering::set_indirect(const Call& call) {
  const std::string_view function = call.statement.name;
  const std::int32_t number = number_after(function, "set_indirect");
  if (number == kNone) fail(function, "expected a number after set_indirect");
  if (!indirect_sizes_) indirect_sizes_ = std::make_unique<IndirectSizes>(context_);
  Instruction result =
      make_instruction(Opcode::indirect, DType::i64, value_as(argument(call, 0), DType::i64));
  result.immediate.i = indirect_sizes_->find(number);
  result.flag = result.immediate.i != kNone;
  result.mask = scope_->mask;
  const auto at = static_cast<std::size_t>(number);
  if (at >= indirects_.size()) indirects_.resize(at + 1, kNone);
  if (indirects_[at] != kNone)
    std::ranges::fill(lowered_lines_, kNone);  // lines with the old value are stale
  indirects_[at] = emit(result);
  return {};
}

// ---- the lost argument of Identity (dump-format section 8.1)
// ------------------------------------------------------

/// One side of a mask: `ops.ge(index_expr, constant)` or `ops.lt(...)`. A bound of a dynamic size is an index
/// line too; in an unrolled reduction the position is a constant, and `line` is kNone.
struct BodyLowering::Guard {
  std::int32_t line = kNone;
  std::int64_t position = 0;
  std::int64_t bound = 0;
  std::int32_t bound_line = kNone;
  bool from_below = false;
};

void BodyLowering::collect_guards(const Scope& scope, ExprId mask, std::vector<Guard>& guards) const {
  constexpr std::size_t kMost = 8;
  const Named* named = expr(mask).kind == ExprKind::name ? scope.names.find(expr(mask).text) : nullptr;
  if (!named || !named->statement || named->statement->kind != StatementKind::ops_call ||
      guards.size() > kMost)
    return;
  const std::string_view function = named->statement->name;
  const std::span<const ExprId> arguments = slice(dump_.expr_lists, named->statement->arguments);
  if (arguments.size() != 2) return;
  if (function == "and_" || function == "logical_and") {
    collect_guards(scope, arguments[0], guards);
    collect_guards(scope, arguments[1], guards);
  }
  if (function != "ge" && function != "lt") return;
  const auto first_argument_of = [&](ExprId id, std::string_view op) {
    const Named* operand = expr(id).kind == ExprKind::name ? scope.names.find(expr(id).text) : nullptr;
    const Statement* made = operand ? operand->statement : nullptr;
    if (!made || !made->calls_ops(op) || made->arguments.count == 0) return kNoExpr;
    return slice(dump_.expr_lists, made->arguments)[0];
  };
  const auto line_of = [&](ExprId id) {
    const ExprId line = first_argument_of(id, "index_expr");
    const Named* index = line == kNoExpr ? nullptr : scope.names.find(expr(line).text);
    return index ? index->index_line : kNone;
  };
  // The operand as an index line or as an integer; false if it is neither.
  const auto read = [&](ExprId id, std::int32_t& line, std::int64_t& integer) {
    line = line_of(id);
    if (line != kNone) return true;
    const ExprId number = first_argument_of(id, "constant");
    if (number == kNoExpr || expr(number).kind != ExprKind::integer) return false;
    integer = parse_integer(*dump_.source, expr(number).text, false);
    return true;
  };
  Guard guard{.from_below = function == "ge"};
  if (read(arguments[0], guard.line, guard.position) && read(arguments[1], guard.bound_line, guard.bound))
    guards.push_back(guard);
}

/// Every `I` of a sum and what it is multiplied by.
void BodyLowering::collect_identities(ExprId id, std::int64_t factor, std::vector<Identity>& found) const {
  constexpr std::size_t kMost = 8;
  constexpr std::int64_t kLargestFactor = std::int64_t{1} << 62;
  const Expr& at = expr(id);
  if (at.kind == ExprKind::name && at.text == "I" && found.size() < kMost)
    found.push_back({at.text.data(), factor});
  if (at.kind != ExprKind::add && at.kind != ExprKind::sub && at.kind != ExprKind::mul) return;
  for (const ExprId child : dump_.exprs.children_of(id)) {
    std::int64_t own = factor;
    if (at.kind == ExprKind::mul)
      for (const ExprId other : dump_.exprs.children_of(id)) {
        if (other == child || expr(other).kind != ExprKind::integer) continue;
        const std::int64_t by = parse_integer(*dump_.source, expr(other).text, false);
        if (by > 0 && own <= kLargestFactor / by) own *= by;
      }
    collect_identities(child, own, found);
  }
}

/// Whether the kernel's listing loads from this address.
bool BodyLowering::is_listed(const Linear& index) {
  if (!algebra_.is_affine(index) || program_.parallel != static_cast<std::int32_t>(program_.ranges.size()))
    return false;
  if (!listing_loads_) listing_loads_.emplace(context_.listing, program_.ranges);
  if (listing_loads_->empty()) return false;
  std::vector<Dims> points;
  std::vector<std::int64_t> addresses;
  for (const std::int64_t stride : {0, 1, 7, 31, 101}) {  // scattered over the domain
    Dims point;
    for (std::size_t d = 0; d < program_.ranges.size(); ++d)
      point.push_back(stride * static_cast<std::int64_t>(2 * d + 3) %
                      std::max<std::int64_t>(program_.ranges[d], 1));
    std::int64_t address = index.offset;
    for (const IndexTerm& term : index.terms()) {
      const auto which = static_cast<std::size_t>(program_.atoms[static_cast<std::size_t>(term.atom)].which);
      std::int64_t part = 0;
      if (__builtin_mul_overflow(term.coefficient, point[which], &part) ||
          __builtin_add_overflow(address, part, &address))
        return false;
    }
    points.push_back(std::move(point));
    addresses.push_back(address);
  }
  return listing_loads_->has(points, addresses);
}

/// Concatenations along several dimensions, one in the other, leave several `I` in a sum. Where the operands
/// are dense, the greater factor belongs to the earlier dimension; of transposed ones the listing tells.
std::optional<Quantity> BodyLowering::resolve_nested_identity(const Expr& name,
                                                              std::vector<Linear> positions) const {
  const auto variable_of = [&](const Linear& position) {
    std::int32_t least = std::numeric_limits<std::int32_t>::max();
    for (const IndexTerm& term : position.terms()) least = std::min(least, term.atom);
    return least;
  };
  if (identities_.size() < 2 || positions.size() != identities_.size()) return std::nullopt;
  std::ranges::stable_sort(positions, {}, variable_of);
  std::vector<Identity> ordered = identities_;
  std::ranges::stable_sort(ordered, std::greater(), &Identity::factor);
  const auto same_factor = [](const Identity& a, const Identity& b) { return a.factor == b.factor; };
  if (std::ranges::adjacent_find(ordered, same_factor) != ordered.end()) return std::nullopt;
  if (identities_turned_) std::ranges::reverse(ordered);
  const auto at = std::ranges::find(ordered, name.text.data(), &Identity::at);
  if (at == ordered.end()) return std::nullopt;
  return Quantity::of(positions[static_cast<std::size_t>(at - ordered.begin())]);
}

/// The argument is the position along the concatenated dimension less the start of this input: the guard of
/// the block that holds the index compares that position with that start.
Quantity BodyLowering::resolve_identity(const Expr& name) {
  std::vector<Linear> positions;  // by scope, the innermost first
  std::vector<std::int64_t> lasts;
  std::optional<Linear> single;
  for (Scope* scope = scope_; scope && scope->outer; scope = scope->outer) {
    std::vector<Guard> guards;
    collect_guards(*scope->outer, scope->guard, guards);
    const auto is_constant = [](const Guard& guard) { return guard.line == kNone; };
    if (!std::ranges::all_of(guards, is_constant)) std::erase_if(guards, is_constant);
    const auto from_below = [](const Guard& guard) { return guard.from_below; };
    const auto starts = std::ranges::count_if(guards, from_below);
    if (starts > 1 || (starts == 0 && guards.size() != 1)) continue;
    const Guard guard = starts == 1 ? *std::ranges::find_if(guards, from_below) : guards[0];
    Scope* const inner = std::exchange(scope_, scope->outer);
    Linear position = guard.line == kNone ? Linear(guard.position) : line_integer(guard.line);
    const Linear start = guard.bound_line == kNone ? Linear(guard.bound) : line_integer(guard.bound_line);
    scope_ = inner;
    if (guard.from_below) position.add(start, -1);
    const auto end = std::ranges::find_if(guards, [](const Guard& other) { return !other.from_below; });
    const bool ends = end != guards.end() && end->bound_line == kNone && guard.bound_line == kNone;
    const std::int64_t last =
        ends ? end->bound - 1 - (guard.from_below ? guard.bound : 0) : algebra_.bounds(position).hi;
    // an input of extent 1 needs no index, the line speaks of another dimension
    if (last <= 0)
      single = single ? single : std::optional(position);
    else
      positions.push_back(std::move(position)), lasts.push_back(last);
    if (!positions.empty() && identities_.size() < 2) break;
  }
  identities_are_square_ = lasts.size() == 2 && lasts[0] == lasts[1];
  if (positions.empty() && single) positions.push_back(std::move(*single));
  if (auto nested = resolve_nested_identity(name, positions)) return std::move(*nested);
  if (!positions.empty()) return Quantity::of(std::move(positions[0]));
  fail(name.text,
       "the text prints only 'I' for the index of a concatenated input, and no mask around it says where "
       "that input "
       "starts");
}

// ---- indices as values
// --------------------------------------------------------------------------------------------

ValueId BodyLowering::quantity_value(const Quantity& quantity, DType dtype) {
  if (quantity.kind == Quantity::Kind::real)
    return constant(convert({.f = quantity.real}, DType::f64, dtype, false), dtype);
  if (!quantity.is_integer()) {
    const ValueId numerator = quantity_value(Quantity::of(quantity.numerator), DType::f64);
    const ValueId denominator = constant({.f = static_cast<double>(quantity.denominator)}, DType::f64);
    return convert_to(scalar("truediv", DType::f64, numerator, denominator), dtype);
  }
  if (quantity.numerator.is_constant())
    return constant(convert({.i = quantity.numerator.offset}, DType::i64, dtype, false), dtype);
  Instruction result = make_instruction(Opcode::index_expr, dtype);
  result.index = algebra_.intern(quantity.numerator);
  return emit_pure(result);
}

/// A float64 value of an expression that integer arithmetic cannot hold.
ValueId BodyLowering::real_value(ExprId id, int depth) {
  constexpr int kMostNested = 100;
  if (depth > kMostNested) fail(id, "the expression is nested too deeply");
  const Quantity quantity = index_lowering_.lower(id);
  if (quantity.kind != Quantity::Kind::opaque) return quantity_value(quantity, DType::f64);
  const std::span<const ExprId> children = dump_.exprs.children_of(id);
  const auto operand = [&](std::size_t k) { return real_value(children[k], depth + 1); };
  const auto unary = [&](std::string_view op, std::size_t k) { return scalar(op, DType::f64, operand(k)); };
  const auto binary = [&](std::string_view op, std::size_t k) {
    const ValueId first = operand(k);
    return scalar(op, DType::f64, first, operand(k + 1));
  };
  switch (expr(id).kind) {
    case ExprKind::add:
      return binary("add", 0);
    case ExprKind::sub:
      return binary("sub", 0);
    case ExprKind::mul:
      return binary("mul", 0);
    case ExprKind::truediv:
      return binary("truediv", 0);
    case ExprKind::pow:
      return binary("pow", 0);
    case ExprKind::neg:
      return unary("neg", 0);
    case ExprKind::call:
      break;
    default:
      fail(id, "expected an index expression");
  }
  std::string_view function = expr(children[0]).text;
  for (std::string_view prefix : {"OpaqueUnaryFn_", "math."})
    if (function.starts_with(prefix)) function.remove_prefix(prefix.size());
  if (function.ends_with("TrueDiv")) return binary("truediv", 1);
  if (function == "FloatPow" || function == "PowByNatural") return binary("pow", 1);
  if (function == "ToFloat" || function == "Identity") return operand(1);
  if (function.starts_with("Trunc")) return unary("trunc", 1);
  if (function.starts_with("Round")) return unary("round", 1);
  if (function.starts_with("Ceil") || function == "ceiling") return unary("ceil", 1);
  if (function.starts_with("Floor") || function == "floor") return unary("floor", 1);
  if (function == "Abs") return unary("abs", 1);
  if (function == "Min" && children.size() == 3) return binary("minimum", 1);
  if (function == "Max" && children.size() == 3) return binary("maximum", 1);
  if (children.size() == 2 && find_scalar_op(function)) return unary(function, 1);
  fail_unsupported(expr(id).text, "the function " + std::string(function) + " in an index is not supported");
}

Named BodyLowering::index_expr(const Call& call) {
  const ExprId id = argument(call, 0);
  const DType dtype = compute_type(dtype_argument(argument(call, 1, "dtype")));
  const Named* named = find_name(id);
  if (named && named->index_line == kNone) return Named::of(value_as(id, dtype));
  if (!named && expr(id).kind == ExprKind::name)
    fail(id, "unknown name '" + std::string(expr(id).text) + "'");
  const ExprId printed = named ? index_lines_[static_cast<std::size_t>(named->index_line)].value : id;
  const Quantity quantity = named ? line_quantity(named->index_line) : index_lowering_.lower(id);
  if (quantity.kind == Quantity::Kind::opaque) return Named::of(convert_to(real_value(printed, 0), dtype));
  return Named::of(quantity_value(quantity, dtype));
}

Named BodyLowering::check_bounds(const Call& call) {
  const Linear index = index_argument(argument(call, 0));
  const std::int64_t size = integer_argument(argument(call, 1));
  Instruction result = make_instruction(Opcode::check_bounds, DType::i64);
  const Bounds bounds = algebra_.bounds(index);
  result.flag = flag_argument(argument(call, 2, "lower")) && bounds.lo < 0;
  result.flag2 = flag_argument(argument(call, 3, "upper")) && bounds.hi >= size;
  if (!result.flag && !result.flag2) return {};
  result.immediate.i = size;
  result.index = algebra_.intern(index);
  result.mask = scope_->mask;
  emit(result);
  return {};
}

}  // namespace ireplay
