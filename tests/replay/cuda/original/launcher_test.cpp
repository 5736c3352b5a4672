#include "replay/cuda/original/launcher.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "parser/parse.hpp"
#include "replay/case/case_plan.hpp"
#include "tests/support/golden.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

std::string three(const std::array<std::uint32_t, 3>& n) {
  return std::to_string(n[0]) + "," + std::to_string(n[1]) + "," + std::to_string(n[2]);
}

/// A driver that writes down what it is asked. The last launch's arguments are kept as the kernel would find
/// them.
class RecordingDriver : public ModuleDriver {
 public:
  bool takes_cubins = true, takes_ptx = true;
  std::string log;
  std::vector<std::uint32_t> bytes_of_arguments;  // to copy, as the cubin says
  std::vector<std::string> arguments;

  void* load(const std::string& image) override {
    const bool is_cubin = image.starts_with(
        "\x7f"
        "ELF");
    log += is_cubin ? "load cubin\n" : "load ptx\n";
    return (is_cubin ? takes_cubins : takes_ptx) ? this : nullptr;
  }
  void unload(void* module) override {
    EXPECT_EQ(module, this);
    log += "unload\n";
  }
  void* find_function(void* module, const std::string& entry) override {
    EXPECT_EQ(module, this);
    log += "find " + entry + "\n";
    return &log;
  }
  void allow_dynamic_shared(void* /*function*/, std::uint32_t bytes) override {
    log += "allow shared " + std::to_string(bytes) + "\n";
  }
  void allow_large_clusters(void* /*function*/) override { log += "allow clusters\n"; }
  void launch(void* function, const ModuleLaunch& launch, std::span<void*> values) override {
    EXPECT_EQ(function, &log);
    log += "launch grid " + three(launch.grid) + " block " + three(launch.block) + " cluster " +
           three(launch.cluster) + " shared " + std::to_string(launch.dynamic_shared) +
           (launch.is_cooperative ? " cooperative" : "") + (launch.is_programmatic ? " programmatic" : "") +
           " arguments " + std::to_string(values.size()) + "\n";
    arguments.clear();
    for (std::size_t k = 0; k < values.size() && k < bytes_of_arguments.size(); ++k)
      arguments.emplace_back(static_cast<const char*>(values[k]), bytes_of_arguments[k]);
  }
  void encode(const TiledMap& map, std::uint64_t address, std::byte* out) override {
    log += "encode type " + std::to_string(map.element_type) + " of " + std::to_string(address) + " rank " +
           std::to_string(map.size.size()) + "\n";
    std::fill_n(out, 128, std::byte{0xcd});
  }
};

/// The launches of a case of testdata.
struct CaseLaunches {
  Source source;
  Wrapper wrapper;
  std::vector<OriginalKernel> kernels;
  WrapperFacts facts;
  std::vector<Launch> launches;

  explicit CaseLaunches(const std::string& name)
      : source("output_code.py", test::read_text(test::testdata() / name / "output_code.py")),
        wrapper(parse_wrapper(source)),
        kernels(read_kernels(test::testdata() / name / "kernels")),
        facts(read_wrapper(wrapper, {})),
        launches(launches_of(facts, kernels)) {}
};

ArgumentMemory memory() {
  return {
      .address =
          [](const LaunchArgument& argument) { return argument.buffer.starts_with("arg") ? 0x100u : 0x200u; },
      .global_scratch = 0,
      .profile_scratch = 0,
      .encode = nullptr};
}

template <class T>
std::string bytes_of(T value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

TEST(OriginalLauncher, LoadsOnceAndLaunchesWithTheKernelsBytes) {
  RecordingDriver driver;
  CaseLaunches all("corpus_language/2.15/ut_add.0");
  {
    OriginalLauncher launcher(driver);
    driver.bytes_of_arguments = {8, 8, 8, 4, 4, 8, 8};
    launcher.launch(all.launches[1], memory(), nullptr);
    launcher.launch(all.launches[1], memory(), nullptr);
    EXPECT_TRUE(launcher.warnings().empty());
  }
  const std::string launch = "launch grid 13,1,1 block 128,1,1 cluster 1,1,1 shared 0 arguments 7\n";
  EXPECT_EQ(driver.log, "load cubin\nfind add_kernel\n" + launch + launch + "unload\n");
  EXPECT_EQ(driver.arguments, (std::vector<std::string>{
                                  bytes_of<std::uint64_t>(0x200), bytes_of<std::uint64_t>(0x100),
                                  bytes_of<std::uint64_t>(0x200), bytes_of<std::int32_t>(800), bytes_of(0.5f),
                                  bytes_of<std::uint64_t>(0), bytes_of<std::uint64_t>(0)}));
}

TEST(OriginalLauncher, AsksForMuchSharedMemoryAndEncodesDescriptors) {
  RecordingDriver driver;
  {
    CaseLaunches all("corpus/ma_autotune_mm_relu.0");
    OriginalLauncher(driver).launch(all.launches[0], memory(), nullptr);
  }
  EXPECT_EQ(driver.log,
            "load cubin\nfind triton_tem_fused_add_mm_relu_0\nallow shared 49152\n"
            "launch grid 8,1,1 block 256,1,1 cluster 1,1,1 shared 49152 arguments 5\nunload\n");
  driver.log.clear();
  driver.bytes_of_arguments = {128, 4};
  {
    CaseLaunches all("corpus_language/2.15/ut_tma_host.0");
    OriginalLauncher(driver).launch(all.launches[0], memory(), nullptr);
  }
  EXPECT_EQ(driver.log,
            "load cubin\nfind tma_copy\nencode type 7 of 256 rank 2\nencode type 7 of 512 rank 2\n"
            "launch grid 2,2,1 block 128,1,1 cluster 1,1,1 shared 4104 arguments 14\nunload\n");
  EXPECT_EQ(driver.arguments[0], std::string(128, '\xcd'));
  EXPECT_EQ(driver.arguments[1], bytes_of<std::int32_t>(64));
}

TEST(OriginalLauncher, ClustersCooperativeAndProgrammaticLaunches) {
  RecordingDriver driver;
  CaseLaunches all("corpus_language/2.15/ut_add.0");
  OriginalKernel kernel = all.kernels[0];
  kernel.ctas = 16;
  kernel.cluster = {16, 1, 1};
  kernel.cooperative = kernel.programmatic = true;
  Launch launch = all.launches[1];
  launch.original = &kernel;
  OriginalLauncher launcher(driver);
  launcher.prepare(launch);
  EXPECT_EQ(driver.log, "load cubin\nfind add_kernel\nallow clusters\n");
  launcher.launch(launch, memory(), nullptr);
  EXPECT_NE(
      driver.log.find("launch grid 208,1,1 block 128,1,1 cluster 16,1,1 shared 0 cooperative programmatic"),
      std::string::npos)
      << driver.log;
  launch.grid = {0, 1, 1};
  driver.log.clear();
  launcher.launch(launch, memory(), nullptr);
  EXPECT_EQ(driver.log, "") << "a grid without blocks launches nothing";
}

TEST(OriginalLauncher, PtxStandsInForACubinOfAnotherDevice) {
  RecordingDriver driver;
  driver.takes_cubins = false;
  CaseLaunches all("corpus_language/2.15/ut_add.0");
  const auto why_not = [&](const Launch& launch) -> std::string {
    try {
      OriginalLauncher(driver).prepare(launch);
      return "";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), Error::Kind::unsupported);
      return error.what();
    }
  };
  EXPECT_TRUE(
      why_not(all.launches[1]).ends_with("it has no code for this device, and there is no PTX beside it"));
  const fs::path ptx =
      fs::temp_directory_path() / ("ireplay_launcher_" + std::to_string(::getpid()) + ".ptx");
  std::ofstream(ptx) << ".version 8.0\n";
  all.kernels[0].ptx = ptx;
  {
    OriginalLauncher launcher(driver);
    launcher.prepare(all.launches[1]);
    EXPECT_EQ(launcher.warnings(),
              std::vector<std::string>{"add_kernel_0: the cubin is for another device; its PTX was "
                                       "compiled for this one, which is not the code that ran"});
  }
  driver.takes_ptx = false;
  EXPECT_TRUE(
      why_not(all.launches[1]).ends_with("it has no code for this device, nor has the PTX beside it"));
  fs::remove(ptx);
  Launch broken = all.launches[1];
  broken.fault = "no grid";
  EXPECT_EQ(why_not(broken), "add_kernel_0 cannot be launched: no grid");
}

}  // namespace
}  // namespace ireplay
