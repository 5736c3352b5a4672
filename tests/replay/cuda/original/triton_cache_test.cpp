#include "replay/cuda/original/triton_cache.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "parser/parse.hpp"
#include "replay/cuda/original/listing_file.hpp"
#include "tests/support/golden.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

/// A cache of Inductor 2.5's, whose kernels are all called `triton_`, made of files of testdata.
class TritonCacheFolder : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  /// A compiled kernel of the listing in `made_of`, with XBLOCK = `block`; without a file its TTIR names
  /// none.
  void add_kernel(const std::string& hash, const std::string& made_of, int block, int warps) const {
    const std::string at = "triton/0/" + hash + "/triton_";
    write(at + ".cubin",
          test::read_text(test::testdata() /
                          "corpus_language/2.5/ut_add.0/kernels/triton_poi_fused_mul_0.cubin"));
    write(at + ".json", R"({"name": "triton_", "num_warps": )" + std::to_string(warps) + R"(, "shared": 0})");
    const std::string place = made_of.empty() ? "unknown" : "\"/tmp/torchinductor_me/ab/" + made_of + "\":";
    const auto loc = [&](const char* line) { return "loc(" + place + (made_of.empty() ? "" : line) + ")\n"; };
    write(at + ".ttir", "#loc = " + loc("2:0") + "module {\n    %c" + std::to_string(block) +
                            "_i32 = arith.constant " + std::to_string(block) + " : i32 loc(#loc1)\n" +
                            "    %0 = tt.get_program_id x : i32 loc(#loc2)\n    %1 = arith.muli %0, %c" +
                            std::to_string(block) +
                            "_i32 : i32 loc(#loc3)\n}\n#loc1 = loc(unknown)\n#loc2 = " + loc("5:28") +
                            "#loc3 = " + loc("5:33"));
  }

  /// Listings that differ by a number, and the files that they are kept in.
  static std::string text_of_listing(int number) {
    return "\n@triton_heuristics.pointwise(triton_meta={})\n@triton.jit\ndef triton_(in_ptr0, xnumel, XBLOCK "
           ": "
           "tl.constexpr):\n    xoffset = tl.program_id(0) * XBLOCK\n    tmp0 = " +
           std::to_string(number) + "\n";
  }
  static std::string file(int number) { return listing_file(text_of_listing(number)); }
  static std::string listing(const std::string& variable, int number) {
    return variable + " = async_compile.triton('triton_', '''" + text_of_listing(number) +
           "''', device_str='cuda')\n\n";
  }

  /// `k: XBLOCK=256` for each kernel of a wrapper.
  std::string found(const std::string& wrapper_text) const {
    const TritonCache cache = read_triton_cache(folder_);
    const Source source("output_code.py", wrapper_text + "def call(args):\n    return ()\n");
    const Wrapper wrapper = parse_wrapper(source);
    std::string text;
    for (const OriginalKernel& kernel : kernels_of(cache, wrapper)) {
      text += kernel.name + ":";
      for (const auto& [name, value] : kernel.config) text += " " + name + "=" + std::to_string(value);
      if (!kernel.config_known) text += " not known";
      const std::size_t at = kernel.fault.find(" has ");
      text += (kernel.fault.empty() ? "" : kernel.fault.substr(at)) + "\n";
    }
    return text;
  }

  fs::path folder_ = fs::temp_directory_path() / ("ireplay_cache_" + std::to_string(::getpid()));
};

/// The second is a file that PyTorch 2.11 wrote.
TEST(ListingFile, IsNamedByItsHash) {
  const auto hex = [](std::string_view text) {
    std::string digits;
    for (const std::uint8_t byte : sha256(text))
      digits += std::string(1, "0123456789abcdef"[byte / 16]) + "0123456789abcdef"[byte % 16];
    return digits;
  };
  EXPECT_EQ(hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  const Source source("output_code.py",
                      test::read_text(test::testdata() / "corpus/ma_autotune_mm_relu.0/output_code.py"));
  const Wrapper wrapper = parse_wrapper(source);
  ASSERT_EQ(wrapper.kernels.size(), 1u);
  EXPECT_EQ(listing_file(wrapper.kernels[0].source),
            "czbuvy5rx6pbekhr5ya25tatjjs5jpoky3mgtltqopng5yjw24ww.py");
}

TEST_F(TritonCacheFolder, KernelsAreTheOnesOfTheirListings) {
  add_kernel("1111", file(1), 256, 4);
  add_kernel("2222", file(2), 1024, 8);
  add_kernel("3333", file(3), 64, 2);
  EXPECT_EQ(found(listing("one", 2) + listing("two", 1) + listing("never_compiled", 4)),
            "one: XBLOCK=1024\ntwo: XBLOCK=256\n");
}

TEST_F(TritonCacheFolder, TheChosenConfigurationIsTaken) {
  add_kernel("1111", file(1), 256, 4);
  add_kernel("2222", file(1), 512, 8);
  EXPECT_EQ(found(listing("k", 1)),
            "k: not known has 2 compiled kernels for it and does not say which of them ran\n");
  write("ab/" + file(1).substr(0, 52) + ".best_config",
        R"({"XBLOCK": 512, "num_warps": 8, "num_stages": 1, "found_by_coordesc": false})");
  EXPECT_EQ(found(listing("k", 1)), "k: XBLOCK=512 num_stages=1 num_warps=8\n")
      << "2.5: by the listing's name";
  write("ab/c9.best_config", R"({"XBLOCK": 256, "num_warps": 4, "triton_cache_hash": "1111"})");
  EXPECT_EQ(found(listing("k", 1)), "k: XBLOCK=256 num_warps=4\n") << "2.8: by the kernel's hash";
}

TEST_F(TritonCacheFolder, WithoutPlacesTheNameMustBeTheOnlyOne) {
  add_kernel("1111", "", 256, 4);
  EXPECT_EQ(found(listing("k", 1)), "k: not known\n");
  add_kernel("2222", "", 256, 4);
  EXPECT_EQ(found(listing("k", 1)),
            "k: not known has 2 compiled kernels for it and does not say which of them ran\n");
}

TEST_F(TritonCacheFolder, AFolderWithoutKernelsIsRefused) {
  EXPECT_THROW(
      {
        try {
          read_triton_cache(folder_);
        } catch (const Error& error) {
          EXPECT_EQ(error.kind(), Error::Kind::usage);
          EXPECT_NE(
              std::string(error.what()).find("there is no compiled kernel (NAME.json and NAME.cubin) in "),
              std::string::npos);
          throw;
        }
      },
      Error);
  EXPECT_THROW(read_triton_cache(folder_ / "absent"), Error);
}

}  // namespace
}  // namespace ireplay
