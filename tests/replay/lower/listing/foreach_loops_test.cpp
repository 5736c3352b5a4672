// Programs of foreach nodes out of kernels' listings: what they compute, and what is refused.
#include "replay/lower/listing/foreach_loops.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "replay/cpu/loops.hpp"

namespace ireplay {
namespace {

constexpr const char* kTwoBranches = R"(
@triton_heuristics.foreach(
    num_warps=8,
)
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, in_ptr2, out_ptr1, XBLOCK : tl.constexpr):
    xpid = tl.program_id(0)
    XBLOCK: tl.constexpr = 1024
    if xpid >= 0 and xpid < 1:
        xpid_offset = xpid - 0
        xnumel = 6
        xoffset = xpid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        xmask = xindex < xnumel
        x0 = xindex % 3
        x1 = (xindex // 3)
        x2 = xindex
        tmp0 = tl.load(in_ptr0 + (x1 + (2*x0)), xmask)
        tmp1 = tl.load(in_ptr1 + (0))
        tmp2 = tl.broadcast_to(tmp1, [XBLOCK])
        tmp3 = 0.5
        tmp4 = tmp0 * tmp3
        tmp5 = tmp4 + tmp2
        tl.store(out_ptr0 + (x2), tmp5, xmask)
    elif pid < num_xblocks_1:
        pid_offset = pid - num_xblocks_0
        xnumel = 4
        x3 = xindex
        tmp6 = tl.load(in_ptr2 + (x3), None)
        tmp7 = libdevice.sqrt(tmp6.to(tl.float32))
        tl.store(out_ptr1 + (x3), tmp7, None)
    else:
        pass
)";

/// Tensors of float32 as the listing's parameters have them: 6, 1, 6, 4 and 4 elements.
constexpr std::int64_t kExtents[] = {6, 1, 6, 4, 4};

TensorView flat(std::size_t parameter) {
  return {static_cast<std::int32_t>(parameter), DType::f32, {kExtents[parameter]}, {1}, 0};
}

TEST(ListingLoops, ComputeWhatTheBranchesSay) {
  std::vector<std::vector<float>> tensors;
  for (std::int64_t extent : kExtents) {
    tensors.emplace_back(static_cast<std::size_t>(extent));
    std::iota(tensors.back().begin(), tensors.back().end(), 1.0f);
  }
  const ListingLoops loops = read_foreach_listing(kTwoBranches, flat);
  ASSERT_EQ(loops.fault, "");
  ASSERT_EQ(loops.parts.size(), 2u);
  for (const LoopPart& part : loops.parts) {
    std::vector<HostBuffer> buffers;
    for (std::size_t k = 0; k < part.tensors.size(); ++k) {
      std::vector<float>& tensor = tensors[static_cast<std::size_t>(part.tensors[k].buffer)];
      buffers.push_back({"tensor" + std::to_string(k), reinterpret_cast<std::byte*>(tensor.data()),
                         DType::f32, static_cast<std::int64_t>(tensor.size())});
    }
    run_loops(part.program, buffers, {});
  }
  EXPECT_EQ(tensors[2], (std::vector<float>{1.5f, 2.5f, 3.5f, 2, 3, 4}));
  for (int k = 0; k < 4; ++k) EXPECT_EQ(tensors[4][static_cast<std::size_t>(k)], std::sqrt(k + 1.0f));
}

struct Refused {
  const char *line, *instead, *fault;
};
constexpr Refused kRefused[] = {
    {"@triton_heuristics.foreach(", "@triton_heuristics.pointwise(", "it is no foreach kernel"},
    {"        xnumel = 6\n", "", "a branch without a number of elements ('xnumel = ')"},
    {"in_ptr0 + (x1 + (2*x0))", "in_ptr9 + (x1)", "unknown pointer 'in_ptr9'"},
    {"(x1 + (2*x0))", "(x1 + (2*x9))", "unknown name 'x9' in an index"},
    {"(x1 + (2*x0))", "(x1 + (x1*x0))", "expected a number in an index"},
    {"(x1 + (2*x0))", "(x1 // (x2 - x2))", "expected a number in an index"},
    {"(x1 + (2*x0))", "(x1 // (3 - 3))", "expected a divisor above 0 in an index"},
    {"(x1 + (2*x0))", "(x1 + * x0)", "'(x1 + * x0)': expected an index"},
    {"tmp4 + tmp2", "tmp4 + tmp9", "unknown name 'tmp9'"},
    {"libdevice.sqrt(", "libdevice.frobnicate(", "no op 'frobnicate' of 1 operands"},
    {"tmp0 * tmp3", "tmp0 * (tmp3", "expected ')' before ''"},
};

TEST(ListingLoops, WhatIsNotUnderstoodIsNamed) {
  for (const Refused& row : kRefused) {
    std::string text = kTwoBranches;
    const std::size_t at = text.find(row.line);
    ASSERT_NE(at, text.npos) << row.line;
    text.replace(at, std::string_view(row.line).size(), row.instead);
    const ListingLoops loops = read_foreach_listing(text, flat);
    EXPECT_EQ(loops.fault, row.fault) << row.instead;
    EXPECT_TRUE(loops.parts.empty());
  }
}

TEST(ListingLoops, ATextThatEndsAnywhereIsRefusedOrRead) {
  const std::string_view text = kTwoBranches;
  for (std::size_t length = 0; length < text.size(); ++length)
    (void)read_foreach_listing(text.substr(0, length), flat);
}

}  // namespace
}  // namespace ireplay
