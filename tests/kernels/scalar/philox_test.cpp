#include "kernels/scalar/philox.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "kernels/scalar/scalar.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

/// The three vectors of philox4x32-10 in Random123's kat_vectors.
TEST(Philox, KnownAnswers) {
  struct {
    Philox4 counter;
    unsigned long long key;
    Philox4 want;
  } const rows[] = {
      {{{0, 0, 0, 0}}, 0, {{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}},
      {{{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}},
       0xffffffffffffffff,
       {{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}},
      {{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
       0x299f31d0a4093822,
       {{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}},
  };
  for (const auto& row : rows) {
    const Philox4 got = philox(row.key, row.counter);
    for (int k = 0; k < 4; ++k) EXPECT_EQ(got.out[k], row.want.out[k]);
  }
  EXPECT_EQ(philox(0, 0u).out[0], 0x6627e8d5u);
}

TEST(Philox, UniformIsInTheHalfOpenInterval) {
  for (const unsigned bits : {0u, 1u, 0x7fffffffu, 0x80000000u, 0xffffffffu}) {
    EXPECT_GE(philox_uniform(bits), 0.0f);
    EXPECT_LT(philox_uniform(bits), 1.0f);
  }
  EXPECT_EQ(philox_uniform(0xffffffff), 0.0f);
}

// ---- against what PyTorch wrote, with the seeds it drew

class Case {
 public:
  explicit Case(const std::string& name)
      : folder_(std::filesystem::path(IREPLAY_TESTDATA) / "corpus" / name) {
    seeds_ = read_tensors(folder_ / "pinned.safetensors").at("buf0");
    outputs_ = read_tensors(folder_ / "outputs.safetensors");
    input_ = read_tensors(folder_ / "inputs.safetensors").at("arg0_1");
  }
  Philox4 draw(std::size_t which, unsigned offset) const {
    return philox(static_cast<unsigned long long>(load_element(seeds_.data.data() + 8 * which, DType::i64).i),
                  offset);
  }
  unsigned count() const { return static_cast<unsigned>(input_.data.size() / 4); }
  float input(unsigned i) const {
    return static_cast<float>(load_element(input_.data.data() + 4 * i, DType::f32).f);
  }
  float output(const std::string& name, unsigned i) const {
    return static_cast<float>(load_element(outputs_.at(name).data.data() + 4 * i, DType::f32).f);
  }

 private:
  std::filesystem::path folder_;
  HostTensor seeds_, input_;
  TensorMap outputs_;
};

TEST(Philox, RandOfPyTorch) {
  const Case drawn("rng_rand_randn.0");
  for (unsigned i = 0; i < drawn.count(); ++i) {
    // the compiler made the last product and this sum one rounding: an ulp at most
    const float want = drawn.output("output0", i), uniform = philox_uniform(drawn.draw(0, i).out[0]);
    ASSERT_NEAR(uniform + drawn.input(i), want, 0x1p-23 * (uniform + std::abs(want))) << i;
  }
}

TEST(Philox, RandintOfPyTorch) {
  const Case drawn("rng_rand_randn.0");
  for (unsigned i = 0; i < drawn.count(); ++i) {
    const Philox4 bits = drawn.draw(2, i);
    const unsigned long long both = bits.out[0] | static_cast<unsigned long long>(bits.out[1]) << 32;
    ASSERT_EQ(static_cast<float>(both % 10), drawn.output("output2", i)) << i;
  }
}

TEST(Philox, DropoutOfPyTorch) {
  const Case drawn("rng_dropout.0");
  for (unsigned i = 0; i < drawn.count(); ++i) {
    const float kept = philox_uniform(drawn.draw(0, i).out[0]) > 0.3f ? 1.0f : 0.0f;
    ASSERT_EQ(kept * drawn.input(i) * 1.4285714285714286f, drawn.output("output0", i)) << i;
  }
}

}  // namespace
}  // namespace ireplay
