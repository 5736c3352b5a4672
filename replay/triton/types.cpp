#include "replay/triton/types.hpp"

namespace ireplay {
namespace {

struct TypeRow {
  std::string_view name;
  DType dtype;
};

/// Triton's names that are not PyTorch's.
constexpr TypeRow kTypes[] = {
    {"fp64", DType::f64},
    {"fp32", DType::f32},
    {"fp16", DType::f16},
    {"i1", DType::boolean},
    {"int1", DType::boolean},
    {"fp8e4nv", DType::f8e4m3fn},
    {"float8e4nv", DType::f8e4m3fn},
    {"fp8e5", DType::f8e5m2},
    {"float8e5", DType::f8e5m2},
    {"fp8e4b8", DType::f8e4m3fnuz},
    {"float8e4b8", DType::f8e4m3fnuz},
    {"fp8e5b16", DType::f8e5m2fnuz},
    {"float8e5b16", DType::f8e5m2fnuz},
};

}  // namespace

std::optional<DType> find_triton_type(std::string_view name) {
  if (name.starts_with("tl.")) name.remove_prefix(3);
  for (const TypeRow& row : kTypes)
    if (row.name == name) return row.dtype;
  return find_dtype(name);
}

}  // namespace ireplay
