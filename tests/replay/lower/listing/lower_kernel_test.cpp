// Programs out of kernels' listings: what they compute, and what is refused at which place.
#include "replay/lower/listing/lower_kernel.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numeric>

#include "parser/source.hpp"
#include "replay/cpu/loops.hpp"

namespace ireplay {
namespace {

/// A kernel called with float32 tensors of these sizes, filled with 1, 2, 3 ..., and with numbers after them.
class Called {
 public:
  Called(std::string_view text, const std::vector<std::int64_t>& extents,
         const std::vector<std::int64_t>& numbers = {}, DType dtype = DType::f32)
      : source_("output_code.py", std::string(text)), listing_(parse_listing(source_, source_.text())) {
    for (const std::int64_t extent : extents) {
      const auto storage = static_cast<std::int32_t>(storages_.size());
      storages_.push_back({.name = "t", .bytes = extent * static_cast<std::int64_t>(bytes_of(dtype))});
      buffers_.push_back({.name = "tensor" + std::to_string(storage),
                          .dtype = dtype,
                          .size = {extent},
                          .stride = {1},
                          .storage = storage});
      tensors_.emplace_back(static_cast<std::size_t>(extent));
      std::iota(tensors_.back().begin(), tensors_.back().end(), 1.0f);
      context_.arguments.push_back({storage, 0, std::nullopt});
    }
    for (const std::int64_t number : numbers) context_.arguments.push_back({kNone, 0, number});
    context_.arguments.resize(listing_.functions.back().parameters.count);
    context_.listing = &listing_;
    context_.name = "kernel";
    context_.buffers = &buffers_;
    context_.storages = &storages_;
  }

  std::vector<LoopProgram> lower() const { return lower_kernel(context_); }

  void run() {
    for (const LoopProgram& program : lower()) {
      verify(program);
      std::vector<HostBuffer> buffers;
      for (const BufferUse& use : program.buffers) {
        std::vector<float>& tensor = tensors_[static_cast<std::size_t>(use.buffer)];
        buffers.push_back({"tensor", reinterpret_cast<std::byte*>(tensor.data()), use.dtype,
                           static_cast<std::int64_t>(tensor.size())});
      }
      run_loops(program, buffers, {});
    }
  }

  const std::vector<float>& tensor(std::size_t k) const { return tensors_[k]; }

 private:
  Source source_;
  Listing listing_;
  std::vector<Storage> storages_;
  std::vector<PlanBuffer> buffers_;
  std::vector<std::vector<float>> tensors_;
  KernelContext context_;
};

constexpr const char* kTwoBranches = R"(
@triton_heuristics.foreach(
    num_warps=8,
)
@triton.jit
def triton_(in_ptr0, in_ptr1, out_ptr0, in_ptr2, out_ptr1, XBLOCK : tl.constexpr):
    pid = tl.program_id(0)
    XBLOCK: tl.constexpr = 1024
    num_xblocks_0 = tl.cdiv(6, XBLOCK)
    num_xblocks_1 = num_xblocks_0 + tl.cdiv(4, XBLOCK)
    if pid < num_xblocks_0:
        pid_offset = pid
        xnumel = 6
        xoffset = pid_offset * XBLOCK
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
        xoffset = pid_offset * XBLOCK
        xindex = xoffset + tl.arange(0, XBLOCK)[:]
        x3 = xindex
        tmp6 = tl.load(in_ptr2 + (x3), None)
        tmp7 = libdevice.sqrt(tmp6.to(tl.float32))
        tl.store(out_ptr1 + (x3), tmp7, None)
    else:
        pass
)";

const std::vector<std::int64_t> kExtents = {6, 1, 6, 4, 4};

TEST(LowerKernel, EachBranchIsAProgram) {
  Called kernel(kTwoBranches, kExtents);
  EXPECT_EQ(kernel.lower().size(), 2u);
  kernel.run();
  EXPECT_EQ(kernel.tensor(2), (std::vector<float>{1.5f, 2.5f, 3.5f, 2, 3, 4}));
  for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(kernel.tensor(4)[k], std::sqrt(static_cast<float>(k) + 1.0f));
}

/// Divisions of the numbers of points vanish where the ranges can be split so that they do.
TEST(LowerKernel, RangesAreSplitWhereTheTextDividesThem) {
  const LoopProgram program = Called(kTwoBranches, kExtents).lower()[0];
  EXPECT_EQ(program.ranges, (std::vector<std::int64_t>{2, 3}));
  for (IndexId index = 0; index < static_cast<IndexId>(program.indices.size()); ++index)
    EXPECT_TRUE(is_affine(program, index)) << to_text(program, index);
}

/// Rows of `extent` elements: the sum of squares, the maximum and where it is, and each element minus it.
constexpr const char* kLooped = R"(
def triton_(in_ptr0, out_ptr0, out_ptr1, out_ptr2, ks0, xnumel, r0_numel, XBLOCK : tl.constexpr, R0_BLOCK : tl.constexpr):
    rnumel = r0_numel
    RBLOCK: tl.constexpr = R0_BLOCK
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:, None]
    xmask = xindex < xnumel
    r0_base = tl.arange(0, R0_BLOCK)[None, :]
    rbase = r0_base
    x0 = xindex
    _tmp3 = tl.full([XBLOCK, R0_BLOCK], 0, tl.float32)
    _tmp5 = tl.full([XBLOCK, R0_BLOCK], float("-inf"), tl.float32)
    _tmp5_index = tl.full([XBLOCK, R0_BLOCK], 9223372036854775807, tl.int64)
    for r0_offset in tl.range(0, r0_numel, R0_BLOCK):
        r0_index = r0_offset + r0_base
        r0_mask = r0_index < r0_numel
        roffset = r0_offset
        rindex = r0_index
        r0_1 = r0_index
        tmp0 = tl.load(in_ptr0 + (r0_1 + ks0*x0), r0_mask & xmask, eviction_policy='evict_last', other=0.0)
        tmp1 = tmp0 * tmp0
        tmp2 = tl.broadcast_to(tmp1, [XBLOCK, R0_BLOCK])
        tmp4 = _tmp3 + tmp2
        _tmp3 = tl.where(r0_mask & xmask, tmp4, _tmp3)
        _tmp5_next, _tmp5_index_next = triton_helpers.maximum_with_index(
            _tmp5, _tmp5_index, tmp0, rindex
        )
        _tmp5 = tl.where(r0_mask & xmask, _tmp5_next, _tmp5)
        _tmp5_index = tl.where(r0_mask & xmask, _tmp5_index_next, _tmp5_index)
    tmp3 = tl.sum(_tmp3, 1)[:, None]
    tmp5_val, tmp5_idx = triton_helpers.max_with_index(_tmp5, _tmp5_index, 1)
    tmp5 = tmp5_val[:, None]
    tmp6 = tmp5_idx[:, None]
    tl.store(out_ptr0 + (x0), tmp3, xmask)
    tl.store(out_ptr1 + (x0), tmp6, xmask)
    for r0_offset in tl.range(0, r0_numel, R0_BLOCK):
        r0_index = r0_offset + r0_base
        r0_mask = r0_index < r0_numel
        r0_1 = r0_index
        tmp7 = tl.load(in_ptr0 + (r0_1 + ks0*x0), r0_mask & xmask, eviction_policy='evict_first', other=0.0)
        tmp8 = tmp7 - tmp5
        tl.store(out_ptr2 + (r0_1 + ks0*x0), tmp8, r0_mask & xmask)
)";

TEST(LowerKernel, LoopsGatherReductions) {
  Called kernel(kLooped, {6, 2, 2, 6}, {3, 2, 3});
  kernel.run();
  EXPECT_EQ(kernel.tensor(1), (std::vector<float>{14, 77}));
  EXPECT_EQ(kernel.tensor(2), (std::vector<float>{2, 2}));
  EXPECT_EQ(kernel.tensor(3), (std::vector<float>{-2, -1, 0, -2, -1, 0}));
}

/// What Triton computes in 16 bits is rounded to them, and C's remainder has the sign of the dividend.
constexpr const char* kTyped = R"(
def triton_(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 4
    xoffset = tl.program_id(0) * XBLOCK
    xindex = xoffset + tl.arange(0, XBLOCK)[:]
    x0 = xindex
    tmp0 = tl.load(in_ptr0 + (x0), None)
    tmp1 = tmp0.to(tl.bfloat16)
    tmp2 = tl.full([1], 0.00390625, tl.bfloat16)
    tmp3 = tmp1 + tmp2
    tmp4 = (-3) + x0
    tmp5 = tl.full([1], 2, tl.int32)
    tmp6 = (tmp4 % tmp5)
    tmp7 = tmp3.to(tl.float32) + tmp6
    tl.store(out_ptr0 + (x0), tmp7, None)
)";

TEST(LowerKernel, TypesAreTritons) {
  Called kernel(kTyped, {4, 4}, {4});
  kernel.run();  // 1 + 2**-8 is halfway to the next bfloat16, and to even
  EXPECT_EQ(kernel.tensor(1), (std::vector<float>{1 - 1, 2, 3 - 1, 4}));
}

struct Refused {
  const char *text, *line, *instead, *fault;
};
const Refused kRefused[] = {
    {kTwoBranches, "        xnumel = 6\n", "", "how many elements 'xindex' numbers is not known"},
    {kTwoBranches, "in_ptr0 + (x1 + (2*x0))", "in_ptr9 + (x1)", "'in_ptr9' is unknown here"},
    {kTwoBranches, "(x1 + (2*x0))", "(x1 + (2*x9))", "'x9' is unknown here"},
    {kTwoBranches, "(x1 + (2*x0))", "(x1 + 0.5)", "expected an integer as a part of an address"},
    {kTwoBranches, "(x1 + (2*x0))", "(x1 + XBLOCK)",
     "index 1025 of 'tensor0' lies outside of its 6 elements"},
    {kTwoBranches, "tmp4 + tmp2", "tmp4 @ tmp2", "this statement is none of those that Inductor generates"},
    {kTwoBranches, "tmp4 + tmp2", "[tmp4 for tmp2 in tmp3]",
     "this statement is none of those that Inductor generates"},
    {kTwoBranches, "libdevice.sqrt(", "libdevice.frobnicate(",
     "the function 'libdevice.frobnicate' is not supported"},
    {kTwoBranches, "tl.store(out_ptr1 + (x3), tmp7, None)", "while x3: pass",
     "this statement is none of those that Inductor generates"},
    {kTwoBranches, "tl.store(out_ptr1 + (x3), tmp7, None)", "tl.store(out_ptr1 + (4 + x3), tmp7, None)",
     "index 7 of 'tensor4' lies outside of its 4 elements"},
    {kLooped, "tl.sum(_tmp3, 1)", "triton_helpers.max2(_tmp3, 1)",
     "'_tmp3' is gathered by one reduction and read by another"},
    {kLooped, "tmp1 = tmp0 * tmp0", "tmp1 = _tmp5", "what this is at one point of the loops is not known"},
    {kLooped, "for r0_offset in tl.range(0, r0_numel, R0_BLOCK)", "for z in tl.range(0, r0_numel, R0_BLOCK)",
     "this loop is not over the blocks of a reduction; sums over rows and columns in one kernel are not "
     "supported"},
    {kLooped, "tmp8 = tmp7 - tmp5", "tmp8 = tl.load(out_ptr0 + (1 + x0), xmask & (x0 < 1))",
     "the kernel reads 'tensor1' after it has written to other places of it"},
};

TEST(LowerKernel, WhatIsOutsideOfTheSubsetIsNamedAtItsPlace) {
  for (const Refused& row : kRefused) {
    std::string text = row.text;
    const std::size_t at = text.find(row.line);
    ASSERT_NE(at, text.npos) << row.line;
    text.replace(at, std::string_view(row.line).size(), row.instead);
    const bool looped = row.text == kLooped;
    try {
      Called(text, looped ? std::vector<std::int64_t>{6, 2, 2, 6} : kExtents,
             looped ? std::vector<std::int64_t>{3, 2, 3} : std::vector<std::int64_t>{})
          .lower();
      ADD_FAILURE() << row.instead << " is not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.what(), std::string("kernel: ") + row.fault) << row.instead;
      EXPECT_TRUE(error.has_place());
    }
  }
}

TEST(LowerKernel, ATextThatEndsAnywhereIsRefusedOrRead) {
  for (const std::string_view text : {std::string_view(kTwoBranches), std::string_view(kLooped)})
    for (std::size_t length = text.find("constexpr):") + 12; length < text.size(); ++length) try {
        Called(text.substr(0, length), {6, 2, 6, 6, 4}, {3, 2, 3}).lower();
      } catch (const Error& error) {
        EXPECT_NE(error.kind(), Error::Kind::device) << to_text(error);
      }
}

}  // namespace
}  // namespace ireplay
