#pragma once

#include <string>

/// What the program was built from and with.
namespace ireplay {

/// Of the source tree, with `+` behind it where files had changed; empty where it was no git checkout.
std::string build_commit();
/// `CUDA 13.0`, `none (CPU only)`.
std::string build_toolkit();
/// What `ireplay --version` prints: release, commit, toolkit, compiler and libraries, a line each.
std::string version_text();

}  // namespace ireplay
