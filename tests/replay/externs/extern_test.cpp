#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <random>
#include <set>

#include "kernels/scalar/scalar.hpp"
#include "parser/source.hpp"
#include "replay/cpu/run_call.hpp"
#include "replay/externs/arguments.hpp"
#include "replay/externs/flops.hpp"
#include "tests/support/extern_case.hpp"

namespace ireplay {
namespace {

/// Distance of neighbouring values around 1.
double epsilon_of(DType dtype) {
  switch (dtype) {
    case DType::f64:
    case DType::c128:
      return 0x1p-52;
    case DType::f32:
    case DType::c64:
      return 0x1p-23;
    case DType::f16:
      return 0x1p-10;
    case DType::bf16:
      return 0x1p-7;
    default:
      return 0;
  }
}

/// Every number of a tensor; both parts of complex ones. Integers beyond 2^53 are compared by their bytes
/// elsewhere.
std::vector<double> numbers_of(const HostTensor& tensor) {
  std::vector<double> numbers;
  const bool complex = is_complex(tensor.dtype);
  const DType part = tensor.dtype == DType::c64 ? DType::f32 : complex ? DType::f64 : tensor.dtype;
  for (std::size_t at = 0; at < tensor.data.size(); at += bytes_of(part)) {
    const Scalar value = load_element(tensor.data.data() + at, part);
    numbers.push_back(is_floating(part) ? value.f : static_cast<double>(value.i));
  }
  return numbers;
}

/// References are float64 results rounded to the dtype, so ours may round the other way but no more: one unit
/// in the last place, plus what float64 itself loses against the largest values.
void expect_equal(const HostTensor& want, const HostTensor& got, const std::string& what) {
  ASSERT_EQ(want.size, got.size) << what;
  const std::vector<double> wanted = numbers_of(want), gotten = numbers_of(got);
  double largest = 0;
  for (const double value : wanted)
    if (std::isfinite(value)) largest = std::max(largest, std::fabs(value));
  const double epsilon = epsilon_of(want.dtype);
  if (epsilon == 0) {
    EXPECT_EQ(want.data, got.data) << what;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (std::isnan(wanted[i]) && std::isnan(gotten[i])) continue;
    if (wanted[i] == gotten[i]) continue;
    const double allowed =
        epsilon * std::fabs(wanted[i]) * (epsilon < 1e-15 ? 64 : 1) + 256 * 0x1p-52 * largest;
    ASSERT_LE(std::fabs(wanted[i] - gotten[i]), allowed)
        << what << " at " << i << ": want " << wanted[i] << ", got " << gotten[i];
  }
}

void run(ExternCase& c) {
  run_call_cpu(c.step(), c.plan, [&](const TensorView& view) { return c.view(view); });
}

class ExternCases : public testing::TestWithParam<const char*> {
 protected:
  static void check(TestLayout layout) {
    for (ExternCase& c : read_extern_cases(GetParam(), layout)) {
      SCOPED_TRACE(c.name);
      try {
        run(c);
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
        continue;
      }
      for (const auto& [buffer, want] : c.expected)
        expect_equal(want, c.value(buffer),
                     c.name + " " + c.plan.buffers[static_cast<std::size_t>(buffer)].name);
    }
  }
};

TEST_P(ExternCases, AreWhatPyTorchComputes) { check(TestLayout::dense); }
TEST_P(ExternCases, MayLieInMemoryInAnyWay) { check(TestLayout::awkward); }

INSTANTIATE_TEST_SUITE_P(Families, ExternCases, testing::ValuesIn(kExternFamilies),
                         [](const auto& family) { return std::string(family.param); });

HostTensor filled(DType dtype, const Dims& size, double first = 0, double step = 1) {
  HostTensor tensor = zeros(dtype, size);
  for (std::int64_t i = 0; i < numel(size); ++i) {
    Scalar value;
    value.f = first + step * static_cast<double>(i);
    store_element(tensor.data.data() + i * static_cast<std::int64_t>(bytes_of(dtype)), dtype, value,
                  DType::f64);
  }
  return tensor;
}

HostTensor run_one(std::string_view text, const TensorMap& operands, const HostTensor& result,
                   std::uint64_t seed = 0) {
  ExternCase c = make_extern_case(text, operands, {result});
  run_call_cpu(
      c.step(), c.plan, [&](const TensorView& view) { return c.view(view); }, {}, seed);
  return c.value(c.call.results[0]);
}

std::vector<double> run_results(std::string_view text, const TensorMap& operands,
                                const std::vector<HostTensor>& results,
                                std::vector<std::vector<double>>& all) {
  ExternCase c = make_extern_case(text, operands, results);
  run(c);
  for (const std::int32_t result : c.call.results) all.push_back(numbers_of(c.value(result)));
  return all.empty() ? std::vector<double>() : all[0];
}

/// a (rows x inner) times b (inner x columns).
std::vector<double> product(const std::vector<double>& a, const std::vector<double>& b, std::size_t inner) {
  const std::size_t rows = a.size() / inner, columns = b.size() / inner;
  std::vector<double> c(rows * columns);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t k = 0; k < inner; ++k)
      for (std::size_t j = 0; j < columns; ++j) c[i * columns + j] += a[i * inner + k] * b[k * columns + j];
  return c;
}

std::vector<double> turned(const std::vector<double>& a, std::size_t columns) {
  std::vector<double> b;
  for (std::size_t j = 0; j < columns; ++j)
    for (std::size_t i = 0; i < a.size() / columns; ++i) b.push_back(a[i * columns + j]);
  return b;
}

void expect_near(const std::vector<double>& want, const std::vector<double>& got) {
  ASSERT_EQ(want.size(), got.size());
  for (std::size_t i = 0; i < want.size(); ++i) EXPECT_NEAR(want[i], got[i], 1e-12) << "at " << i;
}

std::vector<double> unit(std::size_t n) {
  std::vector<double> m(n * n);
  for (std::size_t i = 0; i < n; ++i) m[i * n + i] = 1;
  return m;
}

/// A matrix of rank 2 with values that are not special.
HostTensor matrix_of_rank_two(std::int64_t rows, std::int64_t columns) {
  HostTensor tensor = zeros(DType::f64, {rows, columns});
  for (std::int64_t i = 0; i < rows * columns; ++i) {
    const auto r = static_cast<double>(i / columns), c = static_cast<double>(i % columns);
    Scalar value;
    value.f = (1 + r) * (2 - c * c) + (r * r - 1.5) * (c + 0.25);
    store_element(tensor.data.data() + i * 8, DType::f64, value, DType::f64);
  }
  return tensor;
}

TEST(Extern, SingularVectorsGiveTheMatrixBackAndAreOrthogonal) {
  for (const auto& [rows, columns] : {std::pair{4, 3}, std::pair{3, 4}, std::pair{3, 3}}) {
    const HostTensor a = matrix_of_rank_two(rows, columns);
    const auto m = static_cast<std::size_t>(rows), n = static_cast<std::size_t>(columns);
    std::vector<std::vector<double>> usv;
    run_results("aten._linalg_svd.default(a, True)", {{"a", a}},
                {zeros(DType::f64, {rows, rows}), zeros(DType::f64, {std::min(rows, columns)}),
                 zeros(DType::f64, {columns, columns})},
                usv);
    expect_near(unit(m), product(turned(usv[0], m), usv[0], m));
    expect_near(unit(n), product(usv[2], turned(usv[2], n), n));
    std::vector<double> middle(m * n);
    for (std::size_t i = 0; i < std::min(m, n); ++i) middle[i * n + i] = usv[1][i];
    expect_near(numbers_of(a), product(product(usv[0], middle, m), usv[2], n));
    EXPECT_NEAR(usv[1][2], 0, 1e-12);
  }
}

TEST(Extern, EigenvectorsGiveTheMatrixBack) {
  const HostTensor a = matrix_of_rank_two(4, 4);
  std::vector<std::vector<double>> wv;
  run_results("aten._linalg_eigh.default(a)", {{"a", a}}, {zeros(DType::f64, {4}), zeros(DType::f64, {4, 4})},
              wv);
  std::vector<double> lower = numbers_of(a), scaled = wv[1];
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = i + 1; j < 4; ++j) lower[i * 4 + j] = lower[j * 4 + i];
  for (std::size_t i = 0; i < 16; ++i) scaled[i] *= wv[0][i % 4];
  expect_near(unit(4), product(turned(wv[1], 4), wv[1], 4));
  expect_near(lower, product(scaled, turned(wv[1], 4), 4));
}

using Complexes = std::vector<std::complex<double>>;

Complexes complexes_of(const HostTensor& tensor) {
  Complexes numbers;
  const std::vector<double> parts = numbers_of(tensor);
  for (std::size_t i = 0; i < parts.size(); i += 2) numbers.emplace_back(parts[i], parts[i + 1]);
  return numbers;
}

/// A V = V diag(w), with columns of norm 2 = 1 whose largest element is real, and pairs of a real matrix's
/// values one after the other.
void expect_spectrum(const HostTensor& a, std::size_t n) {
  const auto rows = static_cast<std::int64_t>(n);
  ExternCase c = make_extern_case("aten.linalg_eig.default(a)", {{"a", a}},
                                  {zeros(DType::c128, {rows}), zeros(DType::c128, {rows, rows})});
  run(c);
  const Complexes values = complexes_of(c.value(c.call.results[0])),
                  vectors = complexes_of(c.value(c.call.results[1]));
  const std::vector<double> reals = numbers_of(a);
  const Complexes given = is_complex(a.dtype) ? complexes_of(a) : Complexes(reals.begin(), reals.end());
  for (std::size_t j = 0; j < n; ++j) {
    double square = 0, largest = 0, side = 0;
    for (std::size_t i = 0; i < n; ++i) {
      std::complex<double> sum;
      for (std::size_t k = 0; k < n; ++k) sum += given[i * n + k] * vectors[k * n + j];
      EXPECT_NEAR(std::abs(sum - values[j] * vectors[i * n + j]), 0, 1e-10) << i << ", " << j;
      const double size = std::norm(vectors[i * n + j]);
      if (size > largest) largest = size, side = std::fabs(vectors[i * n + j].imag());
      square += size;
    }
    EXPECT_NEAR(square, 1, 1e-12);
    EXPECT_EQ(side, 0) << j;
    if (is_complex(a.dtype) || values[j].imag() <= 0) continue;
    ASSERT_LT(j + 1, n);
    EXPECT_EQ(values[j + 1], std::conj(values[j]));
  }
}

TEST(Extern, EigenvectorsOfGeneralMatricesAreScaledAsLapackDoes) {
  std::mt19937 random(5);
  std::normal_distribution<double> normal;
  for (const std::size_t n : {1, 2, 3, 8, 20})
    for (const DType dtype : {DType::f64, DType::c128}) {
      SCOPED_TRACE(n);
      HostTensor a = zeros(dtype, {static_cast<std::int64_t>(n), static_cast<std::int64_t>(n)});
      for (std::size_t at = 0; at < a.data.size(); at += 8) {
        const double number = normal(random);
        std::memcpy(&a.data[at], &number, sizeof number);
      }
      expect_spectrum(a, n);
    }
  expect_spectrum(zeros(DType::f64, {3, 3}), 3);
  HostTensor cycle =
      zeros(DType::f64, {3, 3});  // whose values are the roots of 1, which no shift tells apart
  for (const std::size_t at : {1, 5, 6}) {
    const double one = 1;
    std::memcpy(&cycle.data[at * 8], &one, sizeof one);
  }
  expect_spectrum(cycle, 3);
}

struct Fault {
  const char* text;
  TensorMap operands;
  std::vector<HostTensor> results;
  Error::Kind kind;
  const char* sentence;
};

const HostTensor kMatrix = filled(DType::f32, {2, 3}), kVector = filled(DType::f32, {3});
const HostTensor kImage = filled(DType::f32, {1, 2, 4, 4});

TEST(Extern, FaultsSayWhatWasExpected) {
  const Fault faults[] = {
      {"extern_kernels.mm(a, a)",
       {{"a", kMatrix}},
       {kMatrix},
       Error::Kind::dump,
       "mm: a matrix of 3 columns times one of 2 rows"},
      {"extern_kernels.mm(a, b)",
       {{"a", kMatrix}, {"b", kVector}},
       {kMatrix},
       Error::Kind::dump,
       "mm: 'mat2' must have 2 dimensions, but is [3]"},
      {"extern_kernels.mm(a, b)",
       {{"a", kMatrix}, {"b", filled(DType::f32, {3, 4})}},
       {kMatrix},
       Error::Kind::dump,
       "mm: result 0 is [2, 4], but its buffer is [2, 3]"},
      {"aten.permute.default(a, [0, 0])",
       {{"a", kMatrix}},
       {zeros(DType::f32, {2, 2})},
       Error::Kind::dump,
       "permute: an order that repeats a dimension"},
      {"aten.as_strided.default(a, [2, 2], [4611686018427387904, 9223372036854775807])",
       {{"a", kMatrix}},
       {zeros(DType::f32, {2, 2})},
       Error::Kind::unsupported,
       "as_strided: elements outside of 'self'"},
      {"extern_kernels.bmm(a, b)",
       {{"a", zeros(DType::f32, {2, 1, 1})}, {"b", zeros(DType::f32, {3, 1, 1})}},
       {zeros(DType::f32, {2, 1, 1})},
       Error::Kind::dump,
       "bmm: batches of 2 and 3 matrices"},
      {"extern_kernels.addmm(b, a, c)",
       {{"a", kMatrix}, {"b", kMatrix}, {"c", filled(DType::f32, {3, 4})}},
       {zeros(DType::f32, {2, 4})},
       Error::Kind::dump,
       "addmm: [2, 3] does not broadcast to [2, 4]"},
      {"extern_kernels.mm(a, a, None, None)",
       {{"a", kMatrix}},
       {kMatrix},
       Error::Kind::unsupported,
       "mm: more positional arguments than (self, mat2, out_dtype=None) has"},
      {"extern_kernels.mm(a)",
       {{"a", kMatrix}},
       {kMatrix},
       Error::Kind::unsupported,
       "mm: argument 'mat2' is missing"},
      {"extern_kernels.mm(a, self=a)",
       {{"a", kMatrix}},
       {kMatrix},
       Error::Kind::unsupported,
       "mm: argument 'self' is given twice"},
      {"extern_kernels.mm(a, a, beta=2)",
       {{"a", kMatrix}},
       {kMatrix},
       Error::Kind::unsupported,
       "mm: no argument 'beta' in (self, mat2, out_dtype=None)"},
      {"extern_kernels.mm(a, 2)",
       {{"a", kMatrix}},
       {kMatrix},
       Error::Kind::unsupported,
       "mm: argument 'mat2' is not a tensor"},
      {"torch.ops.mylib.mm.default(a, a)",
       {{"a", kMatrix}},
       {kMatrix},
       Error::Kind::unsupported,
       "no implementation of torch.ops.mylib.mm.default"},
      {"aten.topk(a, 5)", {{"a", kMatrix}}, {kMatrix}, Error::Kind::dump, "topk: k is 5 of 3 elements"},
      {"aten.topk(a, 1, 2)",
       {{"a", kMatrix}},
       {kMatrix},
       Error::Kind::dump,
       "topk: dimension 2 of a tensor with 2 dimensions"},
      {"aten.index_put_(a, [i], b)",
       {{"a", kVector}, {"i", filled(DType::i64, {1}, 7)}, {"b", filled(DType::f32, {1})}},
       {},
       Error::Kind::device,
       "index_put_: index put: index 7 is outside of a dimension of size 3"},
      {"aten.index_put_(a, [i], b)",
       {{"a", kVector}, {"i", filled(DType::i64, {2}, -4)}, {"b", filled(DType::f32, {2})}},
       {},
       Error::Kind::device,
       "index_put_: index put: index -4 is outside of a dimension of size 3"},
      {"aten.index_put_(a, [i], b)",
       {{"a", kVector}, {"i", zeros(DType::boolean, {2})}, {"b", kVector}},
       {},
       Error::Kind::dump,
       "index_put_: a mask of [2] on a tensor of [3]"},
      {"aten.scatter_reduce_.two(a, 0, i, b, 'sum')",
       {{"a", kVector}, {"i", filled(DType::i64, {1}, -1)}, {"b", kVector}},
       {},
       Error::Kind::device,
       "scatter_reduce_: the assertion does not hold: an index is not negative"},
      {"aten.scatter_reduce_.two(a, 0, i, b, 'median')",
       {{"a", kVector}, {"i", zeros(DType::i64, {1})}, {"b", kVector}},
       {},
       Error::Kind::dump,
       "scatter_reduce_: there is no reduction 'median'"},
      {"aten.embedding(w, i)",
       {{"w", kMatrix}, {"i", filled(DType::i64, {1}, 2)}},
       {zeros(DType::f32, {1, 3})},
       Error::Kind::device,
       "embedding: index 2 is outside of a dimension of size 2"},
      {"aten.convolution(x, w, None, (1, 1), (0, 0), (1, 1), False, (0, 0), 1)",
       {{"x", kImage}, {"w", zeros(DType::f32, {3, 3, 2, 2})}},
       {zeros(DType::f32, {1, 3, 3, 3})},
       Error::Kind::dump,
       "convolution: weight [3, 3, 2, 2] does not fit 2 and 3 channels in 1 groups"},
      {"aten.convolution(x, w, None, (0, 1), (0, 0), (1, 1), False, (0, 0), 1)",
       {{"x", kImage}, {"w", zeros(DType::f32, {3, 2, 2, 2})}},
       {zeros(DType::f32, {1, 3, 3, 3})},
       Error::Kind::dump,
       "convolution: stride [0, 1]"},
      {"torch.ops.aten._scaled_dot_product_flash_attention.default(x, x, x, 1.5)",
       {{"x", kImage}},
       {kImage},
       Error::Kind::dump,
       "_scaled_dot_product_flash_attention: a dropout of 1.500000"},
      {"aten._scaled_dot_product_cudnn_attention(x, x, x, 0.0, False)",
       {{"x", kImage}},
       {kImage},
       Error::Kind::unsupported,
       "_scaled_dot_product_cudnn_attention: argument 'attn_bias' other than a tensor or None"},
      {"aten.renorm(i, 2, 0, 1)",
       {{"i", filled(DType::i64, {3}, 1)}},
       {zeros(DType::i64, {3})},
       Error::Kind::unsupported,
       "renorm: argument 'self' is of integers"},
      {"aten.histc(z, 4)",
       {{"z", zeros(DType::c64, {3})}},
       {zeros(DType::f32, {4})},
       Error::Kind::unsupported,
       "histc: argument 'self' is complex"},
      {"aten._masked_softmax(x, m)",
       {{"x", filled(DType::i64, {2, 2}, 1)}, {"m", zeros(DType::boolean, {2, 2})}},
       {zeros(DType::f32, {2, 2})},
       Error::Kind::unsupported,
       "_masked_softmax: argument 'self' is of int64, not of floats"},
      {"torch.ops.aten._grouped_mm.default(x, y)",
       {{"x", kMatrix}, {"y", zeros(DType::f32, {1, 3, 2})}},
       {zeros(DType::f32, {2, 2})},
       Error::Kind::dump,
       "_grouped_mm: a flat operand needs 'offs'"},
      {"aten.nonzero(a)",
       {{"a", kVector}},
       {zeros(DType::i64, {3, 1})},
       Error::Kind::device,
       "nonzero: positions: the assertion does not hold: there are as many true elements as the graph says"},
      {"torch.ops.aten._linalg_check_errors.default(i, 'linalg.inv', is_matrix=True)",
       {{"i", filled(DType::i32, {1}, 2)}},
       {},
       Error::Kind::device,
       "_linalg_check_errors: linalg.inv: the assertion does not hold: the factorization succeeds"},
  };
  for (const Fault& fault : faults) {
    SCOPED_TRACE(fault.text);
    ExternCase c = make_extern_case(fault.text, fault.operands, fault.results);
    try {
      run(c);
      ADD_FAILURE() << "no error";
    } catch (const Error& error) {
      EXPECT_STREQ(error.what(), fault.sentence);
      EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(fault.kind));
    }
  }
}

TEST(Extern, NumbersMayBeComplex) {
  using Number = std::complex<double>;
  const HostTensor x = filled(DType::f64, {2}, 1), z = zeros(DType::c128, {2});  // x is 1, 2
  for (const auto& [text, number, want] :
       {std::tuple{"aten.mul.Scalar(x, 1)", Number(0, 2), Number(0, 4)},
        std::tuple{"aten.add.Scalar(x, 1)", Number(0.5, -2), Number(2.5, -2)},
        std::tuple{"aten.div.Scalar(x, 1)", Number(0, 2), Number(0, -1)},
        std::tuple{"aten.add.Tensor(x, x, alpha=1)", Number(0, 2), Number(2, 4)}}) {
    ExternCase c = make_extern_case(text, {{"x", x}}, {z});
    c.call.arguments.back().value = {number};
    run(c);
    Number got;
    std::memcpy(&got, c.value(c.call.results[0]).data.data() + sizeof got, sizeof got);
    EXPECT_EQ(got, want) << text;
  }
}

TEST(Extern, NextAfterStepsInTheTensorsOwnType) {
  for (const auto& [type, step] : {std::pair{DType::bf16, 0x1p-7},
                                   {DType::f16, 0x1p-10},
                                   {DType::f32, 0x1p-23},
                                   {DType::f64, 0x1p-52}}) {
    const HostTensor x = filled(type, {2}, 1);  // 1, 2
    ExternCase c = make_extern_case("aten.nextafter.default(x, y)", {{"x", x}, {"y", filled(type, {2}, 5)}},
                                    {zeros(type, {2})});
    run(c);
    const HostTensor got = c.value(c.call.results[0]);
    EXPECT_EQ(load_element(got.data.data(), type).f, 1 + step);
  }
}

TEST(Extern, PartsOfComplexNumbersBroadcastBothWays) {
  for (const char* text : {"aten.complex.default(x, y)", "aten.polar.default(x, y)"}) {
    ExternCase c =
        make_extern_case(text, {{"x", filled(DType::f32, {3}, 1)}, {"y", filled(DType::f32, {2, 1})}},
                         {zeros(DType::c64, {2, 3})});
    EXPECT_NO_THROW(run(c)) << text;
  }
  ExternCase c = make_extern_case("aten.masked_scatter.default(x, mask, y)",
                                  {{"x", filled(DType::f32, {3}, 1)},
                                   {"mask", zeros(DType::boolean, {2, 3})},
                                   {"y", filled(DType::f32, {6})}},
                                  {zeros(DType::f32, {2, 3})});
  run(c);
  EXPECT_EQ(load_element(&c.value(c.call.results[0]).data[12], DType::f32).f, 1);
}

TEST(Extern, ViewsMustLieInsideTheirStorage) {
  ExternCase c =
      make_extern_case("extern_kernels.mm(a, b)", {{"a", kMatrix}, {"b", filled(DType::f32, {3, 4})}},
                       {zeros(DType::f32, {2, 4})});
  std::get<TensorView>(c.call.arguments[0].value.value).offset = 1;
  try {
    run(c);
    ADD_FAILURE() << "no error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "mm: the view [2, 3] of a leaves its storage of 24 bytes");
  }
}

TEST(Extern, IsFoundByEveryReleasesSpelling) {
  const std::pair<const char*, const char*> spellings[] = {
      {"extern_kernels.mm", "mm"},
      {"aten.topk", "topk"},
      {"aten.topk.default", "topk"},
      {"torch.ops.aten.topk.default", "topk"},
      {"aten.sort.stable", "sort.stable"},
      {"aten.scatter_reduce_.two", "scatter_reduce_"},
      {"torch.ops.aten.index_put_.default", "index_put_"},
      {"aten.randint.low_out", "randint.low_out"},
      {"aten.median.dim", "median.dim"},
      {"torch.ops.aten.set_.source_Tensor", "set_.source_Tensor"},
      {"inductor_ops.resize_storage_bytes_", "resize_storage_bytes_"},
      {"torch.ops.inductor.resize_storage_bytes_.default", "resize_storage_bytes_"},
      {"torch.ops.mkldnn._linear_pointwise.binary", "mkldnn._linear_pointwise.binary"},
      {"torch.ops.mkldnn._linear_pointwise.default", "mkldnn._linear_pointwise"},
  };
  for (const auto& [text, name] : spellings) {
    const ExternRow* row = find_extern(text);
    ASSERT_TRUE(row) << text;
    EXPECT_EQ(row->name, name) << text;
  }
  for (const char* text :
       {"", "aten", "torch.ops.mylib.mm", "mylib.mm.default", "aten.no_such_op", "mkldnn.mm"})
    EXPECT_FALSE(find_extern(text)) << text;
}

TEST(Extern, EveryRowIsListedOnceAndItsSignatureReads) {
  std::map<std::string, int> names;
  for (const ExternRow& row : extern_rows()) {
    EXPECT_EQ(++names[std::string(row.name)], 1) << row.name;
    EXPECT_EQ(find_extern(row.name), find_extern("torch.ops.aten." + std::string(row.name))) << row.name;
    std::set<std::string> parameters;
    for (const ExternParameter& parameter : parse_signature(row.signature))
      EXPECT_TRUE(parameters.insert(parameter.name).second) << row.name << ' ' << parameter.name;
    EXPECT_FALSE(parameters.empty()) << row.name;
  }
}

TEST(Extern, FlopsAreTwoAMultiplication) {
  const auto flops = [](std::string_view text, const TensorMap& operands, const HostTensor& result) {
    const ExternCase c = make_extern_case(text, operands, {result});
    return flops_of(c.step(), c.plan);
  };
  const HostTensor a = zeros(DType::f32, {3, 4, 5}), b = zeros(DType::f32, {3, 5, 7}),
                   q = zeros(DType::f32, {1, 2, 3, 4});
  EXPECT_EQ(flops("extern_kernels.mm(a, b)", {{"a", kMatrix}, {"b", zeros(DType::f32, {3, 4})}},
                  zeros(DType::f32, {2, 4})),
            2 * 2 * 3 * 4);
  EXPECT_EQ(flops("aten.mv(a, b)", {{"a", kMatrix}, {"b", kVector}}, zeros(DType::f32, {2})), 2 * 2 * 3);
  EXPECT_EQ(flops("extern_kernels.bmm(a, b)", {{"a", a}, {"b", b}}, zeros(DType::f32, {3, 4, 7})),
            2 * 3 * 4 * 5 * 7);
  EXPECT_EQ(flops("aten.convolution(x, w, None, (1, 1), (0, 0), (1, 1), False, (0, 0), 1)",
                  {{"x", kImage}, {"w", zeros(DType::f32, {3, 2, 2, 2})}}, zeros(DType::f32, {1, 3, 3, 3})),
            2 * 27 * 8);
  EXPECT_EQ(flops("aten._scaled_dot_product_flash_attention(q, q, q)", {{"q", q}}, q),
            2 * 2 * 3 * 3 * (4 + 4));
  EXPECT_EQ(
      flops("aten._flash_attention_forward(q, q, q, None, None, 2, 2, 0.0, True, False)", {{"q", q}}, q),
      3 * 2 * 2 * (4 + 4));  // 3 heads of 2 rows, half of them behind the causal mask
  EXPECT_EQ(flops("aten.topk(a, 1)", {{"a", kMatrix}}, zeros(DType::f32, {2, 1})), 0);
}

TEST(ExternDraws, DependOnTheSeedAlone) {
  const HostTensor result = zeros(DType::i64, {8});
  const std::string_view text = "aten.randint.low_out(-9223372036854775808, 9223372036854775807, [8])";
  EXPECT_EQ(run_one(text, {}, result, 1).data, run_one(text, {}, result, 1).data);
  EXPECT_NE(run_one(text, {}, result, 1).data, run_one(text, {}, result, 2).data);
}

TEST(ExternDraws, PermutationsHoldEveryNumberOnce) {
  std::vector<double> order = numbers_of(run_one("aten.randperm.default(50)", {}, zeros(DType::i64, {50})));
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(order[i], static_cast<double>(i));
}

TEST(ExternDraws, DropoutScalesWhatItKeeps) {
  ExternCase c = make_extern_case("aten.native_dropout(x, 0.5, True)", {{"x", filled(DType::f32, {64}, 1)}},
                                  {zeros(DType::f32, {64}), zeros(DType::boolean, {64})});
  run(c);
  const std::vector<double> values = numbers_of(c.value(c.call.results[0])),
                            kept = numbers_of(c.value(c.call.results[1]));
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_EQ(values[i], kept[i] * 2 * static_cast<double>(i + 1));
}

TEST(ExternDraws, AttentionDropsTheSameWeightsForwardsAndBackwards) {
  const HostTensor q = zeros(DType::f64, {1, 1, 4, 2}), k = zeros(DType::f64, {1, 1, 64, 2});
  const HostTensor v = filled(DType::f64, {1, 1, 64, 1}, 1), g = filled(DType::f64, {1, 1, 4, 1}, 1);
  const HostTensor one = zeros(DType::i64, {}), logs = zeros(DType::f64, {1, 1, 32});
  ExternCase forwards =
      make_extern_case("aten._scaled_dot_product_efficient_attention(q, k, v, None, True, 0.5)",
                       {{"q", q}, {"k", k}, {"v", v}}, {zeros(DType::f64, {1, 1, 4, 1}), logs, one, one});
  run(forwards);
  const auto result = [&](std::size_t at) { return forwards.value(forwards.call.results[at]); };
  ExternCase backwards = make_extern_case(
      "aten._scaled_dot_product_efficient_attention_backward(g, q, k, v, None, o, l, s, f, 0.5, [True, True, "
      "True, False])",
      {{"g", g},
       {"q", q},
       {"k", k},
       {"v", v},
       {"o", result(0)},
       {"l", result(1)},
       {"s", result(2)},
       {"f", one}},
      {q, k, v});
  run(backwards);
  // every weight is 2/64 or 0: both passes must have summed the same ones
  const std::vector<double> out = numbers_of(result(0)),
                            to_v = numbers_of(backwards.value(backwards.call.results[2]));
  double along_rows = 0, along_columns = 0, kept = 0;
  for (std::size_t i = 0; i < out.size(); ++i) along_rows += static_cast<double>(i + 1) * out[i];
  for (std::size_t j = 0; j < to_v.size(); ++j) along_columns += static_cast<double>(j + 1) * to_v[j];
  for (const double gradient : to_v) kept += gradient * 32;  // the sum of the rows' numbers where they stay
  EXPECT_NEAR(along_rows, along_columns, 1e-9);
  EXPECT_NEAR(kept / (64 * 10), 0.5, 0.14);  // four standard deviations
}

/// Every case again with an argument changed: whatever comes of it, it is a result or an Error.
TEST_P(ExternCases, BrokenArgumentsEndInAnErrorOrAResult) {
  std::mt19937 random(7);
  const auto change = [&](ExternValue& value) {
    const std::int64_t integers[] = {-1,        0,        1, 2, 3, 7, -100, 1000, std::int64_t{1} << 40,
                                     INT64_MIN, INT64_MAX};
    const double numbers[] = {0, -1, 0.5, 1e300, std::nan(""), std::numeric_limits<double>::infinity()};
    switch (random() % 6) {
      case 0:
        value = {};
        break;
      case 1:
        value = {numbers[random() % std::size(numbers)]};
        break;
      case 2:
        value = {random() % 2 == 0};
        break;
      case 3:
        value = {ExternList{{integers[random() % std::size(integers)]},
                            {integers[random() % std::size(integers)]}}};
        break;
      default:
        value = {integers[random() % std::size(integers)]};
    }
  };
  const auto reshape = [&](TensorView& view) {
    if (view.size.empty()) return;
    if (random() % 3 == 0) {
      view.size.pop_back();
      view.stride.pop_back();
    } else {
      std::int64_t& extent = view.size[random() % view.size.size()];
      extent = random() % 2 ? 0 : extent / 2;
    }
  };
  for (int round = 0; round < 40; ++round)
    for (ExternCase& c : read_extern_cases(GetParam(), TestLayout::dense)) {
      if (c.call.arguments.empty()) continue;
      ExternValue& value = c.call.arguments[random() % c.call.arguments.size()].value;
      auto* view = std::get_if<TensorView>(&value.value);
      auto* list = std::get_if<ExternList>(&value.value);
      if (view && random() % 4 != 0)
        reshape(*view);
      else if (list && !list->empty() && random() % 4 != 0)
        change((*list)[random() % list->size()]);
      else
        change(value);
      try {
        flops_of(c.step(), c.plan);
        run(c);
      } catch (const Error&) {
      }
    }
}

}  // namespace
}  // namespace ireplay
