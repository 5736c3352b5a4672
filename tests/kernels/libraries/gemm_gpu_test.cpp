// What cuBLASLt was found to run is kept from run to run.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <vector>

#include "kernels/libraries/gemm.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

class GemmLibraryTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string why;
    if (device_count(&why) == 0) GTEST_SKIP() << why;
    folder_ = fs::temp_directory_path() / ("ireplay_gemm_test." + std::to_string(getpid()));
    try {
      GemmLibrary();
    } catch (const CudaError& error) {
      GTEST_SKIP() << error.what();
    }
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }
  fs::path folder_;
};

DeviceBuffer counted(std::int64_t count) {
  std::vector<float> values(static_cast<std::size_t>(count));
  for (std::size_t k = 0; k < values.size(); ++k) values[k] = static_cast<float>(k % 13) - 6;
  DeviceBuffer buffer(values.size() * sizeof(float));
  IREPLAY_CUDA_CALL(cudaMemcpy(buffer.data(), values.data(), buffer.bytes(), cudaMemcpyHostToDevice));
  return buffer;
}

/// m x k times k x n, by hand for some elements.
TEST_F(GemmLibraryTest, KeepsItsChoices) {
  const std::int64_t m = 200, n = 136, k = 96;
  const DeviceBuffer a = counted(m * k), b = counted(k * n), d = counted(m * n);
  GemmProblem problem;
  problem.a = {a.data(), DType::f32, m, k, k, 1};
  problem.b = {b.data(), DType::f32, k, n, n, 1};
  problem.d = {d.data(), DType::f32, m, n, n, 1};
  const Stream stream = make_stream();
  std::string algorithm;
  for (int round = 0; round < 4; ++round) {  // found, twice of the cache, of a damaged cache
    GemmLibrary library;
    library.use_cache(folder_.string());
    if (round == 3)
      for (const fs::directory_entry& entry : fs::directory_iterator(folder_ / "cublasLt"))
        fs::resize_file(entry.path(), entry.file_size() / 2);
    for (int again = 0; again < 2; ++again) {
      IREPLAY_CUDA_CALL(cudaMemset(d.data(), 0xFF, d.bytes()));
      const auto start = std::chrono::steady_clock::now();
      const std::unique_ptr<LibraryPlan> plan = library.make(problem, stream.get());
      const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
      ASSERT_NE(plan, nullptr);
      std::cout << plan->algorithm() << " made in " << took.count() << " ms\n";
      if (algorithm.empty()) algorithm = plan->algorithm();
      EXPECT_TRUE(round == 3 || plan->algorithm() == algorithm) << plan->algorithm() << ", not " << algorithm;
      plan->launch(stream.get());
      IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream.get()));
      std::vector<float> got(static_cast<std::size_t>(m * n));
      IREPLAY_CUDA_CALL(cudaMemcpy(got.data(), d.data(), d.bytes(), cudaMemcpyDeviceToHost));
      for (std::int64_t at = 0; at < m * n; at += 997) {
        double sum = 0;
        for (std::int64_t e = 0; e < k; ++e)
          sum +=
              static_cast<double>((at / n * k + e) % 13 - 6) * static_cast<double>((e * n + at % n) % 13 - 6);
        EXPECT_EQ(got[static_cast<std::size_t>(at)], sum) << at;  // small integers: exact in any order
      }
    }
  }
}

}  // namespace
}  // namespace ireplay
