#include "replay/cuda/original/grid.hpp"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "parser/parse.hpp"
#include "replay/lower/listing/triton_types.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kMostInY = 65535;

std::int64_t divide_up(std::int64_t n, std::int64_t by) {
  return by <= 1 ? n : n / by + (n % by > 0 ? 1 : 0);
}

std::int64_t fits(Checked blocks) {
  if (!blocks) throw Error(Error::Kind::dump, "the grid's size does not fit 64 bits");
  return *blocks;
}
std::int64_t product(std::initializer_list<std::int64_t> factors) {
  Checked whole = 1;
  for (const std::int64_t factor : factors) whole = checked_multiply(whole, factor);
  return fits(whole);
}

std::int64_t block(const KernelConfig& config, std::string_view name) {
  const auto found = config.find(name);
  return found == config.end() ? 1 : found->second;
}

/// More blocks in y than a launch may have go on in z.
Grid with_overflow(std::int64_t x, std::int64_t y) {
  const std::int64_t z = divide_up(y, kMostInY);
  return {x, z == 0 ? 0 : divide_up(y, z), z};
}

/// The rules of 2.7 and later, over the facts of `inductor_meta`.
class Rule {
 public:
  Rule(const KernelRules& rules, const SymbolValues& arguments, const KernelConfig& config)
      : rules_(rules), exprs_(rules.listing.exprs), arguments_(arguments), config_(config) {}

  Grid grid() {
    const std::string_view type = rules_.grid_type;
    const auto blocks = [&](const char* numel, const char* size) {
      return divide_up(argument(numel), block(config_, size));
    };
    if (type == "Grid1D") return {blocks("xnumel", "XBLOCK"), 1, 1};
    if (type == "Grid2D") return {blocks("xnumel", "XBLOCK"), blocks("ynumel", "YBLOCK"), 1};
    if (type == "Grid3D")
      return {blocks("xnumel", "XBLOCK"), blocks("ynumel", "YBLOCK"), blocks("znumel", "ZBLOCK")};
    if (type == "BatchMatmulGrid3D")
      return {blocks("znumel", "ZBLOCK"), blocks("ynumel", "YBLOCK"), blocks("xnumel", "XBLOCK")};
    if (type == "Grid2DWithYZOverflow")
      return with_overflow(blocks("xnumel", "XBLOCK"), blocks("ynumel", "YBLOCK"));
    if (type == "CooperativeReductionGrid") return {needed("RSPLIT"), blocks("xnumel", "XBLOCK"), 1};
    if (type == "MixOrderReductionGrid") return {divide_up(argument("xnumel"), needed("RSPLIT_SIZE")), 1, 1};
    if (type == "SplitScanGrid") return {blocks("r0_numel", "R0_BLOCK"), argument("xnumel"), 1};
    if (type == "FixedGrid") return three(fact(rules_.inductor_meta, "fixed_grid"));
    if (type == "PrecomputedGrid") return precomputed();
    if (type.ends_with("ComboKernelGrid")) return combo();
    throw Error(Error::Kind::unsupported, "the grid's rule " + in_quotes(type) + " is not known");
  }

 private:
  std::int64_t argument(const std::string& name) const {
    const auto found = arguments_.find(name);
    if (found == arguments_.end())
      throw Error(Error::Kind::dump,
                  "the grid is made of '" + name + "', which is no integer argument of the call");
    return found->second;
  }

  std::int64_t needed(const char* name) const {
    if (const auto found = config_.find(name); found != config_.end() && found->second > 0)
      return found->second;
    throw Error(Error::Kind::dump,
                std::string("the grid needs '") + name + "', which the configuration lacks");
  }

  ExprId fact(ExprId dict, const std::string& name) const {
    const ExprId found = entry_of(exprs_, dict, name);
    if (found == kNoExpr)
      throw Error(Error::Kind::dump, "the grid needs '" + name + "', which the listing lacks");
    return found;
  }

  /// A number, a name of an argument, or a text that is an expression of such.
  std::int64_t value(ExprId id) const {
    const Expr& expr = exprs_[id];
    if (expr.kind != ExprKind::string) return evaluate_size(*rules_.listing.source, exprs_, id, arguments_);
    const Source source(std::string(rules_.function) + ": grid", std::string(expr.text));
    ExprPool pool;
    return evaluate_size(source, pool, parse_expression(source, pool), arguments_);
  }

  Grid three(ExprId list) const {
    const auto children = exprs_.children_of(list);
    if (children.size() != 3) throw Error(Error::Kind::dump, "a grid has three numbers");
    return {value(children[0]), value(children[1]), value(children[2])};
  }

  /// One grid for each configuration of a user's kernel.
  Grid precomputed() const {
    for (const ExprId candidate : exprs_.children_of(fact(rules_.inductor_meta, "precomputed_grids")))
      if (is_ours(fact(candidate, "config"))) return three(fact(candidate, "python"));
    throw Error(Error::Kind::unsupported, "the listing has no grid for the configuration that was compiled");
  }

  /// Whether nothing that is known of the configuration says otherwise.
  bool is_ours(ExprId dict) const {
    const auto children = exprs_.children_of(dict);
    for (std::size_t k = 0; k + 1 < children.size(); k += 2) {
      const auto known = config_.find(exprs_[children[k]].text);
      const ExprKind kind = exprs_[children[k + 1]].kind;
      if (known != config_.end() && (kind == ExprKind::integer || kind == ExprKind::boolean) &&
          value(children[k + 1]) != known->second)
        return false;
    }
    return true;
  }

  /// Several kernels in one: a part's size is in the listing, or an argument where it is None there.
  std::int64_t size_of_part(ExprId meta, const std::string& name) const {
    const ExprId size = fact(meta, name);
    return exprs_[size].kind == ExprKind::none ? argument(name) : value(size);
  }

  Grid combo() {
    const ExprId meta = fact(rules_.inductor_meta, "combo_grid_meta");
    KernelConfig config = config_;
    if (const ExprId defaults = entry_of(exprs_, meta, "default_config");
        defaults != kNoExpr && exprs_[defaults].kind == ExprKind::dict) {
      const auto entries = exprs_.children_of(defaults);
      for (std::size_t k = 0; k + 1 < entries.size(); k += 2)
        config.emplace(exprs_[entries[k]].text, value(entries[k + 1]));
    }
    const bool flat = rules_.grid_type == "SequentialFlattenComboKernelGrid";
    const bool in_turns = rules_.grid_type == "RoundRobinComboKernelGrid";
    if (!flat && !in_turns && rules_.grid_type != "SequentialComboKernelGrid")
      throw Error(Error::Kind::unsupported,
                  "the grid's rule " + in_quotes(rules_.grid_type) + " is not known");
    const std::int64_t parts = value(fact(meta, "num_kernels"));
    std::int64_t sum = 0, most = 0, most_y = 0;
    bool has_y = false;
    for (std::int64_t k = 0; k < parts; ++k) {
      const std::string number = "_" + std::to_string(k), of_part = flat ? number : "";
      const bool is_fixed = exprs_[fact(meta, "no_x_dim" + number)].text == "True";
      std::int64_t blocks =
          divide_up(size_of_part(meta, "xnumel" + number), is_fixed ? 1 : block(config, "XBLOCK" + of_part));
      if (entry_of(exprs_, meta, "ynumel" + number) != kNoExpr) {
        const std::int64_t y = size_of_part(meta, "ynumel" + number);
        has_y = true;
        most_y = std::max(most_y, y);
        if (flat) blocks = product({blocks, divide_up(y, block(config, "YBLOCK" + number))});
      }
      sum = fits(checked_add(sum, blocks));
      most = std::max(most, blocks);
    }
    const ExprId least = entry_of(exprs_, meta, "min_blocks");
    const std::int64_t x =
        std::max(in_turns ? product({most, parts}) : sum,
                 least == kNoExpr || exprs_[least].kind == ExprKind::none ? 0 : value(least));
    return flat || !has_y ? Grid{x, 1, 1} : with_overflow(x, divide_up(most_y, block(config, "YBLOCK")));
  }

  const KernelRules& rules_;
  const ExprPool& exprs_;
  const SymbolValues& arguments_;
  const KernelConfig& config_;
};

/// The grid in a call of 2.0 to 2.6.
class CallGrid {
 public:
  CallGrid(const WrapperFacts& facts, const KernelRules& rules, const KernelConfig& config)
      : facts_(facts), exprs_(facts.wrapper->exprs), rules_(rules), config_(config) {}

  Grid grid(ExprId id) {
    const Expr& expr = exprs_[id];
    if (expr.kind == ExprKind::tuple || expr.kind == ExprKind::list) return three(id);
    if (expr.kind == ExprKind::name) return by_function(expr);
    if (expr.kind != ExprKind::call) fail(expr, "expected a grid such as grid(8, 64) or (7, 1, 1)");
    return by_call(id);
  }

 private:
  [[noreturn]] void fail(const Expr& at, const std::string& what) const {
    throw Error(Error::Kind::unsupported, *facts_.wrapper->source, at.text.data(), what);
  }

  std::int64_t number(ExprId id) const {
    return evaluate_size(*facts_.wrapper->source, exprs_, id, facts_.symbols);
  }

  Grid three(ExprId id) const {
    const auto children = exprs_.children_of(id);
    if (children.empty() || children.size() > 3) fail(exprs_[id], "a grid has one to three numbers");
    Grid grid = {1, 1, 1};
    for (std::size_t k = 0; k < children.size(); ++k) grid.at(k) = number(children[k]);
    return grid;
  }

  Grid by_call(ExprId id) {
    const auto all = exprs_.children_of(id);
    std::string_view name = exprs_[all[0]].text;
    name.remove_prefix(name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1);
    if (name == "grid_combo_kernels") return combo(id);
    std::vector<std::int64_t> n;
    KernelConfig meta = config_;
    for (const ExprId argument : all.subspan(1))
      if (exprs_[argument].kind == ExprKind::name && exprs_[argument].text.starts_with("meta"))
        read_meta(argument, meta);
      else
        n.push_back(number(argument));
    if (name == "grid" && !n.empty() && n.size() <= 3) return plain(n);
    if (name == "split_scan_grid" && n.size() == 2)
      return {divide_up(n[1], block(config_, "RBLOCK")), n[0], 1};
    if (name == "cooperative_reduction_grid" && n.size() == 1)
      return {block(config_, "RSPLIT"), divide_up(n[0], block(config_, "XBLOCK")), 1};
    return by_template(id, name, n, meta);
  }

  /// Templates' functions, with their block sizes in a dictionary of the module's.
  Grid by_template(ExprId id, std::string_view name, const std::vector<std::int64_t>& n,
                   const KernelConfig& meta) const {
    const auto of = [&](const char* key) {
      if (const auto found = meta.find(key); found != meta.end()) return found->second;
      fail(exprs_[id], std::string("the grid needs '") + key + "', which is not among its configuration");
    };
    const auto has = [&](const char* wanted, std::size_t count) {
      return name == wanted && n.size() == count;
    };
    if (has("mm_grid", 2))
      return {product({divide_up(n[0], of("BLOCK_M")), divide_up(n[1], of("BLOCK_N"))}), 1, 1};
    if (has("bmm_grid", 3))
      return {product({divide_up(n[1], of("BLOCK_M")), divide_up(n[2], of("BLOCK_N"))}), n[0], 1};
    if (has("conv_grid", 4) || has("conv2d_grid", 4))
      return {divide_up(product({n[0], n[2], n[3]}), of("BLOCK_M")), divide_up(n[1], of("BLOCK_N")),
              of("GROUPS")};
    if (has("conv3d_grid", 5))
      return {divide_up(product({n[0], n[2], n[3], n[4]}), of("BLOCK_M")), divide_up(n[1], of("BLOCK_N")),
              of("GROUPS")};
    if (has("flex_attention_grid", 4)) return {divide_up(n[2], of("BLOCK_M")), product({n[0], n[1]}), 1};
    if (has("flex_decoding_grid", 5)) return {product({n[0], n[1]}), of("SPLIT_KV"), 1};
    if (has("flex_attention_backward_grid", 6) && n[4] > 0)
      return {fits(checked_add(product({divide_up(n[2], of("BLOCK_M2")), n[1] / n[4]}),
                               divide_up(n[5], of("BLOCK_N1")))),
              1, product({n[0], n[4]})};
    fail(exprs_[id], "the grid " + in_quotes(name) + " is not known");
  }

  Grid plain(const std::vector<std::int64_t>& n) const {
    const std::size_t count = n.size();
    const auto size = [&](std::size_t axis) {
      if (axis >= count) return std::int64_t{1};
      return n[rules_.grid_begins_with_x ? axis : count - 1 - axis];
    };
    const std::int64_t x = divide_up(size(0), block(config_, "XBLOCK")),
                       y = divide_up(size(1), block(config_, "YBLOCK"));
    if (count == 3) return {x, y, divide_up(size(2), block(config_, "ZBLOCK"))};
    return with_overflow(x, y);
  }

  /// `meta0 = {'BLOCK_M': 64, ..}` at the top of the module.
  void read_meta(ExprId name, KernelConfig& meta) const {
    const Wrapper& wrapper = *facts_.wrapper;
    for (const std::uint32_t index : slice(wrapper.body_statements, wrapper.top_level)) {
      const PyStatement& statement = wrapper.statements[index];
      const auto targets = slice(wrapper.expr_lists, statement.targets);
      if (statement.kind != PyKind::assign || targets.size() != 1 || statement.value == kNoExpr ||
          exprs_[targets[0]].text != exprs_[name].text || exprs_[statement.value].kind != ExprKind::dict)
        continue;
      const auto entries = exprs_.children_of(statement.value);
      for (std::size_t k = 0; k + 1 < entries.size(); k += 2)
        if (exprs_[entries[k + 1]].kind == ExprKind::integer)
          meta.insert_or_assign(std::string(exprs_[entries[k]].text), number(entries[k + 1]));
      return;
    }
    fail(exprs_[name], "the module has no dictionary of this name");
  }

  /// `grid_combo_kernels(num_kernels=2, min_blocks=0, is_sequential=True)(..)` of 2.5 and 2.6: sizes come as
  /// one list for each axis, x last; a size of x that is negative is a number of blocks.
  Grid combo(ExprId id) const {
    std::vector<std::vector<std::int64_t>> sizes;
    std::int64_t parts = 0, least = 0;
    bool in_sequence = true;
    KernelConfig config = config_;
    for (const ExprId argument : exprs_.children_of(id).subspan(1)) {
      const Expr& expr = exprs_[argument];
      if (expr.kind == ExprKind::keyword) {
        const ExprId value = exprs_.children_of(argument)[0];
        if (expr.text == "num_kernels") parts = number(value);
        if (expr.text == "min_blocks" && exprs_[value].kind != ExprKind::none) least = number(value);
        if (expr.text == "is_sequential") in_sequence = exprs_[value].text == "True";
        if (expr.text == "default_meta" && exprs_[value].kind == ExprKind::dict) {
          config.clear();
          const auto entries = exprs_.children_of(value);
          for (std::size_t k = 0; k + 1 < entries.size(); k += 2)
            config.emplace(exprs_[entries[k]].text, number(entries[k + 1]));
        }
        continue;
      }
      std::vector<std::int64_t>& axis = sizes.emplace_back();
      if (expr.kind == ExprKind::tuple || expr.kind == ExprKind::list)
        for (const ExprId child : exprs_.children_of(argument)) axis.push_back(number(child));
      else
        axis.push_back(number(argument));
    }
    if (sizes.empty() || sizes.back().empty() || sizes.size() > 2)
      fail(exprs_[id], "expected the sizes of one or two axes of the combined kernels");
    const std::vector<std::int64_t>& x = sizes.back();
    std::int64_t sum = 0, most = 0, fixed = 0;
    for (const std::int64_t n : x) {
      sum = fits(
          checked_add(sum, n <= 0 ? fits(checked_subtract(0, n)) : divide_up(n, block(config, "XBLOCK"))));
      most = std::max(most, n);
      if (n <= 0) fixed = std::max(fixed, -n);
    }
    const std::int64_t in_turns = std::max(
        {product({divide_up(most, block(config, "XBLOCK")), parts}), product({fixed, parts}), least});
    const std::int64_t y = sizes.size() == 1 ? 1 : *std::ranges::max_element(sizes.front());
    return with_overflow(in_sequence ? sum : in_turns, divide_up(y, block(config, "YBLOCK")));
  }

  /// `def grid_wrapper_for_add_kernel_0(meta):` returns a tuple, for each configuration another one.
  Grid by_function(const Expr& name) {
    for (const PyFunction& function : facts_.wrapper->functions)
      if (function.name == name.text)
        if (const ExprId value = returned(function.body); value != kNoExpr) return three(value);
    fail(name, "no function of this name returns a grid for the configuration that was compiled");
  }

  ExprId returned(Range body) {
    for (const std::uint32_t index : slice(facts_.wrapper->body_statements, body)) {
      const PyStatement& statement = facts_.wrapper->statements[index];
      if (statement.kind == PyKind::ret) return statement.value;
      const bool is_taken =
          (statement.kind == PyKind::if_ || statement.kind == PyKind::elif) && holds(statement.value);
      if (is_taken || statement.kind == PyKind::else_)
        if (const ExprId value = returned(statement.body); value != kNoExpr) return value;
    }
    return kNoExpr;
  }

  /// `meta['BLOCK'] == 128 and meta['num_warps'] == 4`; what the configuration does not tell holds.
  bool holds(ExprId id) const {
    const auto children = exprs_.children_of(id);
    if (exprs_[id].kind == ExprKind::and_) return holds(children[0]) && holds(children[1]);
    if (exprs_[id].kind != ExprKind::eq || exprs_[children[0]].kind != ExprKind::subscript)
      fail(exprs_[id], "expected a condition such as meta['BLOCK'] == 128");
    const auto known = config_.find(exprs_[exprs_.children_of(children[0])[1]].text);
    return known == config_.end() || number(children[1]) == known->second;
  }

  const WrapperFacts& facts_;
  const ExprPool& exprs_;
  const KernelRules& rules_;
  const KernelConfig& config_;
};

void check(const Grid& grid) {
  for (const std::int64_t blocks : grid)
    if (blocks < 0 || blocks > INT32_MAX)
      throw Error(Error::Kind::dump,
                  "a grid of " + std::to_string(blocks) + " blocks in one dimension cannot be launched");
}

}  // namespace

Grid grid_by_rule(const KernelRules& rules, const SymbolValues& arguments, const KernelConfig& config) {
  const Grid grid = Rule(rules, arguments, config).grid();
  check(grid);
  return grid;
}

Grid grid_of_call(const WrapperFacts& facts, ExprId grid, const KernelRules& rules,
                  const KernelConfig& config) {
  const Grid blocks = CallGrid(facts, rules, config).grid(grid);
  check(blocks);
  return blocks;
}

}  // namespace ireplay
