#pragma once

#include <string_view>

#include "kernels/scalar/dtype.hpp"

namespace ireplay {

/// NumPy's type codes without their byte order, and what they are here. bfloat16 is a void type of two bytes,
/// which is how NumPy writes the type of ml_dtypes; types of one byte that NumPy does not have look alike and
/// are none.
struct NumpyType {
  std::string_view descr;
  DType dtype;
};
inline constexpr NumpyType kNumpyTypes[] = {
    {"f8", DType::f64}, {"f4", DType::f32}, {"f2", DType::f16},     {"V2", DType::bf16}, {"i8", DType::i64},
    {"i4", DType::i32}, {"i2", DType::i16}, {"i1", DType::i8},      {"u8", DType::u64},  {"u4", DType::u32},
    {"u2", DType::u16}, {"u1", DType::u8},  {"b1", DType::boolean}, {"c8", DType::c64},  {"c16", DType::c128},
};

}  // namespace ireplay
