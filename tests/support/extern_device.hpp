#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "replay/engine.hpp"
#include "tests/support/extern_case.hpp"
#include "tests/support/test_seed.hpp"

/// Library calls on a device, held against the CPU's rows.
namespace ireplay {

/// The engine of device 0, made once; null where there is none.
Engine* test_device();

/// A call's text, its operands and the types and sizes of its results.
struct CallCase {
  std::string text;
  TensorMap operands;
  std::vector<HostTensor> results;
};

struct DeviceResults {
  std::vector<HostTensor> values;  // by result
  std::string kernel, algorithm;
  std::vector<std::string> warnings;
  double us = 0;  // median, where measured
};

/// Throws what the engine throws.
DeviceResults run_on_device(const CallCase& call, TestLayout layout, bool own_libraries = true,
                            bool measure = false);
std::vector<HostTensor> run_on_cpu(const CallCase& call, TestLayout layout = TestLayout::dense);

using RandomNumbers = std::mt19937;
/// low <= k <= high.
std::int64_t draw(RandomNumbers& random, std::int64_t low, std::int64_t high);
/// Element k is value(k).
HostTensor tensor_of(DType dtype, const Dims& size, const std::function<double(std::int64_t)>& value);
/// Element k as double.
double value_at(const HostTensor& tensor, std::int64_t k);
/// `[2, 3]`, as in a call.
std::string list_text(const Dims& numbers);

}  // namespace ireplay
