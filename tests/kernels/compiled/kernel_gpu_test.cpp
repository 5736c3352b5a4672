#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "kernels/compiled/kernel.hpp"
#include "kernels/device/device.hpp"

namespace ireplay {
namespace {

const KernelText kScale{"scale", R"(
extern "C" __global__ void __launch_bounds__(256) scale(float* values, float factor, int count) {
  asm volatile("griddepcontrol.wait;" ::: "memory");
  const int i = blockIdx.x * 256 + threadIdx.x;
  if (i < count) values[i] *= factor;
}
)"};
/// Sums a block's numbers through dynamic shared memory.
const KernelText kSum{"sum", R"(
extern "C" __global__ void sum(const float* values, float* sum_of) {
  extern __shared__ float shared[];
  __shared__ float unused[32];
  shared[threadIdx.x] = values[threadIdx.x];
  if (threadIdx.x < 32) unused[threadIdx.x] = 0;
  __syncthreads();
  if (threadIdx.x != 0) return;
  float total = unused[0];
  for (int i = 0; i < blockDim.x; ++i) total += shared[i];
  *sum_of = total;
}
)"};

class CompiledKernelTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string why;
    if (device_count(&why) == 0) GTEST_SKIP() << why;
    IREPLAY_CUDA_CALL(cudaSetDevice(0));
    sm_ = read_device_facts(0).sm;
    why = KernelCompiler({}).why_unavailable();
    if (!why.empty()) GTEST_SKIP() << why;
  }

  /// Compiled on the spot.
  CompiledKernel load(const KernelText& text) const {
    KernelCompiler compiler({.sm = sm_});
    return {compiler.get(text), text.entry};
  }
  /// kScale without its wait before compute capability 9.0.
  KernelText scale() const {
    KernelText text = kScale;
    if (sm_ < 90)
      text.text.erase(text.text.find("  asm"), text.text.find("  const") - text.text.find("  asm"));
    return text;
  }

  int sm_ = 0;
};

std::vector<float> read_back(const DeviceBuffer& buffer) {
  std::vector<float> values(buffer.bytes() / sizeof(float));
  IREPLAY_CUDA_CALL(cudaDeviceSynchronize());
  IREPLAY_CUDA_CALL(cudaMemcpy(values.data(), buffer.data(), buffer.bytes(), cudaMemcpyDeviceToHost));
  return values;
}

DeviceBuffer ones(std::size_t count) {
  const std::vector<float> values(count, 1);
  DeviceBuffer buffer(count * sizeof(float));
  IREPLAY_CUDA_CALL(cudaMemcpy(buffer.data(), values.data(), buffer.bytes(), cudaMemcpyHostToDevice));
  return buffer;
}

TEST_F(CompiledKernelTest, LaunchesWithItsArguments) {
  const CompiledKernel kernel = load(scale());
  const DeviceBuffer buffer = ones(1000);
  const Stream stream = make_stream();
  std::byte* values = buffer.data();
  float factor = 3;
  int count = 999;
  void* arguments[] = {&values, &factor, &count};
  for (int i = 0; i < 3; ++i) kernel.launch(4, 256, 0, arguments, stream.get(), sm_ >= 90);
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream.get()));
  const std::vector<float> got = read_back(buffer);
  EXPECT_EQ(got[0], 27);
  EXPECT_EQ(got[998], 27);
  EXPECT_EQ(got[999], 1);
}

TEST_F(CompiledKernelTest, ItsFirstLaunchMayBeInACapture) {
  const CompiledKernel kernel = load(scale());
  const DeviceBuffer buffer = ones(256);
  const Stream stream = make_stream();
  std::byte* values = buffer.data();
  float factor = 2;
  int count = 256;
  void* arguments[] = {&values, &factor, &count};
  const GraphExec graph = capture(stream.get(), [&] {
    for (int i = 0; i < 4; ++i) kernel.launch(1, 256, 0, arguments, stream.get(), sm_ >= 90);
  });
  IREPLAY_CUDA_CALL(cudaGraphLaunch(graph.get(), stream.get()));
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream.get()));
  EXPECT_EQ(read_back(buffer)[255], 16);
}

TEST_F(CompiledKernelTest, FactsAndDynamicSharedMemory) {
  const CompiledKernel kernel = load(kSum);
  const CompiledKernel::Facts facts = kernel.facts();
  EXPECT_GT(facts.registers, 0);
  EXPECT_EQ(facts.shared_bytes, 128);
  EXPECT_EQ(facts.local_bytes, 0);
  EXPECT_EQ(facts.max_threads, 1024);
  EXPECT_GE(kernel.blocks_per_multiprocessor(256, 1024), 2);
  const std::size_t much = 60 << 10;
  kernel.set_max_dynamic_shared(much);
  EXPECT_GE(kernel.blocks_per_multiprocessor(256, much), 1);
  EXPECT_EQ(load(scale()).facts().max_threads, 256);

  const DeviceBuffer in = ones(256), out(sizeof(float));
  std::byte *from = in.data(), *to = out.data();
  void* arguments[] = {&from, &to};
  kernel.launch(1, 256, much, arguments, nullptr, false);
  EXPECT_EQ(read_back(out)[0], 256);
}

TEST_F(CompiledKernelTest, MovesAndSaysWhatIsWrong) {
  CompiledKernel kernel = load(kSum);
  CompiledKernel other = load(scale());
  other = std::move(kernel);
  EXPECT_EQ(other.facts().shared_bytes, 128);
  KernelCompiler compiler({.sm = sm_});
  EXPECT_THROW(CompiledKernel(compiler.get(kSum), "scale"), CudaError);
  std::byte* nowhere = nullptr;
  void* arguments[] = {&nowhere, &nowhere};
  EXPECT_THROW(other.launch(1, 256, 1 << 30, arguments, nullptr, false), CudaError);
}

}  // namespace
}  // namespace ireplay
