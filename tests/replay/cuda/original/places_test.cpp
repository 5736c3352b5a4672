#include "replay/cuda/original/places.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <set>

#include "replay/case/case_plan.hpp"
#include "replay/cuda/original/group_launch.hpp"
#include "replay/cuda/original/launch_ops.hpp"
#include "replay/passes/excerpt.hpp"
#include "tests/support/golden.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

/// A case of testdata with its kernels, and its plan.
struct PlacedCase {
  CaseFiles files;
  CaseTexts texts;
  CaseFacts facts;
  ParsedCase parsed;
  Plan plan;
  std::vector<OriginalKernel> kernels;
  WrapperFacts wrapper;
  std::vector<Launch> launches;
  std::vector<OriginalGroup> groups;

  explicit PlacedCase(const fs::path& folder)
      : files(find_cases(folder.string()).at(0)),
        texts(read_texts(files, false)),
        facts(read_facts(files.facts)),
        parsed(load_graph(files, texts, 0)) {
    GraphHints hints = make_hints(files, facts, {}, {}, false);
    hints.symbols.insert(facts.data_symbols.begin(), facts.data_symbols.end());
    plan = lower_graph(parsed, hints);
    kernels = read_kernels(folder / "kernels");
    wrapper = read_wrapper(*parsed.wrapper, hints);
    launches = launches_of(wrapper, kernels);
    groups = group_launches(launches, ops_of_launches(launches, parsed.ir, plan), plan);
  }
};

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
            .storage = [this](std::int32_t storage) { return begin(storage); },
            .scratch = [this](std::int64_t /*bytes*/) { return next_ += 1 << 20; }};
  }
  static std::uint64_t begin(std::int32_t storage) { return (static_cast<std::uint64_t>(storage) + 1) << 32; }

 private:
  const Plan& plan_;
  std::uint64_t next_ = std::uint64_t{1} << 60;
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
      if (std::ranges::find(launch->grid, 0) != launch->grid.end()) continue;
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
  for (const Launch& launch : of.launches)
    if (launch.kernel == "triton_poi_fused_index_squeeze_1") numbers.push_back(launch.arguments[3].bits);
  EXPECT_EQ(numbers, (std::vector<std::uint64_t>{32, 16, 16}));
}

TEST(OriginalPlaces, AKernelThatOnlyReadsDoesNotCompute) {
  PlacedCase of(test::testdata() / "corpus_language/2.15/ut_add.0");
  std::vector<std::vector<std::string>> ops = {{"op1"}, {}, {"op3"}};
  std::swap(ops[0], ops[2]);  // op1 by the kernel of op3, which reads other memory and writes the output
  const auto groups = group_launches(of.launches, ops, of.plan);
  ASSERT_EQ(groups.size(), 2u);
  for (const OriginalGroup& group : groups)
    EXPECT_NE(group.fault.find("no argument of its kernel is 'buf"), std::string::npos) << group.fault;
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
