#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "replay/externs/extern_table.hpp"
#include "replay/plan/tensor.hpp"

/// One library call of testdata/externs (written by tests/make_extern_cases.py and
/// record_extern_cases.py), ready to run in host memory.
namespace ireplay {

/// The files of testdata/externs.
inline constexpr const char* kExternFamilies[] = {
    "products",   "convolutions", "attention",  "sorting",    "scans",  "indexing",  "searching",
    "embeddings", "pooling",      "resampling", "transforms", "cells",  "distances", "matrices",
    "tensors",    "fused_linear", "formulas",   "lists",      "losses", "spectra",   "views",
    "complexes",  "spellings",    "seldom",     "draws",      "edges",  "samples"};

/// How tensors lie in memory: dense; with their dimensions in reverse order, gaps between elements and an
/// offset; with the second dimension innermost.
enum class TestLayout { dense, awkward, channels_last };

struct ExternCase {
  std::string name;
  ExternCall call;
  Plan plan;
  std::vector<HostBytes> memory;                              // by storage
  std::vector<std::pair<std::int32_t, HostTensor>> expected;  // buffer, its values after the call

  /// The call with its parts. Throws what is wrong with it.
  Step step() const;
  HostView view(const TensorView& tensor);
  HostTensor value(std::int32_t buffer);
};

/// A case of its own: call text as Inductor prints it, operands by name, sizes and dtypes of the results by
/// position.
ExternCase make_extern_case(std::string_view text, const TensorMap& operands,
                            const std::vector<HostTensor>& results, TestLayout layout = TestLayout::dense);

/// The cases of testdata/externs/<family>.json and .safetensors.
std::vector<ExternCase> read_extern_cases(const std::string& family, TestLayout layout);

/// Zeros, ready to be filled.
HostTensor zeros(DType dtype, const Dims& size);

}  // namespace ireplay
