#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>

#include "replay/plan/tensor.hpp"

/// Tensor files: safetensors, NumPy's .npy and .npz.
/// A broken file throws Error{Kind::usage} that names the file and says what is wrong; sizes are checked
/// against the file's before anything is allocated. Writing goes to a temporary file beside the target that
/// is then renamed.
namespace ireplay {

/// By extension: .safetensors, .npz (stored or deflated members), .npy (its tensor has the key "").
TensorMap read_tensors(const std::filesystem::path& file);
void write_safetensors(const std::filesystem::path& file, const TensorMap& tensors);
/// By extension as well; what is no file (/dev/null) gets safetensors. Throws Error{usage} for another
/// extension, for several tensors in an .npy file, and for what NumPy's files do not hold.
void write_tensors(const std::filesystem::path& file, const TensorMap& tensors);

/// Writes `text` to a temporary file beside `file` and renames it: a reader sees the old or the new file,
/// never a part. Throws Error{usage} where the file cannot be opened, Error{device} where writing fails (a
/// full disk); the temporary file is gone then.
void write_file(const std::filesystem::path& file, std::string_view text);
/// Throws what `write_file` would throw if it could not open its file; leaves nothing behind.
void check_writable(const std::filesystem::path& file);
/// The same for `write_tensors`, its extension too.
void check_writable_tensors(const std::filesystem::path& file);
/// For a program that is ended in the middle: removes the temporary files of writes that are under way, and
/// lets no other begin.
void remove_unfinished_files();
/// Whole file as text. Throws Error{usage} that says why it could not be read, or that it has more than
/// `most` bytes.
std::string read_file(const std::filesystem::path& file,
                      std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

}  // namespace ireplay
