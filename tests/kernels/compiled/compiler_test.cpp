#include "kernels/compiled/compiler.hpp"

#include <gtest/gtest.h>

#if IREPLAY_CUDA
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <thread>

#include "kernels/compiled/nvrtc.hpp"
#include "kernels/device/call.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

KernelText gelu(const std::string& entry) {
  return {entry, R"(#define DEVICE __device__ __forceinline__
DEVICE float from_bf16(unsigned short bits) { return __uint_as_float(static_cast<unsigned>(bits) << 16); }
DEVICE unsigned to_bf16x2(float high, float low) {
  unsigned both;
  asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(both) : "f"(high), "f"(low));
  return both;
}
DEVICE float gelu(float x) { return 0.5f * x * (1.0f + erff(x * 0.70710678f)); }
extern "C" __global__ void __launch_bounds__(256) )" +
                     entry + R"((const uint4* in, uint4* out, int count) {
  const int i = blockIdx.x * 256 + threadIdx.x;
  if (i >= count) return;
  uint4 value = in[i];
  unsigned* words = &value.x;
  for (int k = 0; k < 4; ++k)
    words[k] = to_bf16x2(gelu(from_bf16(words[k] >> 16)), gelu(from_bf16(words[k] & 0xffff)));
  out[i] = value;
}
)"};
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

class KernelCompilerTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string why = KernelCompiler({}).why_unavailable();
    if (!why.empty()) GTEST_SKIP() << why;
    folder_ = fs::temp_directory_path() / ("ireplay_compiler_test." + std::to_string(getpid()) + "." +
                                           testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }
  fs::path folder_;
};

bool is_elf(const KernelCode& code) {
  return code.cubin.size() > 4 && std::memcmp(code.cubin.data(), "\177ELF", 4) == 0;
}

TEST_F(KernelCompilerTest, MachineCodeOfManyTextsInTheBackground) {
  KernelCompiler compiler({.sm = 90});
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 8; ++i) compiler.start(gelu("gelu" + std::to_string(i)));
  EXPECT_LT(seconds_since(start), 0.05);
  for (int i = 0; i < 8; ++i) {
    const KernelCode& code = compiler.get(gelu("gelu" + std::to_string(i)));
    EXPECT_TRUE(is_elf(code));
    EXPECT_FALSE(code.from_cache);
    std::cout << code.milliseconds << " ms, " << code.cubin.size() << " bytes\n";
  }
  std::cout << "8 kernels in " << seconds_since(start) << " s\n";
}

TEST_F(KernelCompilerTest, EqualTextsAreCompiledOnce) {
  KernelCompiler compiler({.sm = 90, .threads = 4});
  const KernelCode* codes[4] = {};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&, i] {
      compiler.start(gelu("gelu"));
      codes[i] = &compiler.get(gelu("gelu"));
    });
  for (std::thread& thread : threads) thread.join();
  for (const KernelCode* code : codes) EXPECT_EQ(code, codes[0]);
}

TEST_F(KernelCompilerTest, TheNextProcessFindsThemInTheCache) {
  const CompilerOptions options{.sm = 90, .cache_dir = folder_.string()};
  std::vector<std::byte> compiled;
  {
    KernelCompiler compiler(options);
    compiled = compiler.get(gelu("gelu")).cubin;
  }
  KernelCompiler compiler(options);
  compiler.why_unavailable();
  const KernelCode& code = compiler.get(gelu("gelu"));
  EXPECT_TRUE(code.from_cache);
  EXPECT_EQ(code.cubin, compiled);
  std::cout << code.milliseconds << " ms from the cache\n";
  EXPECT_FALSE(compiler.get(gelu("other")).from_cache);

  KernelCompiler another({.sm = 80, .cache_dir = folder_.string()});
  EXPECT_FALSE(another.get(gelu("gelu")).from_cache);
}

TEST_F(KernelCompilerTest, AnArchitectureOfTheFutureGetsPtxOfTheNewest) {
  KernelCompiler compiler({.sm = 999});
  const KernelCode& code = compiler.get(gelu("gelu"));
  const std::string text(reinterpret_cast<const char*>(code.cubin.data()), code.cubin.size());
  EXPECT_NE(text.find(".entry gelu("), text.npos);
  EXPECT_EQ(text.back(), '\0');
}

TEST_F(KernelCompilerTest, ErrorsShowTheLogAndTheLines) {
  KernelCompiler compiler({.sm = 90, .cache_dir = folder_.string()});
  const KernelText text{"broken",
                        "extern \"C\" __global__ void broken(float* x) {\n  float a = 1;\n  x[0] = b;\n}\n"};
  compiler.start(text);
  for (int again = 0; again < 2; ++again) try {
      compiler.get(text);
      FAIL() << "compiled";
    } catch (const CudaError& error) {
      EXPECT_EQ(std::string(error.what()),
                "NVRTC does not compile broken:\n"
                "broken.cu(3): error: identifier \"b\" is undefined\n"
                "    x[0] = b;\n"
                "           ^\n\n"
                "1 error detected in the compilation of \"broken.cu\".\n"
                "  1 | extern \"C\" __global__ void broken(float* x) {\n"
                "  2 |   float a = 1;\n"
                "> 3 |   x[0] = b;\n"
                "  4 | }\n");
    }
}

TEST_F(KernelCompilerTest, KernelsThatNobodyWaitsForAreDropped) {
  const auto start = std::chrono::steady_clock::now();
  {
    KernelCompiler compiler({.sm = 90, .threads = 1});
    for (int i = 0; i < 200; ++i) compiler.start(gelu("gelu" + std::to_string(i)));
  }
  EXPECT_LT(seconds_since(start), 5);
}

TEST(NumberedLines, AreCutToWhatThereIs) {
  EXPECT_EQ(numbered_lines("a\nb\nc", -1, 2, 1), "> 1 | a\n  2 | b\n");
  EXPECT_EQ(numbered_lines("a\nb\nc", 3, 9, 9), "  3 | c\n");
}

}  // namespace
}  // namespace ireplay
#else
TEST(KernelCompiler, IsOfBuildsWithCuda) { GTEST_SKIP() << "built without CUDA"; }
#endif
