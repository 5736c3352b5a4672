#include "replay/cuda/original/cubin.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>

#include "parser/source.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/test_seed.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

bool is_cubin(const fs::path& file) { return file.extension() == ".cubin"; }

std::string outcome(const std::string& text) {
  try {
    read_cubin(text, "a.cubin");
    return "read";
  } catch (const Error& error) {
    return error.what();
  }
}

const std::string& sample() {
  static const std::string text =
      test::read_text(test::testdata() / "corpus_language/2.15/ut_add.0/kernels/add_kernel_0.cubin");
  return text;
}

/// The sample with other bytes at a place.
std::string with(std::size_t at, const std::string& bytes) {
  std::string text = sample();
  return text.replace(at, bytes.size(), bytes);
}

/// The JSON file beside each was written by another reader.
TEST(Cubin, ParametersAreThoseOfTheFileBesideIt) {
  const std::vector<fs::path> files = test::files_below("", is_cubin);
  ASSERT_GT(files.size(), 20u);
  for (const fs::path& file : files) {
    const auto facts = nlohmann::json::parse(test::read_text(fs::path(file).replace_extension(".json")));
    const std::vector<CubinKernel> kernels = read_cubin(test::read_text(file), file.string());
    ASSERT_EQ(kernels.size(), 1u) << file;
    EXPECT_EQ(kernels[0].entry, facts["entry"]) << file;
    EXPECT_EQ(kernels[0].parameter_bytes, facts["param_bytes"]) << file;
    std::vector<CubinParameter> parameters;
    for (const auto& place : facts["param_layout"]) parameters.push_back({place[0], place[1]});
    EXPECT_EQ(kernels[0].parameters, parameters) << file;
    ASSERT_TRUE(kernels[0].block) << file;
    EXPECT_EQ((*kernels[0].block)[0], 32 * facts["num_warps"].get<std::uint32_t>()) << file;
  }
}

/// As `cuobjdump -res-usage` says.
TEST(Cubin, RegistersAndMemory) {
  const auto read = [](const char* file) {
    return read_cubin(test::read_text(test::testdata() / file), file)[0];
  };
  const CubinKernel plain = read("corpus_language/2.15/ut_add.0/kernels/add_kernel_0.cubin");
  EXPECT_EQ(plain.registers, 14u);
  EXPECT_EQ(plain.static_shared, 0u);
  EXPECT_EQ(plain.local_bytes, 0u);
  const CubinKernel with_shared =
      read("corpus_language/2.15/dd_nonzero.0/kernels/triton_per_fused_gt_sum_0.cubin");
  EXPECT_EQ(with_shared.registers, 13u);
  EXPECT_EQ(with_shared.static_shared, 1024u);
}

TEST(Cubin, WhatIsWrongIsSaidWithItsByte) {
  EXPECT_EQ(outcome(""), "a.cubin: byte 0x0: an ELF header of 64 bytes does not fit into the file's 0");
  EXPECT_EQ(outcome(with(0, "MZ")),
            "a.cubin: byte 0x0: this is no cubin: a 64-bit ELF file begins with 7f 45 4c 46 02 01");
  EXPECT_EQ(outcome(with(18, {62, 0})),
            "a.cubin: byte 0x12: this ELF file is not for NVIDIA's devices, whose machine is 190");
  EXPECT_EQ(outcome(with(0x3a, {63, 0})), "a.cubin: byte 0x3a: a section's entry has 64 bytes, not 63");
  EXPECT_EQ(outcome(with(0x3e, "\xff\x7f")), "a.cubin: byte 0x3e: there is no section 32767 with names");
  const std::string table = outcome(with(0x28, std::string(8, '\x7f')));
  EXPECT_TRUE(table.starts_with("a.cubin: byte 0x7f7f7f7f7f7f7f7f: the table of sections of ")) << table;
  const std::string cut = outcome(sample().substr(0, sample().size() / 2));
  EXPECT_NE(cut.find(" does not fit into the file's " + std::to_string(sample().size() / 2)), cut.npos)
      << cut;
}

/// Any bytes are a cubin or an error that names the file.
TEST(Cubin, BrokenFilesAreReadOrRefused) {
  const auto seed = static_cast<unsigned>(test_seed());
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  int refused = 0;
  for (int trial = 0; trial < 20000; ++trial) {
    std::string text = sample();
    // the header, the tables at the end and the attributes matter most
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
      const std::size_t at = below(2) == 0 ? below(64) : below(text.size());
      text[at] = static_cast<char>(below(3) == 0 ? 0xff : below(256));
    }
    if (below(8) == 0) text.resize(below(text.size()));
    const std::string said = outcome(text);
    if (said == "read") continue;
    ++refused;
    ASSERT_TRUE(said.starts_with("a.cubin: byte 0x")) << said;
  }
  EXPECT_GT(refused, 2000);
}

}  // namespace
}  // namespace ireplay
