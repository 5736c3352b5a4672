#pragma once

#include <filesystem>

#include "replay/plan/tensor.hpp"

/// NumPy's .npy and .npz (a zip archive of .npy members, stored or deflated, zip64 included).
/// Throws Error{usage} that names the file and what is wrong with it.
namespace ireplay {

/// The tensor of an .npy file: either byte order, C or Fortran order, versions 1 to 3 of the format.
/// A two-byte void type is read as bfloat16, which is how NumPy writes the type of ml_dtypes.
HostTensor read_npy(const std::filesystem::path& file);

/// Keys are the members' names without `.npy`.
TensorMap read_npz(const std::filesystem::path& file);

}  // namespace ireplay
