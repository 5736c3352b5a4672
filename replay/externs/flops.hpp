#pragma once

#include "replay/externs/call_frame.hpp"

/// Arithmetic of the library calls that multiply: twice as many operations as products. Sizes alone are read.
namespace ireplay {

std::int64_t mm_flops(const ExternFrame& frame);
std::int64_t addmm_flops(const ExternFrame& frame);
std::int64_t baddbmm_flops(const ExternFrame& frame);
std::int64_t mm_plus_mm_flops(const ExternFrame& frame);
std::int64_t grouped_mm_flops(const ExternFrame& frame);
std::int64_t conv1x1_flops(const ExternFrame& frame);
std::int64_t int8_flops(const ExternFrame& frame);
std::int64_t linear_flops(const ExternFrame& frame);
std::int64_t linear_cross_entropy_flops(const ExternFrame& frame);
std::int64_t convolution_flops(const ExternFrame& frame);
std::int64_t convolution_backward_flops(const ExternFrame& frame);
std::int64_t attention_flops(const ExternFrame& frame);
std::int64_t attention_backward_flops(const ExternFrame& frame);
std::int64_t cdist_flops(const ExternFrame& frame);

}  // namespace ireplay
