#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ireplay {

/// Element types of tensors and values; the rows of dtype.def.
enum class DType : std::uint8_t {
#define DTYPE(name, ...) name,
#include "kernels/scalar/dtype.def"
#undef DTYPE
};

enum class DTypeClass : std::uint8_t { floating, signed_int, unsigned_int, boolean, complex };

struct DTypeInfo {
  DType dtype;
  std::string_view name;        // as in DType: bf16
  std::string_view torch_name;  // bfloat16, without `torch.`
  std::string_view tag;         // in safetensors files: BF16
  std::size_t bytes;
  DTypeClass kind;
  int significand_bits;  // with the leading one; of a complex type those of its parts, of integers 0
  int least_exponent;    // of normal numbers: 2^-126 of f32
};

inline constexpr std::array kDTypes = {
#define DTYPE(name, torch, tag, bytes, kind, significand, exponent) \
  DTypeInfo{DType::name, #name, torch, tag, bytes, DTypeClass::kind, significand, exponent},
#include "kernels/scalar/dtype.def"
#undef DTYPE
};

constexpr const DTypeInfo& info(DType dtype) { return kDTypes[static_cast<std::size_t>(dtype)]; }
constexpr std::size_t bytes_of(DType dtype) { return info(dtype).bytes; }
constexpr bool is_floating(DType dtype) { return info(dtype).kind == DTypeClass::floating; }
constexpr bool is_complex(DType dtype) { return info(dtype).kind == DTypeClass::complex; }
/// The type of a complex number's two parts; any other type itself.
constexpr DType part_of(DType dtype) {
  if (!is_complex(dtype)) return dtype;
  return dtype == DType::c128 ? DType::f64 : dtype == DType::c64 ? DType::f32 : DType::f16;
}
constexpr bool is_integer(DType dtype) {
  return info(dtype).kind == DTypeClass::signed_int || info(dtype).kind == DTypeClass::unsigned_int;
}

/// The type arithmetic happens in: f16, bf16 and the float8 types compute in f32, all others in themselves
/// (Triton's rule in every release: values of loaded half-precision buffers are float32 until they are
/// stored).
constexpr DType compute_type(DType dtype) {
  return is_floating(dtype) && dtype != DType::f64 ? DType::f32 : dtype;
}

/// By torch's name, with or without `torch.`, by our short name, or `b8` as PyTorch's graphs call bool; none
/// for a type that is not a row.
constexpr std::optional<DType> find_dtype(std::string_view name) {
  if (name.substr(0, 6) == "torch.") name.remove_prefix(6);
  for (const DTypeInfo& row : kDTypes)
    if (row.torch_name == name || row.name == name) return row.dtype;
  return name == "b8" ? std::optional(DType::boolean) : std::nullopt;
}

/// By safetensors' tag.
constexpr std::optional<DType> find_dtype_tag(std::string_view tag) {
  for (const DTypeInfo& row : kDTypes)
    if (row.tag == tag) return row.dtype;
  return std::nullopt;
}

}  // namespace ireplay
