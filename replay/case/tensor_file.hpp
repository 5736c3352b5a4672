#pragma once

#include <filesystem>

#include "replay/plan/tensor.hpp"

/// Tensor files: safetensors, NumPy's .npy and .npz.
/// A broken file throws Error{Kind::usage} that names the file and says what is wrong; sizes are checked
/// against the file's before anything is allocated. Writing goes to a temporary file beside the target that
/// is then renamed.
namespace ireplay {

/// By extension: .safetensors, .npz (stored or deflated members), .npy (its tensor has the key "").
TensorMap read_tensors(const std::filesystem::path& file);
void write_safetensors(const std::filesystem::path& file, const TensorMap& tensors);

/// Writes `text` to a temporary file beside `file` and renames it: a reader sees the old or the new file,
/// never a part.
void write_file(const std::filesystem::path& file, std::string_view text);
/// Whole file as text. Throws Error{usage} that says why it could not be read.
std::string read_file(const std::filesystem::path& file);

}  // namespace ireplay
