// Sorting and what follows from it on the device against the CPU's, over random rows with ties and NaN.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "parser/source.hpp"
#include "tests/support/extern_device.hpp"

namespace ireplay {
namespace {

constexpr DType kTypes[] = {DType::f64, DType::f32, DType::f16,    DType::bf16, DType::i64,
                            DType::i32, DType::i16, DType::i8,     DType::u64,  DType::u32,
                            DType::u16, DType::u8,  DType::boolean};

/// Few different values, so that many are equal, or many; zeros of both signs, infinities, NaN.
HostTensor random_tensor(DType dtype, const Dims& size, RandomNumbers& random) {
  const std::int64_t spread = draw(random, 0, 1) == 0 ? 3 : 100;
  return tensor_of(dtype, size, [&](std::int64_t) {
    const std::int64_t whole = draw(random, -spread, spread);
    if (dtype == DType::boolean) return static_cast<double>(whole > 0);
    if (!is_floating(dtype))
      return static_cast<double>(info(dtype).kind == DTypeClass::signed_int ? whole : std::abs(whole));
    switch (draw(random, 0, 24)) {
      case 0:
        return std::numeric_limits<double>::quiet_NaN();
      case 1:
        return -0.0;
      case 2:
        return std::numeric_limits<double>::infinity();
      case 3:
        return -std::numeric_limits<double>::infinity();
      default:
        return 0.25 * static_cast<double>(whole);
    }
  });
}

void expect_same(const HostTensor& want, const HostTensor& got, const std::string& what) {
  ASSERT_EQ(want.size, got.size) << what;
  const std::size_t bytes = bytes_of(want.dtype);
  for (std::int64_t k = 0; k < numel(want.size); ++k) {
    const auto at = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(k) * bytes);
    if (std::equal(want.data.begin() + at, want.data.begin() + at + static_cast<std::ptrdiff_t>(bytes),
                   got.data.begin() + at))
      continue;
    ASSERT_TRUE(std::isnan(value_at(want, k)) && std::isnan(value_at(got, k)))
        << what << " at " << k << ": " << value_at(got, k) << " instead of " << value_at(want, k);
  }
}

class CudaSort : public testing::Test {
 protected:
  void SetUp() override {
    if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  }
};

/// Runs on the device as `kernel` says, and as the CPU does.
void check(const CallCase& call, const std::string& kernel, TestLayout layout = TestLayout::dense) {
  const HostTensor& self = call.operands.at("x");
  const std::string what = call.text + " of " + to_text(self.dtype, self.size);
  const DeviceResults got = run_on_device(call, layout);
  const std::vector<HostTensor> want = run_on_cpu(call);
  EXPECT_TRUE(got.kernel.starts_with(kernel)) << what << " by " << got.kernel;
  for (std::size_t k = 0; k < want.size(); ++k)
    expect_same(want[k], got.values[k], what + ": result " + std::to_string(k) + " by " + got.kernel);
}

Dims without(Dims size, std::int64_t dimension, bool keeps) {
  if (size.empty()) return size;
  if (keeps)
    size[static_cast<std::size_t>(dimension)] = 1;
  else
    size.erase(size.begin() + dimension);
  return size;
}

/// A call of `function` on rows along `dimension`.
CallCase make_call(const std::string& function, const HostTensor& self, std::int64_t dimension,
                   RandomNumbers& random) {
  const std::int64_t length = self.size.empty() ? 1 : self.size[static_cast<std::size_t>(dimension)];
  const bool flag = draw(random, 0, 1) == 1;
  const std::string flag_text = flag ? "True" : "False";
  const auto rank = static_cast<std::int64_t>(std::max<std::size_t>(self.size.size(), 1));
  const std::string dim = std::to_string(draw(random, 0, 1) == 0 ? dimension : dimension - rank);
  CallCase call;
  call.operands["x"] = self;
  Dims size = self.size;
  if (function == "sort" || function == "argsort") {
    call.text = "aten." + function + ".stable(x, stable=True, dim=" + dim + ", descending=" + flag_text + ")";
  } else if (function == "topk") {
    const std::int64_t most = draw(random, 0, 2) == 0 ? length : std::min<std::int64_t>(length, 1100);
    const std::int64_t k = draw(random, 0, most);
    call.text = "aten.topk.default(x, " + std::to_string(k) + ", " + dim + ", " + flag_text + ")";
    if (!size.empty()) size[static_cast<std::size_t>(dimension)] = k;
    if (size.empty()) call.text = "aten.topk.default(x, 1, " + dim + ", " + flag_text + ")";
  } else {
    call.text = "aten." + function + (function.ends_with("median") ? ".dim" : ".default") + "(x, " +
                (function == "kthvalue" ? std::to_string(draw(random, 1, length)) + ", " : "") + dim + ", " +
                flag_text + ")";
    size = without(size, dimension, flag);
  }
  if (function != "argsort") call.results.push_back(zeros(self.dtype, size));
  call.results.push_back(zeros(DType::i64, size));
  return call;
}

/// How many of a row the call asks for in order, from the first; more than any row has: all of them.
std::int64_t wanted_of(const CallCase& call, const std::string& function, std::int64_t rows) {
  if (call.text.starts_with("aten.kthvalue.default(x, 1, ")) return 1;
  const bool in_order = function == "sort" || function == "argsort" || function == "topk";
  return in_order ? numel(call.results[0].size) / std::max<std::int64_t>(rows, 1)
                  : std::numeric_limits<std::int64_t>::max();
}

/// The kernel for rows that a block sorts otherwise.
const char* short_kernel(std::int64_t wanted, std::int64_t length) {
  return wanted == 0 ? "nothing" : wanted <= 32 && length <= 1024 ? "sort/pick" : "sort/block";
}

constexpr const char* kAlong[] = {"sort", "argsort", "topk", "kthvalue", "median", "nanmedian", "mode"};

void check_random_tensors(TestLayout layout) {
  RandomNumbers random(test_seed());
  for (const DType dtype : kTypes)
    for (const char* function : kAlong)
      for (int k = 0; k < 3; ++k) {
        Dims size(static_cast<std::size_t>(draw(random, 0, 4)));
        for (std::int64_t& extent : size) extent = draw(random, 1, 12);
        std::int64_t dimension = 0;
        if (!size.empty()) {
          dimension = draw(random, 0, static_cast<std::int64_t>(size.size()) - 1);
          size[static_cast<std::size_t>(dimension)] = draw(random, 1, 300);
        }
        const CallCase call = make_call(function, random_tensor(dtype, size, random), dimension, random);
        const std::int64_t length = size.empty() ? 1 : size[static_cast<std::size_t>(dimension)];
        check(call, short_kernel(wanted_of(call, function, numel(size) / length), length), layout);
        if (testing::Test::HasFatalFailure()) return;
      }
}

TEST_F(CudaSort, RandomTensorsAreSortedAsOnTheCpu) { check_random_tensors(TestLayout::dense); }
TEST_F(CudaSort, TensorsMayLieInAnyWay) { check_random_tensors(TestLayout::awkward); }

TEST_F(CudaSort, RowsOfEveryLengthKeepTheirOrder) {
  RandomNumbers random(test_seed());
  struct Form {
    std::int64_t rows, length;
    const char* kernel;
  };
  constexpr Form kForms[] = {{3, 256, "sort/block"},   {3, 257, "sort/block"},     {2, 1024, "sort/block"},
                             {2, 1025, "sort/block"},  {2, 4096, "sort/block"},    {2, 4097, "sort/radix"},
                             {1, 70000, "sort/radix"}, {40, 5000, "sort/segments"}};
  for (const Form& form : kForms)
    for (const DType dtype : {DType::f32, DType::f64, DType::bf16, DType::i64, DType::u8})
      for (const char* function : kAlong) {
        const bool last = draw(random, 0, 1) == 1;
        const Dims size = last ? Dims{form.rows, form.length} : Dims{form.length, form.rows};
        CallCase call = make_call(function, random_tensor(dtype, size, random), last ? 1 : 0, random);
        const std::int64_t wanted = wanted_of(call, function, form.rows);
        const bool selects = form.length > 4096 && wanted > 0 && wanted <= 1024;
        check(call, form.length <= 4096 ? short_kernel(wanted, form.length)
                    : wanted == 0       ? "nothing"
                    : selects           ? "sort/select"
                                        : form.kernel);
        if (HasFatalFailure()) return;
      }
}

TEST_F(CudaSort, TheFirstOfLongRowsAreSelected) {
  RandomNumbers random(test_seed());
  for (const DType dtype : kTypes)
    for (int k = 0; k < 6; ++k) {
      const bool last = k % 2 == 0;
      const std::int64_t rows = draw(random, 1, 5), length = draw(random, 4097, 20000);
      const CallCase call = make_call(
          "topk", random_tensor(dtype, last ? Dims{rows, length} : Dims{length, rows}, random), last, random);
      const std::int64_t wanted = numel(call.results[0].size) / rows;
      check(call, wanted == 0 ? "nothing" : wanted <= 1024 ? "sort/select" : "sort/radix");
    }
}

TEST_F(CudaSort, NothingIsSortedWithoutElements) {
  RandomNumbers random(5);
  for (const char* function : {"sort", "argsort"})
    for (const Dims& size : {Dims{0, 4}, Dims{4, 0}})
      check(make_call(function, random_tensor(DType::f32, size, random), 1, random), "nothing");
  check(make_call("mode", random_tensor(DType::f32, {0, 4}, random), 1, random), "nothing");
}

TEST_F(CudaSort, MediansOfWholeTensors) {
  RandomNumbers random(test_seed());
  for (const DType dtype : kTypes)
    for (const TestLayout layout : {TestLayout::dense, TestLayout::awkward})
      for (const char* function : {"median", "nanmedian"}) {
        CallCase call;
        call.text = std::string("aten.") + function + ".default(x)";
        call.operands["x"] =
            random_tensor(dtype, {draw(random, 1, 4), draw(random, 1, 5), draw(random, 1, 3)}, random);
        call.results = {zeros(dtype, {})};
        check(call, "sort/block", layout);
      }
}

/// How many runs of equal elements there are, every NaN one of its own; of sorted elements, or as they stand.
std::int64_t count_groups(const HostTensor& self, bool consecutive) {
  std::int64_t groups = 0;
  std::set<double> seen;
  for (std::int64_t k = 0; k < numel(self.size); ++k) {
    const double value = value_at(self, k);
    if (std::isnan(value))
      ++groups;
    else if (consecutive)
      groups += k == 0 || value_at(self, k - 1) != value;
    else
      groups += seen.insert(value).second;
  }
  return groups;
}

CallCase unique_call(const HostTensor& self, bool consecutive, bool inverse, bool counts,
                     std::int64_t groups) {
  const std::string flags = std::string("return_inverse=") + (inverse ? "True" : "False") +
                            ", return_counts=" + (counts ? "True" : "False");
  CallCase call;
  call.text =
      std::string("aten.") + (consecutive ? "unique_consecutive" : "_unique2") + ".default(x, " + flags + ")";
  call.operands["x"] = self;
  call.results = {zeros(self.dtype, {groups}), zeros(DType::i64, inverse ? self.size : Dims{0}),
                  zeros(DType::i64, {counts ? groups : 0})};
  return call;
}

TEST_F(CudaSort, DistinctValuesWithTheirPlacesAndCounts) {
  RandomNumbers random(test_seed());
  for (const DType dtype : kTypes)
    for (const bool consecutive : {false, true})
      for (const TestLayout layout : {TestLayout::dense, TestLayout::awkward}) {
        const Dims size{draw(random, 1, 5), draw(random, 1, 900), draw(random, 1, 3)};
        const HostTensor self = random_tensor(dtype, size, random);
        const bool inverse = draw(random, 0, 3) > 0, counts = draw(random, 0, 3) > 0;
        check(unique_call(self, consecutive, inverse, counts, count_groups(self, consecutive)), "sort/",
              layout);
        if (HasFatalFailure()) return;
      }
}

TEST_F(CudaSort, AnotherNumberOfDistinctValuesIsAFault) {
  const HostTensor self =
      tensor_of(DType::f32, {5}, [](std::int64_t k) { return static_cast<double>(k / 2); });
  for (const std::int64_t groups : {2, 4, 40}) {
    try {
      run_on_device(unique_call(self, false, true, true, groups), TestLayout::dense);
      ADD_FAILURE() << "no error for " << groups;
    } catch (const Error& error) {
      EXPECT_EQ(std::string(error.what()),
                "unique: the assertion does not hold: the graph says "
                "that there are " +
                    std::to_string(groups) + " distinct values");
    }
  }
}

}  // namespace
}  // namespace ireplay
