#include "replay/externs/extern_table.hpp"

#include <unordered_map>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/source.hpp"
#include "parser/words.hpp"
#include "replay/externs/counted_sizes.hpp"
#include "replay/externs/flops.hpp"
#include "replay/externs/op_names.hpp"
#include "replay/externs/result_layouts.hpp"
#include "replay/externs/rows.hpp"
#include "replay/triton/launch.hpp"

namespace ireplay {
namespace {

constexpr auto make_rows() {
  using enum ExternRunner;
  using enum ResultType;
  using enum ResultStrides;
  using enum Resampling;
  return std::to_array<ExternRow>({
#define EXTERN(name, signature, write, ...) {name, signature, write, nullptr, {__VA_ARGS__}},
#define CONSTANT(name, signature, compute, ...) {name, signature, nullptr, compute, {__VA_ARGS__}},
#include "replay/externs/externs.def"
#undef EXTERN
#undef CONSTANT
  });
}
constexpr auto kRows = make_rows();

const ExternRow* find_exactly(std::string_view name) {
  static const auto* const index = [] {
    auto* map = new std::unordered_map<std::string_view, const ExternRow*>;
    for (const ExternRow& row : kRows) map->emplace(row.name, &row);
    return map;
  }();
  const auto found = index->find(name);
  return found == index->end() ? nullptr : found->second;
}

bool binds(const ExternRow& row, const ExternCall& call) {
  try {
    [[maybe_unused]] const ExternArguments bound(row, call);
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

std::string_view cpu_text(ExternRunner runner) {
  using enum ExternRunner;
  switch (runner) {
    case gemm:
      return "products";
    case gemm_and_loops:
    case attention:
    case attention_gradients:
      return "products + loops";
    case convolution:
      return "convolutions";
    case convolution_and_loops:
      return "convolutions + loops";
    case solver:
      return "factorizations + loops";
    case sort:
      return "sort";
    case ahead:
      return "numbers";
    case loops:
      break;
  }
  return "loops";
}

std::string_view cuda_text(ExternRunner runner) {
  using enum ExternRunner;
  switch (runner) {
    case gemm:
      return "cuBLASLt";
    case gemm_and_loops:
      return "cuBLASLt + loops";
    case convolution:
    case attention:
    case attention_gradients:
      return "cuDNN";
    case convolution_and_loops:
      return "cuDNN + loops";
    case solver:
      return "cuSOLVER + loops";
    case sort:
      return "kernel";
    case ahead:
      return "made ahead";
    case loops:
      break;
  }
  return "loops";
}

ExternRunner ExternRow::runner() const { return compute != nullptr ? ExternRunner::ahead : facts.runner; }

bool ExternRow::is_in_place() const {
  const std::string_view stem = name.substr(0, name.find('.'));
  return stem.ends_with('_') && !stem.ends_with("__");
}

const ExternRow* find_extern(std::string_view function) {
  const std::string_view name = without_namespace(function);
  if (const ExternRow* row = find_exactly(name)) return row;
  return find_exactly(split_last(name).before);
}

const ExternRow* find_extern(const ExternCall& call) {
  const ExternRow* const found = find_extern(call.function);
  const std::string_view name = without_namespace(call.function);
  if (found == nullptr ? name.find('.') != std::string_view::npos
                       : found->name != name || binds(*found, call))
    return found;
  const std::string prefix = std::string(name) + '.';
  for (const ExternRow& row : kRows)
    if (row.name.substr(0, prefix.size()) == prefix && binds(row, call)) return &row;
  return found;
}

std::span<const ExternRow> extern_rows() { return kRows; }

std::string why_unsupported(const ExternCall& call) {
  return is_triton(call) || find_extern(call) != nullptr ? "" : "no implementation of " + call.function;
}

bool attends(const ExternCall& call) {
  const ExternRow* row = find_extern(call);
  return row != nullptr && (row->facts.runner == ExternRunner::attention ||
                            row->facts.runner == ExternRunner::attention_gradients);
}

bool draws_numbers(const ExternCall& call) {
  const ExternRow* row = find_extern(call);
  if (row == nullptr) return false;
  const ExternArguments arguments(*row, call);
  if (arguments.knows("dropout_p") && arguments.number("dropout_p") != 0) return true;
  return row->facts.draws && !(arguments.knows("p") && arguments.is_zero("p"));
}

}  // namespace ireplay
