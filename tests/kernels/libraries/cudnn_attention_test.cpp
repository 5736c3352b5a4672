// Which attention cuDNN has engines for on an H200: it answers by a device's description, without the device.
#include <gtest/gtest.h>

#if IREPLAY_CUDNN
#include "kernels/libraries/cudnn_attention.hpp"

namespace ireplay {
namespace {

constexpr std::string_view kH200 =
    R"({"maxGridSize":[2147483647,65535,65535],"maxBlockSize":[1024,1024,64],"regsPerBlock":65536,)"
    R"("multiProcessorCount":132,"warpSize":32,"maxSharedMemoryPerBlock":49152,)"
    R"("maxSharedMemoryPerBlockOptin":232448,"reservedSharedMemoryPerBlock":1024,"maxRegistersPerSM":65536,)"
    R"("maxCtasPerSM":32,"maxThreadsPerBlock":1024,"maxThreadsPerSM":2048,"pciDeviceId":0,"isTccDriver":0,)"
    R"("supportCoopLaunch":1,"totalGlobalMem":150000000000,"smClockRateKHz":1980000,)"
    R"("memClockRateKHz":3201000,"l2CacheSize":62914560,"cudaDeviceId":0,"deviceVer":900,)"
    R"("driverVer":13000,"deviceName":"NVIDIA H200"})";

struct Shape {
  std::int64_t batch = 2, heads = 4, shared = 4, rows = 128, columns = 128, depth = 64, value_depth = 64;
  bool causal = false;
  const char* bias = "";  // "bhlk": its dimensions that are not 1
};

std::string to_text(const Shape& at) {
  std::string text;
  for (const std::int64_t n : {at.batch, at.heads, at.shared, at.rows, at.columns, at.depth, at.value_depth})
    text += std::to_string(n) + ' ';
  return text + (at.causal ? "causal " : "") + "bias " + at.bias;
}

class CudnnAttention : public testing::Test {
 protected:
  void SetUp() override {
    try {
      properties_.emplace(CUDNN_BACKEND_DEVICEPROP_DESCRIPTOR);
    } catch (const CudaError& error) {
      GTEST_SKIP() << error.what();
    }
    properties_->set(CUDNN_ATTR_DEVICEPROP_JSON_REPRESENTATION, CUDNN_TYPE_CHAR,
                     static_cast<std::int64_t>(kH200.size()), kH200.data());
    if (!properties_->finalize().good()) GTEST_SKIP() << "this cuDNN takes no description of a device";
    if (forward({}, 0) == 0) GTEST_SKIP() << "cuDNN finds no engine without the driver's library";
  }

  /// Memory that nobody looks at.
  static AttentionTensor tensor(std::int64_t heads, std::int64_t rows, std::int64_t depth) {
    return {reinterpret_cast<void*>(256), {rows * heads * depth, depth, heads * depth, 1}};  // (B, L, H, E)
  }
  static AttentionOperands operands(const Shape& at) {
    AttentionOperands of;
    of.batch = at.batch, of.heads = at.heads, of.shared_heads = at.shared, of.rows = at.rows;
    of.columns = at.columns, of.depth = at.depth, of.value_depth = at.value_depth, of.causal = at.causal;
    of.query = tensor(at.heads, at.rows, at.depth), of.key = tensor(at.shared, at.columns, at.depth);
    of.value = tensor(at.shared, at.columns, at.value_depth);
    if (const std::string bias = at.bias; !bias.empty()) {
      const auto extent = [&](char name, std::int64_t n) { return bias.find(name) == bias.npos ? 1 : n; };
      of.bias.data = reinterpret_cast<void*>(256);
      of.bias.size = {extent('b', at.batch), extent('h', at.heads), extent('l', at.rows),
                      extent('k', at.columns)};
      std::int64_t stride = 1;
      for (std::size_t d = 4; d-- > 0;) of.bias.stride[d] = stride, stride *= of.bias.size[d];
      if (of.bias.size[2] == 1) of.bias.size[2] = at.rows, of.bias.stride[2] = 0;
    }
    return of;
  }
  static AttentionTensor logs(const Shape& at, std::int64_t width) {
    return {reinterpret_cast<void*>(256), {at.heads * width, width, 1, 1}};
  }

  /// How many engines take the graph.
  std::size_t engines(const std::shared_ptr<AttentionGraph>& graph) {
    return graph && graph->finished->good() ? find_engines(*graph->finished, &*properties_).size() : 0;
  }
  /// `width`: of the logarithms of a head, 0 where they are not wanted.
  std::size_t forward(const Shape& at, std::int64_t width) {
    AttentionProblem problem;
    problem.of = operands(at);
    problem.out = tensor(at.heads, at.rows, at.value_depth);
    if (width > 0) problem.logsumexp = logs(at, width);
    return engines(make_attention_graph(problem, nullptr));
  }
  std::size_t backward(const Shape& at, std::int64_t width) {
    AttentionGradientProblem problem;
    problem.of = operands(at);
    problem.out = problem.grad_out = tensor(at.heads, at.rows, at.value_depth);
    problem.logsumexp = logs(at, width);
    problem.grad_query = problem.of.query, problem.grad_key = problem.of.key,
    problem.grad_value = problem.of.value;
    problem.workspace = reinterpret_cast<void*>(256);
    return engines(make_attention_graph(problem, nullptr));
  }

  std::optional<CudnnDescriptor> properties_;
};

TEST_F(CudnnAttention, HasEnginesBothWays) {
  for (const Shape& at :
       {Shape{}, Shape{.causal = true}, Shape{.rows = 100, .columns = 77},
        Shape{.rows = 100, .columns = 77, .causal = true}, Shape{.rows = 1}, Shape{.shared = 2},
        Shape{.shared = 1, .causal = true}, Shape{.depth = 40, .value_depth = 40},
        Shape{.depth = 128, .value_depth = 128}, Shape{.depth = 192, .value_depth = 128},
        Shape{.depth = 256, .value_depth = 256}, Shape{.bias = "bhlk"}, Shape{.bias = "hlk"},
        Shape{.bias = "blk"}, Shape{.bias = "lk"}, Shape{.bias = "bk"}, Shape{.causal = true, .bias = "bhlk"},
        Shape{.rows = 100, .columns = 77, .bias = "bhlk"}, Shape{.shared = 2, .bias = "blk"}}) {
    const std::int64_t padded = at.rows + 32;
    EXPECT_GT(forward(at, 0), 0U) << to_text(at);
    EXPECT_GT(forward(at, at.rows), 0U) << to_text(at) << ", with logarithms";
    EXPECT_GT(forward(at, padded), 0U) << to_text(at) << ", with padded logarithms";
    EXPECT_GT(backward(at, at.rows), 0U) << to_text(at) << ", gradients";
    EXPECT_GT(backward(at, padded), 0U) << to_text(at) << ", gradients, padded logarithms";
  }
}

TEST_F(CudnnAttention, OtherDepthsAreNotDescribed) {
  for (const Shape& at : {Shape{.depth = 12, .value_depth = 12}, Shape{.depth = 264, .value_depth = 264}}) {
    EXPECT_EQ(forward(at, 0), 0U) << to_text(at);
    EXPECT_EQ(backward(at, at.rows), 0U) << to_text(at);
  }
}

}  // namespace
}  // namespace ireplay
#else
TEST(CudnnAttention, IsOfBuildsWithCudnn) { GTEST_SKIP() << "built without cuDNN's headers"; }
#endif
