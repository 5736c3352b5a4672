#pragma once

#include <filesystem>

#include "replay/case/files.hpp"
#include "replay/plan/tensor.hpp"

/// Tensor files: safetensors, NumPy's .npy and .npz.
/// A broken file throws Error{Kind::usage} that names the file and says what is wrong; sizes are checked
/// against the file's before anything is allocated. Writing is that of files.hpp.
namespace ireplay {

/// By extension: .safetensors, .npz (stored or deflated members), .npy (its tensor has the key "").
TensorMap read_tensors(const std::filesystem::path& file);
void write_safetensors(const std::filesystem::path& file, const TensorMap& tensors);
/// By extension as well; what is no file (/dev/null) gets safetensors. Throws Error{usage} for another
/// extension, for several tensors in an .npy file, and for what NumPy's files do not hold.
void write_tensors(const std::filesystem::path& file, const TensorMap& tensors);

/// Throws what `write_tensors` would throw before it writes; leaves nothing behind.
void check_writable_tensors(const std::filesystem::path& file);

}  // namespace ireplay
