#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

/// Kernels that Triton compiled for a graph, beside the graph's ops: `ireplay show`, `ireplay check`.
namespace ireplay {

/// One launch of an original kernel by the wrapper.
struct OriginalUse {
  std::vector<std::string> ops;                  // of the plan that it computes; none: not told
  std::string kernel;                            // the variable that the wrapper launches
  std::string place;                             // of the call: output_code.py:140
  std::string fault;                             // why it could not be launched
  std::string file, entry;                       // the cubin and the function in it; empty: there is none
  std::array<std::int64_t, 3> grid = {0, 0, 0};  // blocks; with a fault not known
  std::int64_t threads = 0;                      // a block
  std::array<std::int64_t, 3> cluster = {1, 1, 1};
  std::int64_t shared_bytes = 0;  // a block, static and dynamic
  std::int64_t registers = 0;     // a thread
  std::int64_t local_bytes = 0;   // a thread: registers that did not fit, arrays that are indexed
  std::int64_t argument_bytes = 0;
  bool is_cooperative = false, is_programmatic = false;
  std::vector<std::string> arguments;  // a line for each
};

/// A heading and a row for each, within `width`, and why those with a fault cannot be launched; empty without
/// any.
std::string to_text(const std::vector<OriginalUse>& originals, std::size_t width);

/// Everything about the launches of one op; empty where it has none.
std::string describe_originals(const std::vector<OriginalUse>& originals, const std::string& op);

}  // namespace ireplay
