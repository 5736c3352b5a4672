#pragma once

// What the kernels of kernels/*.cuh ask of CUDA, for a host compiler: one grid runs in one thread of the
// host, its threads in turns (tests/support/host_grid.hpp). Include nothing of the real toolkit beside it.

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

#define __device__
#define __host__
#define __global__
#define __grid_constant__
#define __shared__
#define __forceinline__ inline
#define __noinline__
#define __launch_bounds__(...)
#define __grid_constant__
#define __builtin_assume(condition) static_cast<void>(0)

struct alignas(16) uint4 {
  unsigned x, y, z, w;
};
struct alignas(8) uint2 {
  unsigned x, y;
};
inline uint2 make_uint2(unsigned x, unsigned y) { return {x, y}; }
inline uint4 make_uint4(unsigned x, unsigned y, unsigned z, unsigned w) { return {x, y, z, w}; }

struct dim3 {
  unsigned x = 1, y = 1, z = 1;
};
/// Of the thread that is running.
inline dim3 threadIdx, blockIdx, blockDim, gridDim;

namespace ireplay {

// of tests/support/host_grid.hpp
void meet_block();
void meet_warp();
/// Two words of each thread of the running one's warp, by lane.
std::uint64_t* warp_words();
int lane_of_warp();

extern uint4 machine_memory[];

}  // namespace ireplay

inline void __syncthreads() { ireplay::meet_block(); }

template <class T>
T word_of_warp(T value, int lane) {
  static_assert(sizeof(T) <= sizeof(std::uint64_t));
  std::uint64_t* const words = ireplay::warp_words();
  std::memcpy(words + ireplay::lane_of_warp(), &value, sizeof value);
  ireplay::meet_warp();
  T result = value;
  if (lane >= 0 && lane < 32) std::memcpy(&result, words + lane, sizeof result);
  ireplay::meet_warp();
  return result;
}
template <class T>
T __shfl_xor_sync(unsigned, T value, int mask) {
  return word_of_warp(value, ireplay::lane_of_warp() ^ mask);
}
template <class T>
T __shfl_up_sync(unsigned, T value, int distance) {
  return word_of_warp(value, ireplay::lane_of_warp() - distance);
}
template <class T>
T __shfl_sync(unsigned, T value, int lane) {
  return word_of_warp(value, lane);
}

/// Addresses of shared memory are counted from its beginning, as on the device.
inline std::size_t __cvta_generic_to_shared(const void* at) {
  return static_cast<std::size_t>(static_cast<const char*>(at) -
                                  reinterpret_cast<const char*>(ireplay::machine_memory));
}
inline void* __cvta_shared_to_generic(std::size_t at) {
  return reinterpret_cast<char*>(ireplay::machine_memory) + at;
}
inline bool __isGlobal(const void*) { return true; }
template <class T>
T __ldg(const T* at) {
  return *at;
}

inline unsigned __float_as_uint(float value) { return std::bit_cast<unsigned>(value); }
inline float __uint_as_float(unsigned bits) { return std::bit_cast<float>(bits); }
inline long long __double_as_longlong(double value) { return std::bit_cast<long long>(value); }
inline double __longlong_as_double(long long bits) { return std::bit_cast<double>(bits); }
inline float __frcp_rn(float value) { return 1.0f / value; }
inline int __popc(unsigned bits) { return std::popcount(bits); }
inline unsigned __umulhi(unsigned a, unsigned b) {
  return static_cast<unsigned>(static_cast<std::uint64_t>(a) * b >> 32);
}
inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
  return static_cast<unsigned long long>(static_cast<unsigned __int128>(a) * b >> 64);
}

template <class T>
T atomicCAS(T* at, T expected, T wanted) {
  const T old = *at;
  if (old == expected) *at = wanted;
  return old;
}
template <class T>
T atomicAdd(T* at, T value) {
  const T old = *at;
  *at = static_cast<T>(old + value);
  return old;
}
