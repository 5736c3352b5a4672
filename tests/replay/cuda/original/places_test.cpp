#include "replay/cuda/original/places.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <set>

#include "replay/cuda/original/group_launch.hpp"
#include "replay/passes/excerpt.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/placed_case.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> folders_with_kernels() {
  std::set<fs::path> folders;
  for (const fs::path& file :
       test::files_below("", [](const fs::path& f) { return f.extension() == ".cubin"; }))
    folders.insert(file.parent_path().parent_path());
  return {folders.begin(), folders.end()};
}

/// A driver that writes down which addresses kernels are launched with.
class AddressDriver : public ModuleDriver {
 public:
  struct Call {
    std::string kernel;
    std::vector<std::uint64_t> values;  // the first eight bytes of each argument
  };
  std::vector<Call> calls;
  const Launch* launched = nullptr;

  void* load(const std::string& /*image*/) override { return this; }
  void unload(void* /*module*/) override {}
  void* find_function(void* /*module*/, const std::string& entry) override {
    return &entries_.emplace(entry, entry).first->second;
  }
  void allow_dynamic_shared(void* /*function*/, std::uint32_t /*bytes*/) override {}
  void allow_large_clusters(void* /*function*/) override {}
  void launch(void* function, const ModuleLaunch& /*launch*/, std::span<void*> arguments) override {
    Call call{*static_cast<const std::string*>(function), {}};
    for (std::size_t k = 0; k < arguments.size(); ++k) {
      std::uint64_t value = 0;
      std::memcpy(&value, arguments[k], std::min<std::size_t>(sizeof value, launched->arguments[k].bytes));
      call.values.push_back(value);
    }
    calls.push_back(std::move(call));
  }
  void encode(const TiledMap& /*map*/, std::uint64_t address, std::byte* out) override {
    std::memcpy(out, &address, sizeof address);
  }

 private:
  std::map<std::string, std::string> entries_;
};

/// Storage number k begins at (k + 1) << 32, new memory far above.
class Addresses {
 public:
  explicit Addresses(const Plan& plan) : plan_(plan) {}
  LaunchPlaces places() {
    return {.buffer =
                [this](std::int32_t buffer) {
                  const PlanBuffer& of = buffer_of(plan_, buffer);
                  return begin(of.storage) + static_cast<std::uint64_t>(of.offset) * bytes_of(of.dtype);
                },
            .storage = [](std::int32_t storage) { return begin(storage); },
            .scratch = [this](std::int64_t /*bytes*/) { return next_ += 1 << 20; },
            .named_scratch =
                [this](const std::string& name, std::int64_t /*bytes*/) {
                  return named_.try_emplace(name, next_ += 1 << 20).first->second;
                },
            .loops = [](const LoopProgram& /*program*/, const std::vector<std::uint64_t>& /*addresses*/)
                -> Launcher { return [](void* /*stream*/) {}; }};
  }
  static std::uint64_t begin(std::int32_t storage) { return (static_cast<std::uint64_t>(storage) + 1) << 32; }

 private:
  const Plan& plan_;
  std::uint64_t next_ = std::uint64_t{1} << 60;
  std::map<std::string, std::uint64_t> named_;
};

/// Launches every placed group; each step's calls.
void launch_all(const PlacedCase& of, const OriginalPlaces& places, AddressDriver& driver) {
  Addresses addresses(of.plan);
  OriginalLauncher launcher(driver);
  for (const PlacedGroup& group : places.groups)
    for (const Launch* launch : group.launches) {
      driver.launched = launch;
      GroupLaunch({group.steps, {launch}}, places, of.plan, addresses.places(), launcher)
          .launch(nullptr, [](std::uint64_t /*address*/, std::int64_t /*bytes*/) {});
    }
}

class OriginalPlaceCases : public testing::TestWithParam<fs::path> {};

/// Every address that a kernel gets is memory that its ops read or write.
TEST_P(OriginalPlaceCases, KernelsGetTheMemoryOfTheirOps) {
  const PlacedCase of(GetParam());
  const OriginalPlaces places = place_originals(of.plan, of.groups);
  ASSERT_FALSE(places.groups.empty());
  const std::vector<std::int32_t> apart = storages_apart(of.plan, places);
  for (const PlacedGroup& group : places.groups) {
    std::set<std::int32_t> storages(apart.begin(), apart.end());
    for (const std::size_t step : group.steps) {
      for (const std::int32_t buffer : read_by(of.plan, {step}))
        storages.insert(buffer_of(of.plan, buffer).storage);
      for (const std::int32_t buffer : written_by(of.plan, {step}))
        storages.insert(buffer_of(of.plan, buffer).storage);
    }
    for (const Launch* launch : group.launches)
      for (const LaunchArgument& argument : launch->arguments) {
        if (argument.buffer.empty() || argument.scratch_bytes > 0) continue;
        EXPECT_TRUE(storages.contains(buffer_of(of.plan, places.buffers.at(argument.buffer)).storage))
            << launch->kernel << " " << argument.name << " " << argument.buffer;
      }
  }
  AddressDriver driver;
  launch_all(of, places, driver);
  std::size_t at = 0;
  for (const PlacedGroup& group : places.groups)
    for (const Launch* launch : group.launches) {
      if (launch->reduction || std::ranges::find(launch->grid, 0) != launch->grid.end()) continue;
      ASSERT_LT(at, driver.calls.size());
      EXPECT_EQ(driver.calls[at].kernel, launch->original->code.entry);
      for (std::size_t k = 0; k < launch->arguments.size(); ++k) {
        const LaunchArgument& argument = launch->arguments[k];
        if (argument.buffer.empty() || argument.scratch_bytes > 0) continue;
        const std::int32_t storage = buffer_of(of.plan, places.buffers.at(argument.buffer)).storage;
        const std::uint64_t address = driver.calls[at].values[k], begin = Addresses::begin(storage);
        EXPECT_GE(address, begin) << argument.name;
        EXPECT_LE(address, begin + static_cast<std::uint64_t>(
                                       of.plan.storages[static_cast<std::size_t>(storage)].bytes));
      }
      ++at;
    }
  EXPECT_EQ(at, driver.calls.size());
}

std::string case_name(const fs::path& folder) {
  std::string name = fs::relative(folder, test::testdata()).string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, OriginalPlaceCases, testing::ValuesIn(folders_with_kernels()),
                         [](const auto& folder) { return case_name(folder.param); });

TEST(OriginalPlaces, OneKernelForThePartsOfANode) {
  const PlacedCase of(test::testdata() / "corpus/ma_autotune_mm_relu.0");
  const OriginalPlaces places = place_originals(of.plan, of.groups);
  ASSERT_EQ(places.groups.size(), 1u);
  EXPECT_EQ(places.groups[0].launches.size(), 1u);
  EXPECT_EQ(fallbacks(of.plan, places), "");
}

TEST(OriginalPlaces, ADescriptorIsOfTheMemoryThatItsKernelWrites) {
  const PlacedCase of(test::testdata() / "corpus_language/2.15/ut_tma_host.0");
  ASSERT_EQ(of.groups.size(), 2u);
  EXPECT_EQ(of.groups[0].steps, std::vector<std::string>{"op3"});
  EXPECT_EQ(of.groups[0].launches[0]->kernel, "tma_copy_0");
  EXPECT_EQ(of.groups[1].steps, std::vector<std::string>{"op4"});
}

/// `xnumel = 4*u0`, and for the next launch `xnumel = 4*u1`.
TEST(OriginalPlaces, AVariableIsWhatItIsAtTheLaunch) {
  const PlacedCase of(test::testdata() / "corpus_language/2.15/dd_moe3.0");
  std::vector<std::uint64_t> numbers;
  for (const Launch& launch : of.launched.launches)
    if (launch.kernel == "triton_poi_fused_index_squeeze_1") numbers.push_back(launch.arguments[3].bits);
  EXPECT_EQ(numbers, (std::vector<std::uint64_t>{32, 16, 16}));
}

TEST(OriginalPlaces, AKernelThatOnlyReadsDoesNotCompute) {
  PlacedCase of(test::testdata() / "corpus_language/2.15/ut_add.0");
  std::vector<std::vector<std::string>> ops = {{"op1"}, {}, {"op3"}};
  std::swap(ops[0], ops[2]);  // op1 by the kernel of op3, which reads other memory and writes the output
  const auto groups = group_launches(of.launched.launches, ops, of.plan);
  ASSERT_EQ(groups.size(), 2u);
  for (const OriginalGroup& group : groups)
    EXPECT_NE(group.fault.find("no argument of its kernel is 'buf"), std::string::npos) << group.fault;
}

/// A line for each group: its steps, and what is launched for them.
std::string to_text(const std::vector<OriginalGroup>& groups) {
  std::string text;
  for (const OriginalGroup& group : groups) {
    for (const std::string& step : group.steps) text.append(step).append(" ");
    text += "=";
    for (const Launch* launch : group.launches) text.append(" ").append(launch->kernel);
    text.append(group.fault.empty() ? "" : ": " + group.fault).append("\n");
  }
  return text;
}

/// `op3_op7`: what is left of a sum whose first step is in the mix-order reduction, and the node behind it.
TEST(OriginalPlaces, SumsOfScratchMemoryAreOfTheOpsThatWriteThem) {
  const PlacedCase split(test::testdata() / "corpus_language/2.12/mx_split_bf16.1");
  EXPECT_EQ(to_text(split.groups),
            "op0_op1_op6_op2_op4 = triton_per_fused_mul_native_layer_norm_native_layer_norm_backward_0\n"
            "op3_op7 = workspace_0.sum triton_poi_fused_native_layer_norm_backward_1\n"
            "op5_op8 = workspace_0.sum triton_poi_fused_native_layer_norm_backward_1\n");
  EXPECT_EQ(split.groups[0].together, split.groups[1].together);
  EXPECT_EQ(split.groups[0].together, split.groups[2].together);
  const PlacedCase whole(test::testdata() / "corpus_language/2.11/mx_layernorm_bf16.1");
  EXPECT_EQ(to_text(whole.groups),
            "op0_op1_op4_op2_op3_op5_op6 = "
            "triton_per_fused_mul_native_layer_norm_native_layer_norm_backward_0 workspace_0.sum "
            "workspace_0.sum triton_poi_fused_native_layer_norm_backward_1\n");
}

TEST(OriginalPlaces, KernelsOfSubgraphsAreOfTheStepsOfTheirRun) {
  const PlacedCase taken(test::testdata() / "corpus_language/2.12/mx_cond_f32.0");
  EXPECT_EQ(to_text(taken.groups),
            "op3 = triton_poi_fused_add_2\n"
            "true_graph_0_op0_true_graph_0_op1 = triton_per_fused_add_mul_sum_0 workspace_0.sum\n");
  const PlacedCase twice(test::testdata() / "corpus_language/2.15/mx_invoke_f32.1");
  ASSERT_EQ(twice.groups.size(), 2u);
  EXPECT_EQ(twice.groups[1].steps[0], twice.groups[0].steps[0] + "#2");
  for (const OriginalGroup& group : twice.groups) EXPECT_EQ(group.launches.size(), 2u);
  std::vector<std::string> scratch;
  for (const Launch& launch : twice.launched.launches)
    if (launch.reduction) scratch.push_back(launch.reduction->scratch);
  EXPECT_EQ(scratch, (std::vector<std::string>{"partitioned_bw_subgraph_0_0/workspace_0",
                                               "partitioned_bw_subgraph_0_0/workspace_0#2"}));
  const PlacedCase loop(test::testdata() / "corpus_language/2.15/cf_while.0");
  EXPECT_EQ(fallbacks(loop.plan, place_originals(loop.plan, loop.groups)), "");
}

/// What the kernel leaves is not what the plan's step gives: the other ops could not go on from it.
TEST(OriginalPlaces, AKernelAndItsSumsRunTogetherOrNotAtAll) {
  PlacedCase of(test::testdata() / "corpus_language/2.12/mx_split_bf16.1");
  OriginalPlaces places = place_originals(of.plan, of.groups);
  ASSERT_EQ(places.groups.size(), 3u);
  leave_out(places, places.groups[1].together, "it is not wanted");
  EXPECT_TRUE(places.groups.empty());
  EXPECT_EQ(places.faults[0], "it is not wanted");
  const Excerpt excerpt = make_excerpt(of.plan, {1}, {});
  EXPECT_EQ(fallbacks(excerpt.plan, place_originals(excerpt.plan, of.groups)),
            "1 of 1 kernel is ours, not the graph's own: op3_op7 (it runs only together with "
            "op0_op1_op6_op2_op4, whose own kernel does not run)");
  of.launched.launches[0].fault = "it is broken";
  of.launched.launches[0].arguments.clear();
  of.groups = group_launches(of.launched.launches, of.launched.ops, of.plan);
  places = place_originals(of.plan, of.groups);
  EXPECT_TRUE(places.groups.empty());
  EXPECT_EQ(places.faults[1], "the kernel that fills 'workspace_0' cannot be launched");
}

TEST(OriginalPlaces, AnExcerptOfTheGraphRunsItsOwnKernelToo) {
  const PlacedCase of(test::testdata() / "corpus_language/2.15/ut_add.0");
  const std::vector<Unit> units = units_of(of.plan, false);
  for (const Unit& unit : units) {
    const Excerpt excerpt = make_excerpt(of.plan, unit, {});
    const OriginalPlaces places = place_originals(excerpt.plan, of.groups);
    ASSERT_EQ(places.groups.size(), 1u) << name_of(of.plan, unit);
    EXPECT_EQ(places.groups[0].steps, std::vector<std::size_t>{0});
  }
}

TEST(OriginalPlaces, WhatCannotBeLaunchedIsOursAndTold) {
  PlacedCase of(test::testdata() / "corpus_language/2.15/ut_add.0");
  of.groups[0].fault = "broken.cubin: it is";
  of.groups.pop_back();
  const OriginalPlaces places = place_originals(of.plan, of.groups);
  EXPECT_EQ(places.groups.size(), 1u);
  EXPECT_EQ(fallbacks(of.plan, places),
            "2 of 3 kernels are ours, not the graph's own: op1 (broken.cubin: it is), op3 (no launch of a "
            "kernel was found for it)");
}

TEST(OriginalPlaces, MemoryThatTheReplayLacksIsAFault) {
  PlacedCase of(test::testdata() / "corpus_language/2.15/ut_add.0");
  for (PlanBuffer& buffer : of.plan.buffers)
    if (buffer.name == "arg0_1") buffer.name = "other";
  const OriginalPlaces places = place_originals(of.plan, of.groups);
  EXPECT_NE(fallbacks(of.plan, places).find("takes 'arg0_1', which has no memory in the replay"),
            std::string::npos)
      << fallbacks(of.plan, places);
}

/// Buffers that take over each other's memory have one address.
TEST(OriginalPlaces, AKernelThatOverwritesWhatItReadsSharesItsMemory) {
  bool any = false;
  for (const fs::path& folder : folders_with_kernels()) {
    const PlacedCase of(folder);
    const OriginalPlaces places = place_originals(of.plan, of.groups);
    for (const auto& [from, to] : shared_storages(of.plan, places)) {
      any = true;
      EXPECT_NE(from, to);
      EXPECT_GE(of.plan.storages[static_cast<std::size_t>(from)].bytes,
                of.plan.storages[static_cast<std::size_t>(to)].bytes);
    }
  }
  EXPECT_TRUE(any);
}

}  // namespace
}  // namespace ireplay
