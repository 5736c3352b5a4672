#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "replay/lower/body/body_lowering.hpp"
#include "replay/lower/listing/indirect_sizes.hpp"

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

bool BodyLowering::in_sum(const std::vector<Identity>& identities) {
  return std::ranges::all_of(identities, &Identity::in_sum);
}

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
  const bool is_address = std::exchange(lowers_address_, false);
  const ExprId text = index_lines_[static_cast<std::size_t>(line)].value;
  std::vector<Identity> identities;
  std::vector<std::size_t> choices;
  collect_identities(text, {}, identities);
  identities.swap(identities_);
  choices.swap(identity_choices_);
  Quantity value = index_lowering_.lower(text);
  const bool unsure = !identities_.empty() && value.is_integer() && !is_listed(value.numerator);
  if (unsure) value = read_by_listing(text, std::move(value), is_address);
  identities.swap(identities_);
  choices.swap(identity_choices_);
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

/// Every `I`: what it is multiplied by in a sum, or how far it must reach for what is done with it to depend
/// on it.
void BodyLowering::collect_identities(ExprId id, Identity at, std::vector<Identity>& found) const {
  constexpr std::size_t kMost = 8;
  constexpr std::int64_t kLargestFactor = std::int64_t{1} << 62;
  const Expr& here = expr(id);
  if (here.kind == ExprKind::name && here.text == "I" && found.size() < kMost) {
    at.at = here.text.data();
    found.push_back(at);
  }
  const std::span<const ExprId> children = dump_.exprs.children_of(id);
  const auto integer = [&](ExprId child) -> std::int64_t {
    if (expr(child).kind == ExprKind::integer) return parse_integer(*dump_.source, expr(child).text, false);
    const auto symbol = expr(child).kind == ExprKind::name ? context_.symbols->find(expr(child).text)
                                                           : context_.symbols->end();
    return symbol == context_.symbols->end() ? 0 : symbol->second;
  };
  const bool modular =
      here.kind == ExprKind::call && children.size() == 4 && expr(children[0]).text == "ModularIndexing";
  if (modular || (here.kind == ExprKind::floordiv && children.size() == 2)) {
    Identity inner{nullptr, at.factor, integer(children[modular ? 2 : 1]), false};
    return collect_identities(children[modular ? 1 : 0], inner, found);
  }
  if (here.kind != ExprKind::add && here.kind != ExprKind::sub && here.kind != ExprKind::mul) return;
  for (const ExprId child : children) {
    Identity inner = at;
    if (here.kind == ExprKind::mul)
      for (const ExprId other : children) {
        if (other == child) continue;
        const std::int64_t by = integer(other);
        if (by > 0 && inner.factor <= kLargestFactor / by) inner.factor *= by;
      }
    collect_identities(child, inner, found);
  }
}

/// Whether the expression depends on nothing but the variables.
bool BodyLowering::is_of_variables(const Linear& index) const {
  std::vector<IndexTerm> open(index.terms().begin(), index.terms().end());
  while (!open.empty()) {
    const Atom& atom = program_.atoms[static_cast<std::size_t>(open.back().atom)];
    open.pop_back();
    if (atom.kind == AtomKind::value) return false;
    if (atom.kind == AtomKind::variable) continue;
    for (const IndexId argument : atom.args) {
      if (argument == kNone) continue;
      const auto& terms = program_.indices[static_cast<std::size_t>(argument)].terms;
      open.insert(open.end(), terms.begin(), terms.end());
    }
  }
  return true;
}

/// Whether the kernel's listing loads from this address.
bool BodyLowering::is_listed(const Linear& index) {
  if (program_.parallel != static_cast<std::int32_t>(program_.ranges.size())) return false;
  if (!listing_loads_) listing_loads_.emplace(context_.listing, program_.ranges);
  if (listing_loads_->empty() || !is_of_variables(index)) return false;
  const IndexId id = algebra_.intern(index);
  std::vector<std::int64_t> addresses;
  try {
    for (const Dims& point : listing_loads_->points())
      addresses.push_back(evaluate(program_, id, point.data(), nullptr));
  } catch (const Error&) {  // out of 64 bits
    return false;
  }
  return listing_loads_->has(addresses);
}

/// `likely`, the value of a line that the listing does not load from, or the reading that it does load from.
Quantity BodyLowering::read_by_listing(ExprId text, Quantity likely, bool is_address) {
  const bool is_pair = in_sum(identities_) && identities_.size() == 2, is_square = identities_are_square_;
  if (is_pair) {
    identities_turned_ = true;
    Quantity turned = index_lowering_.lower(text);
    identities_turned_ = false;
    if (turned.is_integer() && is_listed(turned.numerator)) return turned;
  }
  if (is_address)
    if (auto listed = listed_reading(text)) return std::move(*listed);
  if (is_pair && is_square)
    fail_unsupported(expr(text).text,
                     "the text prints only 'I' for the two indices of a square input of concatenations, "
                     "which may be transposed, and the kernel's listing does not tell (output_code.py)");
  return likely;
}

/// The address of a load that prints `I`, read with other positions for it than the likely ones, as the
/// listing has it.
std::optional<Quantity> BodyLowering::listed_reading(ExprId text) {
  constexpr std::size_t kMostReadings = 256;
  const std::size_t occurrences = identities_.size();
  identity_choices_.assign(occurrences, 0);
  index_lowering_.lower(text);  // which tells how many positions there are
  const std::size_t positions = identity_positions_;
  std::size_t readings = 1;
  for (std::size_t k = 0; k < occurrences && readings <= kMostReadings; ++k) readings *= positions;
  if (positions < 2 || readings > kMostReadings) readings = 0;
  std::optional<Quantity> found;
  for (std::size_t reading = 0; reading < readings && !found; ++reading) {
    std::size_t rest = reading;
    identity_choices_.clear();
    for (std::size_t k = 0; k < occurrences; ++k, rest /= positions)
      identity_choices_.push_back(rest % positions);
    Quantity value = index_lowering_.lower(text);
    if (value.is_integer() && is_listed(value.numerator)) found = std::move(value);
  }
  identity_choices_.clear();
  return found;
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
  if (identities_.size() < 2 || positions.size() != identities_.size() || !in_sum(identities_))
    return std::nullopt;
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
  if (--identities_left_ < 0) fail(name.text, "the blocks around this index are nested too deeply");
  const auto occurrence = std::ranges::find(identities_, name.text.data(), &Identity::at);
  const std::int64_t least = occurrence == identities_.end() ? 0 : occurrence->least;
  std::vector<Linear> positions;  // by scope, the innermost first
  std::vector<std::int64_t> lasts;
  std::vector<Linear> singles;
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
    // an input of extent 1 seldom needs an index, the line speaks of another dimension
    if (last <= 0)
      singles.push_back(std::move(position));
    else
      positions.push_back(std::move(position)), lasts.push_back(last);
    const bool is_likely = !lasts.empty() && lasts.back() >= least;
    if (is_likely && identities_.size() < 2 && identity_choices_.empty()) break;
  }
  const bool lacks = positions.empty() || positions.size() < identities_.size();
  if (lacks || !identity_choices_.empty()) std::ranges::move(singles, std::back_inserter(positions));
  identity_positions_ = positions.size();
  identities_are_square_ = lasts.size() == 2 && lasts[0] == lasts[1];
  if (!positions.empty() && !identity_choices_.empty()) {
    const auto number = static_cast<std::size_t>(occurrence - identities_.begin());
    const std::size_t choice = number < identity_choices_.size() ? identity_choices_[number] : 0;
    return Quantity::of(std::move(positions[std::min(choice, positions.size() - 1)]));
  }
  if (auto nested = resolve_nested_identity(name, positions)) return std::move(*nested);
  if (!positions.empty()) {
    const auto likely = std::ranges::find_if(lasts, [&](std::int64_t last) { return last >= least; });
    const auto chosen = static_cast<std::size_t>(likely == lasts.end() ? 0 : likely - lasts.begin());
    return Quantity::of(std::move(positions[chosen]));
  }
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

/// An integer is made of an expression that is none: which way it was rounded in PyTorch's kernel is its own
/// choice.
void BodyLowering::warn_of_fraction(ExprId text, const Quantity& quantity, DType dtype) {
  if (context_.warnings == nullptr || is_floating(dtype) || quantity.is_integer()) return;
  if (quantity.is_constant() && quantity.constant() == std::floor(quantity.constant())) return;
  const Position place = dump_.source->position(expr(text).text.data());
  context_.warnings->push_back(dump_.source->name() + ":" + std::to_string(place.line) +
                               ": a fractional index expression is converted to an integer; it is cut towards "
                               "zero");
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
  warn_of_fraction(printed, quantity, dtype);
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
