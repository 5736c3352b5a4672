#pragma once

/// Combinations of options that cannot be meant, found before a graph is read.
namespace ireplay {

struct Options;

/// What the command line alone cannot say, checked before anything runs: that an implied `run` has a path,
/// that no two outputs go to one place or over an input, and that all of them can be written.
/// Throws Error{usage}.
void refuse_misuse(const Options& options);

}  // namespace ireplay
