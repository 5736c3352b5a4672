#pragma once

#include <cuda_runtime.h>

#include <cstdint>
#include <type_traits>

/// Shared memory by its own 32-bit addresses: through pointers the compiler has to find out, use by use,
/// which memory they lead to, and takes minutes for it.
namespace ireplay {

#if defined(__CUDA_ARCH__)

template <class T>
__device__ __forceinline__ T read_shared(std::uint32_t at) {
  T value;
  if constexpr (std::is_same_v<T, uint4>)
    asm volatile("ld.shared.v4.u32 {%0, %1, %2, %3}, [%4];"
                 : "=r"(value.x), "=r"(value.y), "=r"(value.z), "=r"(value.w)
                 : "r"(at)
                 : "memory");
  else if constexpr (sizeof(T) == 8)
    asm volatile("ld.shared.u64 %0, [%1];" : "=l"(value) : "r"(at) : "memory");
  else
    asm volatile("ld.shared.u32 %0, [%1];" : "=r"(value) : "r"(at) : "memory");
  return value;
}

template <class T>
__device__ __forceinline__ void write_shared(std::uint32_t at, const T& value) {
  if constexpr (std::is_same_v<T, uint4>)
    asm volatile("st.shared.v4.u32 [%0], {%1, %2, %3, %4};" ::"r"(at), "r"(value.x), "r"(value.y),
                 "r"(value.z), "r"(value.w)
                 : "memory");
  else if constexpr (sizeof(T) == 8)
    asm volatile("st.shared.u64 [%0], %1;" ::"r"(at), "l"(value) : "memory");
  else
    asm volatile("st.shared.u32 [%0], %1;" ::"r"(at), "r"(value) : "memory");
}

#else

template <class T>
__device__ __forceinline__ T read_shared(std::uint32_t at) {
  return *static_cast<const T*>(__cvta_shared_to_generic(at));
}

template <class T>
__device__ __forceinline__ void write_shared(std::uint32_t at, const T& value) {
  *static_cast<T*>(__cvta_shared_to_generic(at)) = value;
}

#endif

}  // namespace ireplay
