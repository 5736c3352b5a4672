#pragma once

#include <string_view>

/// Names of library calls as texts spell them: `torch.ops.aten.sum.dim_IntList`. Releases differ in the
/// namespaces.
namespace ireplay {

/// `sum` of `sum.dim_IntList`, `index_put_` of `index_put_.default`.
constexpr std::string_view without_overload(std::string_view op) { return op.substr(0, op.find('.')); }

/// `sum.dim_IntList` of `torch.ops.aten.sum.dim_IntList`, `extern_kernels.sum.dim_IntList` ...
constexpr std::string_view without_namespace(std::string_view function) {
  const auto drop = [&](std::string_view prefix) {
    const bool begins = function.substr(0, prefix.size()) == prefix;
    if (begins) function.remove_prefix(prefix.size());
    return begins;
  };
  drop("torch.ops.");
  for (const std::string_view prefix : {"extern_kernels.", "aten.", "inductor_ops.", "inductor.", "prims."})
    if (drop(prefix)) break;
  return function;
}

/// `sort` of `torch.ops.aten.sort.default`, `all_reduce` of `torch.ops._c10d_functional.all_reduce.default`.
constexpr std::string_view base_name(std::string_view function) {
  function = without_namespace(function);
  for (const std::string_view space : {std::string_view("aten."), std::string_view("_c10d_functional.")})
    if (function.substr(0, space.size()) == space) function.remove_prefix(space.size());
  return without_overload(function);
}

}  // namespace ireplay
