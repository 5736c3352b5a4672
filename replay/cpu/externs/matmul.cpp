// Matrix products: mm and its relatives.
#include <algorithm>

#include "replay/cpu/externs/multiply.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kBlockOfK = 128;

template <class T>
void multiply_rows(const T* a, const T* b, T* c, std::int64_t rows, std::int64_t n, std::int64_t k) {
  for (std::int64_t first = 0; first < k; first += kBlockOfK) {
    const std::int64_t last = std::min(first + kBlockOfK, k);
    for (std::int64_t row = 0; row < rows; ++row) {
      T* const to = c + row * n;
      const T* const from = a + row * k;
      std::int64_t p = first;
      for (; p + 4 <= last; p += 4) {
        const T a0 = from[p], a1 = from[p + 1], a2 = from[p + 2], a3 = from[p + 3];
        const T *b0 = b + p * n, *b1 = b0 + n, *b2 = b1 + n, *b3 = b2 + n;
        for (std::int64_t j = 0; j < n; ++j) to[j] += a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
      }
      for (; p < last; ++p) {
        const T a0 = from[p];
        const T* const b0 = b + p * n;
        for (std::int64_t j = 0; j < n; ++j) to[j] += a0 * b0[j];
      }
    }
  }
}

/// A product of matrices, or of equally many matrices each, that is being built up.
template <class T>
struct Product {
  Dense<T> value;
  void add(const ExternFrame& frame, const Dense<T>& a, const Dense<T>& b) {
    const std::size_t rank = a.size.size();
    frame.require(b.size.size() == rank && (rank == 2 || rank == 3),
                  "operands are " + bracketed(a.size) + " and " + bracketed(b.size));
    frame.require(rank == 2 || a.size[0] == b.size[0], "batches of " + std::to_string(a.size[0]) + " and " +
                                                           std::to_string(b.size[0]) + " matrices");
    const std::int64_t m = a.size[rank - 2], k = a.size[rank - 1], n = b.size[rank - 1];
    frame.require(b.size[rank - 2] == k, "a matrix of " + std::to_string(k) + " columns times one of " +
                                             std::to_string(b.size[rank - 2]) + " rows");
    Dims size = a.size;
    size[rank - 1] = n;
    if (value.size.empty()) value = Dense<T>(size);
    frame.require(value.size == size,
                  "a product of " + bracketed(size) + " added to one of " + bracketed(value.size));
    for (std::int64_t batch = 0; batch < (rank == 3 ? a.size[0] : 1); ++batch)
      multiply_add(a.data.data() + batch * m * k, b.data.data() + batch * k * n,
                   value.data.data() + batch * m * n, m, n, k);
  }
};

DType widest(const ExternFrame& frame) {
  return is_complex(frame.result(0).dtype)    ? DType::c128
         : is_floating(frame.result(0).dtype) ? DType::f64
                                              : DType::i64;
}

template <class F>
void with_result_type(const ExternFrame& frame, F&& f) {
  if (frame.wants(0)) with_value_type(widest(frame), std::forward<F>(f));
}

/// value = beta * addend + alpha * value; with beta 0 the addend is not looked at (it may be NaN).
template <class T>
void scale_and_add(const ExternFrame& frame, std::string_view addend_name, Dense<T>& value) {
  const auto alpha = value_of<T>(frame.args().number("alpha"));
  const auto beta = value_of<T>(frame.args().number("beta"));
  if (alpha != T{1})
    for (T& element : value.data) element = times(element, alpha);
  if (beta == T{0}) return;
  const Dense<T> addend = broadcast(frame, frame.read<T>(addend_name), value.size);
  for (std::size_t i = 0; i < value.data.size(); ++i)
    value.data[i] = plus(value.data[i], times(beta, addend.data[i]));
}

void run_product(const ExternFrame& frame, std::string_view a, std::string_view b, std::size_t rank) {
  with_result_type(frame, [&](auto zero) {
    using T = decltype(zero);
    Product<T> product;
    product.add(frame, frame.read<T>(a, rank), frame.read<T>(b, rank));
    frame.write(0, product.value);
  });
}

void run_product_plus(const ExternFrame& frame, std::string_view addend, std::string_view a,
                      std::string_view b, std::size_t rank) {
  with_result_type(frame, [&](auto zero) {
    using T = decltype(zero);
    Product<T> product;
    product.add(frame, frame.read<T>(a, rank), frame.read<T>(b, rank));
    scale_and_add(frame, addend, product.value);
    frame.write(0, product.value);
  });
}

std::int64_t product_flops(const ExternFrame& frame, std::string_view a, std::string_view b) {
  const Dims& left = frame.args().tensor(a).size;
  const Dims& right = frame.args().tensor(b).size;
  return right.empty() ? 0 : numel({2, numel(left), right.back()});
}

/// Elements along one dimension that share a scale: all, one, or the 128 of block scaling.
std::int64_t scale_block(const ExternFrame& frame, std::string_view name, std::int64_t count,
                         std::int64_t scales) {
  constexpr std::int64_t kBlock = 128;
  if (scales == 1) return std::max<std::int64_t>(count, 1);
  if (scales == count) return 1;
  frame.require(
      scales == (count + kBlock - 1) / kBlock,
      "'" + std::string(name) + "' has " + std::to_string(scales) + " scales for " + std::to_string(count));
  return kBlock;
}

void apply_scales(const ExternFrame& frame, Reals& matrix, std::string_view name) {
  Reals scales = frame.read<double>(name);
  if (scales.count() == 1) scales.size = {1, 1};
  frame.require(scales.size.size() == 2, "'" + std::string(name) + "' is " + bracketed(scales.size));
  const std::int64_t high = scale_block(frame, name, matrix.size[0], scales.size[0]);
  const std::int64_t wide = scale_block(frame, name, matrix.size[1], scales.size[1]);
  double* element = matrix.data.data();
  for (std::int64_t i = 0; i < matrix.size[0]; ++i)
    for (std::int64_t j = 0; j < matrix.size[1]; ++j)
      *element++ *= scales.data[static_cast<std::size_t>(i / high * scales.size[1] + j / wide)];
}

template <class T>
Dense<T> part_of(const Dense<T>& from, std::int64_t index) {
  Dense<T> part(Dims(from.size.begin() + 1, from.size.end()));
  std::copy_n(from.data.begin() + index * part.count(), part.count(), part.data.begin());
  return part;
}

/// Rows (or columns) begin..end of a matrix.
Reals range_of(const Reals& from, std::int64_t begin, std::int64_t end, bool columns) {
  const std::int64_t width = from.size[1];
  Reals part(columns ? Dims{from.size[0], end - begin} : Dims{end - begin, width});
  for (std::int64_t i = 0; i < part.size[0]; ++i)
    for (std::int64_t j = 0; j < part.size[1]; ++j)
      part.data[static_cast<std::size_t>(i * part.size[1] + j)] =
          from.data[static_cast<std::size_t>((columns ? i : i + begin) * width + (columns ? j + begin : j))];
  return part;
}

}  // namespace

template <class T>
void multiply_add(const T* a, const T* b, T* c, std::int64_t m, std::int64_t n, std::int64_t k) {
  in_parallel(m, m * n * k, [&](std::int64_t begin, std::int64_t end) {
    if constexpr (std::is_same_v<T, std::int64_t>) {  // unsigned arithmetic wraps
      using U = std::uint64_t;
      multiply_rows(reinterpret_cast<const U*>(a) + begin * k, reinterpret_cast<const U*>(b),
                    reinterpret_cast<U*>(c) + begin * n, end - begin, n, k);
    } else {
      multiply_rows(a + begin * k, b, c + begin * n, end - begin, n, k);
    }
  });
}
template void multiply_add(const double*, const double*, double*, std::int64_t, std::int64_t, std::int64_t);
template void multiply_add(const std::int64_t*, const std::int64_t*, std::int64_t*, std::int64_t,
                           std::int64_t, std::int64_t);
template void multiply_add(const std::complex<double>*, const std::complex<double>*, std::complex<double>*,
                           std::int64_t, std::int64_t, std::int64_t);

void run_mm(const ExternFrame& frame) { run_product(frame, "self", "mat2", 2); }
void run_bmm(const ExternFrame& frame) { run_product(frame, "self", "mat2", 3); }
void run_addmm(const ExternFrame& frame) { run_product_plus(frame, "self", "mat1", "mat2", 2); }
void run_baddbmm(const ExternFrame& frame) { run_product_plus(frame, "self", "batch1", "batch2", 3); }

std::int64_t mm_flops(const ExternFrame& frame) { return product_flops(frame, "self", "mat2"); }
std::int64_t addmm_flops(const ExternFrame& frame) { return product_flops(frame, "mat1", "mat2"); }
std::int64_t baddbmm_flops(const ExternFrame& frame) { return product_flops(frame, "batch1", "batch2"); }

void run_mm_plus_mm(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    using T = decltype(zero);
    Product<T> product;
    product.add(frame, frame.read<T>("a", 2), frame.read<T>("b", 2));
    product.add(frame, frame.read<T>("c", 2), frame.read<T>("d", 2));
    frame.write(0, product.value);
  });
}

std::int64_t mm_plus_mm_flops(const ExternFrame& frame) {
  return product_flops(frame, "a", "b") + product_flops(frame, "c", "d");
}

void run_addmm_activation(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  Product<double> product;
  product.add(frame, frame.read<double>("mat1", 2), frame.read<double>("mat2", 2));
  scale_and_add(frame, "self", product.value);
  const bool gelu = frame.args().flag("use_gelu");
  for (double& x : product.value.data)
    x = gelu ? 0.5 * x * (1 + std::tanh(0.7978845608028654 * (x + 0.044715 * x * x * x))) : x < 0 ? 0 : x;
  frame.write(0, product.value);
}

void run_addbmm(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> a = frame.read<T>("batch1", 3), b = frame.read<T>("batch2", 3);
    frame.require(a.size[0] == b.size[0], "batches of different length");
    Product<T> product;
    product.value = Dense<T>({a.size[1], b.size[2]});
    for (std::int64_t i = 0; i < a.size[0]; ++i) product.add(frame, part_of(a, i), part_of(b, i));
    scale_and_add(frame, "self", product.value);
    frame.write(0, product.value);
  });
}

void run_mv(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> vector = frame.read<T>("vec", 1);
    vector.size.push_back(1);
    Product<T> product;
    product.add(frame, frame.read<T>("self", 2), vector);
    product.value.size.pop_back();
    frame.write(0, product.value);
  });
}

void run_scaled_mm(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  Reals a = frame.read<double>("self", 2), b = frame.read<double>("mat2", 2);
  apply_scales(frame, a, "scale_a");
  apply_scales(frame, b, "scale_b");
  Product<double> product;
  product.add(frame, a, b);
  if (frame.has("bias")) {
    const Reals bias = broadcast(frame, frame.read<double>("bias"), product.value.size);
    for (std::size_t i = 0; i < bias.data.size(); ++i) product.value.data[i] += bias.data[i];
  }
  if (frame.has("scale_result") && bytes_of(frame.result(0).dtype) == 1) {
    const Reals scale = frame.read<double>("scale_result");
    frame.require(scale.count() == 1, "'scale_result' is " + bracketed(scale.size));
    for (double& element : product.value.data) element *= scale.data[0];
  }
  frame.write(0, product.value);
}

std::string scaled_mm_limits(const ExternFrame& frame) {
  for (const std::string_view name : {"scale_a", "scale_b"}) {
    const TensorView& scale = frame.args().tensor(name);
    if (scale.dtype == DType::f8e8m0fnu || (is_floating(scale.dtype) && bytes_of(scale.dtype) == 1))
      return "_scaled_mm: argument '" + std::string(name) + "' holds swizzled block scales";
  }
  return {};
}

namespace {

/// Products of the groups that `offs` ends; scales, if any, are already applied.
void multiply_groups(const ExternFrame& frame, const Reals& a, const Reals& b) {
  const bool flat_a = a.size.size() == 2, flat_b = b.size.size() == 2;
  frame.require((flat_a || a.size.size() == 3) && (flat_b || b.size.size() == 3),
                "operands are " + bracketed(a.size) + " and " + bracketed(b.size));
  if (!flat_a && !flat_b) {
    Product<double> product;
    product.add(frame, a, b);
    return frame.write(0, product.value);
  }
  frame.require(frame.has("offs"), "a flat operand needs 'offs'");
  frame.require(!flat_a || !flat_b || a.size[1] == b.size[0],
                "a matrix of " + bracketed(a.size) + " times one of " + bracketed(b.size));
  const Ints ends = frame.read<std::int64_t>("offs", 1);
  Reals result(frame.result(0).size);
  const std::int64_t limit = flat_a ? (flat_b ? a.size[1] : a.size[0]) : b.size[1];
  std::int64_t begin = 0;
  for (std::int64_t group = 0; group < ends.count(); ++group) {
    const std::int64_t end = ends.data[static_cast<std::size_t>(group)];
    if (end < begin || end > limit) frame.check_index(end, limit + 1);
    frame.require(flat_a || group < a.size[0], "more groups than matrices in 'self'");
    frame.require(flat_b || group < b.size[0], "more groups than matrices in 'mat2'");
    Product<double> product;
    product.add(frame, flat_a ? range_of(a, begin, std::max(begin, end), flat_b) : part_of(a, group),
                flat_b ? range_of(b, begin, std::max(begin, end), !flat_a) : part_of(b, group));
    if (!flat_b || flat_a) {
      const std::int64_t at = flat_b ? group * product.value.count() : begin * product.value.size[1];
      frame.require(at + product.value.count() <= result.count(), "the result is " + bracketed(result.size));
      std::copy(product.value.data.begin(), product.value.data.end(), result.data.begin() + at);
    } else {
      const std::int64_t rows = product.value.size[0], columns = product.value.size[1];
      frame.require(result.size == Dims({rows, limit}), "the result is " + bracketed(result.size));
      for (std::int64_t i = 0; i < rows; ++i)
        std::copy_n(product.value.data.begin() + i * columns, columns,
                    result.data.begin() + i * limit + begin);
    }
    begin = std::max(begin, end);
  }
  frame.write(0, result);
}

/// One scale a row (of `self`) or a column (of `mat2`), of each matrix or group.
void apply_line_scales(const ExternFrame& frame, Reals& values, std::string_view name, bool columns) {
  const Reals scales = frame.read<double>(name);
  const std::size_t rank = values.size.size();
  frame.require(rank >= 2, "operands are " + bracketed(values.size));
  const std::int64_t wide = values.size[rank - 1], high = values.size[rank - 2],
                     lines = columns ? wide : high;
  const std::int64_t matrices = lines ? scales.count() / lines : 0;
  const bool one_a_group =
      rank == 2 && matrices > 1;  // the flat dimension that both operands share is in groups
  frame.require(
      !one_a_group && scales.count() == lines * (rank == 3 ? values.size[0] : 1),
      "'" + std::string(name) + "' is " + bracketed(scales.size) + " for " + bracketed(values.size));
  for (std::int64_t i = 0; i < values.count(); ++i) {
    const std::int64_t line = columns ? i % wide : i / wide % high;
    values.data[static_cast<std::size_t>(i)] *=
        scales.data[static_cast<std::size_t>(i / (wide * high) * lines + line)];
  }
}

}  // namespace

void run_grouped_mm(const ExternFrame& frame) {
  if (frame.wants(0)) multiply_groups(frame, frame.read<double>("self"), frame.read<double>("mat2"));
}

void run_scaled_grouped_mm(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  Reals a = frame.read<double>("self"), b = frame.read<double>("mat2");
  apply_line_scales(frame, a, "scale_a", false);
  apply_line_scales(frame, b, "scale_b", true);
  multiply_groups(frame, a, b);
}

std::string grouped_mm_limits(const ExternFrame& frame) {
  return frame.has("bias") ? std::string(frame.op()) + ": argument 'bias' is not covered" : std::string();
}

std::int64_t grouped_mm_flops(const ExternFrame& frame) {
  const Dims& a = frame.args().tensor("self").size;
  const Dims& b = frame.args().tensor("mat2").size;
  return a.empty() || b.empty() ? 0 : numel({2, numel(a), b.back()});
}

/// A 1x1 convolution of channels-last images as a product: every pixel is a row.
void run_conv1x1_via_mm(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const Reals x = frame.read<double>("x"), w = frame.read<double>("w");
  const std::size_t rank = x.size.size();
  frame.require(rank >= 3 && w.size.size() == rank,
                "operands are " + bracketed(x.size) + " and " + bracketed(w.size));
  const std::int64_t channels = x.size[1], out = w.size[0];
  frame.require(w.count() == out * channels, "weight " + bracketed(w.size) + " for " + bracketed(x.size));
  Dims size = x.size;
  size[1] = out;
  Reals result(size);
  const std::int64_t pixels = x.size[0] != 0 && channels != 0 ? x.count() / (x.size[0] * channels) : 0;
  for (std::int64_t n = 0; n < x.size[0]; ++n)
    multiply_add(w.data.data(), x.data.data() + n * channels * pixels, result.data.data() + n * out * pixels,
                 out, pixels, channels);
  frame.write(0, result);
}

std::int64_t conv1x1_flops(const ExternFrame& frame) {
  const Dims& w = frame.args().tensor("w").size;
  return w.empty() ? 0 : numel({2, numel(frame.args().tensor("x").size), w[0]});
}

}  // namespace ireplay
