#pragma once

#include "kernels/interpreter/arithmetic.cuh"
#include "kernels/interpreter/faults.cuh"
#include "kernels/interpreter/words.cuh"

/// Binary search in rows of boundaries (lower_bound, upper_bound), one item after the other.
namespace ireplay {

template <class T>
__device__ __forceinline__ T element_as(const void* memory, std::int64_t at, DType dtype) {
  switch (dtype) {
    case DType::f64:
      return static_cast<T>(static_cast<const double*>(memory)[at]);
    case DType::i64:
      return static_cast<T>(static_cast<const long long*>(memory)[at]);
    case DType::u64:
      return static_cast<T>(static_cast<const unsigned long long*>(memory)[at]);
    case DType::f32:
      return static_cast<T>(static_cast<const float*>(memory)[at]);
    case DType::i32:
      return static_cast<T>(static_cast<const std::int32_t*>(memory)[at]);
    case DType::u32:
      return static_cast<T>(static_cast<const std::uint32_t*>(memory)[at]);
    case DType::f16:
      return static_cast<T>(__half2float(static_cast<const __half*>(memory)[at]));
    case DType::bf16:
      return static_cast<T>(__bfloat162float(static_cast<const __nv_bfloat16*>(memory)[at]));
    case DType::i16:
      return static_cast<T>(static_cast<const std::int16_t*>(memory)[at]);
    case DType::u16:
      return static_cast<T>(static_cast<const std::uint16_t*>(memory)[at]);
    case DType::i8:
      return static_cast<T>(static_cast<const std::int8_t*>(memory)[at]);
    default: {
      const std::uint8_t byte = static_cast<const std::uint8_t*>(memory)[at];
      return static_cast<T>(is_f8(dtype) ? decode_f8(byte, dtype) : static_cast<float>(byte));
    }
  }
}

/// First position whose boundary is not before `value` (`right`: is after it); the row's length if there is
/// none.
template <class T>
__device__ __noinline__ std::int64_t search_row(const DeviceBucketize& table, T value, std::int64_t base,
                                                std::int64_t sorter_base, bool right, bool& outside) {
  std::int64_t low = 0, high = table.length;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    std::int64_t position = middle;
    if (table.sorter != nullptr) {
      const std::int64_t at = sorter_base + table.sorter_stride * middle;
      if (at < 0 || at >= table.sorter_extent) return outside = true, 0;
      position = element_as<std::int64_t>(table.sorter, at, table.sorter_dtype);
    }
    const std::int64_t at = base + table.stride * position;
    if (at < 0 || at >= table.boundaries_extent) return outside = true, 0;
    const T boundary = element_as<T>(table.boundaries, at, table.boundaries_dtype);
    if (right ? !(value < boundary) : !(value <= boundary))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

template <class P>
__device__ __forceinline__ DeviceBucketize table_of(const Thread<P>& thread, int number) {
  const int at = thread.argument.head.bucketizes_at + number * static_cast<int>(sizeof(DeviceBucketize));
  const uint4 first = read_piece<P>(thread.argument, at), second = read_piece<P>(thread.argument, at + 16),
              third = read_piece<P>(thread.argument, at + 32),
              fourth = read_piece<P>(thread.argument, at + 48);
  DeviceBucketize table;
  table.boundaries = reinterpret_cast<const void*>(wide_of(first.x, first.y));
  table.sorter = reinterpret_cast<const void*>(wide_of(first.z, first.w));
  table.length = wide_of(second.x, second.y), table.stride = wide_of(second.z, second.w);
  table.sorter_stride = wide_of(third.x, third.y), table.boundaries_extent = wide_of(third.z, third.w);
  table.sorter_extent = wide_of(fourth.x, fourth.y);
  table.boundaries_dtype = bits_of<DType>(fourth.z, 0, 8),
  table.sorter_dtype = bits_of<DType>(fourth.z, 8, 8);
  return table;
}

template <class T, class P>
__device__ __forceinline__ void search_items(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  using Int = typename P::Int;
  const DeviceBucketize table = table_of(thread, in.extra);
  const std::uint32_t active = active_items(thread, in);
  each_item(thread, in, [&](Word value, Word b, Word s, int item) {
    bool outside = false;
    std::int64_t found = 0;
    if (active >> item & 1)
      found = search_row(table, value_of<T>(value), static_cast<Int>(b), static_cast<Int>(s),
                         (in.flags & kRight) != 0, outside);
    if (outside) raise_fault(thread, in.source, static_cast<Int>(b), table.boundaries_extent);
    return static_cast<Word>(found);
  });
}

template <class P>
__device__ __forceinline__ void bucketize(Thread<P>& thread, const ReadInstruction& in) {
  switch (in.type) {
    case ValueType::f32:
      search_items<float>(thread, in);
      break;
    case ValueType::f64:
      if constexpr (sizeof(typename P::Word) == 8) search_items<double>(thread, in);
      break;
    case ValueType::signed_int:
      search_items<typename P::Int>(thread, in);
      break;
    case ValueType::unsigned_int:
      search_items<typename P::Word>(thread, in);
      break;
  }
}

}  // namespace ireplay
