#pragma once

#include <algorithm>
#include <complex>
#include <functional>
#include <optional>
#include <string>

#include "kernels/scalar/scalar.hpp"
#include "replay/externs/arguments.hpp"

/// A library call with its arguments and results, and what reads and writes them on the host as dense arrays.
namespace ireplay {

/// A dense row-major array of values: double for floating types, int64 for integers and bools,
/// complex<double>.
template <class T>
struct Dense {
  Dims size;
  std::vector<T> data;

  Dense() = default;
  /// Zeros. Throws Error{dump} where the sizes overflow, Error{device} for more than 2^30 elements.
  explicit Dense(Dims shape);
  std::int64_t count() const { return static_cast<std::int64_t>(data.size()); }
};
using Reals = Dense<double>;
using Ints = Dense<std::int64_t>;

/// All elements of a view, converted to T. Any non-zero byte of a bool is 1.
template <class T>
Dense<T> read(const HostView& from);
/// Rounds to the view's dtype. The sizes must be equal.
template <class T>
void write(const HostView& to, const Dense<T>& values);

/// PyTorch's cast, which gives something for a float that no integer is, too.
template <class T>
T value_of(double number) {
  if constexpr (std::is_same_v<T, std::int64_t>)
    return convert(Scalar{.f = number}, DType::f64, DType::i64, false).i;
  else
    return static_cast<T>(number);
}

/// Calls f with a value of the type that keeps `dtype` exactly: double{}, int64_t{} or complex<double>{}.
template <class F>
auto with_value_type(DType dtype, F&& f) {
  if (is_floating(dtype)) return f(double{});
  if (is_complex(dtype)) return f(std::complex<double>{});
  return f(std::int64_t{});
}

/// Sums and products that wrap around for integers.
template <class T>
T plus(T a, T b) {
  if constexpr (std::is_same_v<T, std::int64_t>)
    return static_cast<T>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
  else
    return a + b;
}
template <class T>
T times(T a, T b) {
  if constexpr (std::is_same_v<T, std::int64_t>)
    return static_cast<T>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
  else
    return a * b;
}

/// The next position in row-major order; false, and all zeros, after the last one.
inline bool advance(Dims& at, const Dims& size) {
  for (std::size_t d = size.size(); d-- > 0;) {
    if (++at[d] < size[d]) return true;
    at[d] = 0;
  }
  return false;
}

/// Calls f(offset in elements) for every element of a view in row-major order.
template <class F>
void for_each_offset(const Dims& size, const Dims& stride, F&& f) {
  for (const std::int64_t extent : size)
    if (extent == 0) return;
  Dims at(size.size(), 0);
  std::int64_t offset = 0;
  while (true) {
    f(offset);
    std::size_t d = size.size();
    for (; d-- > 0;) {
      offset += stride[d];
      if (++at[d] < size[d]) break;
      offset -= size[d] * stride[d];
      at[d] = 0;
    }
    if (d == static_cast<std::size_t>(-1)) return;
  }
}

/// Runs f(begin, end) on parts of 0..count at once; one part where `work` (all of it, in elementary steps) is
/// small.
void in_parallel(std::int64_t count, std::int64_t work,
                 const std::function<void(std::int64_t, std::int64_t)>& f);

/// `[2, 3]`.
std::string bracketed(const Dims& size);

/// The size that tensors of both sizes broadcast to, as far as there is one: of extents that differ the one
/// that is not 1.
Dims broadcast_size(const Dims& a, const Dims& b);

/// A result's buffer has other sizes than the call gives. `stride`: of a view of an operand, else empty.
class ResultSizeError : public Error {
 public:
  ResultSizeError(const std::string& sentence, std::size_t result, Dims size, Dims stride)
      : Error(Kind::dump, sentence), result_(result), size_(std::move(size)), stride_(std::move(stride)) {}

  std::size_t result() const { return result_; }
  const Dims& size() const { return size_; }
  const Dims& stride() const { return stride_; }

 private:
  std::size_t result_;
  Dims size_, stride_;
};

class ExternFrame {
 public:
  using ViewOf = std::function<HostView(const TensorView&)>;
  /// `view_of` may be empty where it is only asked what fits. Throws Error{dump} for a view outside its
  /// storage.
  ExternFrame(const ExternRow& row, const ExternCall& call, const Plan& plan, const ViewOf& view_of,
              std::uint64_t seed);

  const ExternArguments& args() const { return args_; }
  const ExternFacts& facts() const { return args_.row().facts; }
  std::string_view op() const { return args_.function(); }
  /// Whether there is something to read and to write.
  bool has_memory() const { return static_cast<bool>(view_of_); }

  HostView operand(std::string_view name) const { return host(args_.tensor(name)); }
  HostView host(const TensorView& view) const { return view_of_(view); }
  template <class T>
  Dense<T> read(std::string_view name) const {
    return ireplay::read<T>(operand(name));
  }
  /// Whether the signature has this parameter and it is not None.
  bool has(std::string_view name) const { return args_.knows(name) && !args_.is_none(name); }

  std::size_t result_count() const { return call_.results.size(); }
  /// Whether somebody reads this result.
  bool wants(std::size_t result) const;
  /// The result's declared type and sizes; only for a result that is wanted.
  const PlanBuffer& result(std::size_t result) const;
  HostView result_view(std::size_t result) const;
  /// Throws ResultSizeError unless the result's buffer has this size.
  void require_size(std::size_t result, const Dims& size, const Dims& stride = {}) const;
  /// Drops a result that nobody reads; throws Error{dump} where sizes differ from the buffer's.
  template <class T>
  void write(std::size_t result, const Dense<T>& values) const;
  /// An in-place op's new value of an operand.
  template <class T>
  void write_back(std::string_view name, const Dense<T>& values) const;
  /// The new value of `self`: into the operand for an op whose name ends in `_`, and into result 0 where
  /// there is one.
  template <class T>
  void write_self(const Dense<T>& values) const;

  /// Whether the name ends in `_`: the call gives its first operand a new value.
  bool is_in_place() const;

  /// Throws Error{unsupported} "op: sentence": the call is right, but not covered.
  [[noreturn]] void refuse(const std::string& sentence) const;
  void refuse_if(bool truth, const std::string& sentence) const;
  /// The same of a tensor, which the sentence names: of another type than floats, complex, without elements.
  void refuse_unless_floats(const TensorView& tensor) const;
  void refuse_complex(const TensorView& tensor) const;
  void refuse_complex() const;  // any that the call is given
  void refuse_empty(const TensorView& tensor) const;
  void refuse_mixed(const TensorView& a, const TensorView& b) const;  // one is complex, the other one is not
  /// "argument 'self'", "result 0".
  std::string name_of(const TensorView& tensor) const;
  /// Throws Error{dump} "op: sentence" unless `truth`.
  void require(bool truth, const std::string& sentence) const;
  [[noreturn]] void fail(const std::string& sentence) const;
  void require_rank(std::string_view name, std::size_t rank) const;
  /// The dimension counted from the front; a 0-d tensor counts as one dimension.
  std::size_t dimension(std::string_view name, std::size_t rank) const;
  /// The index counted from the front. Throws Error{device} unless -bound <= index < bound.
  std::int64_t wrap_index(std::int64_t index, std::int64_t bound) const;

  /// Of the generator of random ops: the run's seed mixed with the name of what is drawn.
  std::uint64_t draw_key() const;

 private:
  void check_inside(const TensorView& view) const;

  ExternArguments args_;
  const ExternCall& call_;
  const Plan& plan_;
  ViewOf view_of_;
  std::uint64_t seed_;
};

/// Strides by which a dense tensor of size `from` is read as one of `size`: repeated along new leading
/// dimensions and dimensions of extent 1. Throws Error{dump} where that is not enough.
Dims broadcast_strides(const ExternFrame& frame, const Dims& from, const Dims& size);

/// `values` repeated that way.
template <class T>
Dense<T> broadcast(const ExternFrame& frame, const Dense<T>& values, const Dims& size) {
  const Dims stride = broadcast_strides(frame, values.size, size);
  if (values.size == size) return values;
  Dense<T> result(size);
  T* to = result.data.data();
  for_each_offset(size, stride,
                  [&](std::int64_t from) { *to++ = values.data[static_cast<std::size_t>(from)]; });
  return result;
}

template <class T>
void ExternFrame::write(std::size_t result, const Dense<T>& values) const {
  if (!wants(result)) return;
  require_size(result, values.size);
  ireplay::write(result_view(result), values);
}

template <class T>
void ExternFrame::write_self(const Dense<T>& values) const {
  if (is_in_place()) write_back("self", values);
  write(0, values);
}

template <class T>
void ExternFrame::write_back(std::string_view name, const Dense<T>& values) const {
  const HostView view = operand(name);
  require(view.size == values.size, "the new value of '" + std::string(name) + "' is " +
                                        bracketed(values.size) + ", but the tensor is " +
                                        bracketed(view.size));
  ireplay::write(view, values);
}

}  // namespace ireplay
