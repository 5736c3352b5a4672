#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "replay/plan/tensor.hpp"

/// NumPy's .npy and .npz (a zip archive of .npy members, stored or deflated, zip64 included).
/// Throws Error{usage} that names the file and what is wrong with it.
namespace ireplay {

/// The tensor of an .npy file: either byte order, C or Fortran order, versions 1 to 3 of the format.
/// A two-byte void type is read as bfloat16, which is how NumPy writes the type of ml_dtypes.
HostTensor read_npy(const std::filesystem::path& file);

/// Keys are the members' names without `.npy`.
TensorMap read_npz(const std::filesystem::path& file);

/// What stands before a tensor's bytes in an .npy file, version 1. Throws Error{usage} where NumPy has no
/// such type; `name` is what to call the tensor then.
std::string npy_header(const HostTensor& tensor, const std::string& name);

/// An .npz file of stored members: a head, a tensor's bytes, a head .., and one last head. The bytes point
/// into the tensors. Throws Error{usage} for types as `npy_header` does, and for more than 4 GiB.
struct NpzParts {
  std::vector<std::string> heads;  // one more than there are tensors
  std::vector<std::string_view> data;
};
NpzParts npz_parts(const TensorMap& tensors);

}  // namespace ireplay
