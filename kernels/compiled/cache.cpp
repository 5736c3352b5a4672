#include "kernels/compiled/cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace ireplay {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr char kMagic[8] = {'i', 'r', 'e', 'p', 'l', 'a', 'y', '1'};
constexpr std::size_t kKeyLength = 32;
constexpr auto kAbandoned = 1h;  // a temporary file this old has no writer any more

struct Header {
  char magic[8];
  char key[kKeyLength];
  std::uint64_t bytes;
  std::uint64_t checksum[2];
};
static_assert(sizeof(Header) == 64);

/// Two lanes of multiply and rotate over words of eight bytes, finished as in MurmurHash3.
class Hash128 {
 public:
  void add(const void* data, std::size_t bytes) {
    const auto* at = static_cast<const unsigned char*>(data);
    for (std::size_t done = 0; done < bytes; done += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, at + done, std::min<std::size_t>(8, bytes - done));
      add_word(word);
    }
    add_word(bytes);
  }
  std::uint64_t low() const { return finish(low_ + std::rotl(high_, 17)); }
  std::uint64_t high() const { return finish(high_ ^ std::rotl(low_, 41)); }

 private:
  static std::uint64_t finish(std::uint64_t x) {
    x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdULL;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
    return x ^ (x >> 33);
  }
  void add_word(std::uint64_t word) {
    low_ = std::rotl(low_ ^ finish(word), 27) * 0x9e3779b97f4a7c15ULL + high_;
    high_ = std::rotl(high_ + word * 0x87c37b91114253d5ULL, 31) * 0x4cf5ad432745937fULL + low_;
  }

  std::uint64_t low_ = 0x243f6a8885a308d3ULL, high_ = 0x13198a2e03707344ULL;
};

Header make_header(const std::string& key, std::span<const std::byte> bytes) {
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  std::memcpy(header.key, key.data(), std::min(key.size(), kKeyLength));
  header.bytes = bytes.size();
  Hash128 hash;
  hash.add(bytes.data(), bytes.size());
  header.checksum[0] = hash.low();
  header.checksum[1] = hash.high();
  return header;
}

fs::path entry_path(const std::string& folder, const std::string& key) {
  return fs::path(folder) / (key + ".entry");
}

/// A name that no other writer of any process has.
fs::path temporary_path(const std::string& folder, const std::string& key) {
  static std::atomic<unsigned> count{0};
  return fs::path(folder) / (key + '.' + std::to_string(getpid()) + '.' + std::to_string(count++) + ".tmp");
}

bool write_file(const fs::path& path, const Header& header, std::span<const std::byte> bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(&header), sizeof header);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return !file.fail();
}

}  // namespace

std::string default_cache_dir() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache != '\0')
    return std::string(cache) + "/ireplay";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return std::string(home) + "/.cache/ireplay";
  return {};
}

std::string cache_key(std::span<const std::string_view> parts) {
  Hash128 hash;
  for (const std::string_view part : parts) hash.add(part.data(), part.size());
  std::string key;
  for (const std::uint64_t half : {hash.high(), hash.low()})
    for (int shift = 60; shift >= 0; shift -= 4) key += "0123456789abcdef"[half >> shift & 15];
  return key;
}

FileCache::FileCache(std::string folder, std::uint64_t limit_bytes)
    : folder_(std::move(folder)), limit_bytes_(limit_bytes) {}

std::optional<std::vector<std::byte>> FileCache::load(const std::string& key) const {
  if (folder_.empty()) return std::nullopt;
  const fs::path path = entry_path(folder_, key);
  std::ifstream file(path, std::ios::binary);
  Header header{};
  std::error_code error;
  const std::uintmax_t size = file ? fs::file_size(path, error) : 0;
  if (!file || error || size < sizeof header || !file.read(reinterpret_cast<char*>(&header), sizeof header) ||
      header.bytes != size - sizeof header)
    return std::nullopt;
  std::vector<std::byte> bytes(header.bytes);
  if (!file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())))
    return std::nullopt;
  const Header expected = make_header(key, bytes);
  if (std::memcmp(&header, &expected, sizeof header) != 0) return std::nullopt;
  utimensat(AT_FDCWD, path.c_str(), nullptr, 0);  // a folder that is read-only keeps its times
  return bytes;
}

void FileCache::save(const std::string& key, std::span<const std::byte> bytes) {
  if (folder_.empty()) return;
  std::error_code error;
  fs::create_directories(folder_, error);
  const fs::path temporary = temporary_path(folder_, key);
  if (write_file(temporary, make_header(key, bytes), bytes))
    fs::rename(temporary, entry_path(folder_, key), error);
  fs::remove(temporary, error);
  written_bytes_ += bytes.size();
  if (looked_through_ && written_bytes_ < limit_bytes_ / 16) return;
  remove_oldest();
  looked_through_ = true;
  written_bytes_ = 0;
}

void FileCache::remove_oldest() const {
  struct Entry {
    fs::file_time_type used;
    std::uint64_t bytes;
    fs::path path;
  };
  std::vector<Entry> entries;
  std::uint64_t total = 0;
  std::error_code error;
  const auto now = fs::file_time_type::clock::now();
  for (fs::directory_iterator file(folder_, error), end; !error && file != end; file.increment(error)) {
    std::error_code gone;  // another process may remove it while we look
    const fs::path& path = file->path();
    const Entry entry{file->last_write_time(gone), file->file_size(gone), path};
    if (gone) continue;
    if (path.extension() == ".tmp" && now - entry.used > kAbandoned) fs::remove(path, gone);
    if (path.extension() != ".entry") continue;
    total += entry.bytes;
    entries.push_back(entry);
  }
  if (total <= limit_bytes_) return;
  std::ranges::sort(entries, {}, &Entry::used);
  for (const Entry& entry : entries) {
    if (total <= limit_bytes_) break;
    fs::remove(entry.path, error);
    total -= entry.bytes;
  }
}

}  // namespace ireplay
