// cuDNN's plans from run to run.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <vector>

#include "kernels/device/device.hpp"
#include "kernels/libraries/dnn.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

class DnnLibraryTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string why;
    if (device_count(&why) == 0) GTEST_SKIP() << why;
    folder_ = fs::temp_directory_path() / ("ireplay_dnn_test." + std::to_string(getpid()));
    try {
      DnnLibrary();
    } catch (const CudaError& error) {
      GTEST_SKIP() << error.what();
    }
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }
  std::size_t entries() const {
    std::size_t count = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_ / "cudnn"))
      count += entry.path().extension() == ".entry" ? 1 : 0;
    return count;
  }
  fs::path folder_;
};

/// Small numbers of both signs.
DeviceBuffer halves(std::int64_t count) {
  std::vector<std::uint16_t> bits(static_cast<std::size_t>(count));
  for (std::size_t k = 0; k < bits.size(); ++k)
    bits[k] = static_cast<std::uint16_t>(0x3000 | (k * 2654435761 >> 7 & 0x83FF));
  DeviceBuffer buffer(bits.size() * 2);
  IREPLAY_CUDA_CALL(cudaMemcpy(buffer.data(), bits.data(), buffer.bytes(), cudaMemcpyHostToDevice));
  return buffer;
}

std::vector<std::uint16_t> run(LibraryPlan& plan, const DeviceBuffer& result, cudaStream_t stream) {
  IREPLAY_CUDA_CALL(cudaMemsetAsync(result.data(), 0xFF, result.bytes(), stream));
  plan.launch(stream);
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream));
  std::vector<std::uint16_t> bits(result.bytes() / 2);
  IREPLAY_CUDA_CALL(cudaMemcpy(bits.data(), result.data(), result.bytes(), cudaMemcpyDeviceToHost));
  return bits;
}

/// A library that finds the plan and one that takes it from the cache agree; a damaged cache is none.
template <class Problem>
void expect_same_from_cache(const Problem& problem, const DeviceBuffer& result, const fs::path& folder) {
  const Stream stream = make_stream();
  const auto make_and_run = [&] {
    DnnLibrary library;
    library.use_cache(folder.string());
    const auto start = std::chrono::steady_clock::now();
    const std::unique_ptr<LibraryPlan> plan = library.make(problem, stream.get());
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    if (!plan) throw std::runtime_error("not taken");
    std::cout << plan->algorithm() << " made in " << took.count() << " ms\n";
    return std::pair(plan->algorithm(), run(*plan, result, stream.get()));
  };
  const auto found = make_and_run(), cached = make_and_run();
  EXPECT_EQ(cached.first, found.first);
  EXPECT_EQ(cached.second, found.second);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "cudnn"))
    fs::resize_file(entry.path(), entry.file_size() / 2);
  EXPECT_NO_THROW(make_and_run());
}

TEST_F(DnnLibraryTest, KeepsADepthwiseConvolution) {
  ConvolutionProblem problem;
  problem.wanted = ConvolutionTensor::y;
  problem.dtype = DType::f16;
  problem.x = problem.y = {2, 32, 20, 20}, problem.w = {32, 1, 7, 7};
  problem.stride = {1, 1}, problem.padding = {3, 3}, problem.dilation = {1, 1};
  problem.groups = 32;
  problem.channels_last = true;
  const DeviceBuffer x = halves(2 * 32 * 400), w = halves(32 * 49), y = halves(2 * 32 * 400);
  problem.x_data = x.data(), problem.w_data = w.data(), problem.y_data = y.data();
  expect_same_from_cache(problem, y, folder_);
  EXPECT_EQ(entries(), 1U);
}

TEST_F(DnnLibraryTest, KeepsAnAttention) {
  AttentionProblem problem;
  AttentionOperands& of = problem.of;
  of.dtype = DType::f16, of.batch = 2, of.heads = of.shared_heads = 4, of.rows = of.columns = 100;
  of.depth = of.value_depth = 64, of.scale = 0.125, of.causal = true;
  const std::int64_t count = 2 * 4 * 100 * 64;
  const DeviceBuffer query = halves(count), key = halves(count), value = halves(count), out = halves(count);
  const auto tensor = [](const DeviceBuffer& buffer) {
    return AttentionTensor{buffer.data(), {4 * 100 * 64, 100 * 64, 64, 1}};
  };
  of.query = tensor(query), of.key = tensor(key), of.value = tensor(value), problem.out = tensor(out);
  expect_same_from_cache(problem, out, folder_);
  EXPECT_EQ(entries(), 1U);
}

}  // namespace
}  // namespace ireplay
