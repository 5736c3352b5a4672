#include "replay/plan/index_algebra.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <utility>

#include "parser/hash.hpp"

namespace ireplay {
namespace {

using Wide = __int128;
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr Bounds kTruth{0, 1}, kUnknown{kMin, kMax};

[[noreturn]] void fail_overflow() { throw IndexFault("the index arithmetic does not fit 64 bits"); }

std::int64_t magnitude(std::int64_t a) {
  if (a == kMin) fail_overflow();
  return a < 0 ? -a : a;
}

std::uint64_t hash_of(const Linear& a) {
  std::uint64_t hash = mix(1, static_cast<std::uint64_t>(a.offset));
  for (const IndexTerm& term : a.terms()) {
    hash = mix(hash, static_cast<std::uint64_t>(term.atom));
    hash = mix(hash, static_cast<std::uint64_t>(term.coefficient));
  }
  return hash;
}

std::uint64_t hash_of(const Atom& atom) {
  std::uint64_t hash = mix(2, static_cast<std::uint64_t>(atom.kind));
  hash = mix(hash, static_cast<std::uint64_t>(atom.which));
  for (IndexId arg : atom.args) hash = mix(hash, static_cast<std::uint64_t>(arg));
  return hash;
}

bool is_unknown(Bounds bounds) { return bounds.lo == kMin || bounds.hi == kMax; }

/// The terms that `keep` takes, without the offset.
template <class Keep>
Linear terms_where(const Linear& a, Keep keep) {
  Linear part;
  for (const IndexTerm& term : a.terms())
    if (keep(term)) part.add_term(term.atom, term.coefficient);
  return part;
}

std::int64_t common_divisor(const Linear& a, std::int64_t start) {
  std::int64_t divisor = start;
  for (const IndexTerm& term : a.terms()) divisor = std::gcd(divisor, magnitude(term.coefficient));
  return divisor;
}

}  // namespace

IndexAlgebra::IndexAlgebra(LoopProgram& program, std::pmr::memory_resource* memory)
    : program_(program), atom_bounds_(memory), atoms_(memory), indices_(memory) {
  program.atoms.reserve(program.ranges.size());
  atom_bounds_.reserve(program.ranges.size());
  for (std::size_t k = 0; k < program.ranges.size(); ++k) {
    program.atoms.push_back({AtomKind::variable, static_cast<std::int32_t>(k), {kNone, kNone, kNone}});
    atom_bounds_.push_back({0, std::max<std::int64_t>(program.ranges[k] - 1, 0)});
  }
}

Linear IndexAlgebra::variable(std::int32_t which) const {
  return program_.ranges[which] == 1 ? Linear(0) : Linear::of_atom(which);
}

Linear IndexAlgebra::value(ValueId which, Bounds bounds) {
  return intern({AtomKind::value, which, {kNone, kNone, kNone}}, bounds);
}

Linear IndexAlgebra::intern(const Atom& wanted, Bounds bounds) {
  const std::uint64_t hash = hash_of(wanted);
  const auto same = [&](std::int32_t k) {
    const Atom& other = program_.atoms[k];
    return other.kind == wanted.kind && other.which == wanted.which && other.args == wanted.args;
  };
  std::int32_t found = atoms_.find(hash, same);
  if (found == kNone) {
    found = static_cast<std::int32_t>(program_.atoms.size());
    program_.atoms.push_back(wanted);
    atom_bounds_.push_back(bounds);
    atoms_.insert(hash, found);
  }
  return Linear::of_atom(found);
}

IndexId IndexAlgebra::intern(const Linear& a) {
  const std::uint64_t hash = hash_of(a);
  const auto same = [&](std::int32_t k) {
    const IndexExpr& other = program_.indices[k];
    return other.offset == a.offset && std::ranges::equal(other.terms, a.terms());
  };
  IndexId found = indices_.find(hash, same);
  if (found != kNone) return found;
  found = static_cast<IndexId>(program_.indices.size());
  program_.indices.push_back({a.offset, {a.terms().begin(), a.terms().end()}});
  indices_.insert(hash, found);
  return found;
}

Linear IndexAlgebra::expand(IndexId index) const {
  const IndexExpr& expr = program_.indices[index];
  Linear result(expr.offset);
  for (const IndexTerm& term : expr.terms) result.add_term(term.atom, term.coefficient);
  return result;
}

Linear IndexAlgebra::atom(AtomKind kind, IndexId a, IndexId b, IndexId c, Bounds bounds) {
  return intern({kind, 0, {a, b, c}}, bounds);
}

Linear IndexAlgebra::atom(AtomKind kind, const Linear& a, const Linear& b, Bounds bounds) {
  const IndexId first = intern(a);
  return atom(kind, first, intern(b), kNone, bounds);
}

Bounds IndexAlgebra::bounds(const Linear& a) const {
  const std::span<const IndexTerm> terms = a.terms();
  if (a.offset == 0 && terms.size() == 1 && terms[0].coefficient == 1)
    return atom_bounds_[static_cast<std::size_t>(terms[0].atom)];
  constexpr Wide kFar = Wide{1} << 100;  // sums beyond it would not fit 128 bits
  Wide lo = a.offset, hi = a.offset;
  for (const IndexTerm& term : terms) {
    const Bounds& of = atom_bounds_[static_cast<std::size_t>(term.atom)];
    if (is_unknown(of)) return kUnknown;
    lo += Wide{term.coefficient} * (term.coefficient > 0 ? of.lo : of.hi);
    hi += Wide{term.coefficient} * (term.coefficient > 0 ? of.hi : of.lo);
    if (lo < -kFar || hi > kFar) return kUnknown;
  }
  // an engine may wrap around where a sum leaves 64 bits: then neither side holds
  return lo <= kMin || hi >= kMax ? kUnknown
                                  : Bounds{static_cast<std::int64_t>(lo), static_cast<std::int64_t>(hi)};
}

bool IndexAlgebra::is_affine(const Linear& a) const {
  const auto is_variable = [&](const IndexTerm& term) {
    return program_.atoms[static_cast<std::size_t>(term.atom)].kind == AtomKind::variable;
  };
  return std::ranges::all_of(a.terms(), is_variable);
}

Linear IndexAlgebra::multiply(const Linear& a, const Linear& b) {
  if (a.is_constant() || b.is_constant()) {
    Linear product = a.is_constant() ? b : a;
    product.scale(a.is_constant() ? a.offset : b.offset);
    return product;
  }
  const Bounds x = bounds(a), y = bounds(b);
  Bounds range = kUnknown;
  if (!is_unknown(x) && !is_unknown(y)) {
    const auto corners = {Wide{x.lo} * y.lo, Wide{x.lo} * y.hi, Wide{x.hi} * y.lo, Wide{x.hi} * y.hi};
    const Wide least = std::min(corners), most = std::max(corners);
    if (least > kMin && most < kMax)
      range = {static_cast<std::int64_t>(least), static_cast<std::int64_t>(most)};
  }
  const IndexId first = intern(a), second = intern(b);
  return atom(AtomKind::multiply, std::min(first, second), std::max(first, second), kNone, range);
}

bool IndexAlgebra::constant_argument(const Atom& of, std::int64_t& constant) const {
  const IndexExpr& argument = program_.indices[of.args[1]];
  constant = argument.offset;
  return argument.terms.empty();
}

const Atom* IndexAlgebra::sole_atom(const Linear& a, AtomKind kind, std::int64_t& constant) const {
  if (a.terms().size() != 1 || a.terms()[0].coefficient != 1) return nullptr;
  const Atom& found = program_.atoms[static_cast<std::size_t>(a.terms()[0].atom)];
  if (found.kind != kind || !constant_argument(found, constant) || constant <= 0) return nullptr;
  return &found;
}

Bounds IndexAlgebra::bounds_of_low_part(const Linear& a, std::int64_t unit) const {
  Linear low = terms_where(a, [&](const IndexTerm& term) { return term.coefficient % unit != 0; });
  low.offset = floor_modulo(a.offset, unit);
  return bounds(low);
}

/// The largest divisor `unit` > 1 of `divisor` such that the terms that are no multiples of it add up to less
/// than it: they never carry into the rest. 0 if there is none.
std::int64_t IndexAlgebra::negligible_below(const Linear& a, std::int64_t divisor) const {
  constexpr std::size_t kMostTerms = 64;  // beyond, the search would cost the square of the length
  if (a.terms().size() > kMostTerms) return 0;
  std::int64_t best = 0;
  for (const IndexTerm& term : a.terms()) {
    const std::int64_t unit = std::gcd(magnitude(term.coefficient), divisor);
    if (unit <= std::max<std::int64_t>(best, 1)) continue;
    if (common_divisor(a, unit) == unit) continue;
    const Bounds low = bounds_of_low_part(a, unit);
    if (low.lo >= 0 && low.hi < unit) best = unit;
  }
  return best;
}

Linear IndexAlgebra::floordiv(const Linear& a, const Linear& b) {
  if (b.is_constant()) {
    if (b.offset == 0) throw IndexFault("a division by zero");
    if (b.offset > 0) return floordiv_constant(a, b.offset);
    Linear negated = a;
    negated.scale(-1);
    return floordiv_constant(negated, magnitude(b.offset));
  }
  if (a.is_constant() && a.offset == 0) return a;
  if (a == b) return Linear(1);
  Linear room = b;
  room.add(a, -1);
  const Bounds x = bounds(a), y = bounds(b);
  if (x.lo >= 0 && bounds(room).lo >= 1) return Linear(0);
  Bounds range = kUnknown;
  if (x.lo >= 0 && y.lo >= 1) range = {0, x.hi};
  return atom(AtomKind::floordiv, a, b, range);
}

Linear IndexAlgebra::floordiv_constant(const Linear& a, std::int64_t divisor) {
  if (divisor == 1) return a;
  Linear quotient(floor_divide(a.offset, divisor)), rest(floor_modulo(a.offset, divisor));
  for (const IndexTerm& term : a.terms()) {
    if (term.coefficient % divisor == 0)
      quotient.add_term(term.atom, term.coefficient / divisor);
    else
      rest.add_term(term.atom, term.coefficient);
  }
  if (rest.is_constant()) return quotient;
  const Bounds range = bounds(rest);
  const std::int64_t least = floor_divide(range.lo, divisor), most = floor_divide(range.hi, divisor);
  if (least == most) {
    quotient.offset = add_exactly(quotient.offset, least);
    return quotient;
  }
  if (const std::int64_t unit = negligible_below(rest, divisor); unit != 0) {
    Linear high = terms_where(rest, [&](const IndexTerm& term) { return term.coefficient % unit == 0; });
    high.offset = rest.offset - floor_modulo(rest.offset, unit);
    quotient.add(floordiv_constant(high, divisor));
    return quotient;
  }
  if (const std::int64_t unit = common_divisor(rest, divisor); unit > 1) {
    Linear reduced(floor_divide(rest.offset, unit));
    for (const IndexTerm& term : std::as_const(rest).terms())
      reduced.add_term(term.atom, term.coefficient / unit);
    quotient.add(floordiv_constant(reduced, divisor / unit));
    return quotient;
  }
  std::int64_t inner = 0;
  if (const Atom* nested = sole_atom(rest, AtomKind::floordiv, inner)) {
    std::int64_t both = 0;
    if (!__builtin_mul_overflow(inner, divisor, &both)) {  // (x//a + c)//b = (x + c*a)//(a*b)
      Linear joined = expand(nested->args[0]);
      joined.offset = add_exactly(joined.offset, multiply_exactly(rest.offset, inner));
      quotient.add(floordiv_constant(joined, both));
      return quotient;
    }
  }
  if (const Atom* nested = sole_atom(rest, AtomKind::mod, inner);
      nested && rest.offset == 0 && inner % divisor == 0) {  // (x mod a)//b = (x//b) mod (a/b)
    quotient.add(mod_constant(floordiv_constant(expand(nested->args[0]), divisor), inner / divisor));
    return quotient;
  }
  quotient.add(atom(AtomKind::floordiv, rest, Linear(divisor), {least, most}));
  return quotient;
}

Linear IndexAlgebra::mod(const Linear& a, const Linear& b) {
  if (b.is_constant()) {
    if (b.offset == 0) throw IndexFault("a division by zero");
    if (b.offset > 0) return mod_constant(a, b.offset);
    Linear result = a;  // a mod -b = -((-a) mod b)
    result.scale(-1);
    result = mod_constant(result, magnitude(b.offset));
    result.scale(-1);
    return result;
  }
  if (a.is_constant() && a.offset == 0) return a;
  Linear room = b;
  room.add(a, -1);
  const Bounds x = bounds(a), y = bounds(b);
  if (x.lo >= 0 && bounds(room).lo >= 1) return a;
  Bounds range = kUnknown;
  if (y.lo >= 1) range = {0, y.hi == kMax ? kMax : y.hi - 1};
  return atom(AtomKind::mod, a, b, range);
}

Linear IndexAlgebra::mod_constant(const Linear& a, std::int64_t divisor) {
  if (divisor == 1) return Linear(0);
  Linear rest(floor_modulo(a.offset, divisor));
  for (const IndexTerm& term : a.terms()) {
    const std::int64_t coefficient = term.coefficient % divisor;
    if (coefficient == 0) continue;
    std::int64_t inner = 0;
    const Linear alone = Linear::of_atom(term.atom);
    const Atom* nested = sole_atom(alone, AtomKind::mod, inner);
    if (nested &&
        Wide{coefficient} * inner % divisor == 0) {  // c*(x mod a) and c*x differ by multiples of c*a
      const Linear opened = expand(nested->args[0]);
      rest.offset = static_cast<std::int64_t>((Wide{coefficient} * opened.offset + rest.offset) % divisor);
      for (const IndexTerm& part : opened.terms())
        rest.add_term(part.atom, static_cast<std::int64_t>(Wide{coefficient} * part.coefficient % divisor));
    } else {
      rest.add_term(term.atom, coefficient);
    }
  }
  rest.offset = floor_modulo(rest.offset, divisor);
  const Bounds range = bounds(rest);
  if (!is_unknown(range) && floor_divide(range.lo, divisor) == floor_divide(range.hi, divisor)) {
    rest.offset = add_exactly(rest.offset, -multiply_exactly(floor_divide(range.lo, divisor), divisor));
    return rest;
  }
  if (const std::int64_t unit = negligible_below(rest, divisor); unit != 0) {
    Linear high = terms_where(rest, [&](const IndexTerm& term) { return term.coefficient % unit == 0; });
    Linear low = terms_where(rest, [&](const IndexTerm& term) { return term.coefficient % unit != 0; });
    low.offset = floor_modulo(rest.offset, unit);
    high.offset = rest.offset - low.offset;
    low.add(mod_constant(high, divisor));
    return low;
  }
  if (const std::int64_t unit = common_divisor(rest, divisor); unit > 1) {
    Linear reduced(floor_divide(rest.offset, unit));
    for (const IndexTerm& term : std::as_const(rest).terms())
      reduced.add_term(term.atom, term.coefficient / unit);
    Linear result(floor_modulo(rest.offset, unit));
    result.add(mod_constant(reduced, divisor / unit), unit);
    return result;
  }
  return atom(AtomKind::mod, rest, Linear(divisor), {0, divisor - 1});
}

Linear IndexAlgebra::extremum(AtomKind kind, const Linear& a, const Linear& b) {
  const bool least = kind == AtomKind::minimum;
  Linear difference = a;
  difference.add(b, -1);
  const Bounds apart = bounds(difference);
  if (apart.hi <= 0) return least ? a : b;
  if (apart.lo >= 0) return least ? b : a;
  const Bounds x = bounds(a), y = bounds(b);
  const Bounds range = least ? Bounds{std::min(x.lo, y.lo), std::min(x.hi, y.hi)}
                             : Bounds{std::max(x.lo, y.lo), std::max(x.hi, y.hi)};
  const IndexId first = intern(a), second = intern(b);
  return atom(kind, std::min(first, second), std::max(first, second), kNone, range);
}

Linear IndexAlgebra::select(const Linear& condition, const Linear& yes, const Linear& no) {
  const Bounds truth = bounds(condition);
  if (truth.lo > 0 || truth.hi < 0) return yes;
  if (truth.lo == 0 && truth.hi == 0) return no;
  if (yes == no) return yes;
  const Bounds x = bounds(yes), y = bounds(no);
  const IndexId first = intern(condition), second = intern(yes);
  return atom(AtomKind::select, first, second, intern(no), {std::min(x.lo, y.lo), std::max(x.hi, y.hi)});
}

Linear IndexAlgebra::compare(AtomKind kind, const Linear& a, const Linear& b) {
  Linear difference = a;
  difference.add(b, -1);
  const Bounds apart = bounds(difference);
  const bool never_equal = apart.lo > 0 || apart.hi < 0, always_equal = apart.lo == 0 && apart.hi == 0;
  if (kind == AtomKind::lt && (apart.hi < 0 || apart.lo >= 0)) return Linear(apart.hi < 0);
  if (kind == AtomKind::le && (apart.hi <= 0 || apart.lo > 0)) return Linear(apart.hi <= 0);
  if (kind == AtomKind::eq && (never_equal || always_equal)) return Linear(always_equal);
  if (kind == AtomKind::ne && (never_equal || always_equal)) return Linear(never_equal);
  return atom(kind, a, b, kTruth);
}

Linear IndexAlgebra::logical(AtomKind kind, const Linear& a, const Linear& b) {
  const bool conjunction = kind == AtomKind::logical_and;
  for (const auto& [one, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    if (!one->is_constant()) continue;
    if ((one->offset != 0) != conjunction) return Linear(!conjunction);
    return compare(AtomKind::ne, *other, Linear(0));
  }
  return atom(kind, a, b, kTruth);
}

Linear IndexAlgebra::logical_not(const Linear& a) {
  if (a.is_constant()) return Linear(a.offset == 0);
  return compare(AtomKind::eq, a, Linear(0));
}

Linear IndexAlgebra::bits(AtomKind kind, const Linear& a, const Linear& b) {
  if (a.is_constant() && b.is_constant()) {
    if (kind == AtomKind::bit_and) return Linear(a.offset & b.offset);
    return Linear(kind == AtomKind::bit_or ? a.offset | b.offset : a.offset ^ b.offset);
  }
  const Bounds x = bounds(a), y = bounds(b);
  Bounds range = kUnknown;
  if (x.lo >= 0 && y.lo >= 0) {
    std::uint64_t all =
        static_cast<std::uint64_t>(std::max(x.hi, y.hi));  // filled with ones below its top bit
    for (int shift = 1; shift < 64; shift *= 2) all |= all >> shift;
    range = {0, kind == AtomKind::bit_and ? std::min(x.hi, y.hi) : static_cast<std::int64_t>(all)};
  }
  return atom(kind, a, b, range);
}

}  // namespace ireplay
