// Discrete Fourier transforms of any length. A length a * b takes two passes, over a and over b inputs for
// each output, so that the work is n * (a + b).
#include <algorithm>
#include <array>
#include <cmath>

#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kLongestAtOnce = 32;
constexpr std::int64_t kLongest = std::int64_t{1} << 24;

/// The factor of n nearest to its root from below; 1 where n is short or prime.
std::int64_t first_factor(std::int64_t n) {
  if (n <= kLongestAtOnce) return 1;
  std::int64_t best = 1;
  for (std::int64_t a = 2; a * a <= n; ++a)
    if (n % a == 0) best = a;
  return best;
}

/// Cosine and sine of k turns / n, from an angle of at most a quarter turn: the quarters are exact, so that
/// what cancels in exact arithmetic cancels.
std::array<double, 2> root_of_one(std::int64_t k, std::int64_t n) {
  constexpr double kQuarter = 1.570796326794896619231;
  const std::int64_t quarters = 4 * k / n, rest = 4 * k % n;
  const double angle = kQuarter * static_cast<double>(rest) / static_cast<double>(n);
  const double cosine = std::cos(angle), sine = std::sin(angle);
  switch (quarters % 4) {
    case 0:
      return {cosine, sine};
    case 1:
      return {-sine, cosine};
    case 2:
      return {-cosine, -sine};
    default:
      return {sine, -cosine};
  }
}

/// Pairs of cosine and sine of k turns / n.
TensorView roots_of_one(ExternWriter& to, std::int64_t n, bool forward, DType dtype) {
  std::vector<double> roots;
  roots.reserve(static_cast<std::size_t>(2 * n));
  for (std::int64_t k = 0; k < n; ++k) {
    const auto [cosine, sine] = root_of_one(k, n);
    roots.push_back(cosine);
    roots.push_back(forward ? -sine : sine);
  }
  return to.table(roots, {n, 2}, dtype);
}

/// One pass along a dimension: `from` at `input` times the root numbered `turn`, summed over the last
/// variable, goes to `output`. All are expressions of the variables (.., first, second, .., summed).
struct Pass {
  std::int64_t first = 1, second = 1, summed = 1;
  Index (*input)(Index first, Index second, Index summed, std::int64_t a, std::int64_t b);
  Index (*output)(Index first, Index second, std::int64_t a, std::int64_t b);
  Index (*turn)(LoopWriter& loops, Index first, Index second, Index summed, std::int64_t a, std::int64_t b);
};

void run_pass(ExternWriter& to, const TensorView& from, const TensorView& target, std::size_t dimension,
              const TensorView& roots, const Pass& pass, std::int64_t a, std::int64_t b) {
  Dims ranges(from.size.begin(), from.size.end() - 1);
  ranges[dimension] = pass.first;
  ranges.insert(ranges.begin() + static_cast<std::ptrdiff_t>(dimension) + 1, pass.second);
  const std::size_t parallel = ranges.size();
  ranges.push_back(pass.summed);
  LoopWriter loops("transform", ranges, parallel);
  const Index first = loops.at(dimension), second = loops.at(dimension + 1), summed = loops.at(parallel);
  std::vector<Index> coordinates = loops.range(0, parallel);
  coordinates.erase(coordinates.begin() + static_cast<std::ptrdiff_t>(dimension) + 1);
  const auto at = [&](Index along, std::int64_t part) {
    std::vector<Index> full = coordinates;
    full[dimension] = along;
    full.push_back(loops.number(part));
    return full;
  };
  const Index input = pass.input(first, second, summed, a, b);
  const Index turn = loops.combine(AtomKind::mod, pass.turn(loops, first, second, summed, a, b),
                                   loops.number(roots.size[0]));
  const Value re = loops.load(from, at(input, 0)), im = loops.load(from, at(input, 1));
  const Value cosine = loops.load(roots, {turn, loops.number(0)}),
              sine = loops.load(roots, {turn, loops.number(1)});
  const Value sum_re = loops.reduce(ReduceKind::sum, re * cosine - im * sine);
  const Value sum_im = loops.reduce(ReduceKind::sum, re * sine + im * cosine);
  loops.then_once();
  const Index output = pass.output(first, second, a, b);
  loops.store(target, at(output, 0), sum_re);
  loops.store(target, at(output, 1), sum_im);
  to.add(loops);
}

/// X[k1 + a k2] = sum over j2 of w_b^(j2 k2) (w_n^(j2 k1) sum over j1 of x[j1 b + j2] w_a^(j1 k1)), and the
/// roots' numbers in turns of n: k1 (j1 b + j2) for the inner sum, a j2 k2 for the outer one.
TensorView transformed(ExternWriter& to, const TensorView& from, std::size_t dimension, bool forward) {
  const std::int64_t n = from.size[dimension], a = first_factor(n), b = n / a;
  const TensorView roots = roots_of_one(to, n, forward, from.dtype);
  TensorView inner = from;
  if (a > 1) {
    inner = to.temporary(from.dtype, from.size);  // entry k1 b + j2
    const Pass over_a{
        a,
        b,
        a,
        [](Index, Index j2, Index j1, std::int64_t, std::int64_t of_b) { return j1 * of_b + j2; },
        [](Index k1, Index j2, std::int64_t, std::int64_t of_b) { return k1 * of_b + j2; },
        [](LoopWriter& loops, Index k1, Index j2, Index j1, std::int64_t, std::int64_t of_b) {
          return loops.combine(AtomKind::multiply, k1, j1 * of_b + j2);
        }};
    run_pass(to, from, inner, dimension, roots, over_a, a, b);
  }
  TensorView result = to.temporary(from.dtype, from.size);
  const Pass over_b{a,
                    b,
                    b,
                    [](Index k1, Index, Index j2, std::int64_t, std::int64_t of_b) { return k1 * of_b + j2; },
                    [](Index k1, Index k2, std::int64_t of_a, std::int64_t) { return k2 * of_a + k1; },
                    [](LoopWriter& loops, Index, Index k2, Index j2, std::int64_t of_a, std::int64_t) {
                      return loops.combine(AtomKind::multiply, j2, k2) * of_a;
                    }};
  run_pass(to, inner, result, dimension, roots, over_b, a, b);
  return result;
}

std::vector<std::size_t> dimensions_of(const ExternWriter& to, const Dims& size) {
  const auto rank = static_cast<std::int64_t>(size.size());
  std::vector<std::size_t> result;
  for (const std::int64_t dim : to.args.integers("dim")) {
    to.frame.require(dim >= -rank && dim < rank, "dimension " + std::to_string(dim) + " of a tensor with " +
                                                     std::to_string(rank) + " dimensions");
    result.push_back(static_cast<std::size_t>(dim < 0 ? dim + rank : dim));
    to.frame.require(size[result.back()] > 0, "nothing to transform in " + bracketed(size));
  }
  to.frame.require(!result.empty(), "no dimensions to transform");
  return result;
}

/// 0: as it is, 1: by the root of the number of elements transformed, 2: by the number.
double scale_of(const ExternWriter& to, const Dims& size, const std::vector<std::size_t>& dims) {
  const std::int64_t normalization = to.args.integer("normalization");
  to.frame.require(normalization >= 0 && normalization <= 2,
                   "normalization is " + std::to_string(normalization));
  double count = 1;
  for (const std::size_t d : dims) count *= static_cast<double>(size[d]);
  return normalization == 0 ? 1 : normalization == 1 ? 1 / std::sqrt(count) : 1 / count;
}

void require_covered(const ExternWriter& to, const Dims& size, const TensorView& complex) {
  for (const std::int64_t extent : size)
    to.frame.refuse_if(extent > kLongest, "a transform of " + std::to_string(extent) + " elements");
  to.frame.refuse_if(!is_complex(complex.dtype), "the spectrum is not complex");
}

/// The input as pairs of reals; the second one 0 where it is real.
TensorView as_pairs(ExternWriter& to, const TensorView& self) {
  if (is_complex(self.dtype)) return as_reals(self);
  Dims size = self.size;
  size.push_back(2);
  TensorView pairs = to.temporary(sum_type(self.dtype), size);
  to.copy(self, selected(pairs, self.size.size(), 0));
  to.fill(selected(pairs, self.size.size(), 1), 0);
  return pairs;
}

/// result = scale * from, as much of it as the result has room for.
void deliver(ExternWriter& to, const TensorView& from, const TensorView& result, double scale) {
  LoopWriter loops("transform", result.size, result.size.size());
  std::vector<Index> here = loops.range(0, result.size.size());
  const std::vector<Index> target = here;
  if (from.size.size() > result.size.size()) here.push_back(loops.number(0));  // the real part alone
  loops.store(result, target, loops.load(from, here) * scale);
  to.add(loops);
}

/// The mirror image that half a spectrum implies. What the first entry (and for even lengths the middle one)
/// has of an imaginary part is not looked at.
TensorView mirrored(ExternWriter& to, const TensorView& half, std::size_t dimension, std::int64_t n) {
  Dims size = half.size;
  size[dimension] = n;
  TensorView whole = to.temporary(half.dtype, size);
  LoopWriter loops("transform", {size.begin(), size.end() - 1}, size.size() - 1);
  std::vector<Index> coordinates = loops.range(0, size.size() - 1);
  const Index at = coordinates[dimension];
  std::vector<Index> from = coordinates;
  from[dimension] = loops.combine(AtomKind::minimum, at, loops.sum({{-1, at}}, n));
  from[dimension].low = 0, from[dimension].high = n / 2;
  coordinates.push_back(loops.number(0)), from.push_back(loops.number(0));
  loops.store(whole, coordinates, loops.load(half, from));
  coordinates.back() = from.back() = loops.number(1);
  const Value number = loops.value_of(at), im = loops.load(half, from);
  const Value own = apply(ScalarOp::logical_or, number == 0, number * 2 == static_cast<double>(n));
  const std::int64_t middle = n / 2;
  const Value turned = select(number > static_cast<double>(middle), -im, im);
  loops.store(whole, coordinates, select(own, loops.constant(loops.type(im), 0), turned));
  to.add(loops);
  return whole;
}

}  // namespace

void write_fft_c2c(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  const std::vector<std::size_t> dims = dimensions_of(to, self.size);
  require_covered(to, self.size, to.result(0));
  TensorView values = as_pairs(to, self);
  for (const std::size_t d : dims) values = transformed(to, values, d, to.args.flag("forward"));
  deliver(to, values, as_reals(to.result(0, self.size)), scale_of(to, self.size, dims));
}

void write_fft_r2c(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  const std::vector<std::size_t> dims = dimensions_of(to, self.size);
  require_covered(to, self.size, to.result(0));
  TensorView values = transformed(to, as_pairs(to, self), dims.back(), true);
  // what is its own mirror image in the spectrum of reals is real
  const TensorView imaginary = selected(values, self.size.size(), 1);
  to.fill(selected(imaginary, dims.back(), 0), 0);
  if (const std::int64_t n = self.size[dims.back()]; n % 2 == 0)
    to.fill(selected(imaginary, dims.back(), n / 2), 0);
  for (std::size_t k = 0; k + 1 < dims.size(); ++k) values = transformed(to, values, dims[k], true);
  Dims size = self.size;
  if (to.args.flag("onesided")) size[dims.back()] = size[dims.back()] / 2 + 1;
  deliver(to, values, as_reals(to.result(0, size)), scale_of(to, self.size, dims));
}

void write_fft_c2r(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  const std::vector<std::size_t> dims = dimensions_of(to, self.size);
  const std::int64_t n = to.args.integer("last_dim_size");
  to.frame.require(n > 0 && self.size[dims.back()] == n / 2 + 1,
                   std::to_string(n) + " real values from " + bracketed(self.size));
  require_covered(to, self.size, self);
  require_covered(to, {n}, self);
  TensorView values = as_reals(self);
  for (std::size_t k = 0; k + 1 < dims.size(); ++k) values = transformed(to, values, dims[k], false);
  values = transformed(to, mirrored(to, values, dims.back(), n), dims.back(), false);
  Dims size = self.size;
  size[dims.back()] = n;
  deliver(to, values, to.result(0, size), scale_of(to, size, dims));
}

}  // namespace ireplay
