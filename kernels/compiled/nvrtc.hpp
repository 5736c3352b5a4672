#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// NVIDIA's run-time compiler, loaded on first use. Every function may be called from several threads at
/// once.
namespace ireplay {

/// What is fixed about a compilation besides its text; part of a cache's key.
/// `contract`: a product and the sum it goes into may round once, as in Triton's kernels and nvcc's default;
/// without, every operation rounds as on the CPU. Warnings are for who writes the text.
inline constexpr const char* nvrtc_options(bool contract) {
  return contract ? "-std=c++20 --fmad=true -w" : "-std=c++20 --fmad=false -w";
}

/// Which NVRTC this process uses: "libnvrtc.so.13 13.0 109338064" (file name, version of the builtins beside
/// it, bytes), read from the folder without opening the library, which takes 7 ms, or 200 where it is not in
/// memory. Where only the loader's own list knows the library, it is opened and asked. Nothing where there is
/// none; `why` then says what was looked for.
std::optional<std::string> find_nvrtc(std::string* why);

/// Machine code of `text` for compute capability `sm` (90 for 9.0); PTX, with its final zero, of the newest
/// architecture before it where this NVRTC does not know `sm`. `name` stands for a file's name in messages.
/// Throws CudaError with the compiler's log and the lines around its first error, or if NVRTC cannot be
/// loaded.
std::vector<std::byte> compile_with_nvrtc(const std::string& text, const std::string& name, int sm,
                                          bool contract);

/// Lines `first` to `last` (from 1, cut to what there is) of `text`, numbered, `marked` marked.
std::string numbered_lines(const std::string& text, int first, int last, int marked);

}  // namespace ireplay
