#include "kernels/compiled/cache.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace ireplay {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string key_of(std::initializer_list<std::string_view> parts) {
  return cache_key(std::span(parts.begin(), parts.size()));
}

std::vector<std::byte> bytes_of(std::string_view text) {
  const auto* data = reinterpret_cast<const std::byte*>(text.data());
  return {data, data + text.size()};
}

/// A folder of its own, removed afterwards.
class FileCacheTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("ireplay_cache_test." + std::to_string(getpid()) + "." +
                                           testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path entry(const std::string& key) const { return folder_ / (key + ".entry"); }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), {}));
  }

  fs::path folder_;
};

TEST(CacheKey, IsOfEveryPartAndOfWhereItEnds) {
  EXPECT_EQ(key_of({"text", "sm_90"}).size(), 32U);
  EXPECT_EQ(key_of({"text", "sm_90"}), key_of({"text", "sm_90"}));
  EXPECT_NE(key_of({"text", "sm_90"}), key_of({"text", "sm_80"}));
  EXPECT_NE(key_of({"text", "sm_90"}), key_of({"sm_90", "text"}));
  EXPECT_NE(key_of({"ab", "c"}), key_of({"a", "bc"}));
  EXPECT_NE(key_of({"a"}), key_of({"a", ""}));
  EXPECT_NE(key_of({std::string_view("a\0", 2)}), key_of({"a"}));
}

TEST(CacheKey, IsTheSameOnEveryMachine) {
  EXPECT_EQ(key_of({"extern \"C\" __global__ void k() {}", "sm_90"}), "148324035cfbf9beb52391a19d38c3b1");
}

TEST(CacheKey, ManyShortTextsDiffer) {
  std::vector<std::string> keys;
  for (int i = 0; i < 100000; ++i) keys.push_back(key_of({std::to_string(i)}).substr(0, 16));
  std::ranges::sort(keys);
  EXPECT_EQ(std::ranges::adjacent_find(keys), keys.end());
}

TEST(DefaultCacheDir, IsTheUsers) {
  const char* home = std::getenv("HOME");
  const std::string before = home != nullptr ? home : "";
  unsetenv("XDG_CACHE_HOME");
  setenv("HOME", "/home/someone", 1);
  EXPECT_EQ(default_cache_dir(), "/home/someone/.cache/ireplay");
  setenv("XDG_CACHE_HOME", "/cache", 1);
  EXPECT_EQ(default_cache_dir(), "/cache/ireplay");
  unsetenv("XDG_CACHE_HOME");
  unsetenv("HOME");
  EXPECT_EQ(default_cache_dir(), "");
  if (home != nullptr) setenv("HOME", before.c_str(), 1);
}

TEST_F(FileCacheTest, GivesBackWhatWasSaved) {
  FileCache cache(folder_ / "made" / "when needed");
  EXPECT_FALSE(cache.load(key_of({"a"})));
  cache.save(key_of({"a"}), bytes_of("first"));
  cache.save(key_of({"b"}), {});
  EXPECT_EQ(cache.load(key_of({"a"})), bytes_of("first"));
  EXPECT_EQ(cache.load(key_of({"b"})), bytes_of(""));
  cache.save(key_of({"a"}), bytes_of("second"));
  EXPECT_EQ(FileCache(folder_ / "made" / "when needed").load(key_of({"a"})), bytes_of("second"));
}

TEST_F(FileCacheTest, LeavesNoTemporaryFiles) {
  FileCache cache(folder_);
  cache.save(key_of({"a"}), bytes_of("a"));
  cache.save(key_of({"b"}), bytes_of("b"));
  EXPECT_EQ(files(), 2U);
}

TEST_F(FileCacheTest, ADamagedEntryIsMissingAndRebuilt) {
  FileCache cache(folder_);
  const std::string key = key_of({"a"}), other = key_of({"b"});
  const std::vector<std::byte> bytes = bytes_of("sixteen bytes of");
  for (std::size_t at = 0; at < 64 + bytes.size(); ++at) {  // every byte of header and content
    cache.save(key, bytes);
    std::fstream file(entry(key), std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const char was = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(was ^ 1));
    file.close();
    EXPECT_FALSE(cache.load(key)) << "byte " << at;
  }
  for (const std::size_t size : {0U, 10U, 64U, 70U}) {
    cache.save(key, bytes);
    fs::resize_file(entry(key), size);
    EXPECT_FALSE(cache.load(key)) << size << " bytes left";
  }
  cache.save(key, bytes);
  EXPECT_EQ(cache.load(key), bytes);
  fs::rename(entry(key), entry(other));  // another key's content
  EXPECT_FALSE(cache.load(other));
}

TEST_F(FileCacheTest, LeastRecentlyUsedGoesFirst) {
  const std::vector<std::byte> kilobyte(1000);
  const std::string keys[] = {key_of({"0"}), key_of({"1"}), key_of({"2"}), key_of({"3"})};
  {
    FileCache cache(folder_);
    for (int i = 0; i < 3; ++i) cache.save(keys[i], kilobyte);
  }
  const auto now = fs::file_time_type::clock::now();
  for (int i = 0; i < 3; ++i) fs::last_write_time(entry(keys[i]), now - (10min - i * 1min));
  FileCache cache(folder_, 3500);
  EXPECT_TRUE(cache.load(keys[0]));  // used now: the oldest is keys[1]
  cache.save(keys[3], kilobyte);
  EXPECT_TRUE(cache.load(keys[0]));
  EXPECT_FALSE(cache.load(keys[1]));
  EXPECT_TRUE(cache.load(keys[2]));
  EXPECT_TRUE(cache.load(keys[3]));
}

TEST_F(FileCacheTest, AbandonedTemporaryFilesAreRemovedAndOtherFilesAreNot) {
  fs::create_directories(folder_);
  for (const char* name : {"old.tmp", "new.tmp", "README"}) std::ofstream(folder_ / name) << "x";
  const auto now = fs::file_time_type::clock::now();
  fs::last_write_time(folder_ / "old.tmp", now - 2h);
  fs::last_write_time(folder_ / "README", now - 2h);
  FileCache(folder_, 10).save(key_of({"a"}), bytes_of("more than ten bytes"));
  EXPECT_FALSE(fs::exists(folder_ / "old.tmp"));
  EXPECT_TRUE(fs::exists(folder_ / "new.tmp"));
  EXPECT_TRUE(fs::exists(folder_ / "README"));
}

TEST_F(FileCacheTest, AFolderThatCannotBeWrittenIsAnEmptyCache) {
  for (const std::string& folder :
       {std::string(), std::string("/proc/no/such/folder"), entry("file").string()}) {
    fs::create_directories(folder_);
    std::ofstream(entry("file")) << "a file, not a folder";
    FileCache cache(folder);
    cache.save(key_of({"a"}), bytes_of("a"));
    EXPECT_FALSE(cache.load(key_of({"a"}))) << folder;
  }
}

TEST_F(FileCacheTest, ManyWritersAndReadersOfOneFolder) {
  const std::string keys[] = {key_of({"0"}), key_of({"1"}), key_of({"2"})};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      FileCache cache(folder_, 20000);
      for (int i = 0; i < 200; ++i) {
        const int which = (i + thread) % 3;
        const std::vector<std::byte> bytes(4000 + which, static_cast<std::byte>(which));
        cache.save(keys[which], bytes);
        EXPECT_EQ(cache.load(keys[which]).value_or(bytes), bytes);
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(files(), 3U);
}

}  // namespace
}  // namespace ireplay
