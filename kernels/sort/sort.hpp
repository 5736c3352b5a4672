#pragma once

#include <cuda_runtime_api.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kernels/interpreter/device_program.hpp"
#include "kernels/scalar/dtype.hpp"

/// Stable sorting of the rows of a strided tensor, and what follows from the order of a row.
///
/// The order is PyTorch's: NaN is greater than everything, 0.0 and -0.0 are equal, equal values keep their
/// order. Values are never moved while they are sorted: integers that have the same order are, with the
/// positions; values are fetched by position afterwards and keep their bits.
namespace ireplay {

inline constexpr int kMostLayoutDims = 8;

/// Where the elements of a row-major numbering lie: number k is `offset(k)` elements from the first one.
struct StridedLayout {
  int rank = 0;  // 0: a single element
  std::array<std::int64_t, kMostLayoutDims> size{}, stride{};
};

/// Neighbouring dimensions that lie one after the other become one, those of extent 1 vanish; false where
/// more than kMostLayoutDims are left.
bool make_layout(const std::vector<std::int64_t>& size, const std::vector<std::int64_t>& stride,
                 StridedLayout& layout);

/// `rows` says where rows begin, `elements` where the elements of one lie from there.
struct Rows {
  std::byte* data = nullptr;
  StridedLayout rows, elements;
};

struct SortProblem {
  Rows input;
  DType dtype = DType::f32;           // has_sort_order
  std::int64_t rows = 0, length = 0;  // neither 0; a row has less than 2^31 elements
  bool descending = false;
  bool sorts = true;        // false: the order is that of the elements
  std::int64_t wanted = 0;  // how many of a row in order are ever asked for; 0: all
  int multiprocessors = 1;
};

/// Whether a type can be sorted: real ones of 8 bytes at most, but for the float8 types.
bool has_sort_order(DType dtype);

/// The order of all rows. Everything that follows from it must be launched after it, on the same stream.
class RowSort {
 public:
  /// `scratch`: as many bytes as `scratch_bytes` says, for as long as this lives.
  RowSort(const SortProblem& problem, std::byte* scratch);
  static std::int64_t scratch_bytes(const SortProblem& problem);

  void launch(cudaStream_t stream) const;
  const std::string& kernel() const { return kernel_; }  // sort/pick, sort/block, sort/select, sort/radix ...

  /// The first `count` elements of each row in order, from number `first` on: their values, and as int64
  /// their positions. Null where one of them is not wanted.
  void write(const Rows* values, const Rows* positions, std::int64_t first, std::int64_t count,
             cudaStream_t stream) const;
  /// Another tensor's elements, numbered as those of the sorted rows, in that order.
  void permute(const Rows& from, const Rows& to, DType dtype, cudaStream_t stream) const;
  /// The lower median of each row: the first NaN if there is one, unless `skips_nan` and there are others.
  void write_median(const Rows* values, const Rows* positions, bool skips_nan, cudaStream_t stream) const;
  /// The value that occurs most, the smallest of them where there are several, and its last position. Every
  /// NaN is a value of its own.
  void write_mode(const Rows* values, const Rows* positions, cudaStream_t stream) const;

  struct Distinct {
    const Rows* values = nullptr;   // one row each; null where not wanted
    const Rows* inverse = nullptr;  // number of the group of each element
    const Rows* counts = nullptr;   // of the group's elements
    std::int64_t groups = 0;        // how many there must be: another number is a fault
    DeviceFault* fault = nullptr;
    std::int32_t program = 0;      // DeviceFault::program; instruction 0
    std::byte* scratch = nullptr;  // distinct_scratch_bytes
  };
  /// Runs of equal elements of the one row. Every NaN is a group of its own.
  void write_distinct(const Distinct& distinct, cudaStream_t stream) const;
  static std::int64_t distinct_scratch_bytes(const SortProblem& problem);

 private:
  SortProblem problem_;
  std::byte* scratch_;
  std::string kernel_;
};

}  // namespace ireplay
