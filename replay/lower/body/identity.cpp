#include "replay/lower/body/identity.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "parser/to_text.hpp"

/// Search for what the text lost. A mask around the access compares the lost position with its start, which
/// gives the positions that an `I` may stand for; where several remain, the readings are tried against the
/// addresses that the kernel's listing loads.
namespace ireplay {
namespace {

/// One side of a mask: `ops.ge(index_expr, constant)` or `ops.lt(...)`. A bound of a dynamic size is an index
/// line too; in an unrolled reduction the position is a constant, and `line` is kNone.
struct Guard {
  std::int32_t line = kNone;
  std::int64_t position = 0;
  std::int64_t bound = 0;
  std::int32_t bound_line = kNone;
  bool from_below = false;
};

/// First argument of the statement that made this name, where that is a call of `op`.
ExprId first_argument_of(const BodyText& text, const Scope& scope, ExprId id, std::string_view op) {
  const Named* operand =
      text.expr(id).kind == ExprKind::name ? scope.names.find(text.expr(id).text) : nullptr;
  const Statement* made = operand ? operand->statement : nullptr;
  if (!made || !made->calls_ops(op) || made->arguments.count == 0) return kNoExpr;
  return slice(text.dump.expr_lists, made->arguments)[0];
}

/// The operand as an index line or as an integer; false if it is neither.
bool read_side(const BodyText& text, const Scope& scope, ExprId id, std::int32_t& line,
               std::int64_t& integer) {
  if (const ExprId name = first_argument_of(text, scope, id, "index_expr"); name != kNoExpr) {
    const Named* index = scope.names.find(text.expr(name).text);
    if (index) line = index->index_line;
    if (line != kNone) return true;
  }
  const ExprId number = first_argument_of(text, scope, id, "constant");
  if (number == kNoExpr || text.expr(number).kind != ExprKind::integer) return false;
  integer = parse_integer(*text.dump.source, text.expr(number).text, false);
  return true;
}

void collect_guards(const BodyText& text, const Scope& scope, ExprId mask, std::vector<Guard>& guards) {
  constexpr std::size_t kMost = 8;
  const Named* named =
      text.expr(mask).kind == ExprKind::name ? scope.names.find(text.expr(mask).text) : nullptr;
  if (!named || !named->statement || named->statement->kind != StatementKind::ops_call ||
      guards.size() > kMost)
    return;
  const std::string_view function = named->statement->name;
  const std::span<const ExprId> arguments = slice(text.dump.expr_lists, named->statement->arguments);
  if (arguments.size() != 2) return;
  if (function == "and_" || function == "logical_and")
    for (const ExprId side : arguments) collect_guards(text, scope, side, guards);
  if (function != "ge" && function != "lt") return;
  Guard guard{.from_below = function == "ge"};
  if (read_side(text, scope, arguments[0], guard.line, guard.position) &&
      read_side(text, scope, arguments[1], guard.bound_line, guard.bound))
    guards.push_back(guard);
}

bool in_sum(const std::vector<Identity>& identities) {
  return std::ranges::all_of(identities, &Identity::in_sum);
}

/// Whether the expression depends on nothing but the variables.
bool is_of_variables(const LoopProgram& program, const Linear& index) {
  std::vector<IndexTerm> open(index.terms().begin(), index.terms().end());
  while (!open.empty()) {
    const Atom& atom = program.atoms[static_cast<std::size_t>(open.back().atom)];
    open.pop_back();
    if (atom.kind == AtomKind::value) return false;
    if (atom.kind == AtomKind::variable) continue;
    for (const IndexId argument : atom.args) {
      if (argument == kNone) continue;
      const auto& terms = program.indices[static_cast<std::size_t>(argument)].terms;
      open.insert(open.end(), terms.begin(), terms.end());
    }
  }
  return true;
}

/// Concatenations along several dimensions, one in the other, leave several `I` in a sum. Where the operands
/// are dense, the greater factor belongs to the earlier dimension; of transposed ones the listing tells.
std::optional<Quantity> resolve_nested(const Expr& name, std::vector<Linear> positions,
                                       const IdentityReading& reading) {
  const auto variable_of = [](const Linear& position) {
    std::int32_t least = std::numeric_limits<std::int32_t>::max();
    for (const IndexTerm& term : position.terms()) least = std::min(least, term.atom);
    return least;
  };
  std::vector<Identity> ordered = reading.identities;
  if (ordered.size() < 2 || positions.size() != ordered.size() || !in_sum(ordered)) return std::nullopt;
  std::ranges::stable_sort(positions, {}, variable_of);
  std::ranges::stable_sort(ordered, std::greater(), &Identity::factor);
  const auto same_factor = [](const Identity& a, const Identity& b) { return a.factor == b.factor; };
  if (std::ranges::adjacent_find(ordered, same_factor) != ordered.end()) return std::nullopt;
  if (reading.turned) std::ranges::reverse(ordered);
  const auto at = std::ranges::find(ordered, name.text.data(), &Identity::at);
  if (at == ordered.end()) return std::nullopt;
  return Quantity::of(positions[static_cast<std::size_t>(at - ordered.begin())]);
}

}  // namespace

/// What an `I` could stand for, by scope, the innermost first. An input of extent 1 seldom needs an index:
/// the line speaks of another dimension.
struct IdentityResolver::Positions {
  std::vector<Linear> likely;
  std::vector<std::int64_t> lasts;  // of `likely`: the greatest value
  std::vector<Linear> singles;
};

/// Every `I`: what it is multiplied by in a sum, or how far it must reach for what is done with it to depend
/// on it.
void IdentityResolver::collect(ExprId id, Identity at, std::vector<Identity>& found) const {
  constexpr std::size_t kMost = 8;
  constexpr std::int64_t kLargestFactor = std::int64_t{1} << 62;
  const Expr& here = text_.expr(id);
  if (here.kind == ExprKind::name && here.text == "I" && found.size() < kMost) {
    at.at = here.text.data();
    found.push_back(at);
  }
  const std::span<const ExprId> children = text_.dump.exprs.children_of(id);
  const auto integer = [&](ExprId child) -> std::int64_t {
    const Expr& number = text_.expr(child);
    if (number.kind == ExprKind::integer) return parse_integer(*text_.dump.source, number.text, false);
    const SymbolValues& symbols = *text_.context.symbols;
    const auto symbol = number.kind == ExprKind::name ? symbols.find(number.text) : symbols.end();
    return symbol == symbols.end() ? 0 : symbol->second;
  };
  const bool modular = here.kind == ExprKind::call && children.size() == 4 &&
                       text_.expr(children[0]).text == "ModularIndexing";
  if (modular || (here.kind == ExprKind::floordiv && children.size() == 2)) {
    const Identity inner{nullptr, at.factor, integer(children[modular ? 2 : 1]), false};
    return collect(children[modular ? 1 : 0], inner, found);
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
    collect(child, inner, found);
  }
}

/// Whether the kernel's listing loads from this address.
bool IdentityResolver::is_listed(const Linear& index) {
  const LoopProgram& program = out_.program;
  if (program.parallel != static_cast<std::int32_t>(program.ranges.size())) return false;
  if (!listing_loads_) listing_loads_.emplace(text_.listing(), program.ranges);
  if (listing_loads_->empty() || !is_of_variables(program, index)) return false;
  const IndexId id = out_.algebra.intern(index);
  std::vector<std::int64_t> addresses;
  addresses.reserve(listing_loads_->points().size());
  try {
    for (const Dims& point : listing_loads_->points())
      addresses.push_back(evaluate(program, id, point.data(), nullptr));
  } catch (const Error&) {  // out of 64 bits
    return false;
  }
  return listing_loads_->has(addresses);
}

Quantity IdentityResolver::read(ExprId line, bool is_address, const LowerLine& lower) {
  IdentityReading reading;
  collect(line, {}, reading.identities);
  Quantity likely = lower(reading);
  if (reading.identities.empty() || !likely.is_integer() || is_listed(likely.numerator)) return likely;
  const bool is_pair = in_sum(reading.identities) && reading.identities.size() == 2;
  const bool is_square = reading.square;
  if (is_pair) {
    reading.turned = true;
    Quantity turned = lower(reading);
    reading.turned = false;
    if (turned.is_integer() && is_listed(turned.numerator)) return turned;
  }
  const std::string text = to_text(text_.dump.exprs, line);
  if (is_address)
    if (auto found = listed(reading, lower)) {
      listed_choices_[text] = reading.choices;
      return std::move(*found);
    }
  // no load of its own: as the same line was read where the listing told
  if (const auto known = listed_choices_.find(text); !is_address && known != listed_choices_.end()) {
    reading.choices = known->second;
    if (Quantity same = lower(reading); same.is_integer()) return same;
  }
  if (is_pair && is_square)
    text_.fail_unsupported(
        text_.expr(line).text,
        "the text prints only 'I' for the two indices of a square input of concatenations, "
        "which may be transposed, and the kernel's listing does not tell (output_code.py)");
  return likely;
}

/// The address of a load, read with other positions for its `I` than the likely ones, as the listing has it.
std::optional<Quantity> IdentityResolver::listed(IdentityReading& reading, const LowerLine& lower) {
  constexpr std::size_t kMostReadings = 256;
  const std::size_t occurrences = reading.identities.size();
  reading.choices.assign(occurrences, 0);
  lower(reading);  // which tells how many positions there are
  const std::size_t positions = reading.positions;
  std::size_t readings = 1;
  for (std::size_t k = 0; k < occurrences && readings <= kMostReadings; ++k) readings *= positions;
  if (positions < 2 || readings > kMostReadings) return std::nullopt;
  for (std::size_t number = 0; number < readings; ++number) {
    std::size_t rest = number;
    for (std::size_t& choice : reading.choices) {
      choice = rest % positions;
      rest /= positions;
    }
    Quantity value = lower(reading);
    if (value.is_integer() && is_listed(value.numerator)) return value;
  }
  return std::nullopt;
}

IdentityResolver::Positions IdentityResolver::find_positions(const Scope& scope,
                                                             const IdentityReading& reading,
                                                             std::int64_t least,
                                                             const LineValue& value) const {
  Positions found;
  for (const Scope* at = &scope; at && at->outer; at = at->outer) {
    std::vector<Guard> guards;
    collect_guards(text_, *at->outer, at->guard, guards);
    const auto is_constant = [](const Guard& guard) { return guard.line == kNone; };
    if (!std::ranges::all_of(guards, is_constant)) std::erase_if(guards, is_constant);
    const auto from_below = [](const Guard& guard) { return guard.from_below; };
    const auto starts = std::ranges::count_if(guards, from_below);
    if (starts > 1 || (starts == 0 && guards.size() != 1)) continue;
    const Guard guard = starts == 1 ? *std::ranges::find_if(guards, from_below) : guards[0];
    Linear position = guard.line == kNone ? Linear(guard.position) : value(guard.line, *at->outer);
    const Linear start =
        guard.bound_line == kNone ? Linear(guard.bound) : value(guard.bound_line, *at->outer);
    if (guard.from_below) position.add(start, -1);
    const auto end = std::ranges::find_if(guards, [](const Guard& other) { return !other.from_below; });
    const bool ends = end != guards.end() && end->bound_line == kNone && guard.bound_line == kNone;
    const std::int64_t last =
        ends ? end->bound - 1 - (guard.from_below ? guard.bound : 0) : out_.algebra.bounds(position).hi;
    if (last <= 0) {
      found.singles.push_back(std::move(position));
    } else {
      found.likely.push_back(std::move(position));
      found.lasts.push_back(last);
    }
    const bool is_likely = !found.lasts.empty() && found.lasts.back() >= least;
    if (is_likely && reading.identities.size() < 2 && reading.choices.empty()) break;
  }
  return found;
}

Quantity IdentityResolver::resolve(const Expr& name, const Scope& scope, IdentityReading& reading,
                                   const LineValue& value) {
  if (--left_ < 0) text_.fail(name.text, "the blocks around this index are nested too deeply");
  const auto occurrence = std::ranges::find(reading.identities, name.text.data(), &Identity::at);
  const std::int64_t least = occurrence == reading.identities.end() ? 0 : occurrence->least;
  Positions candidates = find_positions(scope, reading, least, value);
  std::vector<Linear>& positions = candidates.likely;
  const std::vector<std::int64_t>& lasts = candidates.lasts;
  const bool lacks = positions.empty() || positions.size() < reading.identities.size();
  if (lacks || !reading.choices.empty()) std::ranges::move(candidates.singles, std::back_inserter(positions));
  reading.positions = positions.size();
  reading.square = lasts.size() == 2 && lasts[0] == lasts[1];
  if (positions.empty())
    text_.fail(name.text,
               "the text prints only 'I' for the index of a concatenated input, and no mask around it says "
               "where that input starts");
  if (!reading.choices.empty()) {
    const auto number = static_cast<std::size_t>(occurrence - reading.identities.begin());
    const std::size_t choice = number < reading.choices.size() ? reading.choices[number] : 0;
    return Quantity::of(std::move(positions[std::min(choice, positions.size() - 1)]));
  }
  if (auto nested = resolve_nested(name, positions, reading)) return std::move(*nested);
  // each `I` of a line is the index of another dimension: those in the sum take the innermost positions
  std::vector<bool> taken(lasts.size(), false);
  const auto choose = [&](std::int64_t reach) {
    for (const bool again : {false, true})
      for (std::size_t k = 0; k < lasts.size(); ++k)
        if (lasts[k] >= reach && (again || !taken[k])) return k;
    return std::size_t{0};
  };
  for (const bool sum : {true, false})
    for (const Identity& identity : reading.identities) {
      if (identity.in_sum != sum) continue;
      const std::size_t chosen = choose(identity.least);
      if (identity.at == name.text.data()) return Quantity::of(std::move(positions[chosen]));
      if (chosen < taken.size()) taken[chosen] = true;
    }
  return Quantity::of(std::move(positions[choose(least)]));
}

}  // namespace ireplay
