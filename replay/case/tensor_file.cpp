#include "replay/case/tensor_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <mutex>
#include <set>
#include <span>
#include <vector>

#include "parser/source.hpp"
#include "replay/case/numpy_file.hpp"
#include "replay/case/safetensors.hpp"

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

void write_parts(const fs::path& file, std::span<const std::string_view> parts) {
  const Target target = find_target(file);
  if (target.temporary.empty()) return write_all(file, file, parts);
  const Unfinished temporary(target.temporary);
  write_all(file, target.temporary, parts);
  std::error_code error;
  fs::rename(target.temporary, target.file, error);
  if (error) cannot_finish(file, error.message());
}

constexpr const char* kExtensions = "expected a file that ends in .safetensors, .npz or .npy";

void require_extension(const fs::path& file) {
  const std::string extension = file.extension().string();
  const bool known = extension == ".safetensors" || extension == ".npz" || extension == ".npy";
  if (!known && !find_target(file).temporary.empty()) cannot("write", file, kExtensions);
}

std::string_view view_of(const HostTensor& tensor) {
  return {reinterpret_cast<const char*>(tensor.data.data()), tensor.data.size()};
}

void write_npy(const fs::path& file, const TensorMap& tensors) {
  if (tensors.size() != 1)
    cannot("write", file,
           "an .npy file holds one tensor, and there are " + std::to_string(tensors.size()) +
               "; give a name that ends in .npz or .safetensors");
  const auto& [name, tensor] = *tensors.begin();
  const std::string header = npy_header(tensor, name);
  const std::string_view parts[] = {header, view_of(tensor)};
  write_parts(file, parts);
}

void write_npz(const fs::path& file, const TensorMap& tensors) {
  const NpzParts npz = npz_parts(tensors);
  std::vector<std::string_view> parts;
  for (std::size_t k = 0; k < npz.heads.size(); ++k) {
    parts.emplace_back(npz.heads[k]);
    if (k < npz.data.size()) parts.push_back(npz.data[k]);
  }
  write_parts(file, parts);
}

}  // namespace

TensorMap read_tensors(const fs::path& file) {
  std::error_code error;
  if (fs::is_directory(file, error)) cannot("read", file, "it is a directory");
  const std::string extension = file.extension().string();
  if (extension == ".safetensors") return read_safetensors(file);
  if (extension == ".npz") return read_npz(file);
  if (extension == ".npy") {
    TensorMap tensors;
    tensors[""] = read_npy(file);
    return tensors;
  }
  cannot("read", file, kExtensions);
}

void write_safetensors(const fs::path& file, const TensorMap& tensors) {
  std::vector<const HostTensor*> order;
  const std::string header = safetensors_header(tensors, order);
  std::vector<std::string_view> parts{header};
  for (const HostTensor* tensor : order) parts.push_back(view_of(*tensor));
  write_parts(file, parts);
}

void write_tensors(const fs::path& file, const TensorMap& tensors) {
  require_extension(file);
  const std::string extension = file.extension().string();
  if (extension == ".npz") return write_npz(file, tensors);
  if (extension == ".npy") return write_npy(file, tensors);
  write_safetensors(file, tensors);
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

void check_writable_tensors(const fs::path& file) {
  check_writable(file);
  require_extension(file);
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
