#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>

#include "parser/parse.hpp"
#include "replay/case/case_plan.hpp"
#include "replay/cuda/original/describe_launch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/placed_case.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

/// A wrapper with its kernels, alive for the launches.
struct Launched {
  std::unique_ptr<const Source> source;
  Wrapper wrapper;
  WrapperFacts facts;
  std::vector<OriginalKernel> kernels;
  std::vector<Launch> launches;

  explicit Launched(const std::string& text, const GraphHints& hints, std::vector<OriginalKernel> compiled)
      : source(std::make_unique<const Source>("output_code.py", text)),
        wrapper(parse_wrapper(*source)),
        facts(read_wrapper(wrapper, hints)),
        kernels(std::move(compiled)),
        launches(launches_of(facts, kernels)) {}
};

Launched launched(const fs::path& folder) {
  CaseFacts facts;
  if (fs::exists(folder / "case.json")) facts = read_facts(folder / "case.json");
  GraphHints hints = make_hints({}, facts, {}, {}, false);
  hints.symbols.insert(facts.data_symbols.begin(), facts.data_symbols.end());
  return Launched(test::read_text(folder / "output_code.py"), hints, read_kernels(folder / "kernels"));
}

// ---- every case of testdata that has kernels

std::vector<fs::path> folders_with_kernels() {
  std::vector<fs::path> folders;
  for (const fs::path& file :
       test::files_below("", [](const fs::path& f) { return f.extension() == ".cubin"; }))
    if (const fs::path folder = file.parent_path().parent_path(); folders.empty() || folders.back() != folder)
      folders.push_back(folder);
  return folders;
}

std::string case_name(const fs::path& folder) {
  std::string name = fs::relative(folder, test::testdata()).string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

class OriginalLaunches : public testing::TestWithParam<fs::path> {};

TEST_P(OriginalLaunches, GridBlockAndArgumentsAreUnchanged) {
  const PlacedCase of(GetParam());
  std::string text;
  const std::size_t folder = GetParam().string().size() + 1;
  for (const Launch& launch : of.launched.launches)
    text += to_text(launch, *of.parsed.wrapper->source).substr(folder);
  EXPECT_EQ(text.find(": no "), text.npos);
  test::expect_golden(test::testdata() / "original" / (case_name(GetParam()) + ".golden"), text);
}

INSTANTIATE_TEST_SUITE_P(Cases, OriginalLaunches, testing::ValuesIn(folders_with_kernels()),
                         [](const auto& folder) { return case_name(folder.param); });

// ---- the bytes

TEST(OriginalArguments, AreTheBytesThatTheKernelReads) {
  const Launched all = launched(test::testdata() / "corpus_language/2.15/ut_views.0");
  ASSERT_EQ(all.launches.size(), 1u);
  const ArgumentMemory memory{.address =
                                  [](const LaunchArgument& argument) {
                                    return (argument.buffer == "arg0_1" ? 0x1000u : 0x2000u) +
                                           static_cast<std::uint64_t>(argument.buffer_offset);
                                  },
                              .global_scratch = 0x3000,
                              .profile_scratch = 0,
                              .encode = nullptr};
  const std::vector<std::byte> bytes = argument_bytes(all.launches[0], memory);
  struct {
    std::uint64_t x, y, out;
    std::int32_t n;
    float alpha;
    std::uint64_t global_scratch, profile_scratch;
  } want = {0x1008, 0x1008, 0x2000, 400, 0.5f, 0x3000, 0};
  ASSERT_EQ(bytes.size(), sizeof want);
  EXPECT_EQ(std::memcmp(bytes.data(), &want, sizeof want), 0);
}

TEST(OriginalArguments, DescriptorsAreEncodedInTheirPlace) {
  const Launched all = launched(test::testdata() / "corpus_language/2.15/ut_tma_host.0");
  std::vector<std::uint64_t> addresses;
  const ArgumentMemory memory{
      .address = [](const LaunchArgument& a) { return a.buffer == "buf0" ? 2u : 1u; },
      .global_scratch = 0,
      .profile_scratch = 0,
      .encode =
          [&](const TmaDescriptor& descriptor, std::uint64_t address, std::span<std::byte, 128> out) {
            addresses.push_back(address);
            EXPECT_EQ(descriptor.stride, std::vector<std::uint64_t>{256});
            std::ranges::fill(out, std::byte{0xab});
          }};
  const std::vector<std::byte> bytes = argument_bytes(all.launches[0], memory);
  EXPECT_EQ(addresses, (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(bytes[47], std::byte{0});
  EXPECT_EQ(bytes[48], std::byte{0xab});
  EXPECT_EQ(bytes[175], std::byte{0xab});
  EXPECT_EQ(bytes[176], std::byte{64});
  EXPECT_EQ(bytes[240], std::byte{0xab});
}

// ---- grids, over a kernel `k` that is what the sample says of itself but for its listing

struct Rules {
  std::string parameters = "x_ptr, xnumel, XBLOCK : tl.constexpr";
  std::string signature = "{0: '*fp32', 1: 'i32'}";
  std::string inductor_meta = "{}";
  std::string before;  // of the kernel's listing
  std::string call;    // what stands in `k.run(..)`
  KernelConfig config = {{"XBLOCK", 256}, {"YBLOCK", 16}};
};

Launch launch_of(const Rules& rules) {
  OriginalKernel kernel;
  kernel.name = "k";
  kernel.warps = 4;
  kernel.config = rules.config;
  kernel.code.entry = "triton_";
  kernel.code.parameters.assign(static_cast<std::size_t>(std::ranges::count(rules.signature, ':')), {0, 8});
  for (std::size_t k = 1; k < kernel.code.parameters.size(); ++k) kernel.code.parameters[k].bytes = 4;
  const std::string text = "k = async_compile.triton('triton_', '''\n" + rules.before +
                           "@triton_heuristics.pointwise(triton_meta={'signature': " + rules.signature +
                           ", 'constants': {}, 'configs': []}, inductor_meta=" + rules.inductor_meta +
                           ")\n@triton.jit\ndef triton_(" + rules.parameters +
                           "):\n    pass\n''', device_str='cuda')\n" +
                           "def call(args):\n    arg0_1, = args\n    k.run(arg0_1, " + rules.call +
                           ", stream=stream0)\n    return (arg0_1, )\n";
  const Launched all(text, {}, {kernel});
  EXPECT_EQ(all.launches.size(), 1u);
  return all.launches[0];
}

std::string grid_of(const Rules& rules) {
  const Launch launch = launch_of(rules);
  if (!launch.fault.empty()) return launch.fault;
  return std::to_string(launch.grid[0]) + "x" + std::to_string(launch.grid[1]) + "x" +
         std::to_string(launch.grid[2]);
}

/// The rules themselves have tests of their own (launch_grid_test.cpp).
TEST(OriginalGrid, OfTheCallAndByTheListingsRule) {
  EXPECT_EQ(grid_of({.call = "800, grid=grid(33, 800)"}), "4x3x1");
  EXPECT_EQ(grid_of({.before = "from torch._inductor.triton_ops.autotune import pointwise\n",
                     .call = "800, grid=grid(800, 33)"}),
            "4x3x1");
  EXPECT_EQ(grid_of({.inductor_meta = "{'grid_type': 'Grid1D'}", .call = "800"}), "4x1x1");
}

TEST(OriginalGrid, WhatCannotBeLaunchedIsSaid) {
  EXPECT_EQ(grid_of({.inductor_meta = "{'grid_type': 'Grid1D'}", .call = "800, 7"}),
            "the call has 3 arguments, 'triton_' takes 2");
  EXPECT_EQ(grid_of({.call = "800"}), "neither the call nor the listing says the grid");
  EXPECT_EQ(grid_of({.call = "3000000000, grid=grid(800)"}),
            "'xnumel' is 3000000000, which does not fit 'i32'");
}

/// 2.6 and 2.7 described a tensor by numbers, and elements by their size.
TEST(OriginalArguments, DescriptorsByNumbers) {
  OriginalKernel kernel;
  kernel.name = "k";
  kernel.warps = 4;
  kernel.code.entry = "k";
  kernel.code.parameters = {{0, 128}, {128, 8}};
  kernel.code.parameter_bytes = 136;
  const Launched all(
      "k = async_compile.triton('k', '''\n@triton_heuristics.user_autotune(triton_meta={'signature': {'d': "
      "'nvTmaDesc'}}, "
      "inductor_meta={})\n@triton.jit\ndef k(d):\n    pass\n''', device_str='cuda')\ndef call(args):\n    "
      "arg0_1, = args\n"
      "    buf1 = triton.tools.experimental_descriptor.create_2d_tma_descriptor(arg0_1.data_ptr(), 64, 96, "
      "32, 64, 4)\n"
      "    k.run(buf1, grid=(2, 3, 1), stream=stream0)\n    return (arg0_1, )\n",
      {}, {kernel});
  ASSERT_EQ(all.launches[0].fault, "");
  EXPECT_EQ(to_text(all.launches[0], *all.source),
            "output_code.py:10: : k, grid 2x3x1, block 128, shared 0 B, 0 registers\n"
            "  0-128 d nvTmaDesc: arg0_1, type 2, size [96,64], stride [384] B, box [32,32], swizzle 3\n"
            "  128-136 global_scratch *i8: null\n");
}

// ---- scratch memory

std::string call_with(const std::string& statements) {
  return "def call(args):\n    arg0_1, s0 = args\n"
         "    workspace_0 = empty_strided_cuda((24*s0, ), (1, ), torch.float32)\n" +
         statements + "    return (buf1, )\n";
}

TEST(OriginalReductions, OfEachReleaseAreRead) {
  const Launched all(
      call_with(
          "    buf1 = workspace_0[0 * 4 * 6 : (0 + 1) * 4 * 6].view(4, 6).sum(dim=0)\n"
          "    buf2 = workspace_0[1 * 4 * 6 : (1 + 1) * 4 * 6].view(4, 6).sum(dim=0).to(torch.bfloat16)\n"
          "    buf3 = workspace_0[1 * (s0) * (6) : (1 + 1) * (s0) * (6)].view(s0, 6).prod(dim=0, "
          "keepdim=True)\n"
          "    buf4 = workspace_0[0 * (4) * (6) : (0 + 1) * (4) * (6)].view(4, 6).amax(dim=0).view([1, "
          "6]).to(torch.float16)\n"
          "    buf5.copy_(workspace_0[0 * (2) * (6) : (0 + 1) * (2) * (6)].view(2, "
          "6).amin(dim=0).view([6]))\n"),
      {.symbols = {{"s0", 2}}}, {});
  std::string text;
  for (const Launch& launch : all.launches) text += to_line(launch) + "\n";
  EXPECT_EQ(text,
            "workspace_0.sum: 4 rows of 6 f32 of workspace_0 from element 0 on, sum into buf1\n"
            "workspace_0.sum: 4 rows of 6 f32 of workspace_0 from element 24 on, sum into buf2\n"
            "workspace_0.prod: 2 rows of 6 f32 of workspace_0 from element 12 on, prod into buf3\n"
            "workspace_0.max: 4 rows of 6 f32 of workspace_0 from element 0 on, max into buf4\n"
            "workspace_0.min: 2 rows of 6 f32 of workspace_0 from element 0 on, min into buf5\n");
}

TEST(OriginalReductions, OfOtherFormsAreNot) {
  for (const char* value : {"workspace_0[0 * 4 * 6 : (0 + 1) * 4 * 6].view(4, 6).mean(dim=0)",
                            "workspace_0[0 * 4 * 6 : (0 + 1) * 4 * 6].view(4, 6).sum(dim=1)",
                            "workspace_0[0 * 4 * 6 : (0 + 1) * 4 * 6].view(4, 6).sum()",
                            "workspace_0[0 * 4 * 6 : (0 + 1) * 4 * 6].view(24).sum(dim=0)",
                            "workspace_0[0 * 4 * 6 : (0 + 1) * 4 * 6].view(4, 7).sum(dim=0)",
                            "workspace_0[3 * 4 * 6 : (3 + 1) * 4 * 6].view(4, 6).sum(dim=0)"}) {
    const Launched all(call_with("    buf1 = " + std::string(value) + "\n"), {.symbols = {{"s0", 2}}}, {});
    ASSERT_EQ(all.launches.size(), 1u);
    EXPECT_EQ(all.launches[0].fault,
              "expected rows of the scratch memory that a kernel wrote, and how they become one")
        << value;
  }
}

TEST(OriginalArguments, ScratchMemoryIsZeroWhereTheWrapperSaysSo) {
  OriginalKernel kernel;
  kernel.name = "k";
  kernel.warps = 4;
  kernel.code.entry = "k";
  kernel.code.parameters = {{0, 8}, {8, 8}};
  const Launched all(
      "k = async_compile.triton('k', '''\n@triton_heuristics.persistent_reduction(triton_meta={'signature': "
      "{'ws_ptr': '*fp32', 'sem_ptr': '*i32'}}, inductor_meta={'grid_type': 'FixedGrid', 'fixed_grid': [1, "
      "1, "
      "1]})\n@triton.jit\ndef k(ws_ptr, sem_ptr):\n    pass\n''', device_str='cuda')\n" +
          call_with(
              "    semaphores_cuda_0 = empty_strided_cuda((4, ), (1, ), torch.uint32)\n"
              "    semaphores_cuda_0.zero_()\n    k.run(workspace_0, semaphores_cuda_0, stream=stream0)\n"),
      {.symbols = {{"s0", 2}}}, {kernel});
  ASSERT_EQ(all.launches[0].fault, "");
  const std::vector<LaunchArgument>& arguments = all.launches[0].arguments;
  EXPECT_EQ(arguments[0].scratch_bytes, 192);
  EXPECT_FALSE(arguments[0].zeroed);
  EXPECT_EQ(arguments[1].scratch_bytes, 16);
  EXPECT_TRUE(arguments[1].zeroed);
}

/// Of a cache that does not tell the configuration: this block size is no choice.
TEST(OriginalGrid, OfMixOrderReductionsIsInTheListing) {
  Rules rules{.inductor_meta = "{'grid_type': 'MixOrderReductionGrid', 'RSPLIT_SIZE': 16}", .call = "800"};
  rules.config = {};
  EXPECT_EQ(grid_of(rules), "50x1x1");
}

// ---- files

TEST(OriginalKernelFiles, WhatIsWrongIsSaid) {
  const fs::path folder = fs::temp_directory_path() / ("ireplay_original_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const auto fault_of = [&](const std::string& json) {
    std::ofstream(folder / "k.json") << json;
    const std::vector<OriginalKernel> kernels = read_kernels(folder);
    EXPECT_EQ(kernels.size(), 1u);
    std::string fault = kernels[0].fault;
    if (const std::size_t at = fault.find(folder.string()); at != fault.npos)
      fault.replace(at, folder.string().size() + 1, "");
    return fault;
  };
  EXPECT_EQ(fault_of("{"), "k.json: it is no valid JSON");
  EXPECT_EQ(fault_of("[]"), "k.json: expected an object");
  EXPECT_EQ(fault_of("{}"), "k.json: 'entry', the function in the cubin, is missing");
  EXPECT_EQ(fault_of(R"({"entry": "k"})"), "k.json: 'num_warps' must be 1 to 32, not 0");
  EXPECT_EQ(fault_of(R"({"entry": "k", "num_warps": "4"})"), "k.json: 'num_warps' is no integer");
  EXPECT_EQ(fault_of(R"({"entry": "k", "num_warps": 4, "shared": -1})"), "k.json: 'shared' is negative");
  EXPECT_EQ(fault_of(R"({"entry": "k", "num_warps": 4})"),
            "cannot read 'k.cubin': No such file or directory");
  fs::copy_file(test::testdata() / "corpus_language/2.15/ut_add.0/kernels/add_kernel_0.cubin",
                folder / "k.cubin");
  EXPECT_EQ(fault_of(R"({"entry": "k", "num_warps": 4})"), "k.cubin: there is no kernel 'k' in it");
  EXPECT_EQ(fault_of(R"({"entry": "add_kernel", "num_warps": 4})"), "");
  fs::remove_all(folder);
  EXPECT_TRUE(read_kernels(folder).empty());
}

}  // namespace
}  // namespace ireplay
