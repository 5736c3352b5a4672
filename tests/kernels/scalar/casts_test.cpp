#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "kernels/scalar/float_formats.hpp"
#include "kernels/scalar/scalar.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

/// corpus/tables/casts.safetensors: "<from>.in" and "<from>.to.<dtype>", what PyTorch's CUDA casts give.
const TensorMap& tables() {
  static const TensorMap map = read_tensors(IREPLAY_TESTDATA "/corpus/tables/casts.safetensors");
  return map;
}

std::vector<std::string> cast_keys() {
  std::vector<std::string> keys;
  for (const auto& [name, tensor] : tables())
    if (!name.ends_with(".in")) keys.push_back(name);
  return keys;
}

std::uint64_t element_bits(const std::byte* from, std::size_t bytes) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, from, bytes);
  return bits;
}

class CastTable : public testing::TestWithParam<std::string> {};

TEST_P(CastTable, StoresTheBitsThatPyTorchStores) {
  const std::string& key = GetParam();
  const HostTensor& in = tables().find(key.substr(0, key.find('.')) + ".in")->second;
  const HostTensor& out = tables().find(key)->second;
  const std::size_t in_bytes = bytes_of(in.dtype), out_bytes = bytes_of(out.dtype);
  ASSERT_EQ(in.data.size() / in_bytes, out.data.size() / out_bytes);
  ASSERT_FALSE(in.data.empty());

  for (std::size_t i = 0; i < in.data.size() / in_bytes; ++i) {
    const Scalar value = load_element(in.data.data() + i * in_bytes, in.dtype);
    std::byte stored[8] = {};
    store_element(stored, out.dtype, value, compute_type(in.dtype));
    const std::byte* want = out.data.data() + i * out_bytes;
    const Scalar converted = convert(value, compute_type(in.dtype), out.dtype, true),
                 expected = load_element(want, out.dtype);
    if (is_floating(out.dtype) && std::isnan(expected.f)) {
      EXPECT_TRUE(std::isnan(converted.f)) << "element " << i;
      // of a NaN that stays 32 or 64 bits wide, hardware chooses the payload
      if (out_bytes >= 4) continue;
    } else {
      EXPECT_EQ(converted.i, expected.i) << "element " << i;
    }
    ASSERT_EQ(element_bits(stored, out_bytes), element_bits(want, out_bytes)) << "element " << i;
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& parameter) {
  std::string name = parameter.param;
  for (char& letter : name)
    if (letter == '.') letter = '_';
  return name;
}
INSTANTIATE_TEST_SUITE_P(Cases, CastTable, testing::ValuesIn(cast_keys()), test_name);

TEST(CastTables, AreAllThere) { EXPECT_EQ(cast_keys().size() + 5, tables().size()); }

// ---- every pattern of the narrow formats comes back

template <FloatFormat f>
void expect_round_trip(unsigned patterns) {
  for (unsigned pattern = 0; pattern < patterns; ++pattern) {
    const double value = decode<f>(pattern);
    if (std::isnan(value)) continue;
    ASSERT_EQ(encode<f>(value), pattern) << value;
  }
}

TEST(FloatFormats, EveryPatternComesBack) {
  expect_round_trip<kFormatF16>(1 << 16);
  expect_round_trip<kFormatBF16>(1 << 16);
  expect_round_trip<kFormatF8E4M3FN>(256);
  expect_round_trip<kFormatF8E5M2>(256);
  expect_round_trip<kFormatF8E4M3FNUZ>(256);
  expect_round_trip<kFormatF8E5M2FNUZ>(256);
  for (unsigned pattern = 0; pattern < 255; ++pattern) EXPECT_EQ(encode_e8m0(decode_e8m0(pattern)), pattern);
}

/// Halfway between neighbours the even pattern wins, and just beside it the nearer one.
template <FloatFormat f>
void expect_ties_to_even() {
  for (unsigned pattern = 0; pattern < float_bits::largest_of(f); ++pattern) {
    const double low = decode<f>(pattern), high = decode<f>(pattern + 1), middle = (low + high) / 2;
    ASSERT_EQ(encode<f>(middle), pattern % 2 == 0 ? pattern : pattern + 1) << middle;
    ASSERT_EQ(encode<f>(std::nextafter(middle, low)), pattern) << middle;
    ASSERT_EQ(encode<f>(std::nextafter(middle, high)), pattern + 1) << middle;
  }
}

TEST(FloatFormats, TiesGoToEven) {
  expect_ties_to_even<kFormatF16>();
  expect_ties_to_even<kFormatBF16>();
  expect_ties_to_even<kFormatF8E4M3FN>();
  expect_ties_to_even<kFormatF8E5M2>();
  expect_ties_to_even<kFormatF8E4M3FNUZ>();
  expect_ties_to_even<kFormatF8E5M2FNUZ>();
}

TEST(FloatFormats, Extremes) {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(round_to(DType::f8e4m3fn, 448), 448);
  EXPECT_TRUE(std::isnan(round_to(DType::f8e4m3fn, 465)));
  EXPECT_EQ(round_to(DType::f8e5m2, -1e9), -inf);
  EXPECT_EQ(round_to(DType::f8e4m3fnuz, 240), 240);
  EXPECT_TRUE(std::isnan(round_to(DType::f8e4m3fnuz, inf)));
  EXPECT_FALSE(std::signbit(round_to(DType::f8e5m2fnuz, -0.0)));
  EXPECT_TRUE(std::signbit(round_to(DType::f16, -0.0)));
  EXPECT_EQ(round_to(DType::f16, 65519.99), 65504);
  EXPECT_EQ(round_to(DType::f16, 65520), inf);
  EXPECT_EQ(round_to(DType::bf16, 1e300), inf);
  EXPECT_EQ(round_to(DType::f64, 1e300), 1e300);
  EXPECT_EQ(round_to(DType::f8e8m0fnu, -3), 4);
  EXPECT_EQ(round_to(DType::f8e8m0fnu, 2.9), 2);
  EXPECT_EQ(round_to(DType::f8e8m0fnu, 0), 0x1p-127);
  EXPECT_TRUE(std::isnan(round_to(DType::f8e8m0fnu, nan)));
  EXPECT_TRUE(std::isnan(round_to(DType::f8e8m0fnu, 0x1.8p127)));
}

TEST(FloatFormats, DoublesRoundOnce) {
  EXPECT_EQ(round_to(DType::f16, 1 + 0x1p-11 + 0x1p-40), 1 + 0x1p-10);  // by way of f32 it would be a tie
  EXPECT_EQ(round_to(DType::bf16, 1 + 0x1p-8 + 0x1p-40), 1 + 0x1p-7);
}

// ---- conversions outside of the tables

std::int64_t from_float(double value, DType to, DType from = DType::f32) {
  return convert({.f = value}, from, to, false).i;
}

TEST(Casts, FloatsOutOfRange) {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min(),
                 kMax = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(from_float(inf, DType::i64), kMax);
  EXPECT_EQ(from_float(-inf, DType::i64), kMin);
  EXPECT_EQ(from_float(nan, DType::i64), kMin);
  EXPECT_EQ(from_float(0x1p63, DType::i64), kMax);
  EXPECT_EQ(from_float(-0x1p63, DType::i64), kMin);
  EXPECT_EQ(from_float(3e9, DType::i32), 2147483647);
  EXPECT_EQ(from_float(nan, DType::i32), 0);
  EXPECT_EQ(from_float(-1, DType::u32), 0);
  EXPECT_EQ(from_float(5e9, DType::u32), 4294967295);
  EXPECT_EQ(from_float(0x1p64, DType::u64), -1);
  EXPECT_EQ(from_float(0x1p63, DType::u64), kMin);
  EXPECT_EQ(from_float(300.9, DType::i8), 44);
  EXPECT_EQ(from_float(-1.5, DType::u8), 255);
  EXPECT_EQ(from_float(nan, DType::boolean), 1);
  EXPECT_EQ(from_float(-0.0, DType::boolean), 0);
  EXPECT_EQ(from_float(0.25, DType::boolean), 1);
}

TEST(Casts, IntegersRoundOnceToTheComputeType) {
  const std::int64_t odd = (std::int64_t{1} << 53) + 1;
  EXPECT_EQ(convert({.i = odd}, DType::i64, DType::f64, false).f, 0x1p53);
  EXPECT_EQ(convert({.i = (1 << 24) + 1}, DType::i32, DType::f32, false).f, 0x1p24);
  EXPECT_EQ(convert({.i = -1}, DType::u64, DType::f64, false).f, 0x1p64);
  EXPECT_EQ(convert({.i = 255}, DType::i16, DType::i8, false).i, -1);
  EXPECT_EQ(convert({.i = -1}, DType::i8, DType::u16, false).i, 65535);
  EXPECT_EQ(convert({.i = 256}, DType::i64, DType::boolean, false).i, 1);
}

TEST(Casts, HalfPrecisionIsOnlyRoundedWhenAsked) {
  const Scalar third{.f = static_cast<float>(1.0 / 3)};
  EXPECT_EQ(convert(third, DType::f32, DType::bf16, false).f, third.f);
  EXPECT_EQ(convert(third, DType::f32, DType::bf16, true).f, 0.333984375);
  EXPECT_EQ(convert({.f = 1.0 / 3}, DType::f64, DType::f16, false).f, third.f);
  EXPECT_EQ(convert({.f = 1.0 / 3}, DType::f64, DType::f32, false).f, third.f);
}

TEST(Casts, Bitcasts) {
  EXPECT_EQ(bitcast({.f = 1}, DType::f32, DType::i32).i, 0x3f800000);
  EXPECT_EQ(bitcast({.f = -2}, DType::bf16, DType::i16).i, static_cast<std::int16_t>(0xc000));
  EXPECT_EQ(bitcast({.f = -2}, DType::f16, DType::u16).i, 0xc000);
  EXPECT_EQ(bitcast({.i = 0x3c00}, DType::i16, DType::f16).f, 1);
  EXPECT_EQ(bitcast({.i = 0x38}, DType::u8, DType::f8e4m3fn).f, 1);
  EXPECT_EQ(bitcast({.f = 1}, DType::f64, DType::i64).i, 0x3ff0000000000000);
  EXPECT_EQ(bitcast({.i = -1}, DType::i32, DType::u32).i, 0xffffffff);
  EXPECT_EQ(bitcast({.i = -1}, DType::i8, DType::i8).i, -1);
  EXPECT_EQ(bitcast({.f = 1.0039}, DType::bf16, DType::u16).i, 0x3f80);  // rounded first
}

TEST(Casts, BoolsAreAnyByteButZero) {
  const unsigned char bytes[] = {0, 1, 2, 255};
  for (const unsigned char& byte : bytes) EXPECT_EQ(load_element(&byte, DType::boolean).i, byte != 0);
  unsigned char stored = 7;
  store_element(&stored, DType::boolean, {.f = 0.5}, DType::f32);
  EXPECT_EQ(stored, 1);
}

TEST(Casts, StoresTouchTheirOwnBytesAlone) {
  for (const DTypeInfo& type : kDTypes) {
    unsigned char bytes[24];
    std::memset(bytes, 0xa5, sizeof bytes);
    store_element(bytes + 1, type.dtype, {.f = 1}, DType::f32);
    EXPECT_EQ(bytes[0], 0xa5) << type.name;
    EXPECT_EQ(bytes[1 + type.bytes], 0xa5) << type.name;
    const Scalar back = load_element(bytes + 1, type.dtype);
    EXPECT_EQ(is_floating(type.dtype) || is_complex(type.dtype) ? back.f : static_cast<double>(back.i), 1)
        << type.name;
  }
}

}  // namespace
}  // namespace ireplay
