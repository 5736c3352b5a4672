#include <algorithm>
#include <vector>

#include "parser/words.hpp"
#include "replay/lower/grid_arithmetic.hpp"

/// The grid that a wrapper's call has of its own (2.0 to 2.6): Inductor's grid functions over sizes that the
/// wrapper knows.
namespace ireplay {
namespace {

class CallGrid {
 public:
  CallGrid(const WrapperFacts& facts, const GridKernel& kernel)
      : facts_(facts), exprs_(facts.wrapper->exprs), kernel_(kernel) {}

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

  std::int64_t block(std::string_view name) const { return block_size(kernel_, kernel_.sizes, name); }

  Grid three(ExprId id) const {
    const auto children = exprs_.children_of(id);
    if (children.empty() || children.size() > 3) fail(exprs_[id], "a grid has one to three numbers");
    Grid grid = {1, 1, 1};
    for (std::size_t k = 0; k < children.size(); ++k) grid.at(k) = number(children[k]);
    return grid;
  }

  Grid by_call(ExprId id) {
    const auto all = exprs_.children_of(id);
    const std::string_view name = split_last(exprs_[all[0]].text).last;
    if (name == "grid_combo_kernels") return combo(id);
    std::vector<std::int64_t> n;
    BlockSizes meta = kernel_.sizes;
    for (const ExprId argument : all.subspan(1))
      if (exprs_[argument].kind == ExprKind::name && exprs_[argument].text.starts_with("meta"))
        read_meta(argument, meta);
      else
        n.push_back(number(argument));
    if (name == "grid" && !n.empty() && n.size() <= 3) return plain(n);
    if (name == "split_scan_grid" && n.size() == 2) return {divide_up(n[1], block("RBLOCK")), n[0], 1};
    if (name == "cooperative_reduction_grid" && n.size() == 1)
      return {block("RSPLIT"), divide_up(n[0], block("XBLOCK")), 1};
    return by_template(id, name, n, meta);
  }

  /// Templates' functions, with their block sizes in a dictionary of the module's.
  Grid by_template(ExprId id, std::string_view name, const std::vector<std::int64_t>& n,
                   const BlockSizes& meta) const {
    const auto of = [&](const char* key) {
      if (const auto found = meta.find(key); found != meta.end()) return found->second;
      fail(exprs_[id], std::string("the grid needs '") + key + "', which is not among its configuration");
    };
    const auto has = [&](const char* wanted, std::size_t count) {
      return name == wanted && n.size() == count;
    };
    if (has("mm_grid", 2))
      return {product_of({divide_up(n[0], of("BLOCK_M")), divide_up(n[1], of("BLOCK_N"))}), 1, 1};
    if (has("bmm_grid", 3))
      return {product_of({divide_up(n[1], of("BLOCK_M")), divide_up(n[2], of("BLOCK_N"))}), n[0], 1};
    if (has("conv_grid", 4) || has("conv2d_grid", 4))
      return {divide_up(product_of({n[0], n[2], n[3]}), of("BLOCK_M")), divide_up(n[1], of("BLOCK_N")),
              of("GROUPS")};
    if (has("conv3d_grid", 5))
      return {divide_up(product_of({n[0], n[2], n[3], n[4]}), of("BLOCK_M")), divide_up(n[1], of("BLOCK_N")),
              of("GROUPS")};
    if (has("flex_attention_grid", 4)) return {divide_up(n[2], of("BLOCK_M")), product_of({n[0], n[1]}), 1};
    if (has("flex_decoding_grid", 5)) return {product_of({n[0], n[1]}), of("SPLIT_KV"), 1};
    if (has("flex_attention_backward_grid", 6) && n[4] == 0) return {0, 1, 1};
    if (has("flex_attention_backward_grid", 6) && n[4] > 0)
      return {fits(checked_add(product_of({divide_up(n[2], of("BLOCK_M2")), n[1] / n[4]}),
                               divide_up(n[5], of("BLOCK_N1")))),
              1, product_of({n[0], n[4]})};
    fail(exprs_[id], "the grid " + in_quotes(name) + " is not known");
  }

  Grid plain(const std::vector<std::int64_t>& n) const {
    const std::size_t count = n.size();
    const auto size = [&](std::size_t axis) {
      if (axis >= count) return std::int64_t{1};
      return n[kernel_.begins_with_x ? axis : count - 1 - axis];
    };
    const std::int64_t x = divide_up(size(0), block("XBLOCK")), y = divide_up(size(1), block("YBLOCK"));
    if (count == 3) return {x, y, divide_up(size(2), block("ZBLOCK"))};
    return with_overflow(x, y);
  }

  /// `meta0 = {'BLOCK_M': 64, ..}` at the top of the module.
  void read_meta(ExprId name, BlockSizes& meta) const {
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
    BlockSizes blocks = kernel_.sizes;
    for (const ExprId argument : exprs_.children_of(id).subspan(1)) {
      const Expr& expr = exprs_[argument];
      if (expr.kind == ExprKind::keyword) {
        const ExprId value = exprs_.children_of(argument)[0];
        if (expr.text == "num_kernels") parts = number(value);
        if (expr.text == "min_blocks" && exprs_[value].kind != ExprKind::none) least = number(value);
        if (expr.text == "is_sequential") in_sequence = exprs_[value].text == "True";
        if (expr.text == "default_meta" && exprs_[value].kind == ExprKind::dict) {
          blocks.clear();
          const auto entries = exprs_.children_of(value);
          for (std::size_t k = 0; k + 1 < entries.size(); k += 2)
            blocks.emplace(exprs_[entries[k]].text, number(entries[k + 1]));
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
      sum = fits(checked_add(
          sum, n <= 0 ? fits(checked_subtract(0, n)) : divide_up(n, block_size(kernel_, blocks, "XBLOCK"))));
      most = std::max(most, n);
      if (n <= 0) fixed = std::max(fixed, -n);
    }
    const std::int64_t in_turns =
        std::max({product_of({divide_up(most, block_size(kernel_, blocks, "XBLOCK")), parts}),
                  product_of({fixed, parts}), least});
    const std::int64_t y = sizes.size() == 1 ? 1 : *std::ranges::max_element(sizes.front());
    return with_overflow(in_sequence ? sum : in_turns, divide_up(y, block_size(kernel_, blocks, "YBLOCK")));
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
    const ExprKind kind = exprs_[children[1]].kind;
    if (kind != ExprKind::integer && kind != ExprKind::boolean) return true;
    const auto known = kernel_.sizes.find(exprs_[exprs_.children_of(children[0])[1]].text);
    return known == kernel_.sizes.end() ? !kernel_.is_whole : number(children[1]) == known->second;
  }

  const WrapperFacts& facts_;
  const ExprPool& exprs_;
  const GridKernel& kernel_;
};

}  // namespace

Grid grid_of_call(const WrapperFacts& facts, ExprId grid, const GridKernel& kernel) {
  return launchable(CallGrid(facts, kernel).grid(grid));
}

}  // namespace ireplay
