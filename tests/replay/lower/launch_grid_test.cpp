#include "replay/lower/launch_grid.hpp"

#include <gtest/gtest.h>

#include "parser/parse.hpp"
#include "replay/lower/listing/triton_types.hpp"

namespace ireplay {
namespace {

/// A kernel and the call that launches it.
struct Asked {
  std::string module;  // statements of the wrapper
  std::string call;    // the grid in the call; empty: the rule of the listing, over `arguments`
  std::string meta;    // of inductor_meta
  bool begins_with_x = false;
  BlockSizes sizes = {{"XBLOCK", 256}, {"YBLOCK", 16}};
  bool is_whole = false;
  SymbolValues arguments = {{"ynumel", 33}, {"xnumel", 800}};
};

/// `4x3x1`, or why there is none.
std::string grid_of(const Asked& asked) try {
  const Source source("output_code.py",
                      asked.module + "def call(args):\n    arg0_1, = args\n    k.run(arg0_1, grid=" +
                          (asked.call.empty() ? "0" : asked.call) + ")\n    return (arg0_1, )\n");
  const Source text("kernel.py", "@triton_heuristics.pointwise(inductor_meta={" + asked.meta +
                                     "})\n@triton.jit\ndef k(x_ptr):\n    pass\n");
  const Listing listing = parse_listing(text, text.text());
  const GridKernel kernel{
      &listing,    "k",           heuristics_argument(listing, "inductor_meta"), asked.begins_with_x,
      asked.sizes, asked.is_whole};
  const auto shown = [](const Grid& grid) {
    return std::to_string(grid[0]) + "x" + std::to_string(grid[1]) + "x" + std::to_string(grid[2]);
  };
  if (asked.call.empty()) return shown(grid_by_rule(kernel, asked.arguments));
  const Wrapper wrapper = parse_wrapper(source);
  const WrapperFacts facts = read_wrapper(wrapper, {});
  for (const Expr& expr : wrapper.exprs.nodes)
    if (expr.kind == ExprKind::keyword && expr.text == "grid")
      return shown(grid_of_call(facts, wrapper.exprs.children[expr.first], kernel));
  return "no grid";
} catch (const Error& error) {
  return error.what();
}

/// As the functions of 2.0 to 2.6 gave them.
TEST(LaunchGrid, OfACall) {
  EXPECT_EQ(grid_of({.call = "grid(800)"}), "4x1x1");
  EXPECT_EQ(grid_of({.call = "grid(6, 800)"}), "4x1x1");
  EXPECT_EQ(grid_of({.call = "grid(33, 800)"}), "4x3x1");
  EXPECT_EQ(grid_of({.call = "grid(7, 33, 800)"}), "4x3x7");
  EXPECT_EQ(grid_of({.call = "grid(800, 33)", .begins_with_x = true}), "4x3x1");
  EXPECT_EQ(grid_of({.call = "grid(2097121, 800)"}), "4x43691x3") << "more than 65535 in y";
  EXPECT_EQ(grid_of({.call = "(6, 1, 1)"}), "6x1x1");
  EXPECT_EQ(grid_of({.call = "split_scan_grid(3, 1000)", .sizes = {{"RBLOCK", 64}}}), "16x3x1");
  EXPECT_EQ(grid_of({.call = "cooperative_reduction_grid(800)", .sizes = {{"XBLOCK", 8}, {"RSPLIT", 5}}}),
            "5x100x1");
  const std::string combo = "num_kernels=3, min_blocks=0, is_sequential=";
  EXPECT_EQ(grid_of({.call = "grid_combo_kernels([300, -5, 256], " + combo + "True, default_meta=None)"}),
            "8x1x1");
  EXPECT_EQ(grid_of({.call = "grid_combo_kernels([300, 10], [257, 256], " + combo +
                             "False, default_meta={'XBLOCK': 128})"}),
            "9x300x1");
  EXPECT_EQ(grid_of({.module = "meta0 = {'BLOCK_M': 64, 'BLOCK_N': 32}\n",
                     .call = "torch._inductor.kernel.mm_common.mm_grid(130, 64, meta0)"}),
            "6x1x1");
  EXPECT_EQ(
      grid_of({.module = "meta0 = {'BLOCK_M': 128}\n",
               .call = "torch._inductor.kernel.flex_attention.flex_attention_grid(2, 4, 256, 64, meta0)"}),
      "2x8x1");
  EXPECT_EQ(grid_of({.module = "meta0 = {'BLOCK_M2': 64, 'BLOCK_N1': 32}\n",
                     .call = "flex_attention_backward_grid(2, 4, 256, 64, 2, 128, meta0)"}),
            "12x1x4");
  EXPECT_EQ(
      grid_of({.module = "def grid_wrapper_for_k(meta):\n    if meta['XBLOCK'] == 128: return (7, 1, 1)\n"
                         "    if meta['XBLOCK'] == 256: return (3, 2, 1)\n",
               .call = "grid_wrapper_for_k"}),
      "3x2x1");
}

/// As the classes of 2.7 and later give them.
TEST(LaunchGrid, ByRule) {
  const BlockSizes sizes = {{"XBLOCK", 256}, {"YBLOCK", 16}, {"RSPLIT", 5}, {"RSPLIT_SIZE", 100}};
  const auto grid = [&](const std::string& type) {
    return grid_of({.meta = "'grid_type': '" + type + "'", .sizes = sizes});
  };
  EXPECT_EQ(grid("Grid1D"), "4x1x1");
  EXPECT_EQ(grid("Grid2D"), "4x3x1");
  EXPECT_EQ(grid("Grid2DWithYZOverflow"), "4x3x1");
  EXPECT_EQ(grid("CooperativeReductionGrid"), "5x4x1");
  EXPECT_EQ(grid("MixOrderReductionGrid"), "8x1x1");
}

TEST(LaunchGrid, ByTheKernelsOwnRule) {
  const std::string combo =
      "'combo_grid_meta': {'num_kernels': 2, 'min_blocks': 0, 'default_config': None, 'no_x_dim_0': False, "
      "'xnumel_0': 300, 'no_x_dim_1': True, 'xnumel_1': None}";
  const auto of_parts = [&](const std::string& type, const BlockSizes& sizes) {
    return grid_of(
        {.meta = "'grid_type': '" + type + "', " + combo, .sizes = sizes, .arguments = {{"xnumel_1", 7}}});
  };
  EXPECT_EQ(of_parts("SequentialComboKernelGrid", {{"XBLOCK", 256}}), "9x1x1");
  EXPECT_EQ(of_parts("RoundRobinComboKernelGrid", {{"XBLOCK", 256}}), "14x1x1");
  EXPECT_EQ(of_parts("SequentialFlattenComboKernelGrid", {{"XBLOCK_0", 100}}), "10x1x1");
  EXPECT_EQ(grid_of({.meta = "'grid_type': 'FixedGrid', 'fixed_grid': ['_grid_0', '_grid_1', '_grid_2']",
                     .arguments = {{"_grid_0", 13}, {"_grid_1", 2}, {"_grid_2", 1}}}),
            "13x2x1");
  const std::string precomputed =
      "'grid_type': 'PrecomputedGrid', 'precomputed_grids': [{'config': {'XBLOCK': 128, 'num_warps': 2}, "
      "'python': ['7', '1', '1']}, {'config': {'XBLOCK': 256, 'num_warps': 4}, 'python': "
      "['((_launcher_s0 + 255) // 256)', '1', '1']}]";
  EXPECT_EQ(grid_of({.meta = precomputed, .arguments = {{"_launcher_s0", 800}}}), "4x1x1");
}

TEST(LaunchGrid, WhatCannotBeLaunchedIsSaid) {
  EXPECT_EQ(grid_of({.meta = "'grid_type': 'SpiralGrid'"}), "the grid's rule 'SpiralGrid' is not known");
  EXPECT_EQ(grid_of({.meta = "'grid_type': 'Grid3D'"}),
            "the grid is made of 'znumel', which is no integer argument of the call");
  EXPECT_EQ(grid_of({.meta = "'grid_type': 'CooperativeReductionGrid'"}),
            "the grid needs 'RSPLIT', which the configuration lacks");
  EXPECT_EQ(grid_of({.meta = "'grid_type': 'FixedGrid', 'fixed_grid': 4"}), "a grid has three numbers");
  EXPECT_EQ(grid_of({}), "neither the call nor the listing says the grid");
  EXPECT_EQ(grid_of({.call = "spiral_grid(800)"}), "the grid 'spiral_grid' is not known");
  EXPECT_EQ(grid_of({.call = "grid_of_k"}),
            "no function of this name returns a grid for the configuration that was compiled");
  EXPECT_EQ(grid_of({.call = "mm_grid(130, 64, meta0)"}), "the module has no dictionary of this name");
  EXPECT_EQ(grid_of({.call = "grid(9223372036854775807, 800)", .sizes = {}}),
            "a grid of 140739635871745 blocks in one dimension cannot be launched");
}

/// What is not known of a captured kernel may be; a configuration that is known has no other sizes.
TEST(LaunchGrid, SizesThatTheConfigurationLacks) {
  const std::string function =
      "def grid_of_k(meta):\n    if meta['BLOCK'] == 128: return (7, 1, 1)\n    return (3, 2, 1)\n";
  EXPECT_EQ(grid_of({.module = function, .call = "grid_of_k"}), "7x1x1");
  EXPECT_EQ(grid_of({.module = function, .call = "grid_of_k", .is_whole = true}), "3x2x1");
  EXPECT_EQ(grid_of({.call = "grid(800)", .sizes = {}}), "800x1x1");
  EXPECT_EQ(grid_of({.call = "grid(800)", .sizes = {}, .is_whole = true}),
            "the grid needs 'XBLOCK', which the configuration lacks");
  EXPECT_EQ(grid_of({.meta = "'grid_type': 'Grid1D'", .sizes = {}, .is_whole = true}),
            "the grid needs 'XBLOCK', which the configuration lacks");
}

}  // namespace
}  // namespace ireplay
