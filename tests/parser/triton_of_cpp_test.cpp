#include <gtest/gtest.h>

#include "parser/listing/listing.hpp"

/// Kernels in C++ as kernels in Triton: what is said, and what is left to be replayed around.
namespace ireplay {
namespace {

using Texts = std::vector<std::string>;

constexpr const char* kAxis =
    "    xoffset = tl.program_id(0) * XBLOCK\n"
    "    xindex = xoffset + tl.arange(0, XBLOCK)[:]\n";

TEST(TritonOfCpp, OneNumber) {
  const Texts texts = triton_of_cpp(R"(
#include <torch/csrc/inductor/cpp_prefix.h>
extern "C"  void  kernel(const int64_t* in_ptr0,
                       bool* out_ptr0)
{
    std::atomic<int> inductor_cpu_integer_div_error{0};
    inductor_cpu_integer_div_error_flag = &inductor_cpu_integer_div_error;
    {
        {
            auto tmp0 = in_ptr0[static_cast<int64_t>(0L)];
            auto tmp1 = static_cast<int64_t>(6);
            auto tmp2 = int64_t(static_cast<std::make_unsigned_t<int64_t>>(tmp0) + static_cast<std::make_unsigned_t<int64_t>>(tmp1));
            auto tmp3 = tmp0 < tmp2;
            out_ptr0[static_cast<int64_t>(0L)] = tmp3;
        }
    }
}
)");
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_EQ(texts[0], std::string("def kernel(in_ptr0, out_ptr0, XBLOCK : tl.constexpr):\n    xnumel = 1\n") +
                          kAxis +
                          "    tmp0 = tl.load(in_ptr0 + (tl.full([1], 0, tl.int64)))\n"
                          "    tmp1 = tl.full([1], 6, tl.int64)\n"
                          "    tmp2 = (tmp0 + tmp1)\n"
                          "    tmp3 = (tmp0 < tmp2)\n"
                          "    tl.store(out_ptr0 + (tl.full([1], 0, tl.int64)), tmp3)\n");
}

TEST(TritonOfCpp, ALoopIsAnAxis) {
  const Texts texts = triton_of_cpp(R"(
extern "C" void kernel(float* in_out_ptr0, const int64_t ks0)
{
    #pragma GCC ivdep
    for(int64_t x0=static_cast<int64_t>(0L); x0<static_cast<int64_t>(ks0); x0+=static_cast<int64_t>(1L))
    {
        auto tmp0 = in_out_ptr0[static_cast<int64_t>(x0)];
        auto tmp1 = std::sqrt(tmp0);
        auto tmp2 = !(tmp0 == tmp0) ? tmp1 : decltype(tmp1)(tmp1 * tmp1);
        in_out_ptr0[static_cast<int64_t>(x0)] = tmp2;
    }
}
)");
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_EQ(texts[0],
            std::string("def kernel(in_out_ptr0, ks0, XBLOCK : tl.constexpr):\n    xnumel = ks0\n") + kAxis +
                "    x0 = xindex\n"
                "    tmp0 = tl.load(in_out_ptr0 + ((x0).to(tl.int64)))\n"
                "    tmp1 = libdevice.sqrt(tmp0)\n"
                "    tmp2 = tl.where((~(tmp0 == tmp0)), tmp1, (tmp1 * tmp1))\n"
                "    tl.store(in_out_ptr0 + ((x0).to(tl.int64)), tmp2)\n");
}

TEST(TritonOfCpp, WhatIsNotSaidSo) {
  const auto kernel = [](const std::string& body) {
    return triton_of_cpp("extern \"C\" void kernel(float* out_ptr0)\n{\n" + body + "\n}\n");
  };
  EXPECT_EQ(kernel("out_ptr0[static_cast<int64_t>(0L)] = static_cast<float>(1.5);").size(), 1U);
  for (const char* const body :
       {"auto tmp0 = at::vec::Vectorized<float>::loadu(out_ptr0 + static_cast<int64_t>(0L));",
        "float tmp_acc0 = 0;",
        "out_ptr0[static_cast<int64_t>(0L)] = static_cast<float>(1) / static_cast<float>(2);",
        "for(int64_t x0=static_cast<int64_t>(0L); x0<static_cast<int64_t>(8L); x0+=static_cast<int64_t>(4L)) "
        "{ "
        "out_ptr0[static_cast<int64_t>(x0)] = static_cast<float>(1); }",
        "out_ptr0[static_cast<int64_t>(0L)] = unknown(static_cast<float>(1));"})
    EXPECT_TRUE(kernel(body).empty()) << body;
}

TEST(TritonOfCpp, Parameters) {
  EXPECT_EQ(parse_cpp_parameters(
                "extern \"C\" void kernel(const float* __restrict__ in_ptr0,\n  bool* out_ptr0) {}"),
            (std::vector<std::string_view>{"in_ptr0", "out_ptr0"}));
  EXPECT_TRUE(parse_cpp_parameters("int main() {}").empty());
}

}  // namespace
}  // namespace ireplay
