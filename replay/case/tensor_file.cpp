#include "replay/case/tensor_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <span>

#include "parser/source.hpp"
#include "replay/case/numpy_file.hpp"
#include "replay/case/safetensors.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot(const char* what, const fs::path& file, const std::string& why) {
  throw Error(Error::Kind::usage, std::string("cannot ") + what + " '" + file.string() + "': " + why);
}

/// Devices and pipes (/dev/stdout) are written in place; a link to a file keeps pointing to it.
void write_parts(const fs::path& file, std::span<const std::string_view> parts) {
  std::error_code ignored;
  const fs::file_status status = fs::status(file, ignored);
  const bool in_place = fs::exists(status) && !fs::is_regular_file(status);
  const fs::path resolved = fs::exists(status) ? fs::canonical(file, ignored) : file;
  const fs::path target = resolved.empty() ? file : resolved;
  const fs::path written = in_place ? file : fs::path(target.string() + ".tmp" + std::to_string(getpid()));
  errno = 0;
  std::ofstream out(written, std::ios::binary);
  for (const std::string_view part : parts) out.write(part.data(), static_cast<std::streamsize>(part.size()));
  out.close();
  if (!out) {
    const std::string why = std::strerror(errno ? errno : EIO);
    if (!in_place) fs::remove(written, ignored);
    cannot("write", file, why);
  }
  if (in_place) return;
  std::error_code error;
  fs::rename(written, target, error);
  if (error) {
    fs::remove(written, ignored);
    cannot("write", file, error.message());
  }
}

}  // namespace

TensorMap read_tensors(const fs::path& file) {
  const std::string extension = file.extension().string();
  if (extension == ".safetensors") return read_safetensors(file);
  if (extension == ".npz") return read_npz(file);
  if (extension == ".npy") {
    TensorMap tensors;
    tensors[""] = read_npy(file);
    return tensors;
  }
  cannot("read", file, "expected a file that ends in .safetensors, .npz or .npy");
}

void write_safetensors(const fs::path& file, const TensorMap& tensors) {
  std::vector<const HostTensor*> order;
  const std::string header = safetensors_header(tensors, order);
  std::vector<std::string_view> parts{header};
  for (const HostTensor* tensor : order)
    parts.emplace_back(reinterpret_cast<const char*>(tensor->data.data()), tensor->data.size());
  write_parts(file, parts);
}

void write_file(const fs::path& file, std::string_view text) { write_parts(file, std::span(&text, 1)); }

std::string read_file(const fs::path& file) {
  std::error_code error;
  if (fs::is_directory(file, error)) cannot("read", file, "it is a directory");
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) cannot("read", file, std::strerror(errno ? errno : ENOENT));
  std::string text;
  if (const auto bytes = fs::file_size(file, error); !error) text.reserve(bytes);
  std::vector<char> block(std::size_t{1} << 20);
  do {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  } while (in);
  if (in.bad()) cannot("read", file, std::strerror(errno ? errno : EIO));
  return text;
}

}  // namespace ireplay
