#include "replay/cpu/products.hpp"

#include <algorithm>

#include "replay/externs/call_frame.hpp"

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

/// c[m, n] += a[m, k] * b[k, n], all dense and row-major. Integers wrap.
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

/// The addend repeated to the product's size.
HostView repeated(const HostView& view, const Dims& size) {
  HostView to = view;
  to.size = size;
  to.stride.assign(size.size(), 0);
  const std::size_t lead = size.size() - view.size.size();
  for (std::size_t d = 0; d < view.size.size(); ++d)
    if (view.size[d] != 1) to.stride[lead + d] = view.stride[d];
  return to;
}

template <class T>
void multiply(const ProductPart& part, const ViewOf& view_of, bool per_op) {
  const Dense<T> a = read<T>(view_of(part.a)), b = read<T>(view_of(part.b));
  Dense<T> d(part.d.size);
  const std::size_t rank = d.size.size();
  const std::int64_t m = d.size[rank - 2], n = d.size[rank - 1], k = a.size[rank - 1];
  const std::int64_t batches = numel(Dims(d.size.begin(), d.size.end() - 2));
  for (std::int64_t i = 0; i < batches; ++i)
    multiply_add(a.data.data() + i * m * k, b.data.data() + i * k * n, d.data.data() + i * m * n, m, n, k);
  const auto alpha = value_of<T>(part.alpha), beta = value_of<T>(part.beta);
  if (alpha != T{1})
    for (T& value : d.data) value = times(value, alpha);
  const bool half = part.d.dtype == DType::f16 || part.d.dtype == DType::bf16;
  if constexpr (std::is_same_v<T, double>)
    if (per_op && half && part.addend)
      for (T& value : d.data) value = convert(Scalar{.f = value}, DType::f64, part.d.dtype, true).f;
  if (part.addend && beta != T{0}) {  // what is not added may be NaN
    const Dense<T> addend = read<T>(repeated(view_of(*part.addend), d.size));
    for (std::size_t i = 0; i < d.data.size(); ++i) d.data[i] = plus(d.data[i], times(beta, addend.data[i]));
  }
  write(view_of(part.d), d);
}

/// A convolution's sizes: x is wide, y narrow.
struct Geometry {
  explicit Geometry(const ConvolutionPart& part)
      : at(part),
        kernel(spatial(part.w.size)),
        wide(spatial(part.x.size)),
        narrow(spatial(part.y.size)),
        c(part.x.size[1] / part.groups),
        f(part.y.size[1] / part.groups),
        taps(numel(kernel)),
        wide_pixels(numel(wide)),
        narrow_pixels(numel(narrow)) {}
  static Dims spatial(const Dims& size) { return {size.begin() + 2, size.end()}; }
  std::int64_t unfolded_rows() const { return c * taps; }

  const ConvolutionPart& at;
  Dims kernel, wide, narrow;
  std::int64_t c, f;  // channels of a group
  std::int64_t taps, wide_pixels, narrow_pixels;
};

/// Calls visit(row of the unfolded image, narrow pixel, wide pixel) for every tap that lies inside the image
/// of a channel.
template <class Visit>
void for_each_tap(const Geometry& g, Visit&& visit) {
  const std::size_t rank = g.kernel.size();
  Dims tap(rank, 0);
  for (std::int64_t row = 0; row < g.taps; ++row, advance(tap, g.kernel)) {
    Dims at(rank, 0);
    for (std::int64_t pixel = 0; pixel < g.narrow_pixels; ++pixel, advance(at, g.narrow)) {
      std::int64_t from = 0;
      bool inside = true;
      for (std::size_t d = 0; d < rank && inside; ++d) {
        const std::int64_t x = at[d] * g.at.stride[d] - g.at.padding[d] + tap[d] * g.at.dilation[d];
        inside = x >= 0 && x < g.wide[d];
        from = from * g.wide[d] + x;
      }
      if (inside) visit(row, pixel, from);
    }
  }
}

/// One image's channels of a group -> (unfolded rows, narrow pixels).
void unfold(const Geometry& g, const double* wide, Reals& unfolded) {
  std::fill(unfolded.data.begin(), unfolded.data.end(), 0.0);
  for_each_tap(g, [&](std::int64_t row, std::int64_t pixel, std::int64_t from) {
    for (std::int64_t c = 0; c < g.c; ++c)
      unfolded.data[static_cast<std::size_t>((c * g.taps + row) * g.narrow_pixels + pixel)] =
          wide[c * g.wide_pixels + from];
  });
}

/// The adjoint of unfold: adds up.
void fold(const Geometry& g, const Reals& unfolded, double* wide) {
  for_each_tap(g, [&](std::int64_t row, std::int64_t pixel, std::int64_t to) {
    for (std::int64_t c = 0; c < g.c; ++c)
      wide[c * g.wide_pixels + to] +=
          unfolded.data[static_cast<std::size_t>((c * g.taps + row) * g.narrow_pixels + pixel)];
  });
}

Reals transposed(const double* from, std::int64_t rows, std::int64_t columns) {
  Reals to({columns, rows});
  for (std::int64_t i = 0; i < rows; ++i)
    for (std::int64_t j = 0; j < columns; ++j)
      to.data[static_cast<std::size_t>(j * rows + i)] = from[i * columns + j];
  return to;
}

/// One of x, w and y from the two others, an image and a group at a time; `wanted` starts as zeros.
void add_products(const Geometry& g, Reals& x, Reals& w, Reals& y) {
  Reals unfolded({g.unfolded_rows(), g.narrow_pixels});
  for (std::int64_t part = 0; part < g.at.x.size[0] * g.at.groups; ++part) {
    const std::int64_t group = part % g.at.groups, rows = g.unfolded_rows(), pixels = g.narrow_pixels;
    double* const wide = x.data.data() + part * g.c * g.wide_pixels;
    double* const narrow = y.data.data() + part * g.f * pixels;
    double* const weight = w.data.data() + group * g.f * rows;
    if (g.at.wanted == ConvolutionPart::Wanted::x) {
      std::fill(unfolded.data.begin(), unfolded.data.end(), 0.0);
      multiply_add(transposed(weight, g.f, rows).data.data(), narrow, unfolded.data.data(), rows, pixels,
                   g.f);
      fold(g, unfolded, wide);
      continue;
    }
    unfold(g, wide, unfolded);
    if (g.at.wanted == ConvolutionPart::Wanted::y)
      multiply_add(weight, unfolded.data.data(), narrow, g.f, pixels, rows);
    else
      multiply_add(narrow, transposed(unfolded.data.data(), rows, pixels).data.data(), weight, g.f, rows,
                   pixels);
  }
}

}  // namespace

void run_product_cpu(const ProductPart& part, const ViewOf& view_of, bool per_op) {
  with_value_type(part.d.dtype, [&](auto zero) { multiply<decltype(zero)>(part, view_of, per_op); });
}

void run_convolution_cpu(const ConvolutionPart& part, const ViewOf& view_of) {
  using Wanted = ConvolutionPart::Wanted;
  const auto tensor = [&](const TensorView& view, Wanted which) {
    return part.wanted == which ? Reals(view.size) : read<double>(view_of(view));
  };
  Reals x = tensor(part.x, Wanted::x), w = tensor(part.w, Wanted::w), y = tensor(part.y, Wanted::y);
  add_products(Geometry(part), x, w, y);
  switch (part.wanted) {
    case Wanted::x:
      return write(view_of(part.x), x);
    case Wanted::w:
      return write(view_of(part.w), w);
    case Wanted::y:
      return write(view_of(part.y), y);
  }
}

}  // namespace ireplay
