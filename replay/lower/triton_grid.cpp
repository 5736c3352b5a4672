#include "replay/lower/triton_grid.hpp"

#include <algorithm>

#include "parser/parse.hpp"

namespace ireplay {
namespace {

using Grid = std::array<std::int64_t, 3>;

[[noreturn]] void refuse(const std::string& why) { throw Error(Error::Kind::unsupported, why); }

std::int64_t ceiling(std::int64_t n, std::int64_t by) {
  if (by <= 0) refuse("the grid is divided by a block of no elements");
  return n <= 0 ? 0 : (n - 1) / by + 1;
}

/// Numbers that are texts: `['((n + 63) // 64)', '1', '1']`. `exprs` are those of a kernel in `wrapper`.
Grid grid_of_texts(const Source& wrapper, const ExprPool& exprs, ExprId list, const SymbolValues& symbols) {
  Grid grid{1, 1, 1};
  const auto items = exprs.children_of(list);
  if (items.size() > grid.size()) refuse("a grid of more than three dimensions");
  for (std::size_t d = 0; d < items.size(); ++d) {
    const std::string_view text = exprs[items[d]].text;
    const Source source("the grid", std::string(text));
    ExprPool pool;
    try {
      grid[d] = evaluate_size(source, pool, parse_expression(source, pool), symbols);
    } catch (const Error& error) {
      if (!wrapper.contains(text.data())) throw;
      throw Error(error.kind(), wrapper, text.data(), "the grid " + in_quotes(text) + ": " + error.what());
    }
  }
  return grid;
}

Grid grid_of_numbers(const WrapperFacts& facts, ExprId tuple) {
  Grid grid{1, 1, 1};
  const ExprPool& exprs = facts.wrapper->exprs;
  const auto items = exprs.children_of(tuple);
  if (items.size() > grid.size()) refuse("a grid of more than three dimensions");
  for (std::size_t d = 0; d < items.size(); ++d)
    grid[d] = evaluate_size(*facts.wrapper->source, exprs, items[d], facts.symbols);
  return grid;
}

/// `meta['BLOCK'] == 128 and meta['num_warps'] == 2` of the configuration that runs.
bool holds(const WrapperFacts& facts, ExprId condition, const TritonKernel& kernel,
           const TritonConfiguration& configuration) {
  const ExprPool& exprs = facts.wrapper->exprs;
  const Expr& node = exprs[condition];
  const auto sides = exprs.children_of(condition);
  if (node.kind == ExprKind::and_)
    return holds(facts, sides[0], kernel, configuration) && holds(facts, sides[1], kernel, configuration);
  if (node.kind != ExprKind::eq || exprs[sides[0]].kind != ExprKind::subscript)
    refuse("the condition of a grid is not understood");
  const auto found = configuration.find(exprs[exprs.children_of(sides[0])[1]].text);
  return found != configuration.end() && kernel.listing().exprs[found->second].text == exprs[sides[1]].text;
}

/// `def grid_wrapper_for_add_kernel_0(meta):` with a `return` of numbers for each configuration.
Grid grid_of_function(const WrapperFacts& facts, const PyFunction& function, const TritonKernel& kernel) {
  const Wrapper& wrapper = *facts.wrapper;
  const TritonConfiguration configuration = first_configuration(kernel);
  for (const std::uint32_t number : slice(wrapper.body_statements, function.body)) {
    const PyStatement& statement = wrapper.statements[number];
    if (statement.kind == PyKind::ret) return grid_of_numbers(facts, statement.value);
    if (statement.kind != PyKind::if_ || !holds(facts, statement.value, kernel, configuration)) continue;
    for (const std::uint32_t inner : slice(wrapper.body_statements, statement.body))
      if (wrapper.statements[inner].kind == PyKind::ret)
        return grid_of_numbers(facts, wrapper.statements[inner].value);
  }
  refuse("the function of the grid has none for this kernel");
}

/// `meta0 = {'BLOCK_M': 128, ..}`
std::map<std::string_view, ExprId> dict_of(const WrapperFacts& facts, std::string_view name) {
  const Wrapper& wrapper = *facts.wrapper;
  std::map<std::string_view, ExprId> entries;
  for (const std::uint32_t number : slice(wrapper.body_statements, wrapper.top_level)) {
    const PyStatement& statement = wrapper.statements[number];
    const auto targets = slice(wrapper.expr_lists, statement.targets);
    if (statement.kind != PyKind::assign || targets.empty() || wrapper.exprs[targets[0]].text != name ||
        wrapper.exprs[statement.value].kind != ExprKind::dict)
      continue;
    const auto items = wrapper.exprs.children_of(statement.value);
    for (std::size_t k = 0; k + 1 < items.size(); k += 2)
      entries[wrapper.exprs[items[k]].text] = items[k + 1];
  }
  return entries;
}

/// The functions of templates up to 2.6: `flex_attention_grid(2, 2, 256, 64, meta0)`.
Grid grid_of_template(const WrapperFacts& facts, ExprId call) {
  const ExprPool& exprs = facts.wrapper->exprs;
  const auto parts = exprs.children_of(call);
  const std::string_view path = exprs[parts[0]].text, name = path.substr(path.rfind('.') + 1);
  const auto meta = dict_of(facts, parts.size() > 1 ? exprs[parts.back()].text : "");
  const auto number = [&](std::size_t k) {
    if (k + 1 >= parts.size()) refuse("the grid's function has too few arguments");
    return evaluate_size(*facts.wrapper->source, exprs, parts[k + 1], facts.symbols);
  };
  const auto block = [&](std::string_view which) {
    const auto found = meta.find(which);
    if (found == meta.end()) refuse("the grid needs '" + std::string(which) + "', which is nowhere");
    return evaluate_size(*facts.wrapper->source, exprs, found->second, facts.symbols);
  };
  if (name == "flex_attention_grid") return {ceiling(number(2), block("BLOCK_M")), number(0) * number(1), 1};
  if (name == "flex_decoding_grid") return {number(0) * number(1), block("SPLIT_KV"), 1};
  if (name == "flex_attention_backward_grid") {
    if (number(4) == 0) return {0, 1, 1};
    return {ceiling(number(2), block("BLOCK_M2")) * (number(1) / number(4)) +
                ceiling(number(5), block("BLOCK_N1")),
            1, number(0) * number(4)};
  }
  if (name == "mm_grid")
    return {ceiling(number(0), block("BLOCK_M")) * ceiling(number(1), block("BLOCK_N")), 1, 1};
  if (name == "bmm_grid")
    return {ceiling(number(1), block("BLOCK_M")) * ceiling(number(2), block("BLOCK_N")), number(0), 1};
  refuse("the grid's function '" + std::string(path) + "' is not known");
}

}  // namespace

TritonConfiguration first_configuration(const TritonKernel& kernel) {
  const ExprPool& exprs = kernel.listing().exprs;
  TritonConfiguration found;
  const ExprId list = kernel.meta("configs");
  if (list == kNoExpr || exprs[list].count == 0 || exprs[exprs.children_of(list)[0]].kind != ExprKind::dict)
    return found;
  const auto entries = exprs.children_of(exprs.children_of(list)[0]);
  for (std::size_t k = 0; k + 1 < entries.size(); k += 2) found[exprs[entries[k]].text] = entries[k + 1];
  return found;
}

std::vector<std::string_view> launcher_arguments(const TritonKernel& kernel) {
  const ExprPool& exprs = kernel.listing().exprs;
  std::vector<std::string_view> names;
  const ExprId list = kernel.meta("inductor_meta", "extra_launcher_args");
  if (list != kNoExpr)
    for (const ExprId name : exprs.children_of(list)) names.push_back(exprs[name].text);
  return names;
}

Grid find_grid(const TritonKernel& kernel, const WrapperFacts& facts, std::span<const ExprId> positional,
               ExprId grid) {
  const ExprPool &own = facts.wrapper->exprs, &listed = kernel.listing().exprs;
  if (grid != kNoExpr) {
    if (own[grid].kind == ExprKind::tuple) return grid_of_numbers(facts, grid);
    if (own[grid].kind == ExprKind::call) return grid_of_template(facts, grid);
    for (const PyFunction& function : facts.wrapper->functions)
      if (function.name == own[grid].text) return grid_of_function(facts, function, kernel);
    refuse("the grid of the kernel's call is not understood");
  }
  SymbolValues symbols = facts.symbols;
  const auto names = launcher_arguments(kernel);
  for (std::size_t k = 0; k < names.size() && k < positional.size(); ++k)
    symbols[std::string(names[k])] = evaluate_size(
        *facts.wrapper->source, own, positional[positional.size() - names.size() + k], facts.symbols);
  const ExprId fixed = kernel.meta("inductor_meta", "fixed_grid");
  if (fixed != kNoExpr) return grid_of_texts(*facts.wrapper->source, listed, fixed, symbols);
  const ExprId precomputed = kernel.meta("inductor_meta", "precomputed_grids");
  if (precomputed != kNoExpr && listed[precomputed].count > 0) {
    const auto entries =
        listed.children_of(listed.children_of(precomputed)[0]);  // of the first configuration
    for (std::size_t k = 0; k + 1 < entries.size(); k += 2)
      if (listed[entries[k]].text == "python")
        return grid_of_texts(*facts.wrapper->source, listed, entries[k + 1], symbols);
  }
  refuse("nothing says how many program instances the kernel has");
}

}  // namespace ireplay
