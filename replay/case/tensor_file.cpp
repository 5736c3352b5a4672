#include "replay/case/tensor_file.hpp"

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

constexpr const char* kExtensions = "expected a file that ends in .safetensors, .npz or .npy";

void require_extension(const fs::path& file) {
  const std::string extension = file.extension().string();
  const bool known = extension == ".safetensors" || extension == ".npz" || extension == ".npy";
  if (!known && !is_written_in_place(file)) cannot("write", file, kExtensions);
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

void check_writable_tensors(const fs::path& file) {
  check_writable(file);
  require_extension(file);
}

}  // namespace ireplay
