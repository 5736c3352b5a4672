#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <string_view>

/// Whole files. Writing goes to a temporary file beside the target that is then renamed: a reader sees the
/// old or the new file, never a part. Throws Error{usage} where a file cannot be opened, Error{device} where
/// writing fails (a full disk); the temporary file is gone then.
namespace ireplay {

void write_file(const std::filesystem::path& file, std::string_view text);
/// The same of a text in pieces.
void write_parts(const std::filesystem::path& file, std::span<const std::string_view> parts);
/// Whether a name leads to what is no file to be replaced: a device, a pipe.
bool is_written_in_place(const std::filesystem::path& file);
/// Throws what `write_file` would throw if it could not open its file; leaves nothing behind.
void check_writable(const std::filesystem::path& file);
/// For a program that is ended in the middle: removes the temporary files of writes that are under way, and
/// lets no other begin.
void remove_unfinished_files();

/// Whole file as text. Throws Error{usage} that says why it could not be read, or that it has more than
/// `most` bytes.
std::string read_file(const std::filesystem::path& file,
                      std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

}  // namespace ireplay
