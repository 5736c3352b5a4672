#pragma once

#include <string>
#include <vector>

/// Scheduler texts of pointwise nodes with one thing or another wrong or very large, for tests of limits.
namespace ireplay {

/// `op0: buf0 = relu(arg0_1)`, both float32[8], unless said otherwise.
struct BrokenNode {
  int number = 0;
  std::string from = "arg0_1", to = "buf0";
  std::string op = "relu";
  std::string size = "8", stride = "1";    // of both
  std::string offset;                      // of the input's layout
  std::string ranges = "p0: 8";            // of the loop
  std::string load = "p0", store = "p0";   // index expressions
  std::string dependency = "c0, {c0: 8}";  // of the input
  std::string alias;                       // the buffer that `to` is a view of
  bool has_store = true, prints_input_layout = true;
};

std::string to_text(const BrokenNode& node);

/// `count` good nodes, each of which reads what the one above wrote.
std::string node_chain(int count);
/// The wrapper that belongs to it.
std::string wrapper_of_chain(int count);
/// `count` good nodes that read one input.
std::string readers_of_one(int count);
/// One good node of `count` ops, each of the one above.
std::string long_body(int count);
/// `buf0` is a view of `buf1`, which is a view of `buf2` ..., `count` of them.
std::string alias_chain(int count);
/// `count` buffers that are parts of a concat.
std::string concat_parts(int count);
/// `count` nodes with an op that there is not.
std::string unsupported_nodes(int count);
/// An index of `depth` calls within each other.
std::string nested_calls(int depth);
/// A fused node whose name names `count` parts, which the text does not hold.
std::string long_fused_name(int count);

/// A wrapper whose function partition_k calls the partitions `calls[k]`; `call` calls the first.
std::string partitions(const std::vector<std::vector<int>>& calls);

}  // namespace ireplay
