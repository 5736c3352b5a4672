#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// A folder of small files by key that several processes share and that may be deleted at any time.
namespace ireplay {

/// $XDG_CACHE_HOME/ireplay, else $HOME/.cache/ireplay; empty where neither is there.
std::string default_cache_dir();

/// 128 bits of `parts` as 32 hexadecimal digits; where one part ends and the next begins counts. The same on
/// every machine. Not for keys that an enemy may choose.
std::string cache_key(std::span<const std::string_view> parts);

/// Entries are files `<key>.entry`: a header of magic, key, length and checksum, then the bytes. They are
/// written to a temporary name and renamed, so that a reader sees a whole entry or none. Nothing here throws
/// on a folder that cannot be made, read or written: it is then as good as empty. One thread at a time for an
/// object; any number of objects and processes for a folder.
class FileCache {
 public:
  static constexpr std::uint64_t kDefaultLimit = std::uint64_t{1} << 30;

  /// An empty `folder` is no cache. It is made, with its parents, when first written to. `limit_bytes`: see
  /// `save`.
  explicit FileCache(std::string folder, std::uint64_t limit_bytes = kDefaultLimit);

  /// The bytes saved under `key`, and marks them as used now. A damaged entry counts as missing.
  std::optional<std::vector<std::byte>> load(const std::string& key) const;

  /// Saves `bytes` in place of what `key` had. On an object's first save, and again whenever a sixteenth of
  /// the limit has been written, entries that were not used for longest are removed until the folder is
  /// within its limit.
  void save(const std::string& key, std::span<const std::byte> bytes);

 private:
  void remove_oldest() const;

  std::string folder_;
  std::uint64_t limit_bytes_;
  std::uint64_t written_bytes_ = 0;  // since the folder was last looked through
  bool looked_through_ = false;
};

}  // namespace ireplay
