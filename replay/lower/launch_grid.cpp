#include "replay/lower/launch_grid.hpp"

#include <algorithm>
#include <cstdint>

#include "parser/parse.hpp"
#include "replay/lower/grid_arithmetic.hpp"
#include "replay/lower/listing/triton_types.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kMostInY = 65535;

/// The rules of 2.7 and later, over the facts of `inductor_meta`.
class Rule {
 public:
  Rule(const GridKernel& kernel, const SymbolValues& arguments)
      : kernel_(kernel), exprs_(kernel.listing->exprs), arguments_(arguments) {
    if (const ExprId type = entry_of(exprs_, kernel.inductor_meta, "grid_type"); type != kNoExpr)
      type_ = exprs_[type].text;
  }

  Grid grid() {
    const std::string_view type = type_;
    const auto blocks = [&](const char* numel, const char* size) {
      return divide_up(argument(numel), block(size));
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
    if (type == "FixedGrid") return three(fact(kernel_.inductor_meta, "fixed_grid"));
    if (type == "PrecomputedGrid") return precomputed();
    if (type.ends_with("ComboKernelGrid")) return combo();
    if (type.empty()) throw Error(Error::Kind::unsupported, "neither the call nor the listing says the grid");
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

  std::int64_t block(std::string_view name) const { return block_size(kernel_, kernel_.sizes, name); }

  std::int64_t needed(const char* name) const {
    if (const auto found = kernel_.sizes.find(name); found != kernel_.sizes.end() && found->second > 0)
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
    if (expr.kind != ExprKind::string) return evaluate_size(*kernel_.listing->source, exprs_, id, arguments_);
    const Source source("the grid", std::string(expr.text));
    ExprPool pool;
    try {
      return evaluate_size(source, pool, parse_expression(source, pool), arguments_);
    } catch (const Error& error) {
      throw Error(error.kind(), *kernel_.listing->source, expr.text.data(),
                  "the grid " + in_quotes(expr.text) + ": " + error.what());
    }
  }

  Grid three(ExprId list) const {
    const auto children = exprs_.children_of(list);
    if (exprs_[list].kind != ExprKind::list || children.size() != 3)
      throw Error(Error::Kind::dump, "a grid has three numbers");
    return {value(children[0]), value(children[1]), value(children[2])};
  }

  /// One grid for each configuration of a user's kernel.
  Grid precomputed() const {
    for (const ExprId candidate : exprs_.children_of(fact(kernel_.inductor_meta, "precomputed_grids")))
      if (is_ours(fact(candidate, "config"))) return three(fact(candidate, "python"));
    throw Error(Error::Kind::unsupported, "the listing has no grid for the configuration that was compiled");
  }

  /// Whether nothing that is known of the configuration says otherwise.
  bool is_ours(ExprId dict) const {
    const auto children = exprs_.children_of(dict);
    for (std::size_t k = 0; k + 1 < children.size(); k += 2) {
      const auto known = kernel_.sizes.find(exprs_[children[k]].text);
      const ExprKind kind = exprs_[children[k + 1]].kind;
      if (known != kernel_.sizes.end() && (kind == ExprKind::integer || kind == ExprKind::boolean) &&
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
    const ExprId meta = fact(kernel_.inductor_meta, "combo_grid_meta");
    BlockSizes sizes = kernel_.sizes;
    if (const ExprId defaults = entry_of(exprs_, meta, "default_config");
        defaults != kNoExpr && exprs_[defaults].kind == ExprKind::dict) {
      const auto entries = exprs_.children_of(defaults);
      for (std::size_t k = 0; k + 1 < entries.size(); k += 2)
        sizes.emplace(exprs_[entries[k]].text, value(entries[k + 1]));
    }
    const bool flat = type_ == "SequentialFlattenComboKernelGrid";
    const bool in_turns = type_ == "RoundRobinComboKernelGrid";
    if (!flat && !in_turns && type_ != "SequentialComboKernelGrid")
      throw Error(Error::Kind::unsupported, "the grid's rule " + in_quotes(type_) + " is not known");
    const std::int64_t parts = value(fact(meta, "num_kernels"));
    std::int64_t sum = 0, most = 0, most_y = 0;
    bool has_y = false;
    for (std::int64_t k = 0; k < parts; ++k) {
      const std::string number = "_" + std::to_string(k), of_part = flat ? number : "";
      const bool is_fixed = exprs_[fact(meta, "no_x_dim" + number)].text == "True";
      std::int64_t blocks = divide_up(size_of_part(meta, "xnumel" + number),
                                      is_fixed ? 1 : block_size(kernel_, sizes, "XBLOCK" + of_part));
      if (entry_of(exprs_, meta, "ynumel" + number) != kNoExpr) {
        const std::int64_t y = size_of_part(meta, "ynumel" + number);
        has_y = true;
        most_y = std::max(most_y, y);
        if (flat) blocks = product_of({blocks, divide_up(y, block_size(kernel_, sizes, "YBLOCK" + number))});
      }
      sum = fits(checked_add(sum, blocks));
      most = std::max(most, blocks);
    }
    const ExprId least = entry_of(exprs_, meta, "min_blocks");
    const std::int64_t x =
        std::max(in_turns ? product_of({most, parts}) : sum,
                 least == kNoExpr || exprs_[least].kind == ExprKind::none ? 0 : value(least));
    return flat || !has_y ? Grid{x, 1, 1}
                          : with_overflow(x, divide_up(most_y, block_size(kernel_, sizes, "YBLOCK")));
  }

  const GridKernel& kernel_;
  const ExprPool& exprs_;
  const SymbolValues& arguments_;
  std::string_view type_;
};

}  // namespace

std::int64_t divide_up(std::int64_t n, std::int64_t by) {
  return by <= 1 ? n : n / by + (n % by > 0 ? 1 : 0);
}

std::int64_t fits(Checked blocks) {
  if (!blocks) throw Error(Error::Kind::dump, "the grid's size does not fit 64 bits");
  return *blocks;
}

std::int64_t product_of(std::initializer_list<std::int64_t> factors) {
  Checked whole = 1;
  for (const std::int64_t factor : factors) whole = checked_multiply(whole, factor);
  return fits(whole);
}

std::int64_t block_size(const GridKernel& kernel, const BlockSizes& sizes, std::string_view name) {
  if (const auto found = sizes.find(name); found != sizes.end()) return found->second;
  if (!kernel.is_whole) return 1;
  throw Error(Error::Kind::dump, "the grid needs " + in_quotes(name) + ", which the configuration lacks");
}

Grid with_overflow(std::int64_t x, std::int64_t y) {
  const std::int64_t z = divide_up(y, kMostInY);
  return {x, z == 0 ? 0 : divide_up(y, z), z};
}

Grid launchable(const Grid& grid) {
  for (const std::int64_t blocks : grid)
    if (blocks < 0 || blocks > INT32_MAX)
      throw Error(Error::Kind::dump,
                  "a grid of " + std::to_string(blocks) + " blocks in one dimension cannot be launched");
  return grid;
}

Grid grid_by_rule(const GridKernel& kernel, const SymbolValues& arguments) {
  return launchable(Rule(kernel, arguments).grid());
}

}  // namespace ireplay
