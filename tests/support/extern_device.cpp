#include "tests/support/extern_device.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "replay/cpu/run_call.hpp"
#include "replay/cpu/run_parts.hpp"

namespace ireplay {
namespace {

/// The case as a plan of one step: every storage is an input, given byte by byte.
Plan plan_of(const ExternCase& c, TensorMap& inputs) {
  Plan plan = c.plan;
  for (std::size_t k = 0; k < plan.storages.size(); ++k) {
    const auto bytes = static_cast<std::int64_t>(c.memory[k].size());
    const std::string name = "storage" + std::to_string(k);
    plan.storages[k].kind = Storage::Kind::input;
    plan.storages[k].bytes = bytes;
    plan.inputs.push_back({name, static_cast<std::int32_t>(plan.buffers.size())});
    plan.buffers.push_back({name, DType::u8, {bytes}, {1}, 0, static_cast<std::int32_t>(k)});
    inputs[name] = {DType::u8, {bytes}, c.memory[k]};
  }
  for (std::size_t k = 0; k < c.call.results.size(); ++k) {
    const PlanBuffer& at = c.plan.buffers[static_cast<std::size_t>(c.call.results[k])];
    PlanOutput output;
    output.key = std::to_string(k);
    output.view = {c.call.results[k], at.dtype, at.size, at.stride, at.offset};
    plan.outputs.push_back(output);
  }
  plan.steps.push_back(c.step());
  return plan;
}

/// Gives the engine back before the program ends: what libraries keep goes first then.
class DeviceForTests : public testing::Environment {
 public:
  Engine* engine() {
    if (!asked_ && count_cuda_devices() > 0) engine_ = make_cuda_engine(0);
    asked_ = true;
    return engine_.get();
  }
  void TearDown() override { engine_.reset(); }

 private:
  bool asked_ = false;
  std::unique_ptr<Engine> engine_;
};

DeviceForTests* const device_for_tests = [] {
  auto* made = new DeviceForTests;
  testing::AddGlobalTestEnvironment(made);  // which owns it
  return made;
}();

}  // namespace

Engine* test_device() { return device_for_tests->engine(); }

DeviceResults run_on_device(const CallCase& call, TestLayout layout, bool own_libraries, bool measure) {
  const ExternCase c = make_extern_case(call.text, call.operands, call.results, layout);
  TensorMap inputs;
  const Plan plan = plan_of(c, inputs);
  RunOptions options;
  options.measure = measure;
  options.own_libraries = own_libraries;
  const RunResult result = test_device()->run(plan, inputs, options);
  DeviceResults got;
  for (std::size_t k = 0; k < c.call.results.size(); ++k)
    got.values.push_back(result.outputs.at(std::to_string(k)));
  got.kernel = result.steps[0].kernel, got.algorithm = result.steps[0].algorithm;
  got.warnings = result.warnings;
  got.us = result.steps[0].us.median;
  return got;
}

std::vector<HostTensor> run_on_cpu(const CallCase& call, TestLayout layout) {
  ExternCase c = make_extern_case(call.text, call.operands, call.results, layout);
  run_call_cpu(c.step(), c.plan, [&](const TensorView& view) { return c.view(view); });
  std::vector<HostTensor> values;
  for (const std::int32_t result : c.call.results) values.push_back(c.value(result));
  return values;
}

std::int64_t draw(RandomNumbers& random, std::int64_t low, std::int64_t high) {
  return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

HostTensor tensor_of(DType dtype, const Dims& size, const std::function<double(std::int64_t)>& value) {
  HostTensor tensor = zeros(dtype, size);
  for (std::int64_t k = 0; k < numel(size); ++k) {
    Scalar element;
    element.f = value(k);
    store_element(tensor.data.data() + k * static_cast<std::int64_t>(bytes_of(dtype)), dtype, element,
                  DType::f64);
  }
  return tensor;
}

double value_at(const HostTensor& tensor, std::int64_t k) {
  const Scalar element =
      load_element(tensor.data.data() + k * static_cast<std::int64_t>(bytes_of(tensor.dtype)), tensor.dtype);
  return is_floating(tensor.dtype) ? element.f : static_cast<double>(element.i);
}

std::string list_text(const Dims& numbers) {
  std::string text = "[";
  for (const std::int64_t number : numbers) text += (text.size() > 1 ? ", " : "") + std::to_string(number);
  return text + "]";
}

}  // namespace ireplay
