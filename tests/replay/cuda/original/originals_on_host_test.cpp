#include <gtest/gtest.h>

#include <cstring>
#include <deque>
#include <set>

#include "replay/cpu/memory.hpp"
#include "replay/cpu/run_call.hpp"
#include "replay/cuda/original/group_launch.hpp"
#include "replay/lower/listing/triton_types.hpp"
#include "replay/triton/run.hpp"
#include "tests/support/captured_case.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/placed_case.hpp"

/// Graphs on their own kernels without a GPU: a driver that interprets a kernel's listing in Triton on the
/// grid and on the bytes of the arguments that it is launched with. What the graphs return is judged by what
/// PyTorch returned.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

std::byte* pointer_to(std::uint64_t address) {
  return reinterpret_cast<std::byte*>(address);  // NOLINT(performance-no-int-to-ptr): as the driver does
}

/// Memory that kernels may touch.
struct Block {
  std::byte* data = nullptr;
  std::int64_t bytes = 0;
};

/// Of a launch argument: its bytes, little-endian.
template <class T>
T value_of(const void* argument) {
  T value;
  std::memcpy(&value, argument, sizeof value);
  return value;
}

/// An ExternCall on memory that is there already, with a pointer for each tensor.
class InterpretedLaunch {
 public:
  InterpretedLaunch(const OriginalKernel& original, const PyKernel& listing, const Source& wrapper,
                    const std::vector<Block>& blocks)
      : original_(original), blocks_(blocks) {
    launch_.kernel = std::make_shared<const TritonKernel>(
        wrapper.name(), wrapper.position(listing.source.data()).line, listing.source);
  }

  void run(const ModuleLaunch& shape, std::span<void*> arguments) {
    const TritonKernel& kernel = *launch_.kernel;
    const std::vector<std::string_view> types = signature_of(kernel.listing());
    const std::vector<ExprId> constants = kernel.by_parameter(kernel.meta("triton_meta", "constants"));
    std::size_t next = 0;
    for (std::size_t p = 0; p < kernel.parameters().size(); ++p) {
      const std::string name(kernel.parameters()[p].name);
      if (const auto block = original_.config.find(name); block != original_.config.end())
        launch_.arguments.emplace_back(TritonConstant{block->second});
      else if (constants[p] != kNoExpr)
        launch_.arguments.emplace_back(
            TritonConstant{std::int64_t{std::stoll(std::string(kernel.listing().exprs[constants[p]].text))}});
      else
        add(types.at(p), arguments[next++]);
    }
    for (std::size_t d = 0; d < 3; ++d) launch_.grid.at(d) = shape.grid.at(d);
    describe(launch_, call_);
    run_triton(call_, plan_,
               [&](const TensorView& tensor) {
                 return HostView{memory_[static_cast<std::size_t>(tensor.buffer)].data, tensor.dtype,
                                 tensor.size, tensor.stride};
               },
               {});
  }

 private:
  void add(std::string_view type, const void* argument) {
    if (const auto dtype = find_pointer_type(type)) return add_pointer(*dtype, argument);
    if (type == "i32")
      launch_.arguments.emplace_back(TritonNumber{DType::i32, 0, value_of<std::int32_t>(argument)});
    else if (type == "i64")
      launch_.arguments.emplace_back(TritonNumber{DType::i64, 0, value_of<std::int64_t>(argument)});
    else
      FAIL() << "an argument of type " << type;
  }

  void add_pointer(DType dtype, const void* argument) {
    auto* const address = value_of<std::byte*>(argument);
    const auto block = std::ranges::find_if(
        blocks_, [&](const Block& one) { return address >= one.data && address < one.data + one.bytes; });
    ASSERT_NE(block, blocks_.end()) << original_.name << ": an address of no memory";
    const auto bytes = static_cast<std::int64_t>(bytes_of(dtype));
    const auto number = static_cast<std::int32_t>(plan_.buffers.size());
    const Dims size{block->bytes / bytes};
    plan_.storages.push_back({.name = "memory", .bytes = block->bytes});
    plan_.buffers.push_back(
        {.name = "memory", .dtype = dtype, .size = size, .stride = {1}, .storage = number});
    memory_.push_back(*block);
    call_.arguments.push_back({"", {whole_buffer(plan_, number)}});
    launch_.arguments.emplace_back(
        TritonPointer{.type = dtype, .operand = number, .offset = (address - block->data) / bytes});
  }

  const OriginalKernel& original_;
  const std::vector<Block>& blocks_;
  TritonLaunch launch_;
  Plan plan_;
  ExternCall call_;
  std::vector<Block> memory_;  // by buffer
};

class InterpretingDriver : public ModuleDriver {
 public:
  explicit InterpretingDriver(const PlacedCase& of) : of_(of) {}
  std::vector<Block> blocks;

  void* load(const std::string& /*image*/) override { return this; }
  void unload(void* /*module*/) override {}
  void* find_function(void* /*module*/, const std::string& entry) override {
    return &entries_.emplace_back(entry);
  }
  void allow_dynamic_shared(void* /*function*/, std::uint32_t /*bytes*/) override {}
  void allow_large_clusters(void* /*function*/) override {}
  void encode(const TiledMap& /*map*/, std::uint64_t /*address*/, std::byte* /*out*/) override {
    FAIL() << "no descriptors here";
  }
  void launch(void* function, const ModuleLaunch& shape, std::span<void*> arguments) override {
    const std::string& entry = *static_cast<const std::string*>(function);
    const auto original = std::ranges::find_if(
        of_.kernels, [&](const OriginalKernel& kernel) { return kernel.code.entry == entry; });
    const auto listing = std::ranges::find(of_.parsed.wrapper->kernels, original->name, &PyKernel::name);
    InterpretedLaunch(*original, *listing, *of_.parsed.wrapper->source, blocks).run(shape, arguments);
  }

 private:
  const PlacedCase& of_;
  std::deque<std::string> entries_;
};

/// Runs a plan as the CUDA engine does: groups in the place of their first steps, other steps as ours.
class HostRun {
 public:
  explicit HostRun(const PlacedCase& of)
      : of_(of), places_(place_originals(of.plan, of.groups)), memory_(of.plan, false), driver_(of) {
    memory_.fill(of.inputs);
    for (std::size_t k = 0; k < of.plan.buffers.size(); ++k) {
      const Block block = block_of(static_cast<std::int32_t>(k));
      if (block.bytes > 0) driver_.blocks.push_back(block);
    }
  }

  const OriginalPlaces& places() const { return places_; }

  TensorMap run() {
    OriginalLauncher launcher(driver_);
    std::set<std::size_t> computed;
    for (const PlacedGroup& group : places_.groups) computed.insert(group.steps.begin(), group.steps.end());
    for (std::size_t k = 0; k < of_.plan.steps.size(); ++k) {
      for (const PlacedGroup& group : places_.groups)
        if (group.steps.front() == k) {
          take_over(group);
          GroupLaunch(group, places_, of_.plan, memory_places(), launcher)
              .launch(nullptr, [](std::uint64_t address, std::int64_t bytes) {
                std::memset(pointer_to(address), 0, static_cast<std::size_t>(bytes));
              });
        }
      if (!computed.contains(k)) run_ours(of_.plan.steps[k]);
    }
    TensorMap outputs;
    for (const PlanOutput& output : of_.plan.outputs)
      if (output.view.buffer != kNone) outputs[output.key] = memory_.gather(output.view);
    return outputs;
  }

 private:
  Block block_of(std::int32_t number) const {
    const PlanBuffer& buffer = buffer_of(of_.plan, number);
    if (buffer.storage == kNone) return {};
    const std::int64_t bytes = of_.plan.storages[static_cast<std::size_t>(buffer.storage)].bytes;
    if (bytes == 0) return {};
    return {memory_.view(whole_buffer(of_.plan, number)).data -
                buffer.offset * static_cast<std::int64_t>(bytes_of(buffer.dtype)),
            bytes};
  }

  /// On the device both are one piece of memory.
  void take_over(const PlacedGroup& group) {
    for (const Launch* launch : group.launches)
      for (const LaunchArgument& argument : launch->arguments) {
        if (argument.contents_of.empty()) continue;
        const Block from = block_of(places_.buffers.at(argument.contents_of)),
                    to = block_of(places_.buffers.at(argument.buffer));
        if (from.data != to.data)
          std::memcpy(to.data, from.data, static_cast<std::size_t>(std::min(from.bytes, to.bytes)));
      }
  }

  void run_ours(const Step& step) {
    for (const LoopProgram& program : step.programs) {
      std::vector<HostBuffer> buffers;
      for (const BufferUse& use : program.buffers) buffers.push_back(memory_.buffer(use));
      run_loops(program, buffers, {});
    }
    if (step.kind == Step::Kind::extern_call)
      run_call_cpu(step, of_.plan, [&](const TensorView& tensor) { return memory_.view(tensor); });
  }

  /// New memory holds what was there before: NaN as floats.
  std::uint64_t scratch(std::int64_t bytes) {
    std::vector<std::byte>& block = scratch_.emplace_back(static_cast<std::size_t>(bytes), std::byte{0xff});
    driver_.blocks.push_back({block.data(), bytes});
    return reinterpret_cast<std::uint64_t>(block.data());
  }

  LaunchPlaces memory_places() {
    return {.buffer =
                [this](std::int32_t buffer) {
                  return reinterpret_cast<std::uint64_t>(memory_.view(whole_buffer(of_.plan, buffer)).data);
                },
            .storage =
                [](std::int32_t /*storage*/) {
                  ADD_FAILURE() << "no view of a whole storage here";
                  return std::uint64_t{0};
                },
            .scratch = [this](std::int64_t bytes) { return scratch(bytes); },
            .named_scratch =
                [this](const std::string& name, std::int64_t bytes) {
                  std::uint64_t& address = named_[name];
                  return address != 0 ? address : address = scratch(bytes);
                },
            .loops = [](const LoopProgram& program, const std::vector<std::uint64_t>& addresses) -> Launcher {
              return [program, addresses](void* /*stream*/) {
                std::vector<HostBuffer> buffers;
                for (std::size_t k = 0; k < addresses.size(); ++k)
                  buffers.push_back({"buffer", pointer_to(addresses[k]), program.buffers[k].dtype,
                                     program.buffers[k].extent});
                verify(program);
                run_loops(program, buffers, {});
              };
            }};
  }

  const PlacedCase& of_;
  OriginalPlaces places_;
  HostMemory memory_;
  InterpretingDriver driver_;
  std::deque<std::vector<std::byte>> scratch_;
  std::map<std::string, std::uint64_t> named_;
};

class OriginalsOnHost : public testing::TestWithParam<const char*> {};

TEST_P(OriginalsOnHost, GiveWhatPytorchGave) {
  const fs::path folder = test::testdata() / GetParam();
  const PlacedCase of(folder);
  HostRun run(of);
  EXPECT_EQ(fallbacks(of.plan, run.places()), "");
  const CapturedCase captured(find_cases(folder.string()).at(0));
  for (const Comparison& comparison : captured.judge(run.run()))
    EXPECT_TRUE(comparison.status == Status::pass || comparison.status == Status::skipped)
        << to_text(comparison);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, OriginalsOnHost,
    testing::Values("corpus_language/2.11/mx_layernorm_bf16.1", "corpus_language/2.12/mx_keepdim_bf16.0",
                    "corpus_language/2.12/mx_split_bf16.1", "corpus_language/2.12/mx_cond_f32.0",
                    "corpus_language/2.15/mx_rmsnorm_f32.1", "corpus_language/2.15/mx_cat_bf16.0",
                    "corpus_language/2.15/mx_invoke_f32.1", "corpus_language/2.15/cf_cond.0",
                    "corpus_language/2.15/cf_while.0", "corpus_language/2.15/te_decompose_k.0"),
    [](const auto& at) {
      std::string name = at.param;
      std::replace_if(
          name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; },
          '_');
      return name;
    });

}  // namespace
}  // namespace ireplay
