// Prebuilt kernels on large operands: time, bandwidth, and the share of the device's own copy bandwidth
// beside the floor that each shape is held against. Needs a CUDA device. `kernel_bench [NAME [LANES]]` runs
// the shapes whose name contains NAME, on so many items a thread (16, 32 or 64; 0: by the size of the work).
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>

#include "replay/engine.hpp"
#include "tests/support/kernel_shape_cases.hpp"

namespace ireplay {
namespace {

std::int64_t bytes_of_buffers(const LoopProgram& program) {
  std::int64_t bytes = 0;
  for (const BufferUse& use : program.buffers)
    if (use.extent != 50257 * 1024) bytes += use.extent * static_cast<std::int64_t>(bytes_of(use.dtype));
  return bytes;
}

/// A plan of the one program; what it reads is input, what it writes is made.
Plan plan_of(const LoopProgram& program, TensorMap& inputs) {
  Plan plan;
  for (std::size_t k = 0; k < program.buffers.size(); ++k) {
    const BufferUse& use = program.buffers[k];
    const std::int64_t bytes = use.extent * static_cast<std::int64_t>(bytes_of(use.dtype));
    const std::string name = "buf" + std::to_string(k);
    Storage storage;
    storage.kind = use.written ? Storage::Kind::arena : Storage::Kind::input;
    storage.name = name;
    storage.bytes = bytes;
    storage.arena_offset = plan.arena_bytes;
    if (use.written) plan.arena_bytes += (bytes + 255) / 256 * 256;
    plan.storages.push_back(storage);
    plan.buffers.push_back({name, use.dtype, {use.extent}, {1}, 0, static_cast<std::int32_t>(k)});
    if (use.written) continue;
    plan.inputs.push_back({name, static_cast<std::int32_t>(k)});
    HostTensor tensor{use.dtype, {use.extent}, std::vector<std::byte>(static_cast<std::size_t>(bytes))};
    std::uint32_t state = 12345;
    auto* words = reinterpret_cast<std::uint32_t*>(tensor.data.data());
    for (std::int64_t w = 0; w < bytes / 4; ++w) {
      state = state * 1664525 + 1013904223;
      // values around 1 in every floating type; indices below the number of words
      words[w] = use.dtype == DType::i64   ? (w % 2 == 0 ? state % 50257 : 0)
                 : use.dtype == DType::f32 ? 0x3f800000u | (state >> 9)
                                           : 0x3f803f80u | (state >> 9 & 0x007f007fu);
    }
    inputs[name] = std::move(tensor);
  }
  Step step;
  step.kind = Step::Kind::loops;
  step.name = program.node;
  step.programs.push_back(program);
  plan.steps.push_back(std::move(step));
  return plan;
}

int run(const char* wanted, int items) {
  const std::unique_ptr<Engine> engine = make_cuda_engine(0);
  const DeviceInfo device = engine->device();
  std::printf("%s, copy %.0f GB/s\n%-32s %10s %9s %7s %7s  %s\n", device.name.c_str(), device.copy_gbps,
              "shape", "us", "GB/s", "%copy", "floor", "kernel");
  for (const KernelShapeCase& shape : kernel_shape_cases()) {
    if (wanted != nullptr && std::strstr(shape.name, wanted) == nullptr) continue;
    const ProgramBuilder builder = shape.make();
    TensorMap inputs;
    const Plan plan = plan_of(builder.program, inputs);
    RunOptions options;
    options.min_seconds = 0.06;
    options.items_per_thread = items;
    const RunResult result = engine->run(plan, inputs, options);
    const double us = result.graph_us.median;
    const double gbps = 1e-3 * static_cast<double>(bytes_of_buffers(builder.program)) / us;
    std::printf("%-32s %10.1f %9.0f %6.1f%% %6d%%  %s\n", shape.name, us, gbps, 100 * gbps / device.copy_gbps,
                shape.floor_percent, result.steps[0].kernel.c_str());
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace ireplay

int main(int argc, char** argv) {
  try {
    return ireplay::run(argc > 1 ? argv[1] : nullptr, argc > 2 ? std::atoi(argv[2]) : 0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 5;
  }
}
