#include "replay/plan/tensor.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "parser/source.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

HostTensor counting(const Dims& size) {
  std::vector<std::int32_t> values(static_cast<std::size_t>(numel(size)));
  for (std::size_t k = 0; k < values.size(); ++k) values[k] = static_cast<std::int32_t>(k);
  return {DType::i32, size, to_bytes(values)};
}

template <class Call>
std::string sentence_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Tensor, CountsElements) {
  EXPECT_EQ(numel({}), 1);
  EXPECT_EQ(numel({2, 3, 4}), 24);
  EXPECT_EQ(numel({2, 0, 4}), 0);
  EXPECT_EQ(numel({std::int64_t{1} << 40, 0, std::int64_t{1} << 40}), 0);
}

TEST(Tensor, RefusesSizesThatAreNone) {
  EXPECT_EQ(sentence_of([] { numel({2, -1}); }), "a tensor of size [2, -1] has a negative extent");
  EXPECT_EQ(sentence_of([] {
              numel({std::int64_t{1} << 40, std::int64_t{1} << 40});
            }),
            "a tensor of size [1099511627776, 1099511627776] does not fit 63 bits");
  EXPECT_EQ(sentence_of([] { extent({3}, {std::int64_t{1} << 62}); }),
            "a tensor of size [3] does not fit 63 bits");
  EXPECT_EQ(sentence_of([] {
              extent({3, 2}, {1});
            }),
            "a tensor of size [3, 2] has strides for another number of dimensions");
}

TEST(Tensor, StridesOfDenseTensors) {
  EXPECT_EQ(dense_strides({2, 3, 4}), (Dims{12, 4, 1}));
  EXPECT_EQ(dense_strides({}), Dims{});
  EXPECT_EQ(dense_strides({5, 0, 4}), (Dims{4, 4, 1}));
}

TEST(Tensor, ExtentIsOneBehindTheLastElement) {
  EXPECT_EQ(extent({}, {}), 1);
  EXPECT_EQ(extent({2, 3}, {3, 1}), 6);
  EXPECT_EQ(extent({2, 3}, {10, 2}), 15);
  EXPECT_EQ(extent({2, 3}, {0, 0}), 1);
  EXPECT_EQ(extent({2, 0}, {3, 1}), 0);
}

TEST(Tensor, TextNamesTypeAndSize) {
  EXPECT_EQ(to_text(DType::bf16, {2048, 256}), "bf16[2048,256]");
  EXPECT_EQ(to_text(DType::boolean, {}), "boolean[]");
}

struct Layout {
  Dims size, stride;
  std::int64_t offset, elements;
};

class Strided : public testing::TestWithParam<Layout> {};

TEST_P(Strided, ScatterAndGatherAreInverse) {
  const Layout& at = GetParam();
  const HostTensor dense = counting(at.size);
  HostBytes storage = to_bytes(std::vector<std::int32_t>(at.elements, -1));
  scatter_to_strided(dense, storage.data(), at.stride, at.offset);
  EXPECT_EQ(gather_from_strided(storage.data(), DType::i32, at.size, at.stride, at.offset).data, dense.data);
  const auto raw = from_bytes<std::int32_t>(storage);
  EXPECT_EQ(std::count(raw.begin(), raw.end(), -1), at.elements - numel(at.size)) << "a gap was written";
}
INSTANTIATE_TEST_SUITE_P(Layouts, Strided,
                         testing::Values(Layout{{}, {}, 2, 4}, Layout{{5}, {1}, 0, 5},
                                         Layout{{5}, {3}, 1, 14}, Layout{{2, 3}, {3, 1}, 0, 6},
                                         Layout{{2, 3}, {1, 2}, 0, 6}, Layout{{2, 3, 4}, {1, 20, 3}, 5, 70},
                                         Layout{{2, 1, 3}, {3, 99, 1}, 0, 6}, Layout{{0, 3}, {3, 1}, 0, 1},
                                         Layout{{3, 0}, {3, 1}, 0, 1}));

TEST(Tensor, GatherReadsBroadcastElementsAgain) {
  const HostBytes storage = to_bytes(std::vector<std::int32_t>{7, 8});
  const HostTensor dense = gather_from_strided(storage.data(), DType::i32, {3, 2}, {0, 1}, 0);
  EXPECT_EQ(from_bytes<std::int32_t>(dense.data), (std::vector<std::int32_t>{7, 8, 7, 8, 7, 8}));
}

}  // namespace
}  // namespace ireplay
