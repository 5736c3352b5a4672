#pragma once

#include <cstdint>
#include <string>

namespace ireplay {

/// Bytes that this process may still take: the least of what the machine has available, what its control
/// groups (v1 and v2) leave, and what `ulimit -v` and `ulimit -d` leave. A limit that cannot be read does not
/// count.
std::int64_t free_host_memory();

/// Throws Error{device} where `bytes` are more than that: `WHAT needs 16 GB of memory, and 2.1 GB are free`.
/// To be called before large memory is made: a process that takes what is not there is killed without a word.
void require_memory(std::uint64_t bytes, const std::string& what);

}  // namespace ireplay
