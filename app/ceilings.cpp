#include "app/ceilings.hpp"

#include "parser/source.hpp"
#include "replay/externs/program.hpp"

namespace ireplay {
namespace {

/// c = a @ b of `n` by `n`.
Plan product(std::int64_t n, DType dtype) {
  Plan plan;
  const std::int64_t bytes = n * n * static_cast<std::int64_t>(bytes_of(dtype));
  const auto view = [&](std::int32_t buffer) { return TensorView{buffer, dtype, {n, n}, {n, 1}, 0}; };
  for (const char* name : {"a", "b", "c"}) {
    const auto number = static_cast<std::int32_t>(plan.buffers.size());
    const bool is_input = *name != 'c';
    plan.storages.push_back(
        {.kind = is_input ? Storage::Kind::input : Storage::Kind::arena, .name = name, .bytes = bytes});
    plan.buffers.push_back(
        {.name = name, .dtype = dtype, .size = {n, n}, .stride = {n, 1}, .storage = number});
    if (is_input) plan.inputs.push_back({.name = name, .buffer = number});
  }
  Step step{.kind = Step::Kind::extern_call, .name = "product", .nodes = {"product"}, .op_kind = "extern"};
  step.call = {"extern_kernels.mm", {{"", {view(0)}}, {"", {view(1)}}}, {2}};
  plan.steps.push_back(std::move(step));
  plan.outputs.push_back({.key = "c", .name = "c", .view = view(2)});
  write_parts(plan);
  place_storages(plan);
  return plan;
}

/// Small numbers that are exact in any type, so that no product is of zeros, which take less power.
HostTensor pattern(std::int64_t n, DType dtype) {
  HostTensor tensor{dtype, {n, n}, HostBytes(static_cast<std::size_t>(n * n) * bytes_of(dtype))};
  for (std::size_t i = 0; i < static_cast<std::size_t>(n * n); ++i)
    store_element(&tensor.data[i * bytes_of(dtype)], dtype,
                  Scalar{.f = static_cast<double>(i * 2654435761U % 15) / 8 - 0.875}, DType::f64);
  return tensor;
}

}  // namespace

double measure_matmul_tflops(Engine& engine) try {
  const bool on_gpu = engine.device().sm > 0;
  const std::int64_t n = on_gpu ? 8192 : 160;
  const DType dtype = on_gpu ? DType::bf16 : DType::f32;
  RunOptions run;
  run.min_seconds = 0.05;
  const RunResult result =
      engine.run(product(n, dtype), {{"a", pattern(n, dtype)}, {"b", pattern(n, dtype)}}, run);
  const double us = result.steps.at(0).us.min;
  const double flops = 2.0 * static_cast<double>(n) * static_cast<double>(n) * static_cast<double>(n);
  return us > 0 ? flops / us * 1e-6 : 0;
} catch (const Error&) {
  return 0;
}

}  // namespace ireplay
