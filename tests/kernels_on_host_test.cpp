// The interpreter's kernels and the planning of their launches, without a device: the kernels are compiled
// for the host and run there, against the CPU engine's loops.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <memory>

#include "parser/source.hpp"
#include "replay/cuda_launches.hpp"
#include "tests/support/captured_case.hpp"
#include "tests/support/host_grid.hpp"
#include "tests/support/host_kernel_engine.hpp"
#include "tests/support/host_kernels.hpp"
#include "tests/support/loop_cases.hpp"
#include "tests/support/random_agreement.hpp"

namespace ireplay {
namespace {

constexpr std::size_t kAlignment = 256;  // of device memory

/// Memory as a device would give it out, for one run of a program.
class HostMemory {
 public:
  explicit HostMemory(const std::vector<HostBuffer>& buffers) {
    for (const HostBuffer& buffer : buffers) {
      const auto bytes = static_cast<std::size_t>(buffer.extent) * bytes_of(buffer.dtype);
      copies_.push_back(take(bytes));
      std::copy_n(buffer.data, bytes, copies_.back());
    }
  }

  const std::byte* copy(std::size_t k) const { return copies_[k]; }

  LaunchMemory launch_memory() {
    LaunchMemory memory;
    memory.address = [this](std::int32_t k) { return copies_[static_cast<std::size_t>(k)]; };
    memory.scratch = [this](std::int64_t bytes) { return take(static_cast<std::size_t>(bytes)); };
    memory.upload = [this](const std::vector<std::byte>& bytes) {
      std::byte* const to = take(bytes.size());
      std::ranges::copy(bytes, to);
      return reinterpret_cast<const unsigned char*>(to);
    };
    return memory;
  }

 private:
  std::byte* take(std::size_t bytes) {
    const std::size_t whole = (bytes + kAlignment - 1) / kAlignment * kAlignment + kAlignment;
    auto* const made = static_cast<std::byte*>(std::aligned_alloc(kAlignment, whole));
    std::fill_n(made, whole, std::byte{0xff});  // NaN in every type
    taken_.emplace_back(made, &std::free);
    return made;
  }

  std::deque<std::unique_ptr<std::byte, decltype(&std::free)>> taken_;
  std::vector<std::byte*> copies_;
};

/// Runs on the host's kernels with as many lanes a thread as the size asks for and with others.
void expect_agreement(ProgramBuilder& builder, double rtol, const std::string& what) {
  const std::vector<HostBuffer> before = builder.host_buffers();
  std::vector<std::unique_ptr<HostMemory>> memories;
  std::vector<std::string> names;
  for (const int lanes : {0, 32, 64}) {
    HostMemory& memory = *memories.emplace_back(std::make_unique<HostMemory>(before));
    DeviceFault fault;
    const DeviceShape device{2, kHostSharedBytes, lanes};
    const LoopKernels kernels = make_launches(builder.program, device, memory.launch_memory(), 0, &fault);
    names.push_back(kernels.name);
    for (const InterpreterLaunch& launch : kernels.launches) run_on_host(launch);
    ASSERT_EQ(fault.set, 0) << what;
  }
  builder.run();
  const std::vector<HostBuffer> after = builder.host_buffers();
  for (std::size_t run = 0; run < memories.size() && !testing::Test::HasFatalFailure(); ++run)
    for (std::size_t k = 0; k < after.size(); ++k)
      expect_elements(after[k], memories[run]->copy(k), rtol, what + " by " + names[run]);
}

constexpr std::int64_t kMostPoints = 2'000'000;

/// How often all programs of a plan go through their bodies.
std::int64_t points_of(const Plan& plan) {
  std::int64_t points = 0;
  for (const Step& step : plan.steps)
    for (const LoopProgram& program : step.programs)
      points += parallel_count(program) * std::max<std::int64_t>(reduction_count(program), 1);
  return points;
}

TEST(KernelsOnHost, ConvertBetweenAllTypes) { conversions(expect_agreement); }
TEST(KernelsOnHost, ReduceInEveryShape) { reductions(expect_agreement); }
TEST(KernelsOnHost, ReduceIntegers) { integer_reductions(expect_agreement); }
TEST(KernelsOnHost, UseReductionsInLaterStages) { later_stages(expect_agreement); }
TEST(KernelsOnHost, ReadWhatTheyOverwrite) { overwriting(expect_agreement); }
TEST(KernelsOnHost, Scan) { scans(expect_agreement); }
TEST(KernelsOnHost, AddAtomicallyInEveryType) { atomic_additions(expect_agreement); }
TEST(KernelsOnHost, DivideIndices) { divided_indices(expect_agreement); }
TEST(KernelsOnHost, TurnTilesOfTransposedOperands) { transposed_operands(expect_agreement); }

TEST(KernelsOnHost, RandomBodiesAgree) {
  const char* wanted = std::getenv("IREPLAY_RANDOM_PROGRAMS");
  const unsigned count = wanted == nullptr ? 300 : static_cast<unsigned>(std::atoi(wanted));
  for (unsigned seed = 1; seed <= count && !HasFatalFailure(); ++seed) {
    ProgramBuilder b = random_program(seed), rows = random_rows(seed);
    expect_agreement(b, 0, "seed " + std::to_string(seed));
    if (!HasFatalFailure()) expect_agreement(rows, 1e-2, "rows of seed " + std::to_string(seed));
  }
}

TEST(KernelsOnHost, AgreeOnEverythingThatBodiesMayHold) {
  expect_random_bodies_agree(*make_host_kernel_engine(), 200);
}

/// Captured graphs, fused as they are and part by part, against PyTorch's tensors.
TEST(KernelsOnHost, ReplayCapturedGraphs) {
  const auto engine = make_host_kernel_engine();
  int replayed = 0;
  for (const char* folder : {"corpus", "captures", "corpus_versions"})
    for (const CaseFiles& files : captured_with_tensors(folder)) {
      const CapturedCase captured(files);
      if (points_of(captured.plan()) > kMostPoints) continue;
      ++replayed;
      for (const bool unfused : {false, true})
        for (const int lanes : {0, 32, 64}) {
          RunOptions options;
          options.measure = false;
          options.unfused = unfused;
          options.lanes = lanes;
          const RunResult run = engine->run(captured.plan(), captured.inputs(), options);
          for (const Comparison& c : captured.judge(run.outputs))
            EXPECT_TRUE(c.pass) << files.name << ", " << lanes << " lanes"
                                << (unfused ? ", part by part: " : ": ") << to_text(c);
        }
    }
  std::cout << replayed << " graphs\n";
  EXPECT_GT(replayed, 200);
}

TEST(KernelsOnHost, ThreadsThatWaitInVainAreFound) {
  const auto parted = [first = true]() mutable {
    if (std::exchange(first, false))
      meet_block();
    else
      meet_warp();
  };
  EXPECT_THROW(run_grid({1, 1, 32, 1}, parted), std::logic_error);
}

}  // namespace
}  // namespace ireplay
