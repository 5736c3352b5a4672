#include <cuda_runtime_api.h>
#include <gtest/gtest.h>

#include "tests/support/captured_case.hpp"
#include "tests/support/extern_device.hpp"

/// Captured graphs on the device, all in one process.
namespace ireplay {
namespace {

class CorpusOnDevice : public testing::Test {
 protected:
  void SetUp() override {
    if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  }
};

std::size_t free_bytes() {
  std::size_t free = 0, all = 0;
  EXPECT_EQ(cudaMemGetInfo(&free, &all), cudaSuccess);
  return free;
}

void expect_passes(const std::vector<Comparison>& comparisons, const std::string& what) {
  for (const Comparison& c : comparisons)
    EXPECT_TRUE(c.passes() || c.status == Status::skipped) << what << ": " << to_text(c);
}

/// Part by part and joined, held against PyTorch's tensors and against the CPU engine's.
void expect_agreement(const CaseFiles& files) {
  const CapturedCase captured(files);
  RunOptions options;
  options.measure = false;
  const TensorMap cpu = make_cpu_engine()->run(captured.plan(), captured.inputs(), options).outputs;
  for (const bool unfused : {true, false}) {
    options.unfused = unfused;
    const std::string what = files.name + (unfused ? ", part by part" : ", joined");
    const RunResult run = test_device()->run(captured.plan(), captured.inputs(), options);
    expect_passes(captured.judge(run.outputs), what + ", by PyTorch");
    expect_passes(captured.judge(run.outputs, cpu), what + ", by the CPU engine");
  }
}

TEST_F(CorpusOnDevice, AgreesAndLeavesNoMemoryBehind) {
  std::vector<CaseFiles> cases = captured_with_tensors("corpus");
  const std::vector<CaseFiles> forms = captured_with_tensors("captures");
  cases.insert(cases.end(), forms.begin(), forms.end());
  ASSERT_FALSE(cases.empty());
  std::size_t before = 0;
  // kernels and libraries are loaded in the first round, and stay
  for (int round = 0; round < 2; ++round) {
    for (const CaseFiles& files : cases) {
      try {
        expect_agreement(files);
      } catch (const Error& error) {
        ADD_FAILURE() << files.name << ": " << to_text(error);
      }
    }
    if (round == 0) before = free_bytes();
  }
  const std::size_t after = free_bytes();
  std::cout << cases.size() << " graphs; bytes of device memory free after one round " << before
            << ", after two " << after << '\n';
  EXPECT_EQ(before, after);
}

/// Two steps that change their inputs, a loop over a list of tensors and a training step with library calls.
TEST_F(CorpusOnDevice, TimedRunsLeaveWhatTheFirstOneLeft) {
  for (const char* name : {"op_adam_foreach.0", "ly_resblock_train.0"}) {
    const CapturedCase captured(captured_with_tensors("corpus/" + std::string(name)).at(0));
    RunOptions options;
    options.unfused = false;
    options.min_seconds = 0.03;
    options.cold_l2 = true;
    const RunResult run = test_device()->run(captured.plan(), captured.inputs(), options);
    expect_passes(captured.judge(run.outputs), name);
    for (const std::string& warning : run.warnings)
      EXPECT_EQ(warning.find("other bits"), warning.npos) << name << ": " << warning;
    for (const Timing* timing : {&run.launch_us, &run.graph_us, &run.cold_us}) {
      EXPECT_GE(timing->samples, 3) << name;
      EXPECT_GT(timing->min, 0) << name;
      EXPECT_LE(timing->min, timing->median) << name;
      EXPECT_LE(timing->median, timing->p95) << name;
    }
    EXPECT_GT(run.sm_clock_mhz, 0) << name;
    EXPECT_GT(run.kernel_sum_us, 0) << name;
    EXPECT_GE(run.peak_memory_bytes, captured.plan().arena_bytes) << name;
  }
}

}  // namespace
}  // namespace ireplay
