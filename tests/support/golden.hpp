#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/// Golden files: the expected text lies beside the input, and IREPLAY_REBASE=1 rewrites it; the diff is what
/// gets reviewed.
namespace ireplay::test {

inline std::filesystem::path testdata() { return IREPLAY_TESTDATA; }

inline std::string read_text(const std::filesystem::path& file) {
  std::stringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

/// All files below a folder of testdata whose name `wanted` accepts, sorted.
template <class Wanted>
std::vector<std::filesystem::path> files_below(const std::string& folder, Wanted wanted) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(testdata() / folder)) {
    if (entry.is_regular_file() && wanted(entry.path())) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline void expect_golden(const std::filesystem::path& golden, const std::string& actual) {
  if (std::getenv("IREPLAY_REBASE") != nullptr) std::ofstream(golden, std::ios::binary) << actual;
  ASSERT_TRUE(std::filesystem::exists(golden)) << golden << " is missing: run once with IREPLAY_REBASE=1";
  EXPECT_EQ(actual, read_text(golden));
}

/// The name of a parameterised test: the file's name with '_' for what gtest does not take.
inline std::string test_name(const testing::TestParamInfo<std::filesystem::path>& info) {
  std::string name = info.param.filename().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

}  // namespace ireplay::test
