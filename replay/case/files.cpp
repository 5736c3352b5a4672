#include "replay/case/files.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <mutex>
#include <set>
#include <vector>

#include "parser/source.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot(const char* what, const fs::path& file, const std::string& why) {
  throw Error(Error::Kind::usage, std::string("cannot ") + what + " '" + file.string() + "': " + why);
}

/// Files that are being written, so that a program that is ended can remove them.
std::mutex unfinished_mutex;
std::set<fs::path> unfinished;

class Unfinished {
 public:
  explicit Unfinished(fs::path file) : file_(std::move(file)) {
    const std::lock_guard lock(unfinished_mutex);
    unfinished.insert(file_);
  }
  /// Removes the file unless it has been renamed.
  ~Unfinished() {
    const std::lock_guard lock(unfinished_mutex);
    std::error_code ignored;
    fs::remove(file_, ignored);
    unfinished.erase(file_);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

 private:
  fs::path file_;
};

/// Where the bytes of a file go: a temporary file beside what the name leads to; a device or pipe
/// (/dev/stdout) itself.
struct Target {
  fs::path file;       // what is renamed to in the end; a link to a file keeps pointing to it
  fs::path temporary;  // empty for what is written in place
};

Target find_target(const fs::path& file) {
  std::error_code ignored;
  const fs::file_status status = fs::status(file, ignored);
  if (fs::is_directory(status)) cannot("write", file, "it is a directory");
  if (fs::exists(status) && !fs::is_regular_file(status)) return {file, {}};
  const fs::path resolved = fs::exists(status) ? fs::canonical(file, ignored) : file;
  const fs::path& target = resolved.empty() ? file : resolved;
  return {target, target.string() + ".tmp" + std::to_string(getpid())};
}

[[noreturn]] void cannot_finish(const fs::path& file, const std::string& why) {
  throw Error(Error::Kind::device, "cannot write '" + file.string() + "': " + why);
}

void write_all(const fs::path& file, const fs::path& opened, std::span<const std::string_view> parts) {
  errno = 0;
  std::ofstream out(opened, std::ios::binary);
  if (!out) cannot("write", file, std::strerror(errno ? errno : EIO));
  for (const std::string_view part : parts) out.write(part.data(), static_cast<std::streamsize>(part.size()));
  out.close();
  if (!out) cannot_finish(file, std::strerror(errno ? errno : EIO));
}

}  // namespace

bool is_written_in_place(const fs::path& file) { return find_target(file).temporary.empty(); }

void write_parts(const fs::path& file, std::span<const std::string_view> parts) {
  const Target target = find_target(file);
  if (target.temporary.empty()) return write_all(file, file, parts);
  const Unfinished temporary(target.temporary);
  write_all(file, target.temporary, parts);
  std::error_code error;
  fs::rename(target.temporary, target.file, error);
  if (error) cannot_finish(file, error.message());
}

void write_file(const fs::path& file, std::string_view text) { write_parts(file, std::span(&text, 1)); }

void check_writable(const fs::path& file) {
  const Target target = find_target(file);
  if (target.temporary.empty()) {
    if (access(file.c_str(), W_OK) != 0) cannot("write", file, std::strerror(errno));
    return;
  }
  const Unfinished temporary(target.temporary);
  write_all(file, target.temporary, {});
}

void remove_unfinished_files() {
  unfinished_mutex.lock();  // for good
  std::error_code ignored;
  for (const fs::path& file : unfinished) fs::remove(file, ignored);
}

std::string read_file(const fs::path& file, std::uint64_t most) {
  std::error_code error;
  if (fs::is_directory(file, error)) cannot("read", file, "it is a directory");
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) cannot("read", file, std::strerror(errno ? errno : ENOENT));
  std::string text;
  if (const auto bytes = fs::file_size(file, error); !error && bytes <= most) text.reserve(bytes);
  std::vector<char> block(std::size_t{1} << 20);
  do {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > most) cannot("read", file, "it has more than " + std::to_string(most) + " bytes");
  } while (in);
  if (in.bad()) cannot("read", file, std::strerror(errno ? errno : EIO));
  return text;
}

}  // namespace ireplay
