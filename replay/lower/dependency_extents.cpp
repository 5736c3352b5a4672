#include <algorithm>
#include <array>

#include "replay/lower/graph_buffers.hpp"
#include "replay/plan/checked.hpp"

/// Interval arithmetic over the index expressions of dependencies: how far into its buffers a graph reaches.
namespace ireplay {
namespace {

/// Interval of an index expression of a dependency; none for what is not bounded by its variables.
struct Interval {
  std::int64_t low = 0, high = 0;
};

std::optional<Interval> interval(Checked low, Checked high) {
  return low && high ? std::optional(Interval{*low, *high}) : std::nullopt;
}

class DependencyInterval {
 public:
  DependencyInterval(const Dump& dump, const Dep& dep, const SymbolValues& symbols)
      : dump_(dump), dep_(dep), symbols_(symbols) {}

  std::optional<Interval> of(ExprId id) const {
    const Expr& node = dump_.exprs[id];
    const auto args = dump_.exprs.children_of(id);
    switch (node.kind) {
      case ExprKind::name:
        if (const auto variable = variable_interval(node.text)) return variable;
        break;
      case ExprKind::add:
        return combine(args, [](Interval a, Interval b) {
          return interval(checked_add(a.low, b.low), checked_add(a.high, b.high));
        });
      case ExprKind::sub:
        return combine(args, [](Interval a, Interval b) {
          return interval(checked_subtract(a.low, b.high), checked_subtract(a.high, b.low));
        });
      case ExprKind::mul:
        return combine(args, product);
      case ExprKind::neg:
        if (const auto inner = of(args[0]))
          return interval(checked_subtract(0, inner->high), checked_subtract(0, inner->low));
        return std::nullopt;
      case ExprKind::floordiv:
        return divided(args[0], args[1]);
      case ExprKind::call:
        if (dump_.exprs[args[0]].text == "ModularIndexing" && args.size() == 4) return modular(args[3]);
        return std::nullopt;
      default:
        break;
    }
    try {
      const std::int64_t value = evaluate_size(*dump_.source, dump_.exprs, id, symbols_);
      return Interval{value, value};
    } catch (const Error&) {
      return std::nullopt;
    }
  }

 private:
  std::optional<Interval> variable_interval(std::string_view name) const {
    for (const Variable& variable : slice(dump_.variables, dep_.variables))
      if (variable.name == name)
        return interval(
            0, checked_subtract(evaluate_size(*dump_.source, dump_.exprs, variable.extent, symbols_), 1));
    return positional(name);
  }

  /// 2.0 prints the sizes alone: they are those of c0, c1, ...
  std::optional<Interval> positional(std::string_view name) const {
    const auto variables = slice(dump_.variables, dep_.variables);
    if (name.size() < 2 || (name[0] != 'c' && name[0] != 'd') || variables.empty() ||
        !variables[0].name.empty())
      return std::nullopt;
    std::size_t number = 0;
    for (char digit : name.substr(1)) {
      if (digit < '0' || digit > '9' || number > 1000) return std::nullopt;
      number = number * 10 + static_cast<std::size_t>(digit - '0');
    }
    if (number >= variables.size()) return std::nullopt;
    return interval(0, checked_subtract(
                           evaluate_size(*dump_.source, dump_.exprs, variables[number].extent, symbols_), 1));
  }

  template <class Combine>
  std::optional<Interval> combine(std::span<const ExprId> args, Combine how) const {
    const auto a = of(args[0]), b = of(args[1]);
    if (!a || !b) return std::nullopt;
    return how(*a, *b);
  }

  static std::optional<Interval> product(Interval a, Interval b) {
    const std::array corners{checked_multiply(a.low, b.low), checked_multiply(a.low, b.high),
                             checked_multiply(a.high, b.low), checked_multiply(a.high, b.high)};
    const auto [low, high] = std::minmax_element(corners.begin(), corners.end());  // none is the least
    return interval(*low, *high);
  }

  std::optional<Interval> divided(ExprId value, ExprId by) const {
    const auto a = of(value), b = of(by);
    if (!a || !b || b->low <= 0 || a->low < 0) return std::nullopt;
    return Interval{a->low / b->high, a->high / b->low};
  }

  std::optional<Interval> modular(ExprId modulus) const {
    const auto m = of(modulus);
    if (!m) return std::nullopt;
    return interval(0, checked_subtract(m->high, 1));
  }

  const Dump& dump_;
  const Dep& dep_;
  const SymbolValues& symbols_;
};

}  // namespace

std::unordered_map<std::string_view, std::int64_t> extents_from_dependencies(const Dump& dump,
                                                                             const SymbolValues& symbols) {
  std::unordered_map<std::string_view, std::int64_t> extents;
  for (const Dep& dep : dump.deps) {
    if (dep.kind != DepKind::memory || dep.index == kNoExpr) continue;
    std::optional<Interval> interval;
    try {
      interval = DependencyInterval(dump, dep, symbols).of(dep.index);
    } catch (const PendingSymbol&) {
    }
    if (!interval) continue;
    std::int64_t& extent = extents[dep.name];
    extent = std::max(extent, checked_add(interval->high, 1).value_or(interval->high));
  }
  return extents;
}

}  // namespace ireplay
